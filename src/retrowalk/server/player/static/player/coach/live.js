// @ts-check
// Where a live session stands. The twin of coach/live.py and glance.py.

/** @typedef {import("./types.js").Live} Live */
/** @typedef {import("./types.js").Script} Script */
/** @typedef {import("./types.js").Segment} Segment */
/** @typedef {import("./types.js").Glance} Glance */

/**
 * A session that is ready to start.
 * @param {Script} script
 * @returns {Live}
 */
export function begin(script) {
  return {
    schema: 1,
    script,
    phase: "ready",
    at_s: 0,
    ending: null,
    pain_before_nrs: null,
    pain_nrs: null,
    pain_most_nrs: null,
    stumbles: 0,
    symptoms: [],
    sensor_lost: false,
    screen_hidden: false,
    direction_said_s: null,
    speed_said_s: null,
    slow_said_s: null,
    heart_said_s: null,
    heart_warnings: 0,
  };
}

/** @param {Live} live */
export function isMoving(live) {
  return live.phase === "walking" || live.phase === "changing";
}

/** @param {Live} live @returns {number} row of the segment the clock is in, or of the last one */
export function indexNow(live) {
  const index = live.script.segments.findIndex((segment) => live.at_s < end(segment));
  return index < 0 ? live.script.segments.length - 1 : index;
}

/** @param {Live} live */
export function segmentNow(live) {
  return live.script.segments[indexNow(live)];
}

/** @param {Segment} segment */
export function end(segment) {
  return segment.start_s + segment.duration_s;
}

/** @param {Live} live @returns {number} seconds left of the segment the clock is in */
export function leftOf(live) {
  return end(segmentNow(live)) - live.at_s;
}

/** @param {Segment} segment @returns {"walking" | "changing"} */
export function phaseIn(segment) {
  return segment.kind === "walk" ? "walking" : "changing";
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
    left_s: over ? 0 : leftOf(live),
    walked_s: sum(done_s),
    total_s: sum(walks.map((walk) => walk.duration_s)),
    next_direction: over || after >= walks.length ? null : walks[after].direction,
    done_s,
    ending: live.ending,
  };
}

/** @param {Live} live @param {Segment} walk */
function doneOf(live, walk) {
  if (live.at_s >= end(walk)) return walk.duration_s;
  return Math.min(Math.max(live.at_s - walk.start_s, 0), walk.duration_s);
}

/** @param {number[]} seconds */
function sum(seconds) {
  return seconds.reduce((total_s, part_s) => total_s + part_s, 0);
}
