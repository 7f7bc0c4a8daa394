// Colours and words, from the taps: twin of outcomes/colours.py. Pure.

import { MOST_STALL_MS, median, notCounted, reactionTimes, tooBusy } from "./moments.js";

/** @param {import("./moments.js").Series} series @param {import("./moments.js").Parameters} parameters
 * @returns {import("./moments.js").Worked} */
export function colourWords(series, parameters) {
  const busy = tooBusy(series, parameters);
  if (busy) return notCounted(busy);
  const { word, ink, answer, stall_ms } = series;
  const shown = stall_ms.filter((ms) => ms <= MOST_STALL_MS).length;
  /** @type {number[]} */
  const same = [];
  /** @type {number[]} */
  const other = [];
  reactionTimes(series).forEach((time, i) => {
    if (time === null || time < parameters.false_start_ms || answer[i] !== ink[i] || stall_ms[i] > MOST_STALL_MS) return;
    (word[i] === ink[i] ? same : other).push(time);
  });
  const right = same.length + other.length;
  if (!shown || 100 * right < parameters.least_right_pct * shown) {
    return notCounted(`${right} of ${shown} answers were right: too few to tell, so it is kept and not counted.`);
  }
  const fewest = Math.min(same.length, other.length);
  if (fewest < parameters.least_right_each) {
    return notCounted(`Only ${fewest} of at least ${parameters.least_right_each} right answers of one kind came.`);
  }
  return {
    why_not: "",
    values: {
      stroop_interference_ms: median(other) - median(same),
      stroop_other_word_ms: median(other),
      stroop_right_pct: (100 * right) / shown,
    },
  };
}
