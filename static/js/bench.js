// The workbench: takes the selected words of the text into the form, with where they stand, and
// saves with Ctrl+Enter. Without it one pastes the words, and the server finds them.

const text = document.querySelector("[data-text]");
const told = document.getElementById("mark-told");
const pane = () => document.getElementById("pane");
const codePoints = (string) => [...string].length;

// Text nodes of a paragraph; the numbers of claims are ours and no part of the text.
function nodesOf(paragraph) {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest("sup") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  return nodes;
}

// The selected words and their place in the kept text, in code points; null for none.
function selected() {
  const selection = window.getSelection();
  if (!text || !selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const words = [];
  let start = null;
  let end = null;
  for (const paragraph of text.querySelectorAll("[data-start]")) {
    let at = Number(paragraph.dataset.start);
    let found = "";
    for (const node of nodesOf(paragraph)) {
      if (range.intersectsNode(node)) {
        const from = node === range.startContainer ? range.startOffset : 0;
        const to = node === range.endContainer ? range.endOffset : node.data.length;
        const piece = node.data.slice(from, to);
        if (piece.trim()) {
          start ??= at + codePoints(node.data.slice(0, from)) + codePoints(piece) - codePoints(piece.trimStart());
          end = at + codePoints(node.data.slice(0, from)) + codePoints(piece.trimEnd());
        }
        found += piece;
      }
      at += codePoints(node.data);
    }
    if (found.trim()) words.push(found.trim());
  }
  return start === null ? null : { words: words.join("\n\n"), start, end };
}

function say(words) {
  if (!told) return;
  told.textContent = "";
  told.textContent = words;
}

function mark() {
  const found = selected();
  if (!found) return say(told?.dataset.empty ?? "");
  const form = pane();
  form.elements.quote.value = found.words;
  form.elements.start.value = found.start;
  form.elements.end.value = found.end;
  form.closest("details").open = true;
  form.elements.summary.focus();
  form.dispatchEvent(new Event("marked", { bubbles: true }));
  return say(told?.dataset.done ?? "");
}

document.documentElement.classList.add("has-script");
const button = document.querySelector("[data-mark]");
if (button && text?.querySelector("[data-start]")) {
  button.hidden = false;
  // A press of the mouse would take the selection away before the click.
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", mark);
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = pane();
  if (!form?.contains(event.target)) return;
  event.preventDefault();
  form.querySelector("[data-save]").click(); // requestSubmit would not tell htmx which button.
});

// Words typed by hand may stand elsewhere than those that were marked.
document.addEventListener("input", (event) => {
  const form = pane();
  if (event.target !== form?.elements.quote) return;
  form.elements.start.value = "";
  form.elements.end.value = "";
});

// Complaints: the first of them is where one goes on.
document.addEventListener("htmx:afterSwap", () => {
  pane()?.querySelector(".complaints")?.focus();
});
