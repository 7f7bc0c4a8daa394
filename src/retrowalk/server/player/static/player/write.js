// Writes to the server while something is under way: with a token that is kept as long as it
// is taken, and with little patience, because what is sent is stale soon.

import { ask } from "./server.js";

/** @typedef {import("./server.js").Answer} Answer */

/** @typedef {{patienceMs?: number, keepalive?: boolean}} How  keepalive: the page may close */

const PATIENCE_MS = 4000;

/** @type {string | null} */
let token = null;

/**
 * @param {"POST" | "PUT" | "DELETE"} method
 * @param {string} path  below the interface's root
 * @param {unknown} body  anything JSON can say
 * @param {How} [how]
 * @returns {Promise<Answer>}  throws Unreachable
 */
export async function write(method, path, body, how = {}) {
  const { patienceMs = PATIENCE_MS, keepalive = false } = how;
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(), patienceMs);
  const options = { method, body: JSON.stringify(body), signal: ending.signal, keepalive };
  /** @param {string} fresh */
  const send = (fresh) => ask(path, { ...options, headers: { "Content-Type": "application/json", "X-CSRFToken": fresh } });
  try {
    const kept = token ?? (await newToken(ending.signal));
    const answer = await send(kept);
    if (answer.status !== 403) return answer;
    return await send(await newToken(ending.signal)); // somebody signed in since
  } finally {
    clearTimeout(timer);
  }
}

/** @param {AbortSignal} signal */
async function newToken(signal) {
  const answer = await ask("/token", { signal });
  token = answer.status === 200 ? answer.body.csrf : null;
  return token ?? "";
}
