// How a go of each kind of test is taken. What not every test needs is fetched when it is used.

import * as timed from "./trial.js";

/** @typedef {import("../stage.js").Screen} Screen */
/** @typedef {import("../taken.js").Measured} Measured */

/** @typedef {Screen & {leave: () => void, cutOff: () => Measured | null}} TrialScreen
 *   cutOff: what was measured until now, when the page goes; null: nothing yet */

/**
 * @typedef {object} TrialEnds
 * @property {string} name  of this go
 * @property {(measured: Measured) => void} over
 * @property {() => void} back  nothing was begun
 */

/**
 * @typedef {object} WayModule
 * @property {(app: import("../main.js").App, test: import("../taken.js").GuidedTest,
 *   go: import("../taken.js").Go, to: TrialEnds) => TrialScreen} trialScreen
 */

const timer = () => Promise.resolve(timed);

/** @type {Record<string, () => Promise<WayModule>>} */
export const WAYS = {
  stopwatch: timer,
  countdown: timer,
  hold: timer,
  sway: () => import("./sway_trial.js"),
  angle: () => import("./angle_trial.js"),
  reaction: () => import("./reaction_trial.js"),
  colours: () => import("./colours_trial.js"),
  two_back: () => import("./two_back_trial.js"),
};

/** @param {{way: string}} test  one of another way was made by a newer server than this player */
export function canTake({ way }) {
  return Object.hasOwn(WAYS, way);
}
