// The shapes of the live rules. Types only; nothing runs here. All of it is plain JSON.

/** @typedef {"forward" | "backward"} Told  the way to walk */
/** @typedef {Told | "turning" | "unknown"} Direction  what a sensor made of some steps */

/** @typedef {{code: string, number: number | null}} Cue  one thing to say now */

/**
 * @typedef {object} Segment  one stretch, half-open on the script's clock
 * @property {"walk" | "change"} kind
 * @property {Told} direction  of a change, the way to walk after it
 * @property {number} interval
 * @property {number} start_s
 * @property {number} duration_s
 * @property {number | null} speed_most_mps
 * @property {number | null} [speed_least_mps]  scripts kept from before have none
 */

/**
 * @typedef {object} Script
 * @property {1} schema
 * @property {string} programme
 * @property {boolean} on_belt
 * @property {number | null} heart_rate_limit_bpm
 * @property {Segment[]} segments
 * @property {{at_s: number, cue: Cue}[]} calls
 */

/** @typedef {"completed" | "stopped_by_choice" | "stopped_by_pain" | "stopped_by_symptom"} Ending */

/**
 * @typedef {object} Live  a session under way
 * @property {1} schema
 * @property {Script} script
 * @property {"ready" | "walking" | "changing" | "paused" | "over"} phase
 * @property {number} at_s  the script's clock
 * @property {Ending | null} ending
 * @property {number | null} pain_before_nrs
 * @property {number | null} pain_nrs
 * @property {number | null} pain_most_nrs
 * @property {number} stumbles
 * @property {string[]} symptoms
 * @property {boolean} sensor_lost
 * @property {boolean} screen_hidden
 * @property {number | null} direction_said_s
 * @property {number | null} speed_said_s
 * @property {number | null} slow_said_s
 * @property {number | null} heart_said_s
 * @property {number} heart_warnings
 */

/**
 * @typedef {{type: "start", pain_nrs: number | null} | {type: "tick", seconds: number}
 *   | {type: "pause"} | {type: "resume"} | {type: "stop_pressed"}
 *   | {type: "stumble_reported"} | {type: "symptom_reported", symptom: string}
 *   | {type: "pain_reported", nrs: number} | {type: "steps_seen", direction: Direction}
 *   | {type: "speed_seen", speed_mps: number} | {type: "heart_rate_seen", bpm: number}
 *   | {type: "sensor_lost"} | {type: "sensor_back"}
 *   | {type: "screen_hidden"} | {type: "screen_shown"}} SessionEvent
 */

/**
 * @typedef {object} BeltFound  a treadmill's radio answers; null: it does not tell
 * @property {"belt_found"} type
 * @property {number | null} speed_low_mps
 * @property {number | null} speed_high_mps
 * @property {number | null} speed_step_mps
 * @property {boolean} may_set_speed  whether the person lets us set and stop the belt
 */

/**
 * @typedef {BeltFound | {type: "belt_controlled"}
 *   | {type: "belt_refused", to: "control" | "speed" | "stop"}
 *   | {type: "belt_target_seen", speed_mps: number} | {type: "belt_taken"}
 *   | {type: "belt_lost"}} BeltEvent
 */

/** @typedef {SessionEvent | BeltEvent} LiveEvent */
/** @typedef {{live: Live, cues: Cue[]}} Said */

/**
 * @typedef {object} Glance  what a screen shows now
 * @property {Live["phase"]} phase
 * @property {Segment["kind"] | null} kind
 * @property {Told | null} direction
 * @property {number} segment
 * @property {number} segments
 * @property {number} left_s
 * @property {number} walked_s
 * @property {number} total_s
 * @property {Told | null} next_direction
 * @property {number[]} done_s
 * @property {Ending | null} ending
 */

/**
 * @typedef {object} Stopping  a stop that was asked for and is not confirmed
 * @property {boolean} stood  already when it was asked for
 * @property {number} due_s  when to ask first: at once, or once the person was warned
 * @property {number} slower_s  when the belt last got slower than ever since
 * @property {number | null} least_mps
 * @property {number} zeros  readings of zero in a row
 * @property {number | null} sent_s
 * @property {number | null} told_s
 * @property {number} told
 */

/**
 * @typedef {object} Belt  a treadmill's belt; coach/belt.py says what each field means
 * @property {boolean} may_set
 * @property {boolean} linked
 * @property {boolean} controlled
 * @property {boolean} let_go
 * @property {boolean} was_lost
 * @property {boolean} told_lost
 * @property {{low_mps: number | null, high_mps: number | null, grain_mps: number | null}} machine
 * @property {number} clock_s
 * @property {number | null} speed_mps
 * @property {number | null} heard_s
 * @property {number | null} moving_s
 * @property {number | null} top_mps
 * @property {number} segment
 * @property {boolean} left_alone
 * @property {"faster" | "slower" | null} change
 * @property {number} announced_s
 * @property {[number, number][]} asked
 * @property {number | null} stop_said_s
 * @property {Stopping | null} stopping
 * @property {boolean} was_walking
 */

/** @typedef {{type: "ask_control"} | {type: "stop"} | {type: "set_speed", speed_mps: number}} BeltCommand */
/** @typedef {{belt: Belt, commands: BeltCommand[], cues: Cue[]}} Followed */

export {};
