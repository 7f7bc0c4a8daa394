// The phone's acceleration during one go of a test, sample by sample.

import { createMotion } from "./motion.js";

/** @typedef {import("./angles.js").Sample} Sample */

export const NO_MOTION =
  "This phone's browser gives no motion, or was not allowed to. Allow it in the browser's settings for this page, or use another phone; nothing was measured.";

/** @param {import("./clock.js").Clock} clock */
export function createPhoneMotion(clock) {
  /** @type {Sample[]} */
  let samples = [];
  let lost = false;
  const motion = createMotion({
    clock,
    lastMs: clock.now(),
    second({ t_ms, ax, ay, az }) {
      t_ms.forEach((t, i) => samples.push({ t_ms: t, a: [ax[i], ay[i], az[i]] }));
    },
    lost: () => (lost = true),
    back: () => (lost = false),
  });
  return {
    start: motion.start,
    stop: motion.stop,
    /** Whether samples come; null while it is too early to say. */
    hears: () => (lost ? false : motion.hears()),
    /** @param {number} since_ms @returns {Sample[]} those from a moment on; older ones are let go */
    since(since_ms) {
      motion.watch();
      motion.hand();
      const first = samples.findIndex(({ t_ms }) => t_ms >= since_ms);
      samples = first < 0 ? [] : samples.slice(first);
      return samples;
    },
  };
}
