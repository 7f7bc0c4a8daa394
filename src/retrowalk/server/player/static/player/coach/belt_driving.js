// @ts-check
// Setting a moving belt's speed: little by little, announced, within the prescription. The
// twin of coach/belt_driving.py.

import {
  BELT_BETWEEN_S,
  BELT_CHANGE_MPS,
  BELT_HEARD_S,
  BELT_NOT_FASTER_S,
  BELT_UNDER_WAY_S,
  BELT_WARNED_S,
} from "./belt_limits.js";
import { BELT_STEP_MPS } from "./limits.js";
import { indexNow, leftOf, segmentNow } from "./live.js";
import { cue } from "./saying.js";

/** @typedef {import("./types.js").Belt} Belt */
/** @typedef {import("./types.js").Live} Live */
/** @typedef {{change: "faster" | "slower", speed_mps: number}} Aim */

const STEPS_PER_MPS = 360; // the radio's unit of speed is 0.01 km/h
const ROUNDING = 1e-6; // of a step
const ROUND_MPS = ROUNDING / STEPS_PER_MPS;

/**
 * Announce the next change of speed, or make the one that was announced.
 * @param {Belt} before @param {Live} live
 * @returns {import("./types.js").Followed}
 */
export function driven(before, live) {
  const segment = indexNow(live);
  const entered = { segment, left_alone: false, top_mps: before.speed_mps || null, change: null };
  const belt = before.segment === segment ? before : { ...before, ...entered };
  const aim = aimOf(belt, live);
  if (!aim) return { belt: belt.change ? { ...belt, change: null } : belt, commands: [], cues: [] };
  const { change, speed_mps } = aim;
  const last = belt.asked.at(-1);
  if (belt.change !== change) {
    if (last && belt.clock_s - last[0] < BELT_BETWEEN_S) return { belt, commands: [], cues: [] };
    return { belt: { ...belt, change, announced_s: belt.clock_s }, commands: [], cues: [cue(`belt_${change}`)] };
  }
  if (belt.clock_s - belt.announced_s < BELT_WARNED_S) return { belt, commands: [], cues: [] };
  const late = belt.asked.filter(([at_s]) => belt.clock_s - at_s <= BELT_BETWEEN_S);
  const top_mps = change === "slower" ? null : belt.top_mps;
  return {
    belt: { ...belt, change: null, asked: [...late, [belt.clock_s, speed_mps]], top_mps },
    commands: [{ type: "set_speed", speed_mps }],
    cues: [],
  };
}

/** Which way to change the speed and to what; null to leave it as it is.
 * @param {Belt} belt @param {Live} live @returns {Aim | null} */
function aimOf(belt, live) {
  const { speed_most_mps: most_mps, speed_least_mps } = segmentNow(live);
  const least_mps = speed_least_mps ?? null;
  const { speed_mps: now_mps, heard_s } = belt;
  if (!belt.controlled || most_mps === null || !now_mps || heard_s === null) return null;
  if (belt.clock_s - heard_s > BELT_HEARD_S) return null;
  if (now_mps > most_mps + BELT_STEP_MPS) return down(belt, now_mps, most_mps);
  if (least_mps === null || now_mps >= least_mps - BELT_STEP_MPS) return null;
  return mayBeFaster(belt, live) ? up(belt, now_mps, Math.min(least_mps, most_mps)) : null;
}

/** To the top of the prescription, if it is one small step away.
 * @param {Belt} belt @param {number} now_mps @param {number} most_mps @returns {Aim | null} */
function down(belt, now_mps, most_mps) {
  const speed_mps = rounded(belt, most_mps);
  const small = now_mps - speed_mps <= BELT_CHANGE_MPS + ROUND_MPS;
  return small && within(belt, speed_mps) ? { change: "slower", speed_mps } : null;
}

/** One small step up, at most to the low end: within the band the person chooses.
 * @param {Belt} belt @param {number} now_mps @param {number} least_mps @returns {Aim | null} */
function up(belt, now_mps, least_mps) {
  const speed_mps = rounded(belt, Math.min(now_mps + BELT_CHANGE_MPS, least_mps));
  return speed_mps > now_mps && within(belt, speed_mps) ? { change: "faster", speed_mps } : null;
}

/** @param {Belt} belt @param {Live} live */
function mayBeFaster(belt, live) {
  if (belt.was_lost || belt.left_alone || belt.moving_s === null) return false;
  return belt.clock_s - belt.moving_s >= BELT_UNDER_WAY_S && leftOf(live) >= BELT_NOT_FASTER_S;
}

/** Round down to what the radio can say and the machine can do.
 * @param {Belt} belt @param {number} speed_mps */
function rounded({ machine: { grain_mps } }, speed_mps) {
  const grained = grain_mps !== null && grain_mps > 0;
  const mps = grained ? Math.floor(speed_mps / grain_mps + ROUNDING) * grain_mps : speed_mps;
  return Math.floor(mps * STEPS_PER_MPS + ROUNDING) / STEPS_PER_MPS;
}

/** @param {Belt} belt @param {number} speed_mps */
function within({ machine: { low_mps, high_mps } }, speed_mps) {
  if (low_mps !== null && speed_mps < low_mps - ROUND_MPS) return false;
  return speed_mps > 0 && (high_mps === null || speed_mps <= high_mps + ROUND_MPS);
}
