// Two back, from the taps: twin of outcomes/two_back.py. Pure.

import { MOST_STALL_MS, median, notCounted, reactionTimes } from "./moments.js";

export const BACK = 2; // letters
export const SAME = 1;
export const OTHER = 0;

/** @param {import("./moments.js").Series} series @param {import("./moments.js").Parameters} parameters
 * @returns {import("./moments.js").Worked} */
export function twoBack(series, parameters) {
  const { letter, answer } = series;
  const asked = reactionTimes(series)
    .map((time, i) => ({
      time: time ?? -Infinity,
      sure: series.stall_ms[i] <= MOST_STALL_MS,
      same: letter[i] === letter[i - BACK],
      answer: time !== null && time >= parameters.false_start_ms ? answer[i] : -1,
    }))
    .slice(BACK);
  const [same, other] = [asked.filter((one) => one.same), asked.filter((one) => !one.same)];
  const right = asked.filter((one) => one.sure && one.answer === (one.same ? SAME : OTHER));
  const answered = asked.filter((one) => one.answer === SAME || one.answer === OTHER).length;
  if (!same.length || !other.length) return notCounted("Letters of one kind only were shown; it is kept and not counted.");
  if (100 * answered < parameters.least_answered_pct * asked.length || !right.length) {
    return notCounted(`${answered} of ${asked.length} letters were answered: too few to tell, so it is kept and not counted.`);
  }
  const hits = same.filter((one) => one.answer === SAME).length;
  const alarms = other.filter((one) => one.answer === SAME).length;
  return {
    why_not: "",
    values: {
      two_back_dprime: normalAt((hits + 0.5) / (same.length + 1)) - normalAt((alarms + 0.5) / (other.length + 1)),
      two_back_hits_pct: (100 * hits) / same.length,
      two_back_false_alarms_pct: (100 * alarms) / other.length,
      two_back_ms: median(right.map((one) => one.time)),
    },
  };
}

/** Where the standard normal has this share below it, found by halving: exact enough, and short.
 * @param {number} share  between 0 and 1 */
function normalAt(share) {
  let [low, high] = [-8, 8];
  for (let k = 0; k < 60; k++) {
    const middle = (low + high) / 2;
    if (below(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The share of the standard normal below z: its density times z + z^3/3 + z^5/15 …
 * @param {number} z */
function below(z) {
  let [term, sum] = [z, z];
  for (let k = 3; Math.abs(term) > 1e-17 && k < 400; k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}
