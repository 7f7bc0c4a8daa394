// One numbered chunk of motion as it is sent: the same bytes however often it is built.

/** @typedef {import("./store.js").Second} Second */

export const SECONDS_IN_CHUNK = 30;

const NAMES = /** @type {const} */ (["t_ms", "ax", "ay", "az", "gx", "gy", "gz"]);

/** @param {Second[]} seconds  in order of recording @returns {string} */
export function chunkBody(seconds) {
  const body = { schema: 1 };
  for (const name of NAMES) Object.assign(body, { [name]: seconds.flatMap((s) => s.columns[name]) });
  return JSON.stringify(body);
}
