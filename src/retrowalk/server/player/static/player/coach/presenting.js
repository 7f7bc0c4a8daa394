// @ts-check
// How a cue reaches the person: whether it is heard, and its beep and shake. The twin of
// coach/presenting.py, held to it by contracts/transcripts/presenting.json.

/** @typedef {{tones: number[][], shake: number[]}} Pattern  [hertz, seconds] in a row; ms on, off, on ... */

const SAFETY = 0; // stop, hold on, slow down, mind the belt: always heard
const TELLS = 1; // what to do now, and what changed: heard unless none are wanted
const EXTRA = 2; // form, half-way and what comes next: heard only where all are wanted

const HEARD = { all: EXTRA, few: TELLS, none: SAFETY };

/** Rising for go, falling for stop.
 * @type {Record<string, Pattern>} */
const PATTERNS = {
  turn: { tones: [[660, 0.14], [880, 0.2]], shake: [200, 100, 200] },
  soon: { tones: [[660, 0.12]], shake: [120] },
  stop: { tones: [[440, 0.25], [330, 0.4]], shake: [600] },
  care: { tones: [[550, 0.12], [550, 0.12], [550, 0.12]], shake: [100, 60, 100, 60, 100] },
  done: { tones: [[523, 0.16], [659, 0.16], [784, 0.32]], shake: [150, 80, 150, 80, 300] },
  tip: { tones: [[740, 0.08]], shake: [60] },
};

/** @type {Record<string, [number, string]>} */
export const PRESENTED = {
  walk_forward: [TELLS, "turn"],
  walk_backward: [TELLS, "turn"],
  change_to_forward: [TELLS, "turn"],
  change_to_backward: [TELLS, "turn"],
  stop_belt_yourself: [SAFETY, "stop"],
  start_belt_yourself: [TELLS, "tip"],
  next_forward: [EXTRA, "soon"],
  next_backward: [EXTRA, "soon"],
  change_in: [TELLS, "soon"],
  half_way: [EXTRA, "tip"],
  last_seconds: [EXTRA, "soon"],
  form_stand_tall: [EXTRA, "tip"],
  form_short_steps: [EXTRA, "tip"],
  form_light_hand: [EXTRA, "tip"],
  form_look_ahead: [EXTRA, "tip"],
  form_core_firm: [EXTRA, "tip"],
  form_shoulders_back: [EXTRA, "tip"],
  form_partner_watches: [EXTRA, "tip"],
  going_forward: [TELLS, "care"],
  going_backward: [TELLS, "care"],
  slower: [SAFETY, "care"],
  stop_the_belt: [SAFETY, "stop"],
  heart_rate_high: [SAFETY, "care"],
  rest: [SAFETY, "stop"],
  belt_too_fast: [SAFETY, "care"],
  belt_too_slow: [EXTRA, "tip"],
  belt_faster: [SAFETY, "care"],
  belt_slower: [SAFETY, "care"],
  belt_stops: [SAFETY, "care"],
  belt_stands: [TELLS, "tip"],
  belt_not_stopped: [SAFETY, "stop"],
  belt_lost: [SAFETY, "care"],
  belt_back: [TELLS, "tip"],
  belt_refused: [SAFETY, "care"],
  belt_let_go: [SAFETY, "care"],
  slow_down: [SAFETY, "care"],
  stop_and_hold: [SAFETY, "stop"],
  pain_wait: [SAFETY, "stop"],
  pain_rest: [SAFETY, "stop"],
  pain_stop: [SAFETY, "stop"],
  time_lost: [SAFETY, "care"],
  keep_screen_on: [TELLS, "care"],
  sensor_lost: [TELLS, "tip"],
  sensor_back: [TELLS, "tip"],
  paused: [TELLS, "stop"],
  resumed: [TELLS, "tip"],
  stopped: [SAFETY, "stop"],
  done: [TELLS, "done"],
  sit_down_and_get_help: [SAFETY, "stop"],
  sit_down_and_rest: [SAFETY, "stop"],
};

/**
 * Whether a cue is spoken to somebody who wants this many; it is always shown.
 * @param {string} code
 * @param {"all" | "few" | "none"} density
 */
export function isHeard(code, density) {
  return (PRESENTED[code]?.[0] ?? SAFETY) <= HEARD[density];
}

/**
 * The sound and the shake of a cue.
 * @param {string} code @returns {Pattern | null}
 */
export function signalOf(code) {
  return code in PRESENTED ? PATTERNS[PRESENTED[code][1]] : null;
}

/**
 * Whether a cue cuts off what is being said.
 * @param {string} code
 */
export function isStop(code) {
  return PRESENTED[code]?.[1] === "stop";
}
