// @ts-check
/**
 * The live rules: a session and an event in, a session and cues out.
 *
 * No clock, no radio, no screen. A deliberate twin of the Python room `coach`, which says why
 * each rule is as it is; contracts/transcripts holds both to the same cues and the same state,
 * to the last bit. Change one and the other together. A session is plain JSON.
 *
 * @typedef {import("./coach/types.js").Direction} Direction
 * @typedef {import("./coach/types.js").Cue} Cue
 * @typedef {import("./coach/types.js").Segment} Segment
 * @typedef {import("./coach/types.js").Script} Script
 * @typedef {import("./coach/types.js").Ending} Ending
 * @typedef {import("./coach/types.js").Live} Live
 * @typedef {import("./coach/types.js").LiveEvent} LiveEvent
 * @typedef {import("./coach/types.js").Said} Said
 * @typedef {import("./coach/types.js").Glance} Glance
 */

import { directionSeen, heartRateSeen, speedSeen } from "./coach/corrections.js";
import { BELIEVED_TICK_S, FRESH_S, PAIN_HIGH_NRS } from "./coach/limits.js";
import { end, isMoving, phaseIn, segmentNow } from "./coach/live.js";
import { beltLast, cue, ended, held, instruction, opening, same } from "./coach/saying.js";
import { advice, inPain, noted, stumbled } from "./coach/trouble.js";

export { begin, glance } from "./coach/live.js";
export { sentence } from "./sentence.js";

/**
 * Where the session stands after the event, and what to say now; `live` is not changed.
 * An event that makes no sense in the present phase changes nothing and says nothing.
 * After the end nothing is ever said, but a late report of trouble is still noted.
 * @param {Live} live
 * @param {LiveEvent} event
 * @returns {Said}
 */
export function step(live, event) {
  if (live.phase === "over") return { live: noted(live, event), cues: [] };
  switch (event.type) {
    case "tick":
      return ticked(live, event.seconds);
    case "steps_seen":
      return isMoving(live) ? directionSeen(live, event.direction) : same(live);
    case "speed_seen":
      return isMoving(live) ? speedSeen(live, event.speed_mps) : same(live);
    case "heart_rate_seen":
      return isMoving(live) ? heartRateSeen(live, event.bpm) : same(live);
    case "stop_pressed":
      return ended(live, "stopped_by_choice", ["stopped"]);
    case "symptom_reported":
      return ended(noted(live, event), "stopped_by_symptom", ["stopped", advice(event.symptom)]);
    case "stumble_reported":
      return live.phase === "ready" ? same(live) : stumbled(noted(live, event));
    case "pain_reported":
      return live.phase === "ready" ? same(live) : inPain(noted(live, event));
    case "start":
      return started(live, event.pain_nrs);
    case "pause":
      return isMoving(live) ? held(live, "paused") : same(live);
    case "resume":
      return resumed(live);
    case "sensor_lost":
      return sensor(live, true);
    case "sensor_back":
      return sensor(live, false);
    case "screen_hidden":
      return screenHidden(live);
    case "screen_shown":
      return screenShown(live);
    default:
      return same(live); // of the belt: coach/belt.js answers
  }
}

/** @param {Live} live @param {number} seconds @returns {Said} */
function ticked(live, seconds) {
  if (!isMoving(live) || !(seconds > 0)) return same(live);
  if (seconds > BELIEVED_TICK_S) return held(live, "time_lost");
  const at_s = live.at_s + seconds;
  const end_s = end(live.script.segments[live.script.segments.length - 1]);
  if (at_s >= end_s) return ended({ ...live, at_s: end_s }, "completed", ["done"]);
  const moved = { ...live, at_s };
  const now = segmentNow(moved);
  const fresh = live.script.calls.filter(
    (call) => live.at_s < call.at_s && call.at_s <= at_s && at_s - call.at_s <= FRESH_S,
  );
  if (now === segmentNow(live)) return { live: moved, cues: fresh.map((call) => call.cue) };
  return {
    live: { ...moved, phase: phaseIn(now) },
    cues: [
      ...fresh.filter((call) => call.at_s < now.start_s).map((call) => call.cue),
      ...opening(live, moved),
      ...fresh.filter((call) => call.at_s >= now.start_s).map((call) => call.cue),
    ],
  };
}

/** @param {Live} live @param {number | null} pain_nrs @returns {Said} */
function started(live, pain_nrs) {
  if (live.phase !== "ready") return same(live);
  if (pain_nrs !== null && pain_nrs > PAIN_HIGH_NRS) return { live, cues: [cue("pain_wait")] };
  const phase = phaseIn(segmentNow(live));
  const begun = { ...live, phase, pain_before_nrs: pain_nrs, pain_nrs };
  const atOnce = live.script.calls.filter((call) => call.at_s <= 0).map((call) => call.cue);
  return { live: begun, cues: [instruction(begun), ...beltLast(begun), ...atOnce] };
}

/** @param {Live} live @returns {Said} */
function resumed(live) {
  if (live.phase !== "paused") return same(live);
  return {
    live: { ...live, phase: phaseIn(segmentNow(live)) },
    cues: [cue("resumed"), instruction(live), ...beltLast(live)],
  };
}

/** @param {Live} live @param {boolean} lost @returns {Said} */
function sensor(live, lost) {
  if (live.sensor_lost === lost) return same(live);
  return { live: { ...live, sensor_lost: lost }, cues: [cue(lost ? "sensor_lost" : "sensor_back")] };
}

/** @param {Live} live @returns {Said} */
function screenHidden(live) {
  if (live.screen_hidden) return same(live);
  return { live: { ...live, screen_hidden: true }, cues: isMoving(live) ? [cue("keep_screen_on")] : [] };
}

/** @param {Live} live @returns {Said} */
function screenShown(live) {
  if (!live.screen_hidden) return same(live);
  const shown = { ...live, screen_hidden: false };
  if (isMoving(live)) return { live: shown, cues: [instruction(live)] };
  return { live: shown, cues: live.phase === "paused" ? [cue("paused")] : [] };
}
