// A chosen file goes up by itself, in parts: a lost connection, a closed page or a server that is started anew costs one
// part at most. Without this file the same field sends the file with its form.
"use strict";

const RETRY = [1000, 2000, 5000, 10000, 30000]; // milliseconds between tries; the last of them for as long as it takes
const PROTOCOL = { "Tus-Resumable": "1.0.0" };
const pause = (time) => new Promise((done) => {
  const timer = setTimeout(done, time);
  addEventListener("online", () => { clearTimeout(timer); done(); }, { once: true });
});
const encoded = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
// Where the same file was being sent before, in this browser.
const memory = (file) => `upload:${file.name}:${file.size}:${file.lastModified}`;

class Refused extends Error {}

for (const field of document.querySelectorAll("[data-upload]")) {
  const input = field.querySelector("input[type=file]");
  const held = field.querySelector("input[type=hidden]");
  const said = field.querySelector("[role=status]");
  const bar = field.querySelector("progress");
  const form = input.form;
  const words = field.dataset;
  let going = null; // the upload under way: {file, stop}

  const say = (text, wrong = false) => {
    if (said.textContent !== text) said.textContent = text;
    said.classList.toggle("ds-validation-message", wrong);
  };
  const fill = (text, file, percent = 0) => text.replace("{name}", file.name).replace("{percent}", percent);

  const ask = async (address, method, headers, body, signal) => {
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    const answer = await fetch(address, { method, headers: { ...PROTOCOL, "X-CSRFToken": token, ...headers }, body, signal, redirect: "manual" });
    if (answer.type === "opaqueredirect") throw new Refused(words.signedOut);
    return answer;
  };
  const reason = async (answer) => (answer.headers.get("Content-Type") || "").includes("json") ? (await answer.json()).message : words.failed;

  const begun = async (file, signal) => {
    const before = localStorage.getItem(memory(file));
    if (before) {
      const answer = await ask(before, "HEAD", {}, undefined, signal);
      if (answer.ok) return [before, Number(answer.headers.get("Upload-Offset"))];
      if (answer.status !== 404) throw new Error("later");
    }
    const answer = await ask(words.upload, "POST", { "Upload-Length": file.size, "Upload-Metadata": `filename ${encoded(file.name)}` }, undefined, signal);
    if (answer.status >= 500) throw new Error("later");
    if (answer.status !== 201) throw new Refused(await reason(answer));
    const address = answer.headers.get("Location");
    localStorage.setItem(memory(file), address);
    return [address, 0];
  };

  const send = async (file, signal) => {
    let [address, offset] = await begun(file, signal);
    while (offset < file.size) {
      const percent = Math.floor(100 * offset / file.size);
      bar.value = percent;
      if (percent % 10 === 0) say(fill(words.sending, file, percent)); // so that a screen reader is not drowned
      const part = file.slice(offset, offset + Number(words.part));
      const answer = await ask(address, "PATCH", { "Content-Type": "application/offset+octet-stream", "Upload-Offset": offset }, part, signal);
      if (answer.status === 204 || answer.status === 409) offset = Number(answer.headers.get("Upload-Offset"));
      else if (answer.status === 404) { localStorage.removeItem(memory(file)); throw new Error("anew"); }
      else if (answer.status === 403 || answer.status === 422) throw new Refused(await reason(answer));
      else throw new Error("later");
      going.failed = 0;
    }
    bar.value = 100;
    say(fill(words.checking, file));
    const answer = await ask(`${address}sjekk/`, "POST", {}, undefined, signal);
    if (answer.status >= 500 || answer.status === 423) throw new Error("later");
    if (!answer.ok) { localStorage.removeItem(memory(file)); throw new Refused(await reason(answer)); }
    return address.split("/").at(-2);
  };

  const upload = async (file) => {
    going?.stop.abort();
    const mine = going = { file, stop: new AbortController(), failed: 0 };
    held.value = "";
    bar.parentElement.hidden = false;
    field.querySelector(".drop").removeAttribute("data-invalid");
    for (;;) {
      try {
        const id = await send(file, mine.stop.signal);
        if (going !== mine) return;
        held.value = id;
        input.value = ""; // it is there already: the form need not carry it
        localStorage.removeItem(memory(file));
        say(fill(words.done, file));
        break;
      } catch (error) {
        if (going !== mine || error.name === "AbortError") return;
        if (error instanceof Refused) {
          input.value = "";
          field.querySelector(".drop").setAttribute("data-invalid", "");
          say(error.message, true);
          break;
        }
        say(words.waiting);
        await pause(RETRY[Math.min(mine.failed++, RETRY.length - 1)]);
        if (going !== mine) return;
      }
    }
    bar.parentElement.hidden = true;
    going = null;
  };

  input.addEventListener("change", () => { if (input.files.length) upload(input.files[0]); });
  field.querySelector("button").addEventListener("click", () => {
    if (!going) return;
    const address = localStorage.getItem(memory(going.file));
    localStorage.removeItem(memory(going.file));
    going.stop.abort();
    going = null;
    input.value = "";
    bar.parentElement.hidden = true;
    say(words.goneUp);
    if (address) ask(address, "DELETE", {}).catch(() => {}); // else it ends by itself after some days
  });
  // Before the general guard against sending twice hears of it.
  form.addEventListener("submit", (event) => {
    if (!going) return;
    event.preventDefault();
    say(words.wait);
    said.scrollIntoView({ block: "center" });
  });
}
