// For the page after somebody deleted their data: takes from this device what it kept of the
// account or the person that the address names after its "#", which no server sees.
//
// Nobody else knows these names, so that no link from elsewhere can take anything away.

import { openStore } from "./store.js";

const named = new URLSearchParams(location.hash.slice(1));
const account = named.get("account");
const person = named.get("person");
const line = /** @type {HTMLElement | null} */ (document.querySelector("[data-device]"));

if (account || person) {
  const found = await forget(await openStore());
  if (line) line.textContent = (found ? line.dataset.done : line.dataset.none) ?? "";
  history.replaceState(null, "", location.pathname);
}

/** @param {import("./store.js").Store} store @returns {Promise<number>} how much there was */
async function forget(store) {
  const bundles = (await store.all("bundles")).filter((one) => isTheirs(one.account, one.person.id));
  const walks = (await store.all("sessions")).filter((one) => isTheirs(one.account, one.person.id));
  const tests = (await store.all("tests")).filter((one) => isTheirs(one.account, one.person.id));
  for (const one of bundles) await store.remove("bundles", one.person.id);
  for (const one of walks) await store.forget(one.id);
  for (const one of tests) await store.remove("tests", one.id);
  // The order of a day's pair and its difference, a day of rest; of an account, who was signed in.
  for (const { name, account: its = "" } of await store.all("settings")) {
    if (account ? its === account : its && name.includes(String(person))) await store.remove("settings", name);
  }
  if (account) await store.remove("settings", "account");
  return bundles.length + walks.length + tests.length;
}

/** @param {string} itsAccount @param {string} itsPerson */
function isTheirs(itsAccount, itsPerson) {
  return account ? itsAccount === account : itsPerson === person;
}
