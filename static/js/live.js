// Says aloud what a swap of the results changed, marks the list as busy meanwhile, and shows what
// to do when the server did not answer. Focus stays where it was.

const results = () => document.getElementById("results");
const live = document.getElementById("live");
const failed = document.getElementById("failed");

const isForResults = (event) => event.detail?.target === results();
// The evidence of a row comes into the list as well.
const isForList = (event) => Boolean(results()?.contains(event.detail?.target ?? null));

function say(words) {
  // The same words again would not be read out; emptying first makes them new.
  live.textContent = "";
  live.textContent = words;
}

document.addEventListener("htmx:beforeRequest", (event) => {
  if (failed && isForList(event)) failed.hidden = true;
  if (!isForResults(event)) return;
  event.detail.target.setAttribute("aria-busy", "true");
  const pending = event.detail.target.querySelector("[data-pending]");
  if (pending) say(pending.textContent);
});

document.addEventListener("htmx:afterRequest", (event) => {
  if (isForResults(event)) results()?.removeAttribute("aria-busy");
});

document.addEventListener("htmx:afterSettle", () => {
  const count = results()?.querySelector("[data-live]");
  if (count) say(count.dataset.live || count.textContent.trim());
});

const FAULTS = { "htmx:sendError": "network", "htmx:timeout": "slow", "htmx:responseError": "server" };

for (const [name, fault] of Object.entries(FAULTS)) {
  document.addEventListener(name, (event) => {
    if (!failed || !isForList(event)) return;
    for (const words of failed.querySelectorAll("[data-fault]")) words.hidden = words.dataset.fault !== fault;
    const asked = event.detail.pathInfo?.finalRequestPath;
    if (asked) failed.querySelector("a").href = asked;
    results().before(failed);
    failed.hidden = false;
    failed.scrollIntoView({ block: "nearest" });
    live.textContent = "";
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
