// The two grips of the histogram: drag them, or move them by arrow keys (a day; with Shift a week).
// They only write into the two date fields of the filter form and send it; without JavaScript the
// fields do the same.

const DAY = 86_400_000;
const WEEK = 7;
const PAUSE = 400; // milliseconds after the last key before the form is sent

// Days that were chosen but not sent yet, or sent and not answered: a swap must not undo them.
const waiting = {};
let timer = 0;
let held = null; // the word of the grip that has focus, to give it back after a swap

const iso = (day) => new Date(day * DAY).toISOString().slice(0, 10);
const parse = (text) => Math.round(Date.parse(`${text}T00:00:00Z`) / DAY);
// The pages write day, month, year; "en" alone would put the month first.
const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
const words = (day) => new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(day * DAY);

const pictures = () => document.querySelectorAll("#chart .hist svg[data-first]");
const isShown = (picture) => picture.getClientRects().length > 0;
const gripOf = (picture, word) => picture.querySelector(`.grip[data-grip="${word}"]`);

function axis(picture) {
  const { first, last, left, right } = picture.dataset;
  return {
    first: parse(first),
    days: parse(last) - parse(first) + 1,
    left: Number(left),
    width: Number(right) - Number(left),
    isMirrored: picture.getAttribute("direction") === "rtl",
  };
}

// Where a day begins (the grip "after") or ends (the grip "before").
function place(picture, word, day) {
  const { first, days, left, width, isMirrored } = axis(picture);
  const share = (day - first + (word === "before" ? 1 : 0)) / days;
  const along = Math.min(1, Math.max(0, share)) * width;
  return Math.round(isMirrored ? left + width - along : left + along);
}

function dayAt(picture, word, x) {
  const { first, days, left, width, isMirrored } = axis(picture);
  const share = (isMirrored ? left + width - x : x - left) / width;
  const edge = Math.round(Math.min(1, Math.max(0, share)) * days);
  return first + edge - (word === "before" ? 1 : 0);
}

function show(grip, day) {
  const picture = grip.closest("svg");
  const { first, days } = axis(picture);
  const at = grip.getAttribute("transform").match(/[-\d.]+\)$/)[0];
  grip.dataset.day = iso(day);
  grip.setAttribute("transform", `translate(${place(picture, grip.dataset.grip, day)} ${at}`);
  grip.setAttribute("aria-valuemin", Math.min(first, day));
  grip.setAttribute("aria-valuemax", Math.max(first + days - 1, day));
  grip.setAttribute("aria-valuenow", day);
  grip.setAttribute("aria-valuetext", words(day));
}

// The day, kept from passing the other grip.
function limit(picture, word, day) {
  const other = parse(gripOf(picture, word === "after" ? "before" : "after").dataset.day);
  return word === "after" ? Math.min(day, other) : Math.max(day, other);
}

function move(grip, day) {
  const word = grip.dataset.grip;
  waiting[word] = limit(grip.closest("svg"), word, day);
  for (const picture of pictures()) show(gripOf(picture, word), waiting[word]);
}

function send() {
  window.clearTimeout(timer);
  const form = document.getElementById("filters");
  if (!form) return;
  for (const [word, day] of Object.entries(waiting)) {
    form.elements.namedItem(word).value = iso(day);
    delete waiting[word];
  }
  // A day chosen by a bar or a day's head would cut into the range that was just chosen.
  form.querySelector("input[type=hidden][name=listed]")?.remove();
  form.requestSubmit();
}

function sendSoon() {
  window.clearTimeout(timer);
  timer = window.setTimeout(send, PAUSE);
}

function press(event) {
  const grip = event.currentTarget;
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const { isMirrored, first, days } = axis(grip.closest("svg"));
  const step = event.shiftKey ? WEEK : 1;
  const onward = isMirrored ? -step : step;
  const day = parse(grip.dataset.day);
  const targets = {
    ArrowRight: day + onward,
    ArrowLeft: day - onward,
    ArrowUp: day + step,
    ArrowDown: day - step,
    Home: first,
    End: first + days - 1,
  };
  if (!Object.hasOwn(targets, event.key)) return;
  event.preventDefault();
  move(grip, targets[event.key]);
  sendSoon();
}

function drag(event) {
  const grip = event.currentTarget;
  if (!grip.hasPointerCapture(event.pointerId)) return;
  const picture = grip.closest("svg");
  const x = new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse()).x;
  move(grip, dayAt(picture, grip.dataset.grip, x));
}

function prepare() {
  for (const picture of pictures()) {
    for (const grip of picture.querySelectorAll(".grip:not([role])")) {
      const word = grip.dataset.grip;
      grip.removeAttribute("hidden");
      grip.setAttribute("role", "slider");
      grip.setAttribute("tabindex", "0");
      grip.setAttribute("aria-label", grip.dataset.label);
      show(grip, waiting[word] ?? parse(grip.dataset.day));
      grip.addEventListener("keydown", press);
      grip.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        grip.focus({ preventScroll: true });
        grip.setPointerCapture(event.pointerId);
      });
      grip.addEventListener("pointermove", drag);
      grip.addEventListener("pointerup", () => Object.keys(waiting).length && send());
    }
  }
}

document.addEventListener("htmx:beforeSwap", () => {
  held = document.activeElement?.closest?.(".grip")?.dataset.grip ?? held;
});

document.addEventListener("htmx:afterSettle", () => {
  prepare();
  if (!held || document.activeElement?.closest?.(".grip")) return;
  const picture = [...pictures()].find(isShown);
  if (picture && (document.activeElement ?? document.body) === document.body) {
    gripOf(picture, held).focus({ preventScroll: true });
  }
  held = null;
});
document.addEventListener("htmx:historyRestore", prepare);
prepare();
