// @ts-check
/**
 * Cues in words. A deliberate twin of the Python room's coach/words.py; held to the same
 * sentences by contracts/transcripts/words.json.
 *
 * @typedef {import("./step.js").Cue} Cue
 */

/**
 * What to say or show for a cue, in the words of the session bundle.
 * @param {Cue} said
 * @param {Record<string, string>} words
 * @returns {string}
 */
export function sentence(said, words) {
  const number = said.number ?? 0;
  return words[said.code]
    .replaceAll("{duration}", () => durationInWords(number, words))
    .replaceAll("{bpm}", () => String(Math.floor(number + 0.5)));
}

/** @param {number} seconds @param {Record<string, string>} words */
function durationInWords(seconds, words) {
  const whole = Math.floor(seconds + 0.5);
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
  if (n === 1) return words[`duration_${unit}`];
  return words[`duration_${unit}s`].replaceAll("{n}", String(n));
}
