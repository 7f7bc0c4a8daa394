// Three minutes of reactions, from the taps: twin of outcomes/reaction.py. Pure.

import { MOST_STALL_MS, median, notCounted, reactionTimes, tooBusy } from "./moments.js";

/** @param {import("./moments.js").Series} series @param {import("./moments.js").Parameters} parameters
 * @returns {import("./moments.js").Worked} */
export function vigilance(series, parameters) {
  const busy = tooBusy(series, parameters);
  if (busy) return notCounted(busy);
  const latest = 1000 * parameters.timeout_s;
  const times = reactionTimes(series)
    .filter((_, i) => series.stall_ms[i] <= MOST_STALL_MS)
    .map((one) => (one === null ? latest : Math.min(one, latest)));
  const valid = times.filter((one) => one >= parameters.false_start_ms);
  const early = times.length - valid.length + series.early_ms.length;
  const taps = valid.length + early;
  if (valid.length < parameters.least_reactions) {
    return notCounted(`Only ${valid.length} of at least ${parameters.least_reactions} reactions came.`);
  }
  if (100 * early > parameters.most_early_pct * taps) {
    return notCounted(`${early} of ${taps} taps came too early: that is guessing, so it is kept and not counted.`);
  }
  return {
    why_not: "",
    values: {
      pvt_speed_per_s: valid.reduce((sum, one) => sum + 1000 / one, 0) / valid.length,
      pvt_median_ms: median(valid),
      pvt_lapses: valid.filter((one) => one > parameters.lapse_ms).length,
      pvt_false_starts: early,
    },
  };
}
