// The timer of a test: ready, three-two-one, the tone, running, laps, the end. Pure: every
// moment is given, in milliseconds of one steady clock; nothing is ever counted by ticks.

/**
 * @typedef {object} TimerPlan
 * @property {"stopwatch" | "countdown" | "hold"} way  countdown: it ends by itself at the limit;
 *   hold: it may end before
 * @property {number | null} limit_s
 * @property {boolean} [marks]  the time runs from one mark of the path to another: the first tap
 *   after the tone is the one, the second the other and the end
 */

/**
 * @typedef {object} Timer  plain JSON
 * @property {TimerPlan} plan
 * @property {"ready" | "counting" | "running" | "over"} phase
 * @property {number | null} starts_ms  when the tone sounds and time begins
 * @property {number[]} laps_ms  moments of the lap button
 * @property {number | null} ended_ms
 * @property {"done" | "interrupted" | null} ended
 */

/** @typedef {{at_ms: number, tone: "ready" | "go" | "end"}} Tone */

export const COUNT_S = 3; // three, two, one
// A second tap within this is the same tap: nobody walks a lap in it.
export const SAME_TAP_MS = 300;

/** @param {TimerPlan} plan @returns {Timer} */
export function newTimer(plan) {
  return { plan, phase: "ready", starts_ms: null, laps_ms: [], ended_ms: null, ended: null };
}

/** Count three, two, one from this moment on.
 * @param {Timer} timer @param {number} at_ms @returns {Timer} */
export function start(timer, at_ms) {
  if (timer.phase !== "ready") return timer;
  return { ...timer, phase: "counting", starts_ms: at_ms + COUNT_S * 1000 };
}

/** Where the timer stands at a moment.
 * @param {Timer} timer @param {number} now_ms @returns {Timer} */
export function at(timer, now_ms) {
  const { starts_ms, plan } = timer;
  if (starts_ms === null || timer.phase === "over" || now_ms < starts_ms) return timer;
  const end_ms = plan.limit_s === null ? Infinity : starts_ms + plan.limit_s * 1000;
  if (now_ms < end_ms) return timer.phase === "running" ? timer : { ...timer, phase: "running" };
  return { ...timer, phase: "over", ended_ms: end_ms, ended: "done" };
}

/** @param {Timer} timer @param {number} at_ms @returns {Timer} */
export function lap(timer, at_ms) {
  const now = at(timer, at_ms);
  const last_ms = now.laps_ms.at(-1) ?? /** @type {number} */ (now.starts_ms);
  if (now.phase !== "running" || at_ms - last_ms < SAME_TAP_MS) return now;
  return { ...now, laps_ms: [...now.laps_ms, at_ms] };
}

/** The next mark of the path is passed; the second is the end.
 * @param {Timer} timer @param {number} at_ms @returns {Timer} */
export function mark(timer, at_ms) {
  const now = lap(timer, at_ms);
  return now.laps_ms.length < 2 ? now : { ...now, phase: "over", ended_ms: at_ms, ended: "done" };
}

/** The end of what was to be done: the line is reached, the position is lost. A countdown
 * that is stopped before its time is interrupted, and a stop before the tone is none.
 * @param {Timer} timer @param {number} at_ms @returns {Timer} */
export function stop(timer, at_ms) {
  const now = at(timer, at_ms);
  if (now.phase === "counting") return newTimer(now.plan);
  if (now.phase !== "running") return now;
  const ended = now.plan.way === "countdown" || now.plan.marks ? "interrupted" : "done";
  return { ...now, phase: "over", ended_ms: at_ms, ended };
}

/** Something got in the way: what was done until now is kept as interrupted.
 * @param {Timer} timer @param {number} at_ms @returns {Timer} */
export function interrupt(timer, at_ms) {
  const now = stop(timer, at_ms);
  return now.phase === "over" && timer.phase !== "over" ? { ...now, ended: "interrupted" } : now;
}

/** Seconds to show: left of a count or a countdown, else passed.
 * @param {Timer} timer @param {number} now_ms */
export function shownS(timer, now_ms) {
  const { starts_ms, plan, phase } = timer;
  const limit_s = plan.way === "countdown" ? plan.limit_s : null;
  if (starts_ms === null) return limit_s ?? 0;
  if (phase === "counting") return (starts_ms - now_ms) / 1000;
  const passed_s = ((timer.ended_ms ?? now_ms) - starts_ms) / 1000;
  return limit_s === null ? passed_s : Math.max(0, limit_s - passed_s);
}

/** What was measured, in seconds after the tone, to the millisecond.
 * @param {Timer} timer
 * @returns {{ended: "done" | "interrupted", time_s: number | null, laps_s: number[]} | null} null: nothing yet */
export function taken({ plan, starts_ms, ended_ms, ended, laps_ms }) {
  if (starts_ms === null || ended_ms === null || ended === null) return null;
  const moments = [starts_ms, ...laps_ms];
  const laps_s = laps_ms.map((lap_ms, i) => seconds(lap_ms - moments[i]));
  const time_s = plan.marks ? laps_s[1] ?? null : seconds(ended_ms - starts_ms);
  return { ended, time_s, laps_s };
}

/** The tones to sound, once counting has begun.
 * @param {Timer} timer @returns {Tone[]} */
export function tones({ starts_ms, plan }) {
  if (starts_ms === null) return [];
  /** @type {Tone[]} */
  const all = [];
  for (let k = COUNT_S; k > 0; k--) all.push({ at_ms: starts_ms - k * 1000, tone: "ready" });
  all.push({ at_ms: starts_ms, tone: "go" });
  if (plan.limit_s !== null) all.push({ at_ms: starts_ms + plan.limit_s * 1000, tone: "end" });
  return all;
}

/** @param {number} ms */
function seconds(ms) {
  return Math.round(ms) / 1000;
}
