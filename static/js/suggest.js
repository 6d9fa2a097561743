// Names of places, actors and sources to choose from while somebody types a search.

const PAUSE = 200; // milliseconds

const field = document.querySelector("[data-suggest]");
let pause = 0;

async function suggest() {
  const typed = field.value;
  try {
    const answer = await fetch(`${field.dataset.suggest}?${new URLSearchParams({ q: typed })}`);
    if (!answer.ok || typed !== field.value) return;
    const names = new Set((await answer.json()).map((named) => named.name));
    field.list.replaceChildren(...[...names].map((name) => new Option(name)));
  } catch {
    // No answer, or the page was left: nothing is offered.
  }
}

field?.addEventListener("input", () => {
  clearTimeout(pause);
  if (field.value.trim()) pause = setTimeout(suggest, PAUSE);
});
