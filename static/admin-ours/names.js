// Fields that look rows up are drawn by Select2, which tells a screen reader no name.
// Give each the words of its label, after it has been drawn.

function nameLookups(root) {
  for (const select of root.querySelectorAll("select.admin-autocomplete")) {
    const label = select.labels[0];
    const words = select.getAttribute("aria-label") || (label && label.textContent.trim());
    const drawn = select.nextElementSibling;
    if (!words || !drawn) continue;
    for (const part of drawn.querySelectorAll('[role="combobox"], [role="textbox"], input')) {
      part.removeAttribute("aria-labelledby");
      part.setAttribute("aria-label", words);
    }
  }
}

// Behind the call that draws them, which stands in the same queue.
window.django?.jQuery?.(() => nameLookups(document.body));
document.addEventListener("formset:added", (event) => {
  requestAnimationFrame(() => nameLookups(event.target));
});
