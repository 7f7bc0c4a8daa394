// @ts-check
// What to do now, and how a walk is brought to a halt. The twin of coach/instructions.py
// and halting.py.

import { FRESH_S } from "./limits.js";
import { leftOf, segmentNow } from "./live.js";

/** @typedef {import("./types.js").Cue} Cue */
/** @typedef {import("./types.js").Live} Live */
/** @typedef {import("./types.js").Said} Said */

/** @param {string} code @param {number | null} number @returns {Cue} */
export function cue(code, number = null) {
  return { code, number };
}

/** @param {Live} live @returns {Said} */
export function same(live) {
  return { live, cues: [] };
}

/**
 * Pause the session and say why.
 * @param {Live} live @param {string} why @returns {Said}
 */
export function held(live, why) {
  return { live: { ...live, phase: "paused" }, cues: [...beltFirst(live), cue(why)] };
}

/**
 * End the session and say so.
 * @param {Live} live @param {import("./types.js").Ending} ending @param {string[]} codes
 * @returns {Said}
 */
export function ended(live, ending, codes) {
  const cues = [...beltFirst(live), ...codes.map((code) => cue(code))];
  return { live: { ...live, phase: "over", ending }, cues };
}

/**
 * What is said as a new segment begins. A walk the other way whose change was slept
 * through is opened by that change: stop and turn first.
 * @param {Live} before @param {Live} live @returns {Cue[]}
 */
export function opening(before, live) {
  const segment = segmentNow(live);
  if (segment.kind === "change") return [...beltFirst(before), instruction(live)];
  if (segment.direction === segmentNow(before).direction) {
    return [instruction(live), ...(before.phase === "changing" ? beltLast(live) : [])];
  }
  const turn = cue(`change_to_${segment.direction}`, 0);
  return [...beltFirst(before), turn, instruction(live), ...beltLast(live)];
}

/**
 * Said before anybody stands still on a belt that may move.
 * @param {Live} live @returns {Cue[]}
 */
function beltFirst(live) {
  return live.script.on_belt && live.phase === "walking" ? [cue("stop_belt_yourself")] : [];
}

/**
 * Said once somebody who stood is told to walk.
 * @param {Live} live @returns {Cue[]}
 */
export function beltLast(live) {
  const walks = segmentNow(live).kind === "walk";
  return live.script.on_belt && walks ? [cue("start_belt_yourself")] : [];
}

/**
 * What to do now, and for how long: whole seconds, all of them if just begun.
 * @param {Live} live
 * @returns {Cue}
 */
export function instruction(live) {
  const segment = segmentNow(live);
  const justBegun = live.at_s - segment.start_s <= FRESH_S;
  const verb = segment.kind === "walk" ? "walk" : "change_to";
  return cue(`${verb}_${segment.direction}`, justBegun ? segment.duration_s : Math.ceil(leftOf(live)));
}
