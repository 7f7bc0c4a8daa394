// The session as it is sent, after its chunks of motion: the document that makes the record.
// The same bytes however often it is built.

import { SECONDS_IN_CHUNK } from "./chunk.js";
import { glance } from "./step.js";

/** @typedef {import("./types.js").Walked} Walked */
/** @typedef {import("./types.js").ReadingRow} ReadingRow */

/** @param {Walked} session @param {ReadingRow[]} rows  what devices measured, by time
 * @returns {string} */
export function documentBody(session, rows) {
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
    ...(rows.length ? { readings: readings(rows) } : {}), // left out where no device measured
  });
}

/** @param {ReadingRow[]} rows */
function readings(rows) {
  const names = /** @type {const} */ (["t_ms", "speed_mps", "heart_rate_bpm", "cadence_spm"]);
  return Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])]));
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
