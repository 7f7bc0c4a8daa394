// On which day something went wrong in a test: no more tests of the body on it, and no walk, also
// without a network. Kept on this device only; what happened itself travels with the test.

import { isoDay } from "./times.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./types.js").Bundle} Bundle */

/** @typedef {{account: string, day: string, test: string}} Kept  test: in which it was told */

/** @param {Bundle} bundle */
const shelfName = ({ person }) => `not today ${person.id}`;

/** Kept as soon as it is told, so that closing the page does not undo it; taken back where the
 * person takes it back in the same test.
 * @param {Store} store @param {Bundle} bundle @param {string} test  its identifier
 * @param {boolean} ends  whether what was told in it ends the day */
export async function heed(store, bundle, test, ends) {
  const rest = { name: shelfName(bundle), account: bundle.account, day: isoDay(new Date()), test };
  if (ends) return store.put("settings", rest);
  const kept = await keptOf(store, bundle);
  if (kept?.test === test) await store.remove("settings", shelfName(bundle));
}

/** @param {Store} store @param {Bundle} bundle @returns {Promise<boolean>} */
export async function restsToday(store, bundle) {
  const kept = await keptOf(store, bundle);
  return kept?.account === bundle.account && kept.day === isoDay(new Date());
}

/** @param {Store} store @param {Bundle} bundle @returns {Promise<Kept | undefined>} */
function keptOf(store, bundle) {
  return store.get("settings", shelfName(bundle));
}
