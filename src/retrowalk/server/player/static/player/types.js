// The shapes that travel through the player. Types only; nothing runs here.

/** @typedef {"forward" | "backward"} Told  the way an interval is to be walked */

/** @typedef {import("./step.js").Cue} Cue */
/** @typedef {import("./step.js").Segment} Segment */
/** @typedef {import("./step.js").Script} Script */
/** @typedef {import("./step.js").Live} Live */
/** @typedef {import("./step.js").Glance} Glance */

/** @typedef {Record<string, string>} Words  sentences of the coach, as the server translated them */

/**
 * @typedef {object} PlannedSession
 * @property {number} number
 * @property {string} day  ISO date
 * @property {string} programme_name
 * @property {string} place
 * @property {string} support
 * @property {number} backward_s
 * @property {number} duration_s
 * @property {PlannedInterval[]} intervals
 * @property {Script} script
 * @property {string[]} checklist
 * @property {string[]} [aims]  how hard to work, in sentences
 */

/**
 * @typedef {object} PlannedInterval
 * @property {Told} direction
 * @property {number} duration_s
 * @property {{low: number, high: number} | null} speed_mps
 * @property {number} [incline_pct]
 * @property {string} [told]  what else is said as it begins: a new slope, a variation
 */

/**
 * @typedef {object} Bundle  what the player needs for the next 14 days, without a network
 * @property {{id: string, name: string, units: string}} person
 * @property {string} account
 * @property {string} made_at
 * @property {number} plan_version
 * @property {string} plan_reason
 * @property {{outcome: string, support: boolean}} clearance
 * @property {PlannedSession[]} sessions
 * @property {string} [resting]
 * @property {Words} words
 * @property {{key: string, text: string, stop: boolean}[]} symptoms
 * @property {boolean} simulated
 */

/**
 * @typedef {object} Columns  motion samples: equal-length columns
 * @property {number[]} t_ms  milliseconds since the session's epoch, strictly rising
 * @property {number[]} ax  m/s2, gravity included, axes as the browser gives them
 * @property {number[]} ay
 * @property {number[]} az
 * @property {(number | null)[]} gx  deg/s about x; null where there is no gyroscope
 * @property {(number | null)[]} gy
 * @property {(number | null)[]} gz
 */

/**
 * @typedef {object} Answers
 * @property {number | null} pain_before
 * @property {number | null} [pain_during]  the worst while walking
 * @property {number | null} pain_after
 * @property {number | null} rpe_cr10
 * @property {number | null} stumbles
 * @property {string[]} symptoms
 */

/**
 * @typedef {object} Outcome  the server's answer to a finished session
 * @property {{move: string, reason: string}} decision
 * @property {{number: number, day: string} | null} next
 * @property {string} url
 */

/**
 * @typedef {object} Walked  one session on this device, from the first second to the outcome
 * @property {string} id
 * @property {string} account
 * @property {{id: string, name: string, units?: string}} person
 * @property {PlannedSession} planned
 * @property {number} plan_version
 * @property {Words} words
 * @property {Bundle["symptoms"]} symptom_choices
 * @property {boolean} simulated
 * @property {"walking" | "answering" | "waiting" | "sent" | "refused"} stage
 * @property {string} site
 * @property {number} epoch_ms  wall clock of the session's zero
 * @property {number} last_ms  newest moment on the session's clock that was saved
 * @property {string} started_at
 * @property {string | null} ended_at
 * @property {Live} live
 * @property {[number, number][][]} spans_ms  walked spans of every interval
 * @property {{samples: number, records: number, covered_ms: number}} motion
 * @property {number} interruptions  how often the player was closed in mid-session
 * @property {Answers} answers
 * @property {Record<string, boolean>} [asked]  which questions after the walk were answered
 * @property {string | null} document  the bytes that are sent, fixed once
 * @property {Outcome | null} outcome
 * @property {Trouble | null} trouble
 */

/**
 * @typedef {object} Trouble  why a session is not on the server yet
 * @property {"offline" | "signed_out" | "other_account" | "refused" | "server"} kind
 * @property {string} detail
 */

/**
 * @typedef {object} Settings
 * @property {"normal" | "big"} text
 * @property {"auto" | "light" | "dark"} colours
 * @property {"all" | "few" | "none"} cues
 * @property {boolean} sound
 * @property {boolean} beeps
 * @property {boolean} vibration
 */

export {};
