// A password may be looked at while it is typed, and a new one is told how strong it looks. The page's words stand on the
// script's own element.
"use strict";

const said = document.currentScript.dataset;
const STRONG_ENOUGH = [45, 65, 90]; // bits, roughly: length times the logarithm of how many different characters

const strength = (password) => {
  const typed = password.replace(/\s+/g, " ").toLowerCase();
  if (typed.length < Number(said.shortest)) return 0;
  const bits = typed.length * Math.log2(new Set(typed).size);
  return 1 + STRONG_ENOUGH.filter((limit) => bits >= limit).length;
};

for (const input of document.querySelectorAll("input[type=password]")) {
  const reveal = document.createElement("button");
  reveal.type = "button";
  reveal.className = "act reveal";
  reveal.textContent = said.show;
  reveal.setAttribute("aria-controls", input.id);
  reveal.addEventListener("click", () => {
    const hidden = input.type === "password";
    input.type = hidden ? "text" : "password";
    reveal.textContent = hidden ? said.hide : said.show;
  });
  input.after(reveal);
}

const fresh = document.querySelector("input[name=password1]");
if (fresh) {
  const words = said.words.split("|");
  const line = document.createElement("p");
  line.className = "strength small";
  const meter = document.createElement("meter");
  meter.max = 4;
  meter.setAttribute("aria-label", said.strength);
  const word = document.createElement("span");
  word.setAttribute("role", "status");
  line.append(meter, word);
  fresh.nextElementSibling.after(line);
  const tell = () => {
    meter.value = strength(fresh.value);
    word.textContent = fresh.value ? words[meter.value] : "";
  };
  fresh.addEventListener("input", tell);
  tell();
}
