// The positions of a test by the phone as inclinometer, one after the other: what is said, when
// each is held, when it took too long. Pure: samples and moments are given.

import { angleDeg, heldStill } from "./angles.js";

/** @typedef {import("./angles.js").Sample} Sample */
/** @typedef {import("./sway.js").Vector} Vector */

/**
 * @typedef {object} Step  one position
 * @property {string} name
 * @property {string} say
 * @property {string} word  for the screen, large
 * @property {number} [aim_deg]  of the turn from the first position, to be guided to
 * @property {[number, number]} [turn_deg]  from the first position: where it may count
 */

/**
 * @typedef {object} Holds
 * @property {Step[]} steps
 * @property {number} at  which of them
 * @property {number} from_ms  since when
 * @property {Record<string, Vector>} held
 * @property {{text: string, at_ms: number}} hint
 * @property {"done" | "late" | null} over
 */

const SPOKEN_MS = 2500; // a sentence takes so long: what is held before was held by chance
const LATE_MS = 45_000; // nobody is left standing, or lying, with a mute phone
const HINT_MS = 2500; // between two hints
const AIM_DEG = 5; // near enough to hold
const LEVEL_DEG = 90; // a lower leg that hangs is bent by so much, the thigh being level

/** @param {number} target  degrees the knee is to be bent by; 0 is straight @returns {Step[]} */
export function kneeSteps(target) {
  return [
    { name: "hanging", word: "Hang", say: "Let the lower leg hang loosely and keep it still." },
    { name: "shown", word: "Straighten", say: "Straighten the knee slowly until you hear: hold.", aim_deg: LEVEL_DEG - target },
    { name: "rested", word: "Relax", say: "Relax. Let the leg hang again.", turn_deg: [0, 15] },
    { name: "found", word: "Find it", say: "Close your eyes. Find the same angle again and hold still.", turn_deg: [12, 120] },
  ];
}

/** @returns {Step[]} */
export function hipSteps() {
  return [
    { name: "level", word: "Sit", say: "Sit on the edge, thighs level, and keep still." },
    { name: "bent", word: "Roll back", say: "Roll back, pull both knees to your chest and keep still.", turn_deg: [20, 160] },
    { name: "hanging", word: "Let hang", say: "Hold the other knee. Let the leg with the phone hang loosely and keep still." },
  ];
}

/** @param {Step[]} steps @param {number} now_ms @returns {Holds} */
export function begin(steps, now_ms) {
  return { steps, at: 0, from_ms: now_ms, held: {}, hint: { text: "", at_ms: -Infinity }, over: null };
}

/** Where it stands at a moment.
 * @param {Holds} holds @param {Sample[]} samples  ascending, the last few seconds of them
 * @param {number} now_ms @returns {{holds: Holds, say: string}} say: now, aloud; "" for nothing */
export function advance(holds, samples, now_ms) {
  if (holds.over) return { holds, say: "" };
  const { steps, at, from_ms } = holds;
  const step = steps[at];
  if (now_ms - from_ms > LATE_MS) return { holds: { ...holds, over: "late" }, say: "That took too long. You may relax." };
  const since = samples.filter(({ t_ms }) => t_ms >= from_ms + SPOKEN_MS);
  const still = heldStill(since, now_ms);
  const first = holds.held[steps[0].name];
  if (still && (!first || counts(step, angleDeg(first, still)))) return next(holds, still, now_ms);
  return step.aim_deg === undefined || !first || !since.length ? { holds, say: "" } : hinted(holds, step.aim_deg, angleDeg(first, since[since.length - 1].a), now_ms);
}

/** @param {Step} step @param {number} turn_deg */
function counts({ aim_deg, turn_deg: [low, high] = [0, 180] }, turn_deg) {
  if (aim_deg !== undefined) return Math.abs(turn_deg - aim_deg) <= AIM_DEG;
  return turn_deg >= low && turn_deg <= high;
}

/** @param {Holds} holds @param {Vector} still @param {number} now_ms */
function next(holds, still, now_ms) {
  const { steps, at } = holds;
  const held = { ...holds.held, [steps[at].name]: thousandths(still) };
  const over = at + 1 === steps.length;
  const then = { ...holds, held, at: over ? at : at + 1, from_ms: now_ms, hint: { text: "", at_ms: now_ms }, over: over ? /** @type {const} */ ("done") : null };
  return { holds: then, say: over ? "Done. You may relax and open your eyes." : steps[at + 1].say };
}

/** @param {Holds} holds @param {number} aim_deg @param {number} turn_deg @param {number} now_ms */
function hinted(holds, aim_deg, turn_deg, now_ms) {
  const off = turn_deg - aim_deg;
  const text = Math.abs(off) <= AIM_DEG ? "Hold." : off < 0 ? "Higher." : "Lower.";
  if (text === holds.hint.text && (text === "Hold." || now_ms - holds.hint.at_ms < HINT_MS)) return { holds, say: "" };
  if (now_ms - holds.hint.at_ms < HINT_MS / 2) return { holds, say: "" };
  return { holds: { ...holds, hint: { text, at_ms: now_ms } }, say: text };
}

/** @param {Vector} vector @returns {Vector} */
function thousandths(vector) {
  return /** @type {Vector} */ (vector.map((value) => Math.round(value * 1000) / 1000));
}
