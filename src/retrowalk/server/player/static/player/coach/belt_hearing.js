// @ts-check
// What the belt's radio says, and its silence. The twin of coach/belt_hearing.py.

import { BELIEVED_BELT_MPS, BELIEVED_TICK_S } from "./limits.js";
import { BELT_BY_HAND_MPS, BELT_HEARD_S, BELT_OTHERS_MPS, BELT_SILENT_S } from "./belt_limits.js";
import { cue } from "./saying.js";

/** @typedef {import("./types.js").Belt} Belt */
/** @typedef {import("./types.js").Live} Live */
/** @typedef {import("./types.js").Stopping} Stopping */
/** @typedef {import("./types.js").Followed} Followed */

/**
 * What is known of the belt after the event.
 * @param {Belt} belt @param {Live} live @param {import("./types.js").LiveEvent} event
 * @returns {Followed}
 */
export function heard(belt, live, event) {
  switch (event.type) {
    case "tick":
      return passed(belt, live, event.seconds);
    case "speed_seen":
      return read(belt, event.speed_mps);
    case "belt_found":
      return found(belt, live, event);
    case "belt_controlled":
      return quiet({ ...belt, controlled: belt.linked && belt.may_set && !belt.let_go });
    case "belt_refused":
      // While stopping it is asked again, with the right to it, soon.
      if (belt.stopping || event.to === "stop") return quiet({ ...belt, controlled: false });
      return letGo(belt, "belt_refused");
    case "belt_target_seen":
      return targetSeen(belt, event.speed_mps);
    case "belt_taken":
      return letGo(belt, "belt_let_go");
    case "belt_lost":
      return belt.linked ? lost({ ...belt, linked: false, controlled: false }, live) : quiet(belt);
    default:
      return quiet(belt);
  }
}

/** @param {Belt} belt @param {string[]} codes @returns {Followed} */
function quiet(belt, codes = []) {
  return { belt, commands: [], cues: codes.map((code) => cue(code)) };
}

/** @param {Belt} belt @param {Live} live @param {number} seconds */
function passed(belt, live, seconds) {
  if (!(seconds > 0)) return quiet(belt);
  const clock_s = belt.clock_s + Math.min(seconds, BELIEVED_TICK_S);
  const later = { ...belt, clock_s };
  if (seconds > BELT_HEARD_S) return quiet(slept(later));
  const { moving_s, heard_s } = belt;
  const silent = moving_s !== null && heard_s !== null && clock_s - heard_s > BELT_SILENT_S;
  return silent ? lost(later, live) : quiet(later);
}

/** @param {Belt} belt @returns {Belt} */
function slept(belt) {
  const stopping = belt.stopping && { ...belt.stopping, slower_s: belt.clock_s };
  return { ...belt, speed_mps: null, heard_s: belt.clock_s, change: null, stopping };
}

/** @param {Belt} belt @param {number} speed_mps */
function read(belt, speed_mps) {
  if (!belt.linked || !(speed_mps >= 0 && speed_mps <= BELIEVED_BELT_MPS)) return quiet(belt);
  const stopping = belt.stopping && slower(belt.stopping, belt.clock_s, speed_mps);
  const now = { ...belt, speed_mps, heard_s: belt.clock_s, told_lost: false, stopping };
  return quiet(speed_mps ? moving(now, speed_mps) : still(now), belt.told_lost ? ["belt_back"] : []);
}

/** @param {Stopping} stop @param {number} clock_s @param {number} speed_mps @returns {Stopping} */
function slower(stop, clock_s, speed_mps) {
  const zeros = speed_mps ? 0 : stop.zeros + 1;
  if (stop.least_mps !== null && !(speed_mps < stop.least_mps)) return { ...stop, zeros };
  return { ...stop, zeros, least_mps: speed_mps, slower_s: clock_s };
}

/** @param {Belt} belt @returns {Belt} */
function still(belt) {
  return { ...belt, moving_s: null, top_mps: null, asked: [] };
}

/** @param {Belt} belt @param {number} speed_mps @returns {Belt} */
function moving(belt, speed_mps) {
  const { top_mps } = belt;
  const byHand = top_mps !== null && speed_mps < top_mps - BELT_BY_HAND_MPS;
  return {
    ...belt,
    moving_s: belt.moving_s ?? belt.clock_s,
    top_mps: top_mps === null ? speed_mps : Math.max(top_mps, speed_mps),
    left_alone: belt.left_alone || byHand,
  };
}

/** @param {Belt} belt @param {Live} live @param {import("./types.js").BeltFound} event @returns {Followed} */
function found(belt, live, event) {
  const fresh = {
    ...unknown(belt),
    linked: true,
    controlled: false,
    told_lost: false,
    was_lost: belt.was_lost || (belt.linked && live.phase !== "ready"),
    may_set: event.may_set_speed,
    machine: {
      low_mps: believed(event.speed_low_mps),
      high_mps: believed(event.speed_high_mps),
      grain_mps: believed(event.speed_step_mps),
    },
  };
  const said = quiet(fresh, belt.told_lost ? ["belt_back"] : []);
  return event.may_set_speed && !belt.let_go ? { ...said, commands: [{ type: "ask_control" }] } : said;
}

/**
 * What a machine tells of itself; null if no machine can be so.
 * @param {number | null} speed_mps
 */
function believed(speed_mps) {
  return speed_mps !== null && speed_mps > 0 && speed_mps <= BELIEVED_BELT_MPS ? speed_mps : null;
}

/** Nobody knows what the belt does: tell the person who may be on it.
 * @param {Belt} belt @param {Live} live */
function lost(belt, live) {
  const was_lost = belt.was_lost || live.phase !== "ready";
  const matters = live.phase !== "over" || belt.stopping;
  return quiet({ ...unknown(belt), was_lost, told_lost: true }, matters && !belt.told_lost ? ["belt_lost"] : []);
}

/** @param {Belt} belt @returns {Belt} */
function unknown(belt) {
  return { ...belt, speed_mps: null, heard_s: null, moving_s: null, top_mps: null, change: null };
}

/** Let go where somebody else sets the speed that we set, too: never two hands.
 * @param {Belt} belt @param {number} speed_mps */
function targetSeen(belt, speed_mps) {
  const ours = belt.asked.some(([, mps]) => Math.abs(speed_mps - mps) <= BELT_OTHERS_MPS);
  return belt.stopping || !belt.asked.length || ours ? quiet(belt) : letGo(belt, "belt_let_go");
}

/** @param {Belt} belt @param {string} why */
function letGo(belt, why) {
  const now = { ...belt, let_go: true, controlled: false, change: null };
  return quiet(now, belt.let_go || !belt.may_set ? [] : [why]);
}
