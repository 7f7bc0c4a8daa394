// @ts-check
/**
 * Cues in words. A deliberate twin of the Python room's coach/words.py; held to the same
 * sentences by contracts/transcripts/words.json.
 *
 * @typedef {import("./step.js").Cue} Cue
 */

// A phone may keep words from before these were known. What keeps safe must not be silent.
export const ALWAYS = {
  rest: "Stop and rest. Your heart rate has stayed above your limit. Go on only when it has come down.",
  belt_too_fast: "The belt is faster than your plan. Press slower, or stop, on the treadmill.",
  belt_faster: "The belt will go a little faster now. Keep a hand on the rail.",
  belt_slower: "The belt will go a little slower now. Keep a hand on the rail.",
  belt_stops: "The belt will stop in a moment. Keep a hand on the rail.",
  belt_not_stopped: "The belt has not stopped. Hold the rail and press the stop on the treadmill.",
  belt_lost: "I have lost the treadmill. Its belt may go on. Use the treadmill's own buttons.",
  belt_refused: "The treadmill does not let me set its speed. Use its own buttons.",
  belt_let_go: "The treadmill's speed was changed by hand, or by somebody else. I leave it alone.",
};

const PLURALS_KNOWN = 200;
const MOST = 1_000_000_000;

/**
 * What to say for a cue, in the words of the session bundle.
 * @param {Cue} said
 * @param {Record<string, string>} words
 * @returns {string}
 */
export function sentence(said, words) {
  return filled(textOf(said.code, words), said, words);
}

/**
 * What to show for a cue: shorter than what is said, where that is long.
 * @param {Cue} said
 * @param {Record<string, string>} words
 * @returns {string}
 */
export function shown(said, words) {
  return filled(words[`shown_${said.code}`] || textOf(said.code, words), said, words);
}

/** @param {string} code @param {Record<string, string>} words @returns {string} */
function textOf(code, words) {
  return words[code] ?? /** @type {Record<string, string>} */ (ALWAYS)[code];
}

/** @param {string} text @param {Cue} said @param {Record<string, string>} words */
function filled(text, said, words) {
  const number = said.number ?? 0;
  const whole = number >= 0 && number <= MOST ? Math.floor(number + 0.5) : 0;
  return text
    .replaceAll("{duration}", () => durationInWords(whole, words))
    .replaceAll("{bpm}", () => String(whole));
}

/** @param {number} whole  seconds @param {Record<string, string>} words */
function durationInWords(whole, words) {
  const minutes = Math.floor(whole / 60);
  const rest = whole % 60;
  if (minutes === 0) return counted("second", rest, words);
  if (rest === 0) return counted("minute", minutes, words);
  return words.duration_both
    .replaceAll("{minutes}", () => counted("minute", minutes, words))
    .replaceAll("{seconds}", () => counted("second", rest, words));
}

/**
 * @param {"minute" | "second"} unit
 * @param {number} n
 * @param {Record<string, string>} words
 */
function counted(unit, n, words) {
  const form = words.plurals ? Number(words.plurals[n < PLURALS_KNOWN ? n : 100 + (n % 100)]) : Number(n !== 1);
  const ending = form < 2 ? ["", "s"][form] : `s_${form}`;
  return words[`duration_${unit}${ending}`].replaceAll("{n}", String(n));
}
