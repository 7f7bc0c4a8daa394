// Numbers of a go that are asked about before they are kept: what cannot be is kept and not
// counted, what is unlikely counts once the person says it is right. The server judges anew. Pure.

import { amount } from "./pair.js";

/** @typedef {import("./taken.js").GuidedTest} GuidedTest */
/** @typedef {import("./taken.js").Trial} Trial */

/** @type {Record<string, string>} */
const UNITS = { time_s: "seconds", count: "", distance_m: "metres", heart_rate_bpm: "beats a minute" };
/** @type {Record<string, number>} */
export const DISTANCE_UNITS = { metres: 1, feet: 0.3048, yards: 0.9144 };

/** @typedef {{cannot: string[], unusual: string[]}} Doubts */

/** @param {GuidedTest} test @param {Trial} trial @returns {Doubts} */
export function doubtsOf({ limits = {} }, trial) {
  /** @type {Doubts} */
  const doubts = { cannot: [], unusual: [] };
  if (trial.practice || trial.ended !== "done") return doubts;
  for (const [field, { least, most, usual_least, usual_most }] of Object.entries(limits)) {
    const value = /** @type {any} */ (trial)[field];
    if (value == null) continue;
    const said = amount(UNITS[field] ?? "", value).trim();
    if (value < least || value > most) doubts.cannot.push(`${said} cannot be. Kept so, it is not counted.`);
    else if (value < usual_least || value > usual_most) doubts.unusual.push(`${said} is unusual. Is it right?`);
  }
  return doubts;
}

/** A distance as typed, in metres; in another unit what was typed is kept beside.
 * @param {number} typed @param {string} unit
 * @returns {{distance_m: number, series?: Record<string, number[]>}} */
export function distanceOf(typed, unit) {
  if (unit === "metres") return { distance_m: typed };
  return { distance_m: Math.round(typed * DISTANCE_UNITS[unit] * 100) / 100, series: { [`typed_${unit}`]: [typed] } };
}
