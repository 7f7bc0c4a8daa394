// One go with the phone as inclinometer: positions held one after the other, all by voice.

import { angleDeg, belowLevel, foundAgain } from "../angles.js";
import { advance, begin, hipSteps, kneeSteps } from "../holds.js";
import { bodyTrial } from "./body_trial.js";

/** @typedef {import("../taken.js").Measured} Measured */

const KEPT_MS = 10_000; // of samples: more than any position needs
const COARSE_MS = 100; // between two numbers of the kept angle
const MOST_COARSE = 3000;
const EXACT = [
  "It is exact to about half a degree: the phone tells gravity in small steps.",
  "How the phone is strapped does not matter as long as it does not slip. What the limb hangs on must lie still, for its movement counts, too.",
];

/** @type {import("./ways.js").WayModule["trialScreen"]} */
export function trialScreen(app, test, go, { name, over, back }) {
  const steps = go.target == null ? hipSteps() : kneeSteps(go.target);
  let holds = begin(steps, 0);
  let begun_ms = 0;
  let begun = false;
  let left = false;
  /** @type {number[]} */
  const coarse = [];
  const body = bodyTrial(app, {
    title: test.name,
    top: `${test.name}: ${name}`,
    told: `${go.told} ${test.told}`.trim(),
    begun() {
      begun_ms = body.clock.now();
      begun = true;
      holds = begin(steps, begun_ms);
      body.says(steps[0].say);
      body.shows(steps[0].word, "change");
    },
    stopped: () => end("You stopped it."),
    tick,
    back,
  });

  function tick() {
    const now = body.clock.now();
    const samples = body.motion.since(now - KEPT_MS);
    const newest = samples[samples.length - 1];
    const first = holds.held[steps[0].name];
    if (newest && first) keep(angleDeg(first, newest.a), now);
    const was = holds.at;
    const made = advance(holds, samples, now);
    holds = made.holds;
    body.says(made.say);
    if (holds.at !== was) body.shows(steps[holds.at].word, "forward");
    const guided = steps[holds.at].aim_deg !== undefined;
    body.face(guided && newest && first ? `${Math.round(angleDeg(first, newest.a))}°` : "");
    if (holds.over) end(holds.over === "late" ? "No still position was found in 45 seconds." : "");
  }

  /** @param {number} angle @param {number} now */
  function keep(angle, now) {
    const due = Math.floor((now - begun_ms) / COARSE_MS);
    if (coarse.length < Math.min(due, MOST_COARSE)) coarse.push(Math.round(angle * 10) / 10);
  }

  /** @param {string} why */
  function end(why) {
    if (left) return;
    left = true;
    over(measured(why));
  }

  /** @param {string} why @returns {Measured} */
  function measured(why) {
    const time_s = Math.round(body.clock.now() - begun_ms) / 1000;
    /** @type {Record<string, number[]>} */
    const series = Object.fromEntries(Object.entries(holds.held).map(([name, vector]) => [`${name}_mps2`, vector]));
    if (coarse.length) series.angle_deg = coarse;
    if (holds.over !== "done") return { ended: "interrupted", time_s, series, told: [why] };
    const held = /** @type {any} */ (holds.held);
    const { values, why_not } = go.target == null ? belowLevel(held) : foundAgain(held);
    return { ended: "done", time_s, series, ...(!why_not && { values }), told: [why_not || said(values)], exact: EXACT };
  }

  return {
    ...body.screen,
    cutOff: () => (begun && !left ? measured("The page was closed.") : null),
  };
}

/** @param {Record<string, number>} values */
function said({ knee_angle_error_deg: error, hip_flexor_deg: hang }) {
  if (error !== undefined) return `You were ${error.toFixed(1)} degrees off.`;
  return `The thigh hung ${Math.abs(hang).toFixed(1)} degrees ${hang < 0 ? "above" : "below"} level.`;
}
