// @ts-check
/**
 * The live rules: a session and an event in, a session and cues out.
 *
 * No clock, no radio, no screen. A deliberate twin of the Python room `coach` (step.py,
 * trouble.py, corrections.py, glance.py and what they use), which says why each rule is as it is;
 * contracts/transcripts holds both to the same cues and the same state, to the last bit.
 * Change one and the other together. A session is plain JSON: store it as it is.
 *
 * @typedef {"forward" | "backward" | "turning" | "unknown"} Direction
 * @typedef {{code: string, number: number | null}} Cue
 * @typedef {{kind: "walk" | "change", direction: "forward" | "backward", interval: number,
 *   start_s: number, duration_s: number, speed_most_mps: number | null}} Segment
 * @typedef {{schema: 1, programme: string, on_belt: boolean,
 *   heart_rate_limit_bpm: number | null, segments: Segment[],
 *   calls: {at_s: number, cue: Cue}[]}} Script
 * @typedef {"completed" | "stopped_by_choice" | "stopped_by_pain" | "stopped_by_symptom"} Ending
 * @typedef {{schema: 1, script: Script,
 *   phase: "ready" | "walking" | "changing" | "paused" | "over", at_s: number,
 *   ending: Ending | null, pain_before_nrs: number | null, pain_nrs: number | null,
 *   pain_most_nrs: number | null, stumbles: number, symptoms: string[], sensor_lost: boolean, screen_hidden: boolean,
 *   direction_said_s: number | null, speed_said_s: number | null,
 *   heart_said_s: number | null}} Live
 * @typedef {{type: "start", pain_nrs: number | null} | {type: "tick", seconds: number}
 *   | {type: "pause"} | {type: "resume"} | {type: "stop_pressed"}
 *   | {type: "stumble_reported"} | {type: "symptom_reported", symptom: string}
 *   | {type: "pain_reported", nrs: number} | {type: "steps_seen", direction: Direction}
 *   | {type: "speed_seen", speed_mps: number} | {type: "heart_rate_seen", bpm: number}
 *   | {type: "sensor_lost"} | {type: "sensor_back"}
 *   | {type: "screen_hidden"} | {type: "screen_shown"}} LiveEvent
 * @typedef {{live: Live, cues: Cue[]}} Said
 * @typedef {{phase: Live["phase"], kind: Segment["kind"] | null,
 *   direction: Segment["direction"] | null, segment: number, segments: number,
 *   left_s: number, walked_s: number, total_s: number,
 *   next_direction: Segment["direction"] | null, done_s: number[],
 *   ending: Ending | null}} Glance
 */

// The figures of coach/limits.py, where each has its reason.
const FRESH_S = 2;
const BELIEVED_TICK_S = 90;
const BELT_STEP_MPS = 0.01 / 3.6;
const REMIND_EVERY_S = 15;
const SETTLE_S = 5;
const STUMBLES_TO_HOLD = 2;
const PAIN_RISE_NRS = 2;
const PAIN_HIGH_NRS = 5;
const GET_HELP = ["fall", "chest_pain", "dizziness", "breathlessness", "new_numbness_or_weakness"];
const STOPPED_EARLY = ["stopped_by_choice", "stopped_by_pain"];

export { sentence } from "./sentence.js";

/**
 * A session that is ready to start.
 * @param {Script} script
 * @returns {Live}
 */
export function begin(script) {
  const answers = { pain_before_nrs: null, pain_nrs: null, pain_most_nrs: null, stumbles: 0, symptoms: [] };
  const flags = { sensor_lost: false, screen_hidden: false };
  const said = { direction_said_s: null, speed_said_s: null, heart_said_s: null };
  const start = { phase: /** @type {const} */ ("ready"), at_s: 0, ending: null };
  return { schema: 1, script, ...start, ...answers, ...flags, ...said };
}

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
  }
}

/**
 * What a screen shows now.
 * @param {Live} live
 * @returns {Glance}
 */
export function glance(live) {
  const over = live.phase === "over";
  const index = indexNow(live);
  const segment = live.script.segments[index];
  const walks = live.script.segments.filter((s) => s.kind === "walk");
  const done_s = walks.map((walk) => doneOf(live, walk));
  const after = segment.interval + 1;
  return {
    phase: live.phase,
    kind: over ? null : segment.kind,
    direction: over ? null : segment.direction,
    segment: index,
    segments: live.script.segments.length,
    left_s: over ? 0 : end(segment) - live.at_s,
    walked_s: sum(done_s),
    total_s: sum(walks.map((walk) => walk.duration_s)),
    next_direction: over || after >= walks.length ? null : walks[after].direction,
    done_s,
    ending: live.ending,
  };
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

/**
 * What is said as a new segment begins. A walk the other way whose change was slept
 * through is opened by that change: stop and turn first.
 * @param {Live} before @param {Live} live @returns {Cue[]}
 */
function opening(before, live) {
  const segment = segmentNow(live);
  if (segment.kind === "change") return [...beltFirst(before), instruction(live)];
  if (segment.direction === segmentNow(before).direction) {
    return [instruction(live), ...(before.phase === "changing" ? beltLast(live) : [])];
  }
  const turn = cue(`change_to_${segment.direction}`, 0);
  return [...beltFirst(before), turn, instruction(live), ...beltLast(live)];
}

/** @param {Live} live @returns {Cue[]} */
function beltFirst(live) {
  return live.script.on_belt && live.phase === "walking" ? [cue("stop_belt_yourself")] : [];
}

/** @param {Live} live @returns {Cue[]} */
function beltLast(live) {
  const walks = segmentNow(live).kind === "walk";
  return live.script.on_belt && walks ? [cue("start_belt_yourself")] : [];
}

/**
 * What to do now, and for how long: whole seconds, all of them if just begun.
 * @param {Live} live
 * @returns {Cue}
 */
function instruction(live) {
  const segment = segmentNow(live);
  const justBegun = live.at_s - segment.start_s <= FRESH_S;
  const verb = segment.kind === "walk" ? "walk" : "change_to";
  return cue(
    `${verb}_${segment.direction}`,
    justBegun ? segment.duration_s : Math.ceil(end(segment) - live.at_s),
  );
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
  return {
    live: { ...live, sensor_lost: lost },
    cues: [cue(lost ? "sensor_lost" : "sensor_back")],
  };
}

/** @param {Live} live @returns {Said} */
function screenHidden(live) {
  if (live.screen_hidden) return same(live);
  return {
    live: { ...live, screen_hidden: true },
    cues: isMoving(live) ? [cue("keep_screen_on")] : [],
  };
}

/** @param {Live} live @returns {Said} */
function screenShown(live) {
  if (!live.screen_hidden) return same(live);
  const shown = { ...live, screen_hidden: false };
  if (isMoving(live)) return { live: shown, cues: [instruction(live)] };
  return { live: shown, cues: live.phase === "paused" ? [cue("paused")] : [] };
}

/**
 * Write a report of trouble down, and nothing else. A symptom told after the person
 * chose to stop, or because of pain, is why the session ended.
 * @param {Live} live
 * @param {LiveEvent} event
 * @returns {Live}
 */
function noted(live, event) {
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

/** @param {Live} live @returns {Said} */
function stumbled(live) {
  if (live.stumbles < STUMBLES_TO_HOLD) return { live, cues: [cue("slow_down")] };
  return held(live, "stop_and_hold");
}

/** @param {Live} live @returns {Said} */
function inPain(live) {
  const now = live.pain_nrs ?? 0;
  const before = live.pain_before_nrs;
  if (now > PAIN_HIGH_NRS) return ended(live, "stopped_by_pain", ["pain_stop"]);
  return before !== null && now - before >= PAIN_RISE_NRS ? held(live, "pain_rest") : same(live);
}

/** @param {string} symptom @returns {string} */
function advice(symptom) {
  return GET_HELP.includes(symptom) ? "sit_down_and_get_help" : "sit_down_and_rest";
}

/** @param {Live} live @param {Direction} direction @returns {Said} */
function directionSeen(live, direction) {
  const cannotTell = direction !== "forward" && direction !== "backward";
  if (live.phase !== "walking" || cannotTell || !settled(live)) return same(live);
  if (direction === segmentNow(live).direction || !due(live, live.direction_said_s)) {
    return same(live);
  }
  return {
    live: { ...live, direction_said_s: live.at_s },
    cues: [cue(`going_${direction}`)],
  };
}

/** @param {Live} live @param {number} speed_mps @returns {Said} */
function speedSeen(live, speed_mps) {
  const changing = live.phase === "changing";
  if (changing && !settled(live)) return same(live);
  const most_mps = changing ? 0 : segmentNow(live).speed_most_mps;
  const within = most_mps === null || !(speed_mps > most_mps + BELT_STEP_MPS);
  if (within || !due(live, live.speed_said_s)) return same(live);
  return {
    live: { ...live, speed_said_s: live.at_s },
    cues: [cue(changing ? "stop_the_belt" : "slower")],
  };
}

/** @param {Live} live @param {number} bpm @returns {Said} */
function heartRateSeen(live, bpm) {
  const limit_bpm = live.script.heart_rate_limit_bpm;
  const within = limit_bpm === null || !(bpm > limit_bpm);
  if (within || !due(live, live.heart_said_s)) return same(live);
  return {
    live: { ...live, heart_said_s: live.at_s },
    cues: [cue("heart_rate_high", bpm)],
  };
}

/** @param {Live} live */
function settled(live) {
  return live.at_s - segmentNow(live).start_s >= SETTLE_S;
}

/**
 * Whether a correction of one sort may be said again: a new segment resets it.
 * @param {Live} live
 * @param {number | null} said_s
 */
function due(live, said_s) {
  if (said_s === null || said_s < segmentNow(live).start_s) return true;
  return live.at_s - said_s >= REMIND_EVERY_S;
}

/** @param {Live} live */
function isMoving(live) {
  return live.phase === "walking" || live.phase === "changing";
}

/** @param {Live} live */
function indexNow(live) {
  const index = live.script.segments.findIndex((segment) => live.at_s < end(segment));
  return index < 0 ? live.script.segments.length - 1 : index;
}

/** @param {Live} live */
function segmentNow(live) {
  return live.script.segments[indexNow(live)];
}

/** @param {Live} live @param {Segment} walk */
function doneOf(live, walk) {
  if (live.at_s >= end(walk)) return walk.duration_s;
  return Math.min(Math.max(live.at_s - walk.start_s, 0), walk.duration_s);
}

/** @param {Segment} segment */
function end(segment) {
  return segment.start_s + segment.duration_s;
}

/** @param {Segment} segment @returns {"walking" | "changing"} */
function phaseIn(segment) {
  return segment.kind === "walk" ? "walking" : "changing";
}

/** @param {Live} live @param {string} why @returns {Said} */
function held(live, why) {
  return { live: { ...live, phase: "paused" }, cues: [...beltFirst(live), cue(why)] };
}

/** @param {Live} live @param {Ending} ending @param {string[]} codes @returns {Said} */
function ended(live, ending, codes) {
  const cues = [...beltFirst(live), ...codes.map((code) => cue(code))];
  return { live: { ...live, phase: "over", ending }, cues };
}

/** @param {Live} live @returns {Said} */
function same(live) {
  return { live, cues: [] };
}

/** @param {string} code @param {number | null} number @returns {Cue} */
function cue(code, number = null) {
  return { code, number };
}

/** @param {number[]} seconds */
function sum(seconds) {
  return seconds.reduce((total_s, part_s) => total_s + part_s, 0);
}
