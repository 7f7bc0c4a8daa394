// The stimuli of a trial with their moments, as they are kept. Pure: every moment is given.

import { NONE_MS, rounded } from "./moments.js";

/**
 * @typedef {object} Stimulus
 * @property {string} name  of its element, for the browser's word of when it was shown
 * @property {number} drawn_ms  time stamp of the picture that drew it
 * @property {number | null} frame_ms  of the picture after it
 * @property {number | null} tap_ms
 * @property {number} stall_ms  the longest time between two pictures until the tap was handled
 * @property {Record<string, number>} what  other columns
 */

export function createStimuli() {
  /** @type {Stimulus[]} */
  const all = [];
  /** @type {Stimulus | null} */
  let drawn = null; // in the last picture
  let last_ms = 0; // the picture before

  return {
    /** The stimulus that is up, or was last.
     * @returns {Stimulus | undefined} */
    last: () => all.at(-1),
    count: () => all.length,
    /** A new picture begins: what the one before it drew is on the screen at the earliest now.
     * @param {number} ms */
    picture(ms) {
      if (drawn) drawn.frame_ms = ms;
      drawn = null;
      const last = all.at(-1);
      if (last && (last.tap_ms === null || last.tap_ms >= last_ms)) last.stall_ms = Math.max(last.stall_ms, ms - last_ms);
      last_ms = ms;
    },
    /** @param {number} ms @param {string} name @param {Record<string, number>} [what] */
    draw(ms, name, what = {}) {
      drawn = { name, drawn_ms: ms, frame_ms: null, tap_ms: null, stall_ms: 0, what };
      all.push(drawn);
    },
    /** What is kept, in milliseconds from a zero; one that no picture followed is left out.
     * @param {number} zero_ms @param {(name: string) => number | null} presented
     * @returns {Record<string, number[]>} */
    series(zero_ms, presented) {
      const whole = all.filter((one) => one.frame_ms !== null);
      /** @param {number | null} ms */
      const from = (ms) => (ms === null ? NONE_MS : rounded(ms - zero_ms));
      const names = Object.keys(all[0]?.what ?? {});
      return {
        frame_ms: whole.map((one) => from(one.frame_ms)),
        presented_ms: whole.map((one) => from(presented(one.name))),
        tap_ms: whole.map((one) => from(one.tap_ms)),
        stall_ms: whole.map((one) => rounded(one.stall_ms)),
        ...Object.fromEntries(names.map((name) => [name, whole.map((one) => one.what[name])])),
      };
    },
  };
}
