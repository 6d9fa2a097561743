// What plain HTML cannot do for the filter form: remember which facets were open, show a box as
// partly chosen, and leave empty words out of the address. The form sends itself (hx-* attributes,
// or its button without JavaScript).

const MEMORY = "timeline.facets";

function remembered() {
  try {
    const value = JSON.parse(window.localStorage.getItem(MEMORY) ?? "{}");
    return value && typeof value === "object" ? value : {};
  } catch {
    return {}; // Forbidden or damaged: the page decides what is open.
  }
}

function remember(facet, isOpen) {
  try {
    window.localStorage.setItem(MEMORY, JSON.stringify({ ...remembered(), [facet]: isOpen }));
  } catch {
    // Forbidden: the choice lasts until the page is left.
  }
}

function prepare(root) {
  const known = remembered();
  for (const details of root.querySelectorAll("details.facet[data-facet]")) {
    const isOpen = known[details.dataset.facet];
    const holdsError = details.querySelector(".field-error, [aria-invalid]") !== null;
    if (typeof isOpen === "boolean" && !holdsError) details.open = isOpen;
  }
  for (const input of root.querySelectorAll("input.part")) input.indeterminate = !input.checked;
}

document.addEventListener(
  "click",
  (event) => {
    const summary = event.target instanceof Element ? event.target.closest("summary") : null;
    const details = summary?.parentElement;
    // Asked before the browser turns it round.
    if (details?.matches("details.facet[data-facet]")) remember(details.dataset.facet, !details.open);
  },
  true,
);

document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.verb !== "get") return;
  for (const name of new Set(detail.formData.keys())) {
    if (detail.formData.getAll(name).every((value) => value === "")) detail.formData.delete(name);
  }
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method !== "get" || form.hasAttribute("hx-get")) return;
  const empty = [...form.elements].filter((field) => field.name && field.value === "" && !field.disabled);
  for (const field of empty) field.disabled = true;
  // Back to life for a reader who returns to this page from the browser's memory.
  window.addEventListener("pageshow", () => empty.forEach((field) => (field.disabled = false)), { once: true });
});

document.addEventListener("htmx:afterSettle", (event) => prepare(event.target));
prepare(document);
