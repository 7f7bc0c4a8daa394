// @ts-check
/**
 * The rules of a treadmill's belt: what it is asked to do, and what the person is told.
 * No clock, no radio. A deliberate twin of coach/belt_rule.py and its parts, held to the same
 * commands and cues by contracts/transcripts/belt.json. A belt is plain JSON.
 *
 * A belt is never started and never asked for more than the prescription; there is no command
 * that could start one.
 */

import { driven } from "./belt_driving.js";
import { heard } from "./belt_hearing.js";
import { askedToStop, broughtToStop, stopped, warnedOfStop } from "./belt_stopping.js";

/** @typedef {import("./types.js").Belt} Belt */

// What the person does or reports, and so knows of: the belt stops with it, without a warning.
const BY_HAND = ["pause", "stop_pressed", "stumble_reported", "symptom_reported", "pain_reported"];

/** @returns {Belt} a treadmill that never answered */
export function noBelt() {
  return {
    may_set: false,
    linked: false,
    controlled: false,
    let_go: false,
    was_lost: false,
    told_lost: false,
    machine: { low_mps: null, high_mps: null, grain_mps: null },
    clock_s: 0,
    speed_mps: null,
    heard_s: null,
    moving_s: null,
    top_mps: null,
    segment: -1,
    left_alone: false,
    change: null,
    announced_s: 0,
    asked: [],
    stop_said_s: null,
    stopping: null,
    was_walking: false,
  };
}

/**
 * The belt after the event, what to ask of it now, and what to say now; call it after every
 * `step`, also once the session is over, until the belt no longer is `stopping`.
 * @param {Belt} belt
 * @param {import("./types.js").Live} live  the session after the event
 * @param {import("./types.js").LiveEvent} event
 * @returns {import("./types.js").Followed}
 */
export function followBelt(belt, live, event) {
  const known = heard(belt, live, event);
  const walking = live.phase === "walking";
  const halting = halted(known.belt, walking, event);
  let now = halting.belt;
  if (now.was_walking !== walking) now = { ...now, was_walking: walking, stop_said_s: null };
  const warned = walking && !now.stopping ? warnedOfStop(now, live) : { belt: now, cues: [] };
  const more = following(warned.belt, live, walking);
  return {
    belt: more.belt,
    commands: [...known.commands, ...more.commands],
    cues: [...known.cues, ...halting.cues, ...warned.cues, ...more.cues],
  };
}

/** @param {Belt} belt @param {boolean} walking @param {import("./types.js").LiveEvent} event */
function halted(belt, walking, event) {
  const halts = belt.was_walking && !walking;
  const byHand = BY_HAND.includes(event.type) && (halts || belt.stopping !== null);
  if (byHand || event.type === "stop_pressed") return { belt: askedToStop(belt), cues: [] };
  return halts ? broughtToStop(belt) : { belt, cues: [] };
}

/** @param {Belt} belt @param {import("./types.js").Live} live @param {boolean} walking @returns {import("./types.js").Followed} */
function following(belt, live, walking) {
  if (belt.stopping) return stopped(belt, belt.stopping);
  return walking ? driven(belt, live) : { belt, commands: [], cues: [] };
}
