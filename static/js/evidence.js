// Evidence in place: a row's own link opens its quotes under the title (hx-* attributes fetch
// them) and closes them again. Without JavaScript the link leads to the event's page.

const busy = new WeakSet();

const openerIn = (node) => (node instanceof Element ? node.closest("a.peek[hx-get]") : null);

function prepare(root) {
  for (const opener of root.querySelectorAll("a.peek[hx-get]:not([aria-expanded])")) {
    opener.setAttribute("aria-expanded", "false");
  }
}

document.addEventListener(
  "click",
  (event) => {
    const opener = openerIn(event.target);
    if (!opener || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const opened = opener.closest(".ev").querySelector(".opened");
    if (!opened && !busy.has(opener)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    opened?.remove();
    opener.setAttribute("aria-expanded", "false");
  },
  true,
);

document.addEventListener("htmx:beforeRequest", ({ target }) => {
  if (openerIn(target)) busy.add(target);
});

document.addEventListener("htmx:afterRequest", ({ target, detail }) => {
  if (!openerIn(target)) return;
  busy.delete(target);
  target.setAttribute("aria-expanded", String(detail.successful));
});

document.addEventListener("htmx:afterSettle", () => prepare(document));
prepare(document);
