// When each prescribed interval was walked, on the session's clock. Pauses and changes of
// direction are in none of the spans.

/** @typedef {import("./types.js").Script} Script */

/**
 * @param {Script} script
 * @returns {[number, number][][]} no span yet, for every interval
 */
export function noSpans(script) {
  return script.segments.filter((segment) => segment.kind === "walk").map(() => []);
}

/**
 * Add what was walked while the script's clock went from fromS to toS, ending now.
 * Spans are half-open; one that goes on where the last one ended makes it longer.
 * @param {[number, number][][]} spans  changed in place
 * @param {Script} script
 * @param {number} fromS
 * @param {number} toS
 * @param {number} nowMs  the session's clock when toS was reached
 */
export function addWalked(spans, script, fromS, toS, nowMs) {
  for (const segment of script.segments) {
    const start = Math.max(fromS, segment.start_s);
    const end = Math.min(toS, segment.start_s + segment.duration_s);
    if (segment.kind !== "walk" || end <= start) continue;
    join(spans[segment.interval], moment(nowMs, toS - start), moment(nowMs, toS - end));
  }
}

/** @param {number} nowMs @param {number} agoS */
function moment(nowMs, agoS) {
  return Math.round((nowMs - agoS * 1000) * 10) / 10;
}

/** Ticks meet to within this; a pause is always longer. */
const SAME_MS = 2;

/** @param {[number, number][]} spans @param {number} start @param {number} end */
function join(spans, start, end) {
  const last = spans.at(-1);
  if (last && start - last[1] <= SAME_MS) last[1] = Math.max(last[1], end);
  else spans.push([start, end]);
}
