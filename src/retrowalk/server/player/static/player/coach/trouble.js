// @ts-check
// What the person reports: a stumble, pain, a symptom. The twin of coach/trouble.py.

import { GET_HELP, PAIN_HIGH_NRS, PAIN_RISE_NRS, STUMBLES_TO_HOLD } from "./limits.js";
import { cue, ended, held, same } from "./saying.js";

/** @typedef {import("./types.js").Live} Live */
/** @typedef {import("./types.js").Said} Said */

const STOPPED_EARLY = ["stopped_by_choice", "stopped_by_pain"];

/**
 * Write a report of trouble down, and nothing else. A symptom told after the person
 * chose to stop, or because of pain, is why the session ended.
 * @param {Live} live
 * @param {import("./types.js").LiveEvent} event
 * @returns {Live}
 */
export function noted(live, event) {
  switch (event.type) {
    case "stumble_reported":
      return { ...live, stumbles: live.stumbles + 1 };
    case "pain_reported":
      return { ...live, pain_nrs: event.nrs, pain_most_nrs: Math.max(event.nrs, live.pain_most_nrs ?? 0) };
    case "symptom_reported": {
      const symptoms = [...live.symptoms, event.symptom];
      if (!STOPPED_EARLY.includes(live.ending ?? "")) return { ...live, symptoms };
      return { ...live, symptoms, ending: "stopped_by_symptom" };
    }
    default:
      return live;
  }
}

/** @param {Live} live  with the stumble noted @returns {Said} */
export function stumbled(live) {
  if (live.stumbles < STUMBLES_TO_HOLD) return { live, cues: [cue("slow_down")] };
  return held(live, "stop_and_hold");
}

/** @param {Live} live  with the rating noted @returns {Said} */
export function inPain(live) {
  const now = live.pain_nrs ?? 0;
  const before = live.pain_before_nrs;
  if (now > PAIN_HIGH_NRS) return ended(live, "stopped_by_pain", ["pain_stop"]);
  return before !== null && now - before >= PAIN_RISE_NRS ? held(live, "pain_rest") : same(live);
}

/** @param {string} symptom @returns {string} code of the cue */
export function advice(symptom) {
  return GET_HELP.includes(symptom) ? "sit_down_and_get_help" : "sit_down_and_rest";
}
