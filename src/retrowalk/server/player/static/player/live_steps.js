// Steps and direction while the person walks, from the server's ears. Small fresh pieces go
// out, the newest only; what the network drops is dropped. The recorded chunks remain the truth.

import { Unreachable } from "./server.js";
import { countLine, counted, noCounts, way } from "./live_counts.js";
import { write } from "./write.js";

/** @typedef {import("./types.js").Ear} Ear */
/** @typedef {import("./types.js").EarTools} EarTools */
/** @typedef {import("./types.js").Second} Second */
/** @typedef {import("./live_counts.js").LiveAnswer} LiveAnswer */

const READABLE = ["pocket", "lower_back"]; // where the phone's steps can be told
const LATER = "Steps are counted after the session";
const MOST_SECONDS = 3; // what waited longer is left out: it is no news any more
const LATE_MS = 4000; // a piece that took longer says nothing to the coach
const REPEAT_MS = 2000; // an unchanged direction is told to the coach that often
const FIRST_REST_MS = 3000;
const LONGEST_REST_MS = 30_000;
const NAMES = /** @type {const} */ (["t_ms", "ax", "ay", "az", "gx", "gy", "gz"]);

/** @returns {import("./types.js").Along} */
export function along() {
  return { makeEars: (tools) => [createLiveSteps(tools)] };
}

/** @param {Pick<EarTools, "session" | "clock" | "send">} tools @returns {Ear} */
export function createLiveSteps({ session, clock, send }) {
  let counts = noCounts();
  /** @type {Second[]} */
  let fresh = [];
  let carrying = false;
  let over = !READABLE.includes(session.site); // nothing more is told of this session
  let heardMs = -Infinity;
  let restMs = FIRST_REST_MS;
  let quietUntilMs = -Infinity;
  let saidMs = -Infinity;
  /** @type {string | null} */
  let said = null;

  const path = `/persons/${session.person.id}/sessions/${session.id}/live`;
  const hears = () => !over && clock.now() - heardMs < 2 * LATE_MS;

  async function carry() {
    if (carrying || over || !fresh.length || clock.now() < quietUntilMs) return;
    carrying = true;
    const piece = fresh;
    fresh = [];
    try {
      const newestMs = /** @type {number} */ (piece.at(-1)?.columns.t_ms.at(-1));
      const answer = await write("POST", path, body(piece));
      if (answer.status === 200) take(answer.body, newestMs);
      else refused(answer.status);
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      rest();
    } finally {
      carrying = false;
    }
  }

  /** @param {Second[]} piece */
  function body(piece) {
    const made = {
      schema: 1,
      number: /** @type {Second} */ (piece.at(-1)).n,
      site: session.site,
      device: navigator.userAgent.slice(0, 200),
    };
    for (const name of NAMES) Object.assign(made, { [name]: piece.flatMap((s) => s.columns[name]) });
    return made;
  }

  /** @param {LiveAnswer} answer @param {number} newestMs */
  function take(answer, newestMs) {
    restMs = FIRST_REST_MS;
    if (answer.why_not) return void (over = true);
    heardMs = clock.now();
    counts = counted(counts, answer);
    if (answer.told.length && heardMs - newestMs <= LATE_MS) tell();
  }

  /** What the newest steps agree on, to the coach: when it changes, and now and then. */
  function tell() {
    const now = way(counts, clock.now() / 1000);
    if (now === null || (now === said && clock.now() - saidMs < REPEAT_MS)) return;
    said = now;
    saidMs = clock.now();
    send({ type: "steps_seen", direction: now });
  }

  /** @param {number} status */
  function refused(status) {
    if (status === 409) return; // came too late: the next one is newer
    if (status === 401 || status === 404 || status === 422) over = true;
    else rest();
  }

  function rest() {
    quietUntilMs = clock.now() + restMs;
    restMs = Math.min(2 * restMs, LONGEST_REST_MS);
  }

  return {
    start() {},
    stop() {
      fresh = [];
    },
    state: () => (hears() ? "on" : "waiting"),
    line: () => (hears() ? countLine(counts, clock.now() / 1000) : LATER),
    saved(seconds) {
      fresh = [...fresh, ...seconds].slice(-MOST_SECONDS);
      carry();
    },
  };
}
