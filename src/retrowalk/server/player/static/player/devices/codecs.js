// Bytes from a treadmill or a strap, and what they mean. The deliberate twin of the Python
// room `devices`; contracts/gatt holds both to the same frames, meanings and refusals.

/** Bytes from a device that do not follow their specification. */
export class BadFrame extends Error {}

/** @param {number} assigned  the full UUID of a 16-bit assigned number */
const uuid = (assigned) => `0000${assigned.toString(16).padStart(4, "0")}-0000-1000-8000-00805f9b34fb`;

export const GATT = {
  machine: uuid(0x1826),
  feature: uuid(0x2acc),
  treadmill: uuid(0x2acd),
  training: uuid(0x2ad3),
  speedRange: uuid(0x2ad4),
  inclineRange: uuid(0x2ad5),
  control: uuid(0x2ad9),
  status: uuid(0x2ada),
  heart: uuid(0x180d),
  heartRate: uuid(0x2a37),
};

/**
 * What a treadmill says of its belt; what it did not say is left out, never zero.
 * @typedef {{speed_mps?: number, average_speed_mps?: number, distance_m?: number,
 *   incline_pct?: number, ramp_deg?: number, climbed_m?: number, descended_m?: number,
 *   heart_rate_bpm?: number, elapsed_s?: number, remaining_s?: number, force_n?: number,
 *   power_w?: number}} BeltReading
 * @typedef {{bpm: number | null, contact: boolean | null, rr_s: number[], energy_kj: number | null}} HeartReading
 * @typedef {{speed_may_be_set: boolean, incline_may_be_set: boolean}} Feature
 * @typedef {{low_mps: number, high_mps: number, step_mps: number}} SpeedRange
 * @typedef {{low_pct: number, high_pct: number, step_pct: number}} InclineRange
 * @typedef {{status: string, paused?: boolean, speed_mps?: number, incline_pct?: number, op?: number}} Status
 */

// Flag, bytes and name of every field in its order; null: not kept (calories and metabolic
// equivalents, of which a treadmill knows nothing, and paces, which say the speeds again).
const PACES = (1 << 5) | (1 << 6);
const ALL_NAMED = (1 << 13) - 1;
/** @type {[number, number, keyof BeltReading | null][]} */
const FIELDS = [
  [1 << 1, 2, "average_speed_mps"],
  [1 << 2, 3, "distance_m"],
  [1 << 3, 2, "incline_pct"],
  [1 << 3, 2, "ramp_deg"],
  [1 << 4, 2, "climbed_m"],
  [1 << 4, 2, "descended_m"],
  [1 << 5, 1, null],
  [1 << 6, 1, null],
  [1 << 7, 5, null],
  [1 << 8, 1, "heart_rate_bpm"],
  [1 << 9, 1, null],
  [1 << 10, 2, "elapsed_s"],
  [1 << 11, 2, "remaining_s"],
  [1 << 12, 2, "force_n"],
  [1 << 12, 2, "power_w"],
];
const SIGNED = ["incline_pct", "ramp_deg", "force_n", "power_w"];
const TENTHS = ["incline_pct", "ramp_deg", "climbed_m", "descended_m"];
const NOT_KNOWN = 0x7fff;

/** @param {Uint8Array} frame @returns {BeltReading} */
export function decodeTreadmill(frame) {
  if (frame.length < 2) throw new BadFrame(`a treadmill frame is ${frame.length} bytes; expected at least 2`);
  const flags = number(frame, 0, 2);
  const fields = FIELDS.filter(([flag]) => flags & flag);
  if (!(flags & 1)) fields.unshift([0, 2, "speed_mps"]);
  const needed = fields.reduce((sum, [, size]) => sum + size, 2);
  if (frame.length < needed) {
    const shown = flags.toString(16).padStart(4, "0");
    throw new BadFrame(`a treadmill frame is ${frame.length} bytes; its flags 0x${shown} ask for at least ${needed}`);
  }
  const paceBytes = widthOfPace(flags, frame.length - needed);
  /** @type {BeltReading} */
  const reading = {};
  let at = 2;
  for (const [flag, bytes, name] of fields) {
    const size = flag & PACES ? paceBytes : bytes;
    if (size === null) break; // what follows a pace of unknown width is not known
    const told = name && meaning(name, number(frame, at, size, SIGNED.includes(name)));
    if (name && told !== null) reading[name] = /** @type {number} */ (told);
    at += size;
  }
  return reading;
}

/** @param {string} name @param {number} steps @returns {number | null} */
function meaning(name, steps) {
  if (SIGNED.includes(name) && steps === NOT_KNOWN) return null;
  if (name.endsWith("speed_mps")) return steps / 100 / 3.6;
  if (name === "heart_rate_bpm") return steps || null; // 0 is sent for "no heart seen"
  return TENTHS.includes(name) ? steps / 10 : steps;
}

/** How wide a pace is, told by the bytes to spare; null: it cannot be told.
 * @param {number} flags @param {number} spare @returns {number | null} */
function widthOfPace(flags, spare) {
  const paces = (flags & (1 << 5) ? 1 : 0) + (flags & (1 << 6) ? 1 : 0);
  if (!paces) return 1;
  if (flags & ~ALL_NAMED) return null;
  return spare === 0 ? 1 : spare === paces ? 2 : null;
}

/** @param {Uint8Array} frame @returns {HeartReading} */
export function decodeHeartRate(frame) {
  if (!frame.length) throw new BadFrame("a heart rate frame is empty; expected at least 2 bytes");
  const flags = frame[0];
  const at = flags & 1 ? 3 : 2;
  const beats = at + (flags & 8 ? 2 : 0);
  if (frame.length < beats) {
    const shown = flags.toString(16).padStart(2, "0");
    throw new BadFrame(`a heart rate frame is ${frame.length} bytes; its flags 0x${shown} ask for at least ${beats}`);
  }
  const rest = flags & 16 ? frame.length - beats : 0;
  if (rest % 2) throw new BadFrame(`a heart rate frame ends with ${rest} bytes of beat times; expected pairs`);
  const rr_s = [];
  for (let i = beats; i < beats + rest; i += 2) rr_s.push(number(frame, i, 2) / 1024);
  return {
    bpm: number(frame, 1, at - 1) || null,
    contact: flags & 4 ? Boolean(flags & 2) : null,
    rr_s,
    energy_kj: flags & 8 ? number(frame, at, 2) : null,
  };
}

/** @param {Uint8Array} frame @returns {Feature} */
export function decodeFeature(frame) {
  long("what a treadmill can do", frame, 8);
  return { speed_may_be_set: Boolean(frame[4] & 1), incline_may_be_set: Boolean(frame[4] & 2) };
}

/** @param {Uint8Array} frame @returns {SpeedRange} */
export function decodeSpeedRange(frame) {
  long("a speed range", frame, 6);
  const [low, high, step] = [0, 2, 4].map((at) => number(frame, at, 2));
  if (low > high) {
    throw new BadFrame(`a speed range runs from ${low / 100} down to ${high / 100} km/h; expected the lower speed first`);
  }
  return { low_mps: low / 100 / 3.6, high_mps: high / 100 / 3.6, step_mps: step / 100 / 3.6 };
}

/** @param {Uint8Array} frame @returns {InclineRange} */
export function decodeInclineRange(frame) {
  long("an incline range", frame, 6);
  const [low, high] = [0, 2].map((at) => number(frame, at, 2, true));
  if (low > high) {
    throw new BadFrame(`an incline range runs from ${low / 10} down to ${high / 10} %; expected the lower incline first`);
  }
  return { low_pct: low / 10, high_pct: high / 10, step_pct: number(frame, 4, 2) / 10 };
}

/** @type {Record<number, string>} */
const BARE = { 1: "MachineReset", 3: "KeyPulled", 4: "BeltStarted", 255: "ControlLost" };

/** @param {Uint8Array} frame @returns {Status} */
export function decodeStatus(frame) {
  if (!frame.length) throw new BadFrame("a machine status is empty; expected at least 1 byte");
  const op = frame[0];
  if (BARE[op]) return { status: BARE[op] };
  const expected = /** @type {Record<number, number>} */ ({ 2: 2, 5: 3, 6: 3 })[op] ?? 1;
  if (frame.length < expected) {
    throw new BadFrame(`machine status ${hex(frame)} is ${frame.length} bytes; expected ${expected}`);
  }
  if (op === 2) {
    if (frame[1] === 1 || frame[1] === 2) return { status: "BeltStopped", paused: frame[1] === 2 };
    throw new BadFrame(`a machine status says stopped with ${frame[1]}; expected 1 for a stop or 2 for a pause`);
  }
  if (op === 5) return { status: "NewSpeed", speed_mps: number(frame, 1, 2) / 100 / 3.6 };
  if (op === 6) return { status: "NewIncline", incline_pct: number(frame, 1, 2, true) / 10 };
  return { status: "OtherStatus", op };
}

const TRAININGS = [
  ["OTHER", "IDLE", "WARMING_UP", "LOW_INTERVAL", "HIGH_INTERVAL", "RECOVERY", "ISOMETRIC", "HEART_RATE_CONTROL"],
  ["FITNESS_TEST", "TOO_SLOW", "TOO_FAST", "COOL_DOWN", "POWER_CONTROL", "MANUAL", "BEFORE_WORKOUT", "AFTER_WORKOUT"],
].flat();

/** @param {Uint8Array} frame @returns {{training: string, text: string}} */
export function decodeTraining(frame) {
  if (frame.length < 2) throw new BadFrame(`a training status is ${frame.length} bytes; expected at least 2`);
  const text = frame[0] & 1 ? new TextDecoder("utf-8", { ignoreBOM: true }).decode(frame.slice(2)) : "";
  return { training: TRAININGS[frame[1]] ?? "OTHER", text };
}

const RESULTS = ["SUCCESS", "NOT_SUPPORTED", "OUT_OF_RANGE", "FAILED", "CONTROL_NOT_PERMITTED"];

/** @param {Uint8Array} frame @returns {{op: number, result: string}} */
export function decodeReply(frame) {
  if (frame.length < 3 || frame[0] !== 0x80) {
    throw new BadFrame(
      `control point answer ${hex(frame) || "(empty)"} cannot be read; expected 80, the command, and a result`,
    );
  }
  const result = RESULTS[frame[2] - 1];
  if (!result) throw new BadFrame(`control point answer has result ${frame[2]}; expected 1 to 5`);
  return { op: frame[1], result };
}

/**
 * Write a command. There is no way to write one that starts the belt: the person on it does.
 * @param {{type: "ask_control" | "stop_belt"} | {type: "set_speed", speed_mps: number}} command
 * @returns {Uint8Array}
 */
export function encodeCommand(command) {
  if (command.type === "ask_control") return Uint8Array.of(0x00);
  if (command.type === "stop_belt") return Uint8Array.of(0x08, 0x01);
  if (command.type !== "set_speed") throw new BadFrame("this is not ours to send; the belt is started by the person on it");
  const steps = Math.round(command.speed_mps * 3.6 * 100);
  if (!(steps >= 0 && steps <= 0xffff)) {
    throw new BadFrame(`a speed of ${steps} steps does not fit the two bytes of its field`);
  }
  return Uint8Array.of(0x02, steps & 0xff, steps >> 8);
}

/** @param {Uint8Array} frame @param {number} at @param {number} size @param {boolean} [signed] */
function number(frame, at, size, signed = false) {
  let value = 0;
  for (let i = size - 1; i >= 0; i -= 1) value = value * 256 + frame[at + i];
  const top = 2 ** (8 * size - 1);
  return signed && value >= top ? value - 2 * top : value;
}

/** @param {string} what @param {Uint8Array} frame @param {number} expected */
function long(what, frame, expected) {
  if (frame.length < expected) throw new BadFrame(`${what} takes ${expected} bytes; this frame is ${frame.length}`);
}

/** @param {Uint8Array} frame */
export function hex(frame) {
  return [...frame].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
}
