// The same test both ways: which comes first, until when to rest, what differs. The twin of
// outcomes/pairing.py; shared transcripts hold both to the same.

/** @typedef {import("./taken.js").GuidedTest} GuidedTest */
/** @typedef {import("./taken.js").PairedWith} PairedWith */
/** @typedef {import("./taken.js").Trial} Trial */

const ROUNDING = 1e-9;

/** Which way comes first, drawn by chance that anybody can draw again.
 * @param {string} key  of the pair @param {string} person @param {string} day  ISO date
 * @returns {Promise<"forward" | "backward">} */
export async function firstWay(key, person, day) {
  const drawn = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${key} ${person} ${day}`));
  return new Uint8Array(drawn)[0] % 2 ? "forward" : "backward";
}

/** The principal value of one way, from its goes; null where it has none.
 * @param {GuidedTest} test @param {Trial[]} trials @returns {number | null} */
export function principal(test, trials) {
  const counted = trials.filter((trial) => !trial.practice && trial.ended === "done");
  if (test.asks.includes("distance_m")) return counted[0]?.distance_m ?? null;
  const { distance_m } = test;
  if (!distance_m || counted.some((trial) => !trial.time_s)) return null;
  /** @param {string} part */
  const speed = (part) => {
    const speeds = counted.filter((trial) => trial.part === part).map(({ time_s }) => distance_m / /** @type {number} */ (time_s));
    return speeds.length < test.trials ? null : speeds.reduce((sum, one) => sum + one, 0) / speeds.length;
  };
  const walked = test.parts.filter((part) => !part.counts || part.limit_s === null);
  const [first, second] = walked.map((part) => speed(part.key));
  if (walked.length === 1) return first;
  return first === null || second === null ? null : (100 * (first - second)) / first;
}

/** @param {PairedWith} pair @param {number} forward @param {number} backward */
export function differenceSaid({ unit, unit_size, detectable, detectable_pct, people }, forward, backward) {
  /** @param {number} size */
  const said = (size) => amount(unit, size / unit_size);
  const both = `Backward ${said(backward)}, forward ${said(forward)}`;
  const size = Math.abs(backward - forward);
  if (size < ROUNDING) return `${both}: no difference.`;
  const less = `${both}: ${said(size)} ${backward > forward ? "more" : "less"} backward`;
  if (detectable === null) return `${less}; whether that is more than chance is not known.`;
  const noise = detectable_pct ? (Math.abs(forward) * detectable) / 100 : detectable;
  const byItself = `the ${said(noise)} it can move by itself in ${people}`;
  if (size <= noise + ROUNDING) return `${less}; too small to tell, because it is within ${byItself}.`;
  return `${less}, more than ${byItself}.`;
}

/** @param {string} unit @param {number} size */
export function amount(unit, size) {
  const one = size === 1 && unit.endsWith("s") ? unit.slice(0, -1) : unit;
  return `${Number(Number(size.toFixed(2)).toPrecision(6))} ${one}`;
}
