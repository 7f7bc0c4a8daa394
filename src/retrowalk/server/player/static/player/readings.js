// What devices measured during a walk, a row a second: the newest of each, while it is fresh.

/** @typedef {import("./types.js").Reading} Reading */
/** @typedef {import("./types.js").ReadingRow} ReadingRow */

const NAMES = /** @type {const} */ (["speed_mps", "heart_rate_bpm", "cadence_spm"]);

// A strap or a belt tells about once a second; what is older than this is not known any more.
const FRESH_MS = 5000;
const SECOND_MS = 1000;

/**
 * @param {string} session
 * @param {import("./types.js").Clock} clock
 * @param {number} lastMs  no row is older than this
 */
export function createReadings(session, clock, lastMs) {
  /** @type {Map<keyof Reading, {value: number, atMs: number}>} */
  const newest = new Map();
  /** @type {ReadingRow[]} */
  let rows = [];
  let rowMs = lastMs;

  return {
    /** @param {Partial<Reading>} some */
    note(some) {
      for (const name of NAMES) {
        const value = some[name];
        if (value == null) continue;
        if (Number.isFinite(value)) newest.set(name, { value, atMs: clock.now() });
      }
    },
    /** To be asked a few times a second, while the walk moves. */
    watch() {
      const nowMs = Math.round(clock.now());
      if (nowMs - rowMs < SECOND_MS) return;
      /** @param {keyof Reading} name */
      const fresh = (name) => {
        const seen = newest.get(name);
        return seen && nowMs - seen.atMs <= FRESH_MS ? seen.value : null;
      };
      const [speed_mps, heart_rate_bpm, cadence_spm] = NAMES.map(fresh);
      if (speed_mps == null && heart_rate_bpm == null && cadence_spm == null) return;
      rowMs = nowMs;
      rows.push({ session, t_ms: nowMs, speed_mps, heart_rate_bpm, cadence_spm });
    },
    /** @returns {ReadingRow[]} those not handed over yet */
    hand() {
      const handed = rows;
      rows = [];
      return handed;
    },
  };
}
