// From the moments that were kept to reaction times: twin of outcomes/reaction_times.py. Pure.

/** @typedef {Record<string, number[]>} Series */
/** @typedef {Record<string, number>} Parameters */

/** @typedef {{values: Record<string, number>, why_not: string}} Worked  values by the measure's
 *   key, or why there are none */

export const NONE_MS = -1; // stands for "did not happen" in a series
// Of the browser's word against the picture's time stamp; further away is another picture.
const EARLIEST_MS = -10;
const LATEST_MS = 250;
const ROUNDED_UP_MS = 2; // half of the 4 ms that it is rounded up to
export const MOST_STALL_MS = 100; // a display that stands so long: the device is too busy

/** Moments are kept to a tenth of a millisecond, finer than any browser tells.
 * @param {number} ms */
export function rounded(ms) {
  return Math.round(ms * 10) / 10;
}

/** @param {Series} series @returns {(number | null)[]} null: no tap came */
export function reactionTimes({ frame_ms, presented_ms, tap_ms }) {
  return tap_ms.map((tap, i) => (tap === NONE_MS ? null : tap - onset(frame_ms[i], presented_ms[i])));
}

/** When a stimulus was on the screen.
 * @param {number} frame @param {number} presented */
export function onset(frame, presented) {
  const told = presented !== NONE_MS && presented - frame >= EARLIEST_MS && presented - frame <= LATEST_MS;
  return told ? presented - ROUNDED_UP_MS : frame;
}

/** Why no time of a device that stood still so often counts; empty where it kept up.
 * @param {Series} series @param {Parameters} parameters */
export function tooBusy({ stall_ms }, parameters) {
  const disturbed = stall_ms.filter((ms) => ms > MOST_STALL_MS).length;
  if (100 * disturbed <= parameters.most_disturbed_pct * stall_ms.length) return "";
  return `The device stood still ${disturbed} of ${stall_ms.length} times: it was too busy to tell times, so it is kept and not counted.`;
}

/** @param {number[]} numbers  at least one */
export function median(numbers) {
  const ordered = [...numbers].sort((a, b) => a - b);
  const middle = ordered.length >> 1;
  return ordered.length % 2 ? ordered[middle] : (ordered[middle - 1] + ordered[middle]) / 2;
}

/** @param {string} why_not @returns {Worked} */
export function notCounted(why_not) {
  return { values: {}, why_not };
}
