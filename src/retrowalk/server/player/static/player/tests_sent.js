// Brings taken tests to the server, each exactly once; they stay on the device until it has them.

import { Unreachable, ask, put } from "./server.js";
import { closed, testBody } from "./taken.js";
import { elsewhere, releaseTest } from "./under_way.js";

/** @typedef {import("./taken.js").Taken} Taken */

const SIGNED_OUT = "Sign in again to send it; nothing is lost.";
const OFFLINE = "It is sent when there is a network.";
const LATER = "The server has trouble; it is sent later.";

/** Send what waits. A test that this page left in the middle is over by that; one that another
 * tab takes just now is not.
 * @param {import("./store.js").Store} store
 * @param {string | null} account  whose tests these are
 * @returns {Promise<Taken[]>} those that are still here */
export async function sendTests(store, account) {
  releaseTest();
  const others = await elsewhere();
  /** @param {Taken} taken */
  const isMine = (taken) => taken.account === account && !others.has(taken.id);
  const mine = (await kept(store)).filter(isMine);
  for (const taken of mine.filter((one) => one.stage === "taking")) Object.assign(taken, closed(taken));
  const waiting = mine.filter((taken) => taken.stage === "waiting");
  for (const taken of waiting) await bring(store, taken);
  return (await kept(store)).filter(isMine);
}

/** @param {import("./store.js").Store} store @returns {Promise<Taken[]>} */
function kept(store) {
  return store.all("tests");
}

/** @param {import("./store.js").Store} store @param {Taken} taken */
async function bring(store, taken) {
  const { status, detail } = await sent(taken);
  if (status === 200 || status === 201) return store.remove("tests", taken.id);
  if (status === 409 || status === 413 || status === 422) return store.put("tests", { ...taken, stage: "refused", detail });
  return store.put("tests", { ...taken, detail });
}

/** @param {Taken} taken @returns {Promise<{status: number, detail: string}>} */
async function sent(taken) {
  try {
    const token = await ask("/token");
    if (token.status !== 200) return { status: token.status, detail: token.status === 401 ? SIGNED_OUT : LATER };
    const answer = await put(`/persons/${taken.person.id}/tests/${taken.id}`, testBody(taken), token.body.csrf);
    if (answer.status === 401 || answer.status === 404) return { status: answer.status, detail: SIGNED_OUT };
    return answer.status >= 500 || answer.status === 429 ? { status: answer.status, detail: LATER } : answer;
  } catch (error) {
    if (error instanceof Unreachable) return { status: 0, detail: OFFLINE };
    throw error;
  }
}
