// Says aloud what a swap of the results changed, marks the list as busy meanwhile, and shows what
// to do when the server did not answer. Focus stays where it was.

const results = () => document.getElementById("results");
const live = document.getElementById("live");
const failed = document.getElementById("failed");

const isForResults = (event) => event.detail?.target === results();

document.addEventListener("htmx:beforeRequest", (event) => {
  if (!isForResults(event)) return;
  event.detail.target.setAttribute("aria-busy", "true");
  if (failed) failed.hidden = true;
});

document.addEventListener("htmx:afterRequest", (event) => {
  if (isForResults(event)) results()?.removeAttribute("aria-busy");
});

document.addEventListener("htmx:afterSettle", () => {
  const count = results()?.querySelector("[data-live]");
  // The same words again would not be read out; emptying first makes them new.
  if (live && count) {
    live.textContent = "";
    live.textContent = count.dataset.live || count.textContent.trim();
  }
});

for (const fault of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.addEventListener(fault, (event) => {
    if (!failed || !isForResults(event)) return;
    failed.hidden = false;
    failed.scrollIntoView({ block: "nearest" });
  });
}

// Forms that return here (the colours in the foot) return to what is shown now.
for (const moved of ["htmx:pushedIntoHistory", "htmx:historyRestore"]) {
  document.addEventListener(moved, () => {
    for (const field of document.querySelectorAll("form.theme input[name=next]")) {
      field.value = window.location.pathname + window.location.search;
    }
  });
}
