// From what a device said to events of the live session, and from commands to frames. The
// twin of devices/hearing.py.

import {
  BadFrame,
  GATT,
  decodeFeature,
  decodeHeartRate,
  decodeReply,
  decodeSpeedRange,
  decodeStatus,
  decodeTreadmill,
  encodeCommand,
} from "./codecs.js";

/** @typedef {import("../coach/types.js").LiveEvent} LiveEvent */
/** @typedef {import("../coach/types.js").BeltCommand} BeltCommand */
/** @typedef {"treadmill" | "strap"} Kind */
/**
 * @typedef {{type: "joined", kind: Kind, has: string[], read: Record<string, Uint8Array>}} Joined
 * @typedef {{type: "gone", kind: Kind}} Gone
 * @typedef {{type: "notification", characteristic: string, frame: Uint8Array}} Notification
 * @typedef {Joined | Gone | Notification} Word  what a device, or the way to it, said
 */

const RIGHTS = /** @type {Record<number, "control" | "speed" | "stop">} */ ({ 0: "control", 2: "speed", 8: "stop" });

/** @type {Record<string, (frame: Uint8Array) => LiveEvent[]>} */
const MEANINGS = { [GATT.treadmill]: belt, [GATT.heartRate]: heart, [GATT.control]: reply, [GATT.status]: status };

/**
 * What a word means for the session; throws BadFrame if a frame is not as specified.
 * @param {Word} word @param {boolean} allowed  the person lets us change and stop the belt
 * @returns {LiveEvent[]}
 */
export function eventsOf(word, allowed) {
  if (word.type === "notification") return MEANINGS[word.characteristic]?.(word.frame) ?? [];
  if (word.kind !== "treadmill") return [];
  return [word.type === "gone" ? { type: "belt_lost" } : found(word, allowed)];
}

/** What is written to the control point. No command starts a belt.
 * @param {BeltCommand} command @returns {Uint8Array} */
export function frameOf(command) {
  return encodeCommand(command.type === "stop" ? { type: "stop_belt" } : command);
}

/** @param {Joined} joined @param {boolean} allowed @returns {LiveEvent} */
function found({ has, read }, allowed) {
  const feature = told(read[GATT.feature], decodeFeature);
  const speeds = told(read[GATT.speedRange], decodeSpeedRange);
  const may_set_speed = allowed && has.includes(GATT.control);
  const range = { speed_low_mps: speeds?.low_mps ?? null, speed_high_mps: speeds?.high_mps ?? null };
  const grain = { speed_step_mps: speeds?.step_mps ?? null };
  // Its speed cannot be set: no speed is in its range. It can still be stopped.
  const none = { speed_low_mps: 0, speed_high_mps: 0, speed_step_mps: null };
  const machine = feature && !feature.speed_may_be_set ? none : { ...range, ...grain };
  return { type: "belt_found", ...machine, may_set_speed };
}

/** @template T @param {Uint8Array | undefined} frame @param {(frame: Uint8Array) => T} decode @returns {T | null} */
function told(frame, decode) {
  try {
    return frame ? decode(frame) : null;
  } catch (error) {
    if (error instanceof BadFrame) return null; // it cannot say what it can do
    throw error;
  }
}

/** @param {Uint8Array} frame @returns {LiveEvent[]} */
function belt(frame) {
  const { speed_mps } = decodeTreadmill(frame);
  return speed_mps === undefined ? [] : [{ type: "speed_seen", speed_mps }];
}

/** @param {Uint8Array} frame @returns {LiveEvent[]} */
function heart(frame) {
  const { bpm, contact } = decodeHeartRate(frame);
  return contact === false || bpm === null ? [] : [{ type: "heart_rate_seen", bpm }];
}

/** @param {Uint8Array} frame @returns {LiveEvent[]} */
function reply(frame) {
  const { op, result } = decodeReply(frame);
  const to = RIGHTS[op];
  if (!to) return [];
  if (result !== "SUCCESS") return [{ type: "belt_refused", to }];
  return to === "control" ? [{ type: "belt_controlled" }] : [];
}

/** @param {Uint8Array} frame @returns {LiveEvent[]} */
function status(frame) {
  const { status: what, speed_mps } = decodeStatus(frame);
  if (what === "NewSpeed") return [{ type: "belt_target_seen", speed_mps: speed_mps ?? 0 }];
  return what === "ControlLost" || what === "MachineReset" ? [{ type: "belt_taken" }] : [];
}
