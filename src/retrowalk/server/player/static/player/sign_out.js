// For the page that signs out: says what is not sent yet, and takes what this account's
// sessions ahead are from the device. Sessions that wait stay until their account returns.
//
// The page marks its form with data-sign-out and has an empty element with data-unsent.

import { openStore } from "./store.js";

const form = document.querySelector("form[data-sign-out]");
const unsent = document.querySelector("[data-unsent]");

const store = await openStore();
const waiting = (await store.all("sessions")).filter((session) => session.stage !== "sent").length;
if (unsent && waiting) {
  const what = waiting === 1 ? "1 session on this device is" : `${waiting} sessions on this device are`;
  unsent.textContent = `${what} not sent yet. Nothing is lost: it waits here until this account signs in again.`;
}

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  await forget();
  /** @type {HTMLFormElement} */ (form).submit();
}, { once: true });

async function forget() {
  for (const bundle of await store.all("bundles")) await store.remove("bundles", bundle.person.id);
  for (const session of await store.all("sessions")) {
    if (session.stage === "sent") await store.forget(session.id);
  }
  await store.remove("settings", "account");
}
