// Single keys in the review queue, on the event in whose row the focus is; `j` and `k` move it
// (keyboard.js). They only fill in what a mouse could: nothing is saved until Accept or Set.

const FIRST_STATUS = 1;

function entry() {
  return document.activeElement?.closest(".entry") ?? document.querySelector(".entry");
}

const select = (row) => row.querySelector("select[name=status]");

const KEYS = {
  a: (row) => row.querySelector("form").requestSubmit(),
  r(row) {
    row.classList.add("writing");
    row.querySelector("textarea").focus();
  },
  u(row) {
    row.classList.remove("writing");
    row.querySelector("form").reset();
  },
};

function choose(row, number) {
  const option = select(row).options[number - FIRST_STATUS];
  if (!option) return false;
  option.selected = true;
  select(row).dispatchEvent(new Event("change", { bubbles: true }));
  return true;
}

// keyboard.js tells of keys that it has no use for, never while somebody types.
document.addEventListener("timeline:key", (event) => {
  const row = entry();
  if (!row) return;
  const { key } = event.detail;
  if (/^[1-9]$/.test(key)) {
    if (choose(row, Number(key))) event.preventDefault();
  } else if (Object.hasOwn(KEYS, key)) {
    KEYS[key](row);
    event.preventDefault();
  }
});

// From the reason, Escape leads back to the row's keys.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.matches?.(".entry :is(textarea, select)")) {
    event.target.closest(".entry").querySelector(".title").focus();
  }
});

const told = document.getElementById("queue-keys");
if (told) told.hidden = false;
