/** The till's page works without this file; it makes a page that is open live: the payment's way, the print button, one tap for one post. */

const FIRST_LOOK_AFTER_MS = 50;
const LOOK_EVERY_MS = 250;
const LOOK_LATER_EVERY_MS = 1_000;
const LATER_AFTER_LOOKS = 40;

/** Puts the fields of `row` into the elements that name them in `data-slot`. Only ever as text. */
function fill(element, row) {
  for (const slot of element.querySelectorAll("[data-slot]")) slot.textContent = row[slot.dataset.slot] ?? "";
}

/** A copy of what a template holds. */
function copyOf(selector) {
  return document.querySelector(selector).content.firstElementChild.cloneNode(true);
}

function showStations(journey, stations) {
  const list = journey.querySelector("ol");
  for (const station of stations) {
    let item = list.querySelector(`[data-name="${station.name}"]`);
    if (!item) {
      item = copyOf("[data-station]");
      item.dataset.name = station.name;
      list.append(item);
    }
    item.dataset.reached = String(station.at !== "");
    fill(item, station);
  }
}

function showRows(rows) {
  const list = document.querySelector("[data-wire]");
  for (const row of rows) {
    if (list.querySelector(`[data-number="${row.number}"]`)) continue;
    const item = copyOf("[data-wire-row]");
    item.dataset.number = String(row.number);
    item.className = `exchange ${row.tone}`;
    fill(item, row);
    list.append(item);
  }
}

function show(journey, told) {
  showStations(journey, told.stations);
  showRows(told.rows);
  const message = journey.querySelector("[data-message]");
  // Said only when it changes, or a screen reader would say it at every look.
  if (message.textContent !== told.message) message.textContent = told.message;
  const seal = document.querySelector("[data-seal]");
  if (seal && told.seal && seal.textContent !== told.seal.text) {
    seal.textContent = told.seal.text;
    seal.classList.toggle("on", told.seal.isOn);
  }
  const bookings = document.querySelector("[data-bookings]");
  if (bookings) bookings.textContent = String(told.bookings);
  journey.dataset.over = String(told.isOver);
}

function pauseMs(looks) {
  if (looks === 0) return FIRST_LOOK_AFTER_MS;
  return looks < LATER_AFTER_LOOKS ? LOOK_EVERY_MS : LOOK_LATER_EVERY_MS;
}

async function watch(journey) {
  for (let looks = 0; journey.dataset.over !== "true"; looks++) {
    await new Promise((resolve) => setTimeout(resolve, pauseMs(looks)));
    try {
      const answer = await fetch(journey.dataset.journey, { headers: { accept: "application/json" } });
      if (answer.ok) show(journey, await answer.json());
      else if (answer.status === 404) return;
    } catch {
      // The gateway is starting again, perhaps; the next look will tell.
    }
  }
}

const journey = document.querySelector("[data-journey]");
if (journey) watch(journey).catch(() => undefined);

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

for (const form of document.querySelectorAll("form")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    form.setAttribute("aria-busy", "true");
  });
}

// A page that the browser kept and shows again may be used again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form")) {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  }
});
