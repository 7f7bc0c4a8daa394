// @ts-check
// A stop that was asked for, repeated until the belt says that it stands. The twin of
// coach/belt_stopping.py.

import {
  BELT_NOT_STOPPED_S,
  BELT_STANDS_READINGS,
  BELT_STOP_AGAIN_S,
  BELT_STOP_SAID_S,
  BELT_TOLD_BLIND,
  BELT_TOLD_EVERY_S,
  BELT_WARNED_S,
} from "./belt_limits.js";
import { indexNow, leftOf } from "./live.js";
import { cue } from "./saying.js";

/** @typedef {import("./types.js").Belt} Belt */
/** @typedef {import("./types.js").Stopping} Stopping */
/** @typedef {import("./types.js").BeltCommand} BeltCommand */

/** @typedef {{belt: Belt, cues: import("./types.js").Cue[]}} Warned */

/**
 * Say shortly before a walk ends with a halt that the belt will stop.
 * @param {Belt} belt @param {import("./types.js").Live} live @returns {Warned}
 */
export function warnedOfStop(belt, live) {
  if (leftOf(live) > BELT_STOP_SAID_S || !endsWithAHalt(live)) {
    return { belt: belt.stop_said_s === null ? belt : { ...belt, stop_said_s: null }, cues: [] };
  }
  if (belt.stop_said_s !== null || !willBeStopped(belt)) return { belt, cues: [] };
  return { belt: { ...belt, stop_said_s: belt.clock_s }, cues: [cue("belt_stops")] };
}

/**
 * Stop the belt as the session halts by itself: once the person was warned.
 * @param {Belt} belt @returns {Warned}
 */
export function broughtToStop(belt) {
  const said_s = belt.stop_said_s;
  const warned = said_s !== null && belt.clock_s - said_s >= BELT_WARNED_S;
  if (warned || !willBeStopped(belt)) return { belt: askedToStop(belt), cues: [] };
  const due_s = (said_s ?? belt.clock_s) + BELT_WARNED_S;
  return { belt: askedToStop(belt, due_s), cues: said_s === null ? [cue("belt_stops")] : [] };
}

/**
 * Note that the belt shall stop; one that was never in reach is not ours to stop.
 * @param {Belt} belt @param {number} due_s  when to ask it first @returns {Belt}
 */
export function askedToStop(belt, due_s = belt.clock_s) {
  if (!belt.linked && !belt.told_lost) return belt;
  const stop = belt.stopping ?? {
    stood: belt.speed_mps === 0,
    due_s,
    slower_s: due_s,
    least_mps: null,
    zeros: 0,
    sent_s: null,
    told_s: null,
    told: 0,
  };
  const again = { ...stop, sent_s: null, due_s: Math.min(stop.due_s, due_s) };
  return { ...belt, change: null, stopping: again };
}

/**
 * Ask again, tell the person if it does not stop, or note that it stands.
 * @param {Belt} belt @param {Stopping} stop
 * @returns {import("./types.js").Followed}
 */
export function stopped(belt, stop) {
  if (stands(belt, stop)) {
    return { belt: { ...belt, stopping: null }, commands: [], cues: stop.stood ? [] : [cue("belt_stands")] };
  }
  const mayAsk = belt.linked && belt.may_set && belt.clock_s >= stop.due_s;
  const asks = mayAsk && due(belt, stop.sent_s, BELT_STOP_AGAIN_S);
  const tells = toBeTold(belt, stop);
  if (!asks && !tells) return { belt, commands: [], cues: [] };
  const now = { ...stop };
  if (asks) now.sent_s = belt.clock_s;
  if (tells) Object.assign(now, { told_s: belt.clock_s, told: stop.told + 1 });
  return {
    belt: { ...belt, stopping: now },
    commands: asks ? stopCommands(belt) : [],
    cues: tells ? [cue("belt_not_stopped")] : [],
  };
}

/** @param {Belt} belt @returns {BeltCommand[]} */
function stopCommands(belt) {
  return belt.controlled ? [{ type: "stop" }] : [{ type: "ask_control" }, { type: "stop" }];
}

/** @param {import("./types.js").Live} live */
function endsWithAHalt(live) {
  const following = live.script.segments[indexNow(live) + 1];
  return !following || following.kind === "change";
}

/** @param {Belt} belt */
function willBeStopped(belt) {
  return belt.linked && belt.may_set && belt.moving_s !== null;
}

/** @param {Belt} belt @param {Stopping} stop */
function stands(belt, stop) {
  if (stop.zeros >= BELT_STANDS_READINGS) return true;
  // A treadmill may well fall silent once it stands.
  return belt.speed_mps === 0 && belt.clock_s - stop.slower_s >= BELT_NOT_STOPPED_S;
}

/** @param {Belt} belt @param {Stopping} stop */
function toBeTold(belt, stop) {
  if (belt.speed_mps === 0 || !due(belt, stop.told_s, BELT_TOLD_EVERY_S)) return false;
  if (belt.told_lost) return stop.told < BELT_TOLD_BLIND; // nothing will confirm it
  return belt.clock_s - stop.slower_s >= BELT_NOT_STOPPED_S;
}

/** @param {Belt} belt @param {number | null} last_s @param {number} every_s */
function due(belt, last_s, every_s) {
  return last_s === null || belt.clock_s - last_s >= every_s;
}
