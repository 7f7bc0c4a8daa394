// The phone's motion sensors, at the full rate the browser gives.

/** @typedef {import("./types.js").Columns} Columns */
/** @typedef {import("./clock.js").Clock} Clock */

const NAMES = /** @type {const} */ (["t_ms", "ax", "ay", "az", "gx", "gy", "gz"]);
const SECOND_MS = 1000;

// Longer than this between two samples and the time between them was not recorded.
const GAP_MS = 250;
// Silence for this long is called a lost sensor.
const LOST_MS = 2000;
// Two samples never share a time: some browsers round timestamps to a whole millisecond.
const LEAST_STEP_MS = 0.1;

/** @returns {Promise<"allowed" | "refused" | "absent">} ask on a tap: iPhones insist on it */
export async function askForMotion() {
  if (!window.isSecureContext || typeof DeviceMotionEvent === "undefined") return "absent";
  const ask = /** @type {any} */ (DeviceMotionEvent).requestPermission;
  if (typeof ask !== "function") return "allowed";
  try {
    return (await ask.call(DeviceMotionEvent)) === "granted" ? "allowed" : "refused";
  } catch {
    return "refused";
  }
}

/**
 * @param {object} to
 * @param {Clock} to.clock
 * @param {number} to.lastMs  newest sample saved so far
 * @param {(columns: Columns, coveredMs: number) => void} to.second  takes a second of samples
 * @param {() => void} to.lost
 * @param {() => void} to.back
 */
export function createMotion({ clock, lastMs, second, lost, back }) {
  let buffer = empty();
  let coveredMs = 0;
  let newestMs = lastMs;
  let silentFromMs = 0;
  let on = false;
  /** @type {"silent" | "heard" | "lost"} */
  let sensor = "silent";

  /** @param {DeviceMotionEvent} event */
  function take(event) {
    const acceleration = event.accelerationIncludingGravity;
    if (acceleration?.x == null || acceleration.y == null || acceleration.z == null) return;
    const t = Math.max(tenth(clock.at(event.timeStamp)), tenth(newestMs + LEAST_STEP_MS));
    if (sensor === "lost") back();
    sensor = "heard";
    if (t - newestMs <= GAP_MS) coveredMs += t - newestMs;
    newestMs = silentFromMs = t;
    const turn = event.rotationRate;
    push(buffer, [t, acceleration.x, acceleration.y, acceleration.z, turn?.alpha, turn?.beta, turn?.gamma]);
    if (t - buffer.t_ms[0] >= SECOND_MS) hand();
  }

  /** Hand over what is there, a full second or less. */
  function hand() {
    if (buffer.t_ms.length) second(buffer, coveredMs);
    buffer = empty();
    coveredMs = 0;
  }

  return {
    start() {
      if (on) return;
      on = true;
      silentFromMs = clock.now();
      window.addEventListener("devicemotion", take);
    },
    stop() {
      if (!on) return;
      on = false;
      window.removeEventListener("devicemotion", take);
      hand();
    },
    hand,
    /** Notice silence; to be asked a few times a second. */
    watch() {
      if (!on || sensor !== "heard" || clock.now() - silentFromMs < LOST_MS) return;
      sensor = "lost";
      lost();
    },
    /** @returns {boolean | null} whether samples come; null while it is too early to say */
    hears() {
      if (!on || sensor !== "silent") return sensor === "heard";
      return clock.now() - silentFromMs < LOST_MS ? null : false;
    },
  };
}

/** @returns {Columns} */
function empty() {
  return { t_ms: [], ax: [], ay: [], az: [], gx: [], gy: [], gz: [] };
}

/** @param {Columns} columns @param {(number | null | undefined)[]} row */
function push(columns, row) {
  NAMES.forEach((name, i) => /** @type {(number | null)[]} */ (columns[name]).push(short(row[i])));
}

/** Four decimals hold more than any phone gives; what is not measured is null.
 * @param {number | null | undefined} value */
function short(value) {
  return value == null ? null : Math.round(value * 1e4) / 1e4;
}

/** @param {number} ms */
function tenth(ms) {
  return Math.round(ms * 10) / 10;
}
