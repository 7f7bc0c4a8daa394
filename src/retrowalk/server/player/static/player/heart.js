// The heart during a test, from a strap that is connected: the mean of the last two minutes.

/** @typedef {import("./types.js").Bundle} Bundle */
/** @typedef {{at_ms: number, bpm: number}} Beat */

export const LAST_S = 120;
const LEAST_S = 90; // of them with a reading; less is not the mean of two minutes; own choice
const FRESH_S = 5; // a reading stands for so long
const MOST_KEPT = 1000;

/** The mean of the last two minutes before a moment, each reading weighed by how long it stood.
 * @param {Beat[]} beats  ascending @param {number} end_ms @returns {number | null} whole beats a
 *   minute; null where too little was heard */
export function lastTwoMinutes(beats, end_ms) {
  let [sum, seconds] = [0, 0];
  beats.forEach(({ at_ms, bpm }, i) => {
    const until = Math.min(beats[i + 1]?.at_ms ?? end_ms, end_ms, at_ms + FRESH_S * 1000);
    const from = Math.max(at_ms, end_ms - LAST_S * 1000);
    if (until <= from) return;
    sum += (bpm * (until - from)) / 1000;
    seconds += (until - from) / 1000;
  });
  return seconds < LEAST_S ? null : Math.round(sum / seconds);
}

/** @param {import("./main.js").App} app @param {Bundle} bundle */
export function createHeart(app, bundle) {
  /** @type {Beat[]} */
  let beats = [];

  /** @param {Partial<import("./types.js").Reading>} some */
  function note({ heart_rate_bpm }) {
    if (heart_rate_bpm != null) beats.push({ at_ms: performance.now(), bpm: heart_rate_bpm });
  }

  return {
    /** The place to connect a strap, and what it says.
     * @returns {Promise<Node | null>} */
    async panel() {
      const module = await app.company.use("devices");
      const planned = /** @type {any} */ ({ place: null });
      return (await module?.panel?.(app, { bundle, planned })) ?? null;
    },
    /** From now on its readings are those of one go. */
    begin() {
      beats = [];
      const tools = { session: { person: bundle.person }, note, send() {}, say() {}, glance: () => ({}), clock: { now: () => performance.now() } };
      for (const along of app.company.here()) along.makeEars?.(/** @type {any} */ (tools));
    },
    /** @returns {{heart_rate_bpm?: number, series?: Record<string, number[]>}} what a go that ends now gave */
    taken() {
      if (!beats.length) return {};
      const end_ms = performance.now();
      const mean = lastTwoMinutes(beats, end_ms);
      const kept = beats.slice(-MOST_KEPT);
      const series = { heart_rate_bpm: kept.map(({ bpm }) => bpm), heart_before_end_s: kept.map(({ at_ms }) => Math.round((end_ms - at_ms) / 100) / 10) };
      return { ...(mean !== null && { heart_rate_bpm: mean }), series };
    },
  };
}
