// Adds up what the server tells of steps, and says which way the person goes. Pure.

/** @typedef {"forward" | "backward" | "unknown"} Way */
/** @typedef {Record<Way, number>} Steps */
/** @typedef {{time_s: number, direction: string, confidence: number | null, cadence_spm: number | null}} ToldStep */
/**
 * @typedef {object} LiveAnswer  of the server, see contracts/openapi.json
 * @property {number} stream  another one than before: its counts began anew
 * @property {number} number
 * @property {Steps} steps
 * @property {ToldStep[]} told
 * @property {string | null} why_not
 */

/**
 * @typedef {object} Counts
 * @property {number | null} stream
 * @property {number} before  steps of the streams that ended
 * @property {number} now  steps of the present one
 * @property {ToldStep[]} newest  the last few
 */

// So many of the newest steps have to agree before the coach hears a direction: one step that
// was taken for another must not make it speak.
const AGREE = 3;
const NEWEST = 6;
// A step that is older than this says nothing about the present.
const PRESENT_S = 5;

/** @returns {Counts} */
export function noCounts() {
  return { stream: null, before: 0, now: 0, newest: [] };
}

/** @param {Counts} counts @param {LiveAnswer} answer @returns {Counts} */
export function counted(counts, answer) {
  const { forward, backward, unknown } = answer.steps;
  const anew = answer.stream !== counts.stream;
  return {
    stream: answer.stream,
    before: anew ? counts.before + counts.now : counts.before,
    now: forward + backward + unknown,
    newest: [...counts.newest, ...answer.told].slice(-NEWEST),
  };
}

/** @param {Counts} counts */
export function total({ before, now }) {
  return before + now;
}

/**
 * Which way the person goes now: only what the newest steps agree on.
 * @param {Counts} counts @param {number} nowS  the session's clock
 * @returns {Way | null} null: nobody steps
 */
export function way({ newest }, nowS) {
  const present = newest.filter((step) => nowS - step.time_s <= PRESENT_S);
  if (!present.length) return null;
  const last = present.slice(-AGREE).map((step) => step.direction);
  const same = last.length === AGREE && last.every((direction) => direction === last[0]);
  return same && (last[0] === "forward" || last[0] === "backward") ? last[0] : "unknown";
}

/** @param {Counts} counts @param {number} nowS @returns {string} for the walk screen */
export function countLine(counts, nowS) {
  const going = way(counts, nowS);
  const where = going === "forward" || going === "backward" ? `, ${going}` : "";
  return `Steps ${total(counts)}${where}`;
}
