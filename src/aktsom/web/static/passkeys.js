// Passkeys: asks the browser for one and sends what it answers with the form around the button. The form says what is
// to be done: data-passkey is "create" or "get", data-options holds the server's question, data-ask where to fetch it.
"use strict";

const bytesOf = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const textOf = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const withBytes = ({ publicKey }) => {
  const question = { ...publicKey, challenge: bytesOf(publicKey.challenge) };
  if (question.user) question.user = { ...question.user, id: bytesOf(question.user.id) };
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    if (question[list]) question[list] = question[list].map((known) => ({ ...known, id: bytesOf(known.id) }));
  }
  return question;
};

const asText = (credential) => {
  const response = {};
  for (const key of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[key]) response[key] = textOf(credential.response[key]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return JSON.stringify({
    id: credential.id,
    rawId: textOf(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  });
};

const question = async (form) => {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.dataset.ask, { headers: { Accept: "application/json" } });
  return (await answer.json()).request_options;
};

const use = async (form) => {
  const problem = form.querySelector("[data-passkey-problem]");
  problem.hidden = true;
  try {
    const publicKey = withBytes(await question(form));
    const credential = await navigator.credentials[form.dataset.passkey]({ publicKey });
    form.elements.credential.value = asText(credential);
    form.submit();
  } catch (error) {
    problem.textContent = problem.dataset.passkeyProblem;
    problem.hidden = false;
  }
};

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.querySelector("[data-passkey-ready]").hidden = false;
    form.querySelector("[data-passkey-without]")?.remove();
    form.querySelector("[data-passkey-start]").addEventListener("click", () => use(form));
    form.addEventListener("submit", (event) => {
      event.preventDefault(); // Enter in the field of the name
      use(form);
    });
  }
}
