// How the present part is to be walked: speed, slope, and what is special about it.

const KMH_PER_MPS = 3.6;
const MPH_PER_MPS = 1 / 0.44704;

/** @typedef {import("../types.js").PlannedInterval} PlannedInterval */

/** One line for a glance; empty where nothing is aimed at.
 * @param {PlannedInterval | undefined} interval
 * @param {string | undefined} units  "imperial" for miles; bundles of old say nothing
 * @returns {string} */
export function aimLine(interval, units) {
  if (!interval) return "";
  const { speed_mps, incline_pct, told } = interval;
  const slope = incline_pct ? `slope ${incline_pct} %` : "";
  return [speed_mps && speed(speed_mps, units), slope, told].filter(Boolean).join(" · ");
}

/** @param {{low: number, high: number}} band @param {string | undefined} units */
function speed({ low, high }, units) {
  const [factor, unit] = units === "imperial" ? [MPH_PER_MPS, "mph"] : [KMH_PER_MPS, "km/h"];
  return `${(low * factor).toFixed(1)} to ${(high * factor).toFixed(1)} ${unit}`;
}
