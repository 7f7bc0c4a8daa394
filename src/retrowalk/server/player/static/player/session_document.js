// The session as it is sent: numbered chunks of motion, then one document that makes the
// record. Both are the same bytes however often they are built.

/** @typedef {import("./types.js").Walked} Walked */
/** @typedef {import("./store.js").Second} Second */

import { glance } from "./step.js";

export const SECONDS_IN_CHUNK = 30;

const NAMES = /** @type {const} */ (["t_ms", "ax", "ay", "az", "gx", "gy", "gz"]);

/** @param {Second[]} seconds  in order of recording @returns {string} */
export function chunkBody(seconds) {
  const body = { schema: 1 };
  for (const name of NAMES) Object.assign(body, { [name]: seconds.flatMap((s) => s.columns[name]) });
  return JSON.stringify(body);
}

/** @param {Walked} session @returns {string} */
export function documentBody(session) {
  const { live, planned, motion } = session;
  const { pain_during, ...answers } = session.answers;
  return JSON.stringify({
    schema: 1,
    planned_number: planned.number,
    plan_version: session.plan_version,
    started_at: session.started_at,
    ended_at: session.ended_at,
    ending: live.ending,
    site: motion.samples ? session.site : "none",
    ...answers,
    ...(pain_during == null ? {} : { pain_during }), // left out where it was not told
    intervals: intervals(session),
    chunk_count: Math.ceil(motion.records / SECONDS_IN_CHUNK),
    samples: motion.samples,
    device: navigator.userAgent.slice(0, 200),
    simulated: session.simulated,
  });
}

/** @param {Walked} session */
function intervals({ live, planned, spans_ms }) {
  const done = glance(live).done_s;
  return planned.intervals.map((interval, index) => ({
    index,
    direction: interval.direction,
    prescribed_s: interval.duration_s,
    done_s: Math.round(done[index] * 1000) / 1000,
    spans_ms: spans_ms[index],
  }));
}
