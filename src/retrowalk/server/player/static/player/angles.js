// The phone as an inclinometer: the twin of outcomes/inclination.py; shared transcripts hold both
// to the same values. And when a position is held still. Pure.

import { dot, mean } from "./sway.js";

/** @typedef {import("./sway.js").Vector} Vector */
/** @typedef {{t_ms: number, a: Vector}} Sample */

const LEAST_TURN_DEG = 15;
const MOST_TURN_DEG = 165;
const MOST_SLIP_DEG = 6;
const DEG = 180 / Math.PI;

// Still: for so long, every sample within this of their mean. A held leg trembles by a degree or
// so, and the browser's rounding alone makes half of one. Own choices.
export const STILL_MS = 2000;
const STILL_DEG = 4;
const LEAST_SAMPLES = 20;

/** Degrees between two pulls of gravity, 0 to 180.
 * @param {Vector} one @param {Vector} other */
export function angleDeg(one, other) {
  return Math.atan2(Math.hypot(...cross(one, other)), dot(one, other)) * DEG;
}

/** Degrees from first to third in the plane of first and second; positive towards second.
 * @param {Vector} first @param {Vector} second @param {Vector} third @returns {number | null} null:
 *   the first two lie too near to each other */
export function turnDeg(first, second, third) {
  const apart = angleDeg(first, second);
  if (apart < LEAST_TURN_DEG || apart > MOST_TURN_DEG) return null;
  const axis = cross(first, second);
  return Math.atan2(dot(cross(axis, first), third) / Math.hypot(...axis), dot(first, third)) * DEG;
}

/** @typedef {{values: Record<string, number>, why_not: string}} Told */

const ALIKE = "The first two positions were too much alike to measure from; it is not counted.";

/** How far the found knee angle lies from the one held before.
 * @param {Record<"hanging" | "shown" | "found" | "rested", Vector>} held @returns {Told} */
export function foundAgain({ hanging, shown, found, rested }) {
  const slip = angleDeg(hanging, rested);
  if (slip > MOST_SLIP_DEG) {
    const why_not = `The leg hung ${slip.toFixed(0)} degrees apart before and after: the phone slipped, or the leg was not loose; it is not counted.`;
    return { values: {}, why_not };
  }
  const [to, back] = [turnDeg(hanging, shown, found), turnDeg(hanging, shown, shown)];
  if (to === null || back === null) return { values: {}, why_not: ALIKE };
  return { values: { knee_angle_error_deg: Math.abs(to - back) }, why_not: "" };
}

/** How far the thigh hung below its level position.
 * @param {Record<"level" | "bent" | "hanging", Vector>} held @returns {Told} */
export function belowLevel({ level, bent, hanging }) {
  const turn = turnDeg(level, bent, hanging);
  return turn === null ? { values: {}, why_not: ALIKE } : { values: { hip_flexor_deg: -turn }, why_not: "" };
}

/** The pull of gravity over the last two seconds, if the phone was held still.
 * @param {Sample[]} samples  ascending @param {number} now_ms @returns {Vector | null} */
export function heldStill(samples, now_ms) {
  if (!samples.length || samples[0].t_ms > now_ms - STILL_MS) return null;
  const latest = samples.filter(({ t_ms }) => t_ms > now_ms - STILL_MS).map(({ a }) => a);
  if (latest.length < LEAST_SAMPLES) return null;
  const middle = mean(latest);
  return latest.every((a) => angleDeg(a, middle) <= STILL_DEG) ? middle : null;
}

/** @param {Vector} one @param {Vector} other @returns {Vector} */
function cross(one, other) {
  return [
    one[1] * other[2] - one[2] * other[1],
    one[2] * other[0] - one[0] * other[2],
    one[0] * other[1] - one[1] * other[0],
  ];
}
