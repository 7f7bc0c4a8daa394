// Sway of the phone on the body: the twin of outcomes/sway.py, which the server works values
// out by; shared transcripts hold both to the same. Pure.

export const RATE_HZ = 30;
export const LEAST_S = 25;
const LEAST_STEPS = 0.5;
const SMOOTH_HZ = 3.5;
const ELLIPSE_95 = 5.991;
const PADDING_CYCLES = 3;
const LEAST_HOLD_SAMPLES = 64;

/** @typedef {[number, number, number]} Vector */
/** @typedef {{t_ms: number, a: Vector}} Sample */
/** @typedef {{rms_mps2: number, path_mps3: number, ellipse_m2ps4: number}} Sway */

/** The even series of a stretch: means of the samples of each 1/30 s; one without a sample takes
 * what lies between its neighbours.
 * @param {Sample[]} samples @param {number} from_ms @param {number} to_ms
 * @returns {{columns: Vector[], filled: number}} filled: share of the even series with samples of its own */
export function evenly(samples, from_ms, to_ms) {
  const n = Math.round(((to_ms - from_ms) / 1000) * RATE_HZ);
  /** @type {(Vector | null)[]} */
  const rows = Array.from({ length: n }, () => null);
  const counts = new Array(n).fill(0);
  for (const { t_ms, a } of samples) {
    const at = Math.floor(((t_ms - from_ms) / 1000) * RATE_HZ);
    if (at < 0 || at >= n) continue;
    const row = (rows[at] ??= [0, 0, 0]);
    a.forEach((value, axis) => (row[axis] += value));
    counts[at] += 1;
  }
  const filled = counts.filter(Boolean).length;
  const means = rows.map((row, i) => row && /** @type {Vector} */ (row.map((sum) => sum / counts[i])));
  return { columns: bridged(means), filled: n ? filled / n : 0 };
}

/** @param {(Vector | null)[]} rows @returns {Vector[]} */
function bridged(rows) {
  const known = rows.flatMap((row, i) => (row ? [i] : []));
  let next = 0;
  return rows.map((row, i) => {
    if (row) return thousandths(row);
    while (next < known.length && known[next] < i) next += 1;
    const [before, after] = [known[Math.max(0, next - 1)], known[Math.min(next, known.length - 1)]];
    if (before === undefined) return /** @type {Vector} */ ([0, 0, 0]);
    const share = after > before ? Math.min(1, Math.max(0, (i - before) / (after - before))) : 0;
    const [from, to] = [/** @type {Vector} */ (rows[before]), /** @type {Vector} */ (rows[after])];
    return thousandths(/** @type {Vector} */ (from.map((value, axis) => value + share * (to[axis] - value))));
  });
}

/** @param {Vector} row @returns {Vector} */
function thousandths(row) {
  return /** @type {Vector} */ (row.map((value) => Math.round(value * 1000) / 1000));
}

/** The step in which the browser tells acceleration: the least difference it ever told.
 * @param {Sample[]} samples @returns {number} m/s2; 0 where it cannot be seen */
export function stepOf(samples) {
  let least = Infinity;
  for (const axis of [0, 1, 2]) {
    const told = [...new Set(samples.map(({ a }) => Math.round(a[axis] * 1e6) / 1e6))].sort((a, b) => a - b);
    for (let i = 1; i < told.length; i++) least = Math.min(least, told[i] - told[i - 1]);
  }
  return least === Infinity ? 0 : Math.round(least * 1e4) / 1e4;
}

/** @param {Vector[]} rows  on an even clock of RATE_HZ, m/s2, gravity included @returns {Sway} */
export function swayOf(rows) {
  const smooth = transposed([0, 1, 2].map((axis) => lowPass(rows.map((row) => row[axis]), SMOOTH_HZ, RATE_HZ)));
  const up = unit(mean(smooth));
  const [ahead, left] = levelAxes(up);
  const level = smooth.map((row) => /** @type {[number, number]} */ ([dot(row, ahead), dot(row, left)]));
  const middle = [0, 1].map((i) => level.reduce((sum, row) => sum + row[i], 0) / level.length);
  const about = level.map(([x, y]) => [x - middle[0], y - middle[1]]);
  /** @param {number} i @param {number} j */
  const spread = (i, j) => about.reduce((sum, row) => sum + row[i] * row[j], 0) / about.length;
  let path = 0;
  for (let i = 1; i < about.length; i++) path += Math.hypot(about[i][0] - about[i - 1][0], about[i][1] - about[i - 1][1]);
  const [xx, yy, xy] = [spread(0, 0), spread(1, 1), spread(0, 1)];
  return {
    rms_mps2: Math.hypot(Math.sqrt(xx), Math.sqrt(yy)),
    path_mps3: (path * RATE_HZ) / (about.length - 1),
    ellipse_m2ps4: Math.PI * ELLIPSE_95 * Math.sqrt(Math.max(xx * yy - xy * xy, 0)),
  };
}

/** The values of a go by the keys of their measures, or why there are none.
 * @param {"open" | "closed" | string} part @param {Vector[]} rows @param {number} step_mps2
 * @returns {{values: Record<string, number>, why_not: string}} */
export function standing(part, rows, step_mps2) {
  const seconds = rows.length / RATE_HZ;
  if (seconds < LEAST_S) {
    return { values: {}, why_not: `Only ${seconds.toFixed(0)} seconds were measured; at least ${LEAST_S} are needed.` };
  }
  return told(rows, step_mps2, ({ rms_mps2, path_mps3, ellipse_m2ps4 }) => ({
    [`sway_eyes_${part}_mps2`]: rms_mps2,
    [`sway_path_${part}_mps3`]: path_mps3,
    [`sway_ellipse_${part}_m2ps4`]: ellipse_m2ps4,
  }));
}

/** The sway of one stage of standing, or why there is none; one that was broken has none.
 * @param {string} part @param {Vector[]} rows @param {number} step_mps2 @param {number} hold_s
 * @returns {{values: Record<string, number>, why_not: string}} */
export function stage(part, rows, step_mps2, hold_s) {
  if (rows.length / RATE_HZ < hold_s) {
    return { values: {}, why_not: `Sway is told only of a position that was held for ${hold_s} seconds.` };
  }
  return told(rows, step_mps2, ({ rms_mps2 }) => ({ [`sway_${part}_mps2`]: rms_mps2 }));
}

/** @param {Vector[]} rows @param {number} step_mps2 @param {(sway: Sway) => Record<string, number>} values */
function told(rows, step_mps2, values) {
  const sway = swayOf(rows);
  const least = LEAST_STEPS * step_mps2;
  if (sway.rms_mps2 < least) {
    const why_not = `You stood more still than this phone's browser can tell (${Number(least.toPrecision(6))} m/s²), so there is no number.`;
    return { values: {}, why_not };
  }
  return { values: values(sway), why_not: "" };
}

/** The server's filter (signals/smoothing.py) for a few thousand numbers: a Butterworth of second
 * order forth and back, ends mirrored about their end values, by a plain Fourier transform.
 * @param {number[]} values @param {number} cutoff_hz @param {number} rate_hz */
export function lowPass(values, cutoff_hz, rate_hz) {
  const padding = Math.floor((PADDING_CYCLES * rate_hz) / cutoff_hz);
  const reach = Math.min(values.length - 1, padding);
  const [first, last] = [values[0], values[values.length - 1]];
  const head = Array.from({ length: reach }, (_, i) => 2 * first - values[reach - i]);
  const tail = Array.from({ length: reach }, (_, i) => 2 * last - values[values.length - 2 - i]);
  const hold = padding + LEAST_HOLD_SAMPLES;
  const mirrored = [...head, ...values, ...tail];
  const n = fastLength(mirrored.length + 2 * hold);
  const whole = new Float64Array(n).fill(mirrored[0]);
  whole.set(mirrored);
  whole.fill(mirrored[mirrored.length - 1], mirrored.length, mirrored.length + hold);
  return [...filtered(whole, cutoff_hz / rate_hz)].slice(reach, reach + values.length);
}

/** @param {Float64Array} whole @param {number} cutoff  cycles a sample */
function filtered(whole, cutoff) {
  const n = whole.length;
  const cos = Float64Array.from({ length: n }, (_, i) => Math.cos((2 * Math.PI * i) / n));
  const sin = Float64Array.from({ length: n }, (_, i) => Math.sin((2 * Math.PI * i) / n));
  const made = new Float64Array(n);
  for (let k = 0; 2 * k <= n; k++) {
    const ratio = Math.tan((k * Math.PI) / n) / Math.tan(Math.PI * cutoff);
    const gain = 2 * k === n ? 0 : 1 / (1 + ratio ** 4);
    if (gain < 1e-12) break; // nothing of it is left, nor of what is faster
    let [re, im] = [0, 0];
    for (let i = 0, at = 0; i < n; i++, at = (at + k) % n) {
      re += whole[i] * cos[at];
      im -= whole[i] * sin[at];
    }
    const share = (k === 0 ? gain : 2 * gain) / n;
    for (let i = 0, at = 0; i < n; i++, at = (at + k) % n) made[i] += share * (re * cos[at] - im * sin[at]);
  }
  return made;
}

/** The smallest length, at least n, of the prime factors 2, 3 and 5 alone.
 * @param {number} n */
export function fastLength(n) {
  for (let length = n; ; length++) {
    let rest = length;
    for (const prime of [2, 3, 5]) while (rest % prime === 0) rest /= prime;
    if (rest === 1) return length;
  }
}

/** Two axes on the level, as signals/frames.py turns them where nothing is told of the body.
 * @param {Vector} up @returns {[Vector, Vector]} */
function levelAxes(up) {
  const sizes = up.map(Math.abs);
  const least = sizes.indexOf(Math.min(...sizes));
  const forward = /** @type {Vector} */ ([0, 1, 2].map((axis) => (axis === least ? 1 : 0)));
  const along = dot(forward, up);
  const ahead = unit(/** @type {Vector} */ (forward.map((value, axis) => value - along * up[axis])));
  const left = /** @type {Vector} */ ([
    up[1] * ahead[2] - up[2] * ahead[1],
    up[2] * ahead[0] - up[0] * ahead[2],
    up[0] * ahead[1] - up[1] * ahead[0],
  ]);
  return [ahead, left];
}

/** @param {number[][]} columns @returns {Vector[]} */
function transposed(columns) {
  return columns[0].map((_, i) => /** @type {Vector} */ (columns.map((column) => column[i])));
}

/** @param {Vector[]} rows @returns {Vector} */
export function mean(rows) {
  const sums = /** @type {Vector} */ ([0, 0, 0]);
  for (const row of rows) row.forEach((value, axis) => (sums[axis] += value));
  return /** @type {Vector} */ (sums.map((sum) => sum / rows.length));
}

/** @param {Vector} one @param {Vector} other */
export function dot(one, other) {
  return one[0] * other[0] + one[1] * other[1] + one[2] * other[2];
}

/** @param {Vector} vector @returns {Vector} */
function unit(vector) {
  const length = Math.hypot(...vector);
  return /** @type {Vector} */ (vector.map((value) => value / length));
}
