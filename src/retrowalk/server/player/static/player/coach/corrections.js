// @ts-check
// What is said when a sensor disagrees with what was told. The twin of coach/corrections.py.

import {
  BELIEVED_BELT_MPS,
  BELIEVED_BPM,
  BELT_STEP_MPS,
  HEART_WARNINGS_TO_REST,
  REMIND_EVERY_S,
  SETTLE_S,
  SLOW_AFTER_S,
} from "./limits.js";
import { segmentNow } from "./live.js";
import { cue, held, same } from "./saying.js";

/** @typedef {import("./types.js").Live} Live */
/** @typedef {import("./types.js").Said} Said */

/** @param {Live} live @param {import("./types.js").Direction} direction @returns {Said} */
export function directionSeen(live, direction) {
  const cannotTell = direction !== "forward" && direction !== "backward";
  if (live.phase !== "walking" || cannotTell || !settled(live)) return same(live);
  if (direction === segmentNow(live).direction || !due(live, live.direction_said_s)) return same(live);
  return { live: { ...live, direction_said_s: live.at_s }, cues: [cue(`going_${direction}`)] };
}

/** @param {Live} live @param {number} speed_mps @returns {Said} */
export function speedSeen(live, speed_mps) {
  if (!(speed_mps >= 0 && speed_mps <= BELIEVED_BELT_MPS)) return same(live);
  const changing = live.phase === "changing";
  if (changing && !settled(live)) return same(live);
  const most_mps = changing ? 0 : segmentNow(live).speed_most_mps;
  if (most_mps === null || speed_mps <= most_mps + BELT_STEP_MPS) return slow(live, speed_mps);
  if (!due(live, live.speed_said_s)) return same(live);
  const tooFast = live.script.on_belt ? "belt_too_fast" : "slower";
  return { live: { ...live, speed_said_s: live.at_s }, cues: [cue(changing ? "stop_the_belt" : tooFast)] };
}

/** Said once an interval; a belt may be slower than planned.
 * @param {Live} live @param {number} speed_mps @returns {Said} */
function slow(live, speed_mps) {
  const segment = segmentNow(live);
  const least_mps = segment.speed_least_mps ?? null;
  if (least_mps === null || !(speed_mps > BELT_STEP_MPS && speed_mps < least_mps - BELT_STEP_MPS)) return same(live);
  const said = live.slow_said_s != null && live.slow_said_s >= segment.start_s;
  const early = live.at_s - segment.start_s < SLOW_AFTER_S;
  if (said || early || !live.script.on_belt) return same(live);
  return { live: { ...live, slow_said_s: live.at_s }, cues: [cue("belt_too_slow")] };
}

/** @param {Live} live @param {number} bpm @returns {Said} */
export function heartRateSeen(live, bpm) {
  const limit_bpm = live.script.heart_rate_limit_bpm;
  if (limit_bpm === null || !(bpm > 0 && bpm <= BELIEVED_BPM)) return same(live);
  if (bpm <= limit_bpm) return same(live.heart_warnings ? { ...live, heart_warnings: 0 } : live);
  if (!due(live, live.heart_said_s)) return same(live);
  const heart_warnings = (live.heart_warnings ?? 0) + 1;
  const said = cue("heart_rate_high", bpm);
  const warned = { ...live, heart_said_s: live.at_s, heart_warnings };
  if (heart_warnings < HEART_WARNINGS_TO_REST) return { live: warned, cues: [said] };
  const resting = held({ ...warned, heart_warnings: 0 }, "rest");
  return { live: resting.live, cues: [said, ...resting.cues] };
}

/** @param {Live} live */
function settled(live) {
  return live.at_s - segmentNow(live).start_s >= SETTLE_S;
}

/**
 * Whether a correction of one sort may be said again: a new segment resets it.
 * @param {Live} live
 * @param {number | null} said_s
 */
function due(live, said_s) {
  if (said_s === null || said_s < segmentNow(live).start_s) return true;
  return live.at_s - said_s >= REMIND_EVERY_S;
}
