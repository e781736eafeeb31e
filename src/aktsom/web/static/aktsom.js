// Small comforts only. Every page does all it must without this file.
"use strict";

const typing = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;

// "/" goes to the search field.
document.addEventListener("keydown", (event) => {
  const search = document.getElementById("search");
  if (event.key === "/" && search?.offsetParent && !typing(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    search.focus();
    search.select();
  }
});

// Where a page offers keys, a letter presses what carries it, as long as the box beside the letters is ticked.
const keys = document.querySelector("[data-keys]");
if (keys) {
  const box = keys.querySelector("input");
  box.checked = localStorage.getItem("keys") !== "off";
  keys.hidden = false;
  box.addEventListener("change", () => localStorage.setItem("keys", box.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    if (!box.checked || typing(event.target) && event.target !== box || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const pressed = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!pressed) return;
    event.preventDefault();
    pressed.click();
  });
}

// Suggestions below a search field: down into them, up and out again, Escape closes.
document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("form.suggesting");
  if (!form) return;
  const places = [form.querySelector("input[type=search]"), ...form.querySelectorAll(".suggestions a")];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && places.length > 1) {
    event.preventDefault();
    places[Math.min(Math.max(places.indexOf(event.target) + step, 0), places.length - 1)].focus();
  } else if (event.key === "Escape" && places.length > 1) {
    event.preventDefault();
    form.querySelector(".offers").replaceChildren();
    places[0].focus();
  }
});
document.addEventListener("focusin", (event) => {
  for (const form of document.querySelectorAll("form.suggesting")) if (!form.contains(event.target)) form.querySelector(".offers")?.replaceChildren();
});

// Menus close with Escape and with a click elsewhere.
const closeMenus = (except) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (menu !== except) menu.open = false;
};
document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.activeElement?.closest("details.menu[open]");
  closeMenus(null);
  menu?.querySelector("summary").focus();
});

// A file may be dropped on the whole zone; the plain file field in it does the rest.
for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    const zone = event.target.closest?.(".drop");
    if (!zone) return;
    event.preventDefault();
    zone.toggleAttribute("data-over", kind === "dragover");
    const input = zone.querySelector("input[type=file]");
    if (kind === "drop" && event.dataTransfer.files.length) {
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
}

// Filters apply as soon as a choice is made; their button stays for those without script.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form.filters");
  if (form && event.target.matches("select, input[type=checkbox], input[type=date]")) form.requestSubmit();
});

// A form pressed twice is sent once. A file that comes back leaves the page standing, so the form is let go again.
const LET_GO = 4000; // milliseconds
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, LET_GO);
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// What was opened stays open when one comes back in the same visit, and what the address points to is open.
const remembered = (details) => `open:${location.pathname}#${details.id}`;
const restore = (root) => {
  for (const details of root.querySelectorAll("details.more[id]")) {
    const was = sessionStorage.getItem(remembered(details));
    if (was !== null) details.open = was === "1";
    if (location.hash === `#${details.id}`) details.open = true;
  }
};
document.addEventListener("toggle", (event) => {
  if (event.target.matches("details.more[id]")) sessionStorage.setItem(remembered(event.target), event.target.open ? "1" : "0");
}, true);

// Rows picked in a list: all of the page at once, and the button says how many.
const countPicked = (form) => {
  const boxes = [...form.elements].filter((element) => element.name === "chosen");
  const picked = boxes.filter((box) => box.checked).length;
  const all = form.querySelector("[data-pick-all]");
  all.checked = picked > 0 && picked === boxes.length;
  all.indeterminate = picked > 0 && picked < boxes.length;
  const button = form.querySelector("button[data-many]");
  const { none, one, many } = button.dataset;
  button.textContent = picked === 0 ? none : picked === 1 ? one : many.replace("{count}", picked);
};
const countAllPicked = () => document.querySelectorAll("form.choosing").forEach(countPicked);
document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (!form?.matches("form.choosing")) return;
  if (event.target.matches("[data-pick-all]")) for (const box of form.elements) if (box.name === "chosen") box.checked = event.target.checked;
  countPicked(form);
});
addEventListener("pageshow", countAllPicked);

// After a swap the focus goes where the new content says, so that keyboard and screen reader follow.
document.addEventListener("htmx:afterSettle", (event) => {
  restore(event.target);
  countAllPicked();
  event.target.querySelector("[data-focus]")?.focus();
});

// Who writes is here, though no page is asked for: half an hour without a request would end the session and the text with it.
// Pages of the same person in other windows count as well, so the moment stands in the browser, where it keeps such things.
const TOLD_EACH = 5 * 60 * 1000; // milliseconds
let toldHere = Date.now();
const lastTold = () => {
  try {
    return Math.max(toldHere, Number(localStorage.getItem("told")));
  } catch {
    return toldHere;
  }
};
const noteTold = () => {
  toldHere = Date.now();
  try {
    localStorage.setItem("told", String(toldHere));
  } catch {
    // kept from storing: this window counts alone
  }
};
// True while the session lasts; no answer at all, as without a line, says nothing of it.
const tellHere = () => fetch(document.body.dataset.here, { redirect: "manual" }).then((answer) => {
  if (answer.status === 204) noteTold();
  return answer.status === 204;
});

// Before a session ends for want of a request, the person is asked; before it ends in any case, the person is told.
const stillHere = document.getElementById("still-here");
let over = false; // said once: who closes it stays on the page, to take a copy
const showStillHere = (when) => {
  over ||= when === "out";
  if (!stillHere) return;
  for (const part of stillHere.querySelectorAll("[data-when]")) part.hidden = part.dataset.when !== when;
  for (const each of stillHere.querySelectorAll("h2")) each.removeAttribute("id");
  stillHere.querySelector(`[data-when="${when}"] h2`).id = "still-here-title";
  stillHere.dataset.now = when;
  if (!stillHere.open) stillHere.showModal();
};
if (document.body.dataset.here) {
  noteTold();
  let asked = Date.now();
  document.addEventListener("input", () => {
    if (over || Date.now() - Math.max(lastTold(), asked) < TOLD_EACH) return;
    asked = Date.now();
    tellHere().then((lasts) => lasts || showStillHere("out")).catch(() => {});
  });
}
if (stillHere) {
  const { idle, ends } = document.body.dataset;
  let ageTold = false;
  const stay = () => tellHere().then((lasts) => (lasts ? stillHere.close() : showStillHere("out"))).catch(() => showStillHere("out"));
  stillHere.addEventListener("click", (event) => {
    if (event.target.closest("[data-stay]")) stay();
    else if (event.target.closest("[data-close]")) stillHere.close();
  });
  stillHere.addEventListener("cancel", (event) => {
    if (stillHere.dataset.now !== "idle") return;
    event.preventDefault(); // Escape is a sign that somebody is here
    stay();
  });
  setInterval(() => {
    if (over) return;
    if (!ageTold && Date.now() >= ends * 1000) {
      ageTold = true;
      showStillHere("age");
    } else if (stillHere.open && stillHere.dataset.now === "idle") {
      if (Date.now() - lastTold() < idle * 1000) stillHere.close(); // another window was used
    } else if (!stillHere.open && !ageTold && Date.now() - lastTold() >= idle * 1000) {
      showStillHere("idle");
    }
  }, 10 * 1000);
}

restore(document);
document.querySelector(".ds-error-summary")?.focus();
