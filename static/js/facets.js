// The facets come back with fresh counts after every choice. Focus stays on the control that was
// used: the same word and value in the new form.

let used = null;

const facets = () => document.getElementById("facets");

document.addEventListener("htmx:beforeSwap", () => {
  const field = document.activeElement;
  const inside = field && facets()?.contains(field);
  used = inside ? { name: field.name, value: field.value, type: field.type } : null;
  if (inside && !field.name) {
    // A facet's own head: known by the word of its facet.
    used = { facet: field.closest("[data-facet]")?.dataset.facet };
  }
});

document.addEventListener("htmx:afterSettle", () => {
  if (!used || facets()?.contains(document.activeElement)) return;
  const isPicked = (field) =>
    field.name === used.name && (!["checkbox", "radio"].includes(used.type) || field.value === used.value);
  const target = used.facet
    ? facets()?.querySelector(`[data-facet="${CSS.escape(used.facet)}"] > summary`)
    : [...(facets()?.querySelectorAll("input, select") ?? [])].find(isPicked);
  used = null;
  target?.focus({ preventScroll: true });
});
