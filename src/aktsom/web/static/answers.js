// Answers are saved while they are written. Without a connection they wait in this browser and are sent when it is back;
// without this file the page's button saves them all.
"use strict";

{
const WAIT = 900; // milliseconds after the last stroke
const AGAIN = 5000;
const said = document.getElementById("lagring");
const words = said.dataset;
const token = document.querySelector("#steg [name=csrfmiddlewaretoken]").value;
const going = new Set(); // codes being sent
const waiting = new Map(); // code: timer
const say = (text) => { if (said.textContent !== text) said.textContent = text; };
const memory = (card) => `answer:${card.dataset.answer}`;
const fields = (card) => [...card.querySelectorAll("[form=steg][name]:not(button)")];

const values = (card) => {
  const told = {};
  for (const field of fields(card)) if (field.type !== "radio" || field.checked) told[field.name] = field.value;
  return told;
};

const keep = (card) => {
  try { localStorage.setItem(memory(card), JSON.stringify(values(card))); } catch { /* full or closed: the page itself still holds it */ }
};

const changed = (card) => {
  keep(card);
  clearTimeout(waiting.get(card));
  waiting.set(card, setTimeout(() => send(card), WAIT));
};

const send = async (card) => {
  waiting.delete(card);
  if (going.has(card)) return changed(card);
  going.add(card);
  say(words.saving);
  const told = values(card);
  let answer;
  try {
    answer = await fetch(card.dataset.answer, { method: "POST", headers: { "X-CSRFToken": token }, body: new URLSearchParams(told), redirect: "manual" });
    if (answer.status >= 500) throw new Error("later");
  } catch {
    going.delete(card);
    say(words.waiting);
    waiting.set(card, setTimeout(() => send(card), AGAIN));
    return;
  }
  going.delete(card);
  if (answer.type === "opaqueredirect" || answer.status === 403 && !(answer.headers.get("Content-Type") || "").includes("json")) return say(words.signedOut);
  const heard = await answer.json().catch(() => null);
  if (!heard) return say(words.failed); // a page, not an answer: the question is gone, or it was all too much
  if (answer.status === 200) saved(card, heard, told);
  else if (answer.status === 409) both(card, heard);
  else wrong(card, heard.errors);
};

const note = (card) => card.querySelector(".answer-said");

const saved = (card, heard, told) => {
  card.querySelector("[name$=':revision']").value = heard.revision;
  wrong(card, []);
  note(card).textContent = heard.saved;
  const pill = card.querySelector(".standing .state");
  pill.dataset.state = heard.state;
  pill.lastChild.textContent = heard.state_text;
  card.querySelector(".carried")?.remove();
  for (const other of document.querySelectorAll(".question[data-code]")) {
    const asked = heard.asked.includes(other.dataset.code);
    other.hidden = !asked;
    const answer = other.querySelector(".answer");
    if (!answer.hasAttribute("data-locked")) answer.disabled = !asked;
  }
  const now = values(card);
  delete now[`${card.dataset.code}:revision`];
  if (Object.entries(now).every(([name, value]) => told[name] === value)) localStorage.removeItem(memory(card));
  if (!waiting.size) say(words.saved);
  if (told[`${card.dataset.code}:paste`]) location.reload(); // the pasted rows stand as rows
};

const wrong = (card, errors) => {
  let place = card.querySelector(".answer-wrong");
  if (!place) {
    place = document.createElement("div");
    place.className = "answer-wrong";
    place.setAttribute("role", "alert");
    note(card).before(place);
  }
  place.replaceChildren(...errors.map(({ text }) => {
    const line = document.createElement("p");
    line.className = "ds-validation-message";
    line.textContent = text;
    return line;
  }));
  if (errors.length) say("");
};

// A colleague has written in the same answer: both stand until somebody chooses.
const both = (card, heard) => {
  const place = document.createElement("div");
  place.className = "ds-alert";
  place.dataset.color = "warning";
  place.setAttribute("role", "alert");
  const line = document.createElement("p");
  line.textContent = words.theirs.replace("{name}", heard.by);
  const theirs = document.createElement("p");
  theirs.className = "as-written";
  theirs.textContent = heard.theirs;
  const act = (text, does) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ds-button";
    button.dataset.variant = "secondary";
    button.textContent = text;
    button.addEventListener("click", does);
    return button;
  };
  const acts = document.createElement("div");
  acts.className = "cluster";
  acts.append(
    act(words.mine, () => { card.querySelector("[name$=':revision']").value = heard.revision; place.remove(); send(card); }),
    act(words.their, () => { localStorage.removeItem(memory(card)); location.reload(); }),
  );
  place.append(line, theirs, acts);
  card.querySelector(".ds-alert[role=alert]")?.remove();
  note(card).before(place);
  say("");
};

document.querySelector(".tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

for (const card of document.querySelectorAll(".question[data-answer]")) {
  const left = localStorage.getItem(memory(card));
  if (left) {
    const told = JSON.parse(left);
    const blanks = Object.keys(told).filter((name) => /:row-\d+:/.test(name) && !card.querySelector(`[name="${CSS.escape(name)}"]`));
    while (blanks.length && addRow(card) && blanks.some((name) => !card.querySelector(`[name="${CSS.escape(name)}"]`)));
    for (const field of fields(card)) {
      if (field.name.endsWith(":revision") || !(field.name in told)) continue;
      if (field.type === "radio") field.checked = field.value === told[field.name];
      else field.value = told[field.name];
    }
    card.querySelector("[name$=':revision']").value = told[`${card.dataset.code}:revision`];
    // What was written on the question's own step (a statement, a secret) is sent along, also where it has no field here.
    const here = new Set(fields(card).map((field) => field.name));
    for (const [name, value] of Object.entries(told)) if (!here.has(name)) carry(card, name, value);
    say(words.restored);
    waiting.set(card, setTimeout(() => send(card), WAIT));
  }
  card.addEventListener("input", (event) => { if (event.target.form?.id === "steg") changed(card); });
  card.querySelector("[data-add-row]")?.addEventListener("click", (event) => {
    event.preventDefault();
    addRow(card)?.querySelector("input").focus();
  });
}

function carry(card, name, value) {
  const field = document.createElement("input");
  field.type = "hidden";
  field.setAttribute("form", "steg");
  field.name = name;
  field.value = value;
  card.querySelector(".answer").append(field);
}

function addRow(card) {
  const last = card.querySelector("tr[data-blank]:last-child") || card.querySelector("tbody tr:last-child");
  if (!last) return null;
  const next = last.cloneNode(true);
  for (const input of next.querySelectorAll("input")) {
    const bump = (text) => text.replace(/\d+(?=:[a-z_]+$)|\d+$/, (n) => Number(n) + 1);
    input.name = bump(input.name);
    input.setAttribute("aria-label", bump(input.getAttribute("aria-label")));
    input.value = "";
  }
  last.after(next);
  return next;
}

addEventListener("online", () => { for (const [card, timer] of waiting) { clearTimeout(timer); send(card); } });
// The page's own button sends everything: nothing waits any longer.
document.getElementById("steg").addEventListener("submit", () => { for (const timer of waiting.values()) clearTimeout(timer); });
addEventListener("pagehide", () => { for (const card of waiting.keys()) keep(card); });
}
