// Single keys for readers who go through many events. They work only where nothing is typed and no
// other modifier is held, and can be switched off in the foot of the page (WCAG 2.1.4).

const SWITCH = "timeline.keys";

function stored() {
  try {
    return window.localStorage.getItem(SWITCH);
  } catch {
    return null; // Storage may be forbidden; the keys then stay on.
  }
}

function store(value) {
  try {
    window.localStorage.setItem(SWITCH, value);
  } catch {
    // Forbidden: the choice lasts until the page is left.
  }
}

let on = stored() !== "off";

// A box to tick takes no letters.
const TYPED = "input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]";

const isTyping = (element) => element instanceof Element && element.closest(TYPED) !== null;

// Moves real focus from one of the elements to its neighbour, or to the first.
function step(selector, by) {
  const all = [...document.querySelectorAll(selector)];
  if (all.length === 0) return false;
  const here = all.findIndex((element) => element.contains(document.activeElement));
  const next = here < 0 ? (by > 0 ? 0 : -1) : here + by;
  const target = all[next];
  if (!target) return false;
  if (!target.matches("a, button, input, summary")) target.tabIndex = -1;
  target.focus();
  target.scrollIntoView({ block: "nearest" });
  return true;
}

function unfold(selector, focusOn) {
  const details = document.querySelector(selector);
  if (!details) return false;
  details.open = true;
  const target = details.querySelector(focusOn);
  if (!target) return false;
  target.focus();
  target.scrollIntoView({ block: "nearest" });
  return true;
}

// Presses a button that has this key of its own, if the page has one.
function press(key) {
  const button = document.querySelector(`button[data-key="${key}"]:not([hidden])`);
  button?.click();
  return button !== null;
}

// Opens or closes the evidence of the event whose title has focus.
function toggleEvidence() {
  const opener = document.activeElement?.closest(".ev")?.querySelector(".peek");
  opener?.click();
  return Boolean(opener);
}

const KEYS = {
  "/": () => unfold("details.find", "input[type=search]"),
  j: () => step(".ev h3 a, .entry .title", 1),
  k: () => step(".ev h3 a, .entry .title", -1),
  e: toggleEvidence,
  n: () => step(".claim, .hl", 1),
  c: () => press("c"),
  f: () => unfold("details.filters", "input:not([type=hidden]), select"),
  "?": () => unfold("details#keys", "summary"),
};

// A page's own script may take a key by preventing the default of this event.
function offer(key) {
  const told = new CustomEvent("timeline:key", { detail: { key }, cancelable: true });
  return document.dispatchEvent(told);
}

document.addEventListener("keydown", (event) => {
  if (!on || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
  if (isTyping(event.target)) return;
  const act = Object.hasOwn(KEYS, event.key) ? KEYS[event.key] : null;
  if (act ? act() : !offer(event.key)) event.preventDefault();
});

for (const list of document.querySelectorAll("[data-keys]")) list.hidden = false;
const box = document.querySelector("[data-keys-switch]");
if (box) {
  box.checked = on;
  box.addEventListener("change", () => {
    on = box.checked;
    store(on ? "on" : "off");
  });
}
