// The shapes that travel through the player. Types only; nothing runs here.

/** @typedef {"forward" | "backward"} Told  the way an interval is to be walked */

/** @typedef {import("./step.js").Cue} Cue */
/** @typedef {import("./step.js").Segment} Segment */
/** @typedef {import("./step.js").Script} Script */
/** @typedef {import("./step.js").Live} Live */
/** @typedef {import("./step.js").Glance} Glance */
/** @typedef {import("./step.js").LiveEvent} LiveEvent */
/** @typedef {import("./clock.js").Clock} Clock */
/** @typedef {import("./store.js").Second} Second */
/** @typedef {import("./stage.js").Screen} Screen */
/** @typedef {import("./main.js").App} App */

/** @typedef {Record<string, string>} Words  sentences of the coach, as the server translated them */

/** @typedef {{cue: Cue, text: string, shown: string}} SaidCue  a cue as it is said and shown */

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
 * @property {string | null} [trial]  what the day is in a trial of oneself
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
 * @property {OwnTrial | null} [trial]  a trial of oneself that runs
 */

/**
 * @typedef {object} OwnTrial
 * @property {string} ends_on
 * @property {{day: string, kind: string, told: string}[]} days
 * @property {TrialQuestion | null} question  null: the reading of a day is a test of its own
 * @property {string[]} answered  days with an answer
 * @property {string | null} paused
 * @property {string} page
 */

/** @typedef {{key: string, version: number, measure: string, name: string, told: string, low: number, high: number}} TrialQuestion */

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
 * @property {string[]} [parts]  the parts that go along, by their names in parts.js
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
 * @typedef {object} Reading  what a device measured; null where it does not say
 * @property {number | null} speed_mps
 * @property {number | null} heart_rate_bpm
 * @property {number | null} cadence_spm
 */

/** @typedef {Reading & {session: string, t_ms: number}} ReadingRow  one second's reading, as kept */

/**
 * @typedef {object} EarTools  what a walk gives an ear
 * @property {Walked} session  to read only
 * @property {Clock} clock  the session's clock
 * @property {(event: LiveEvent) => void} send  tells the coach
 * @property {(some: Partial<Reading>) => void} note  keeps what was measured, one row a second
 * @property {(cues: Cue[]) => void} say  says cues as the coach's own; also when the walk is over
 * @property {() => Glance} glance
 */

/**
 * @typedef {object} Ear  hears the walk from outside the phone: a strap, a belt, a partner
 * @property {() => void} start  the walk moves, or moves again
 * @property {() => void} stop  the walk pauses or is over
 * @property {() => "off" | "waiting" | "on" | "lost"} state
 * @property {() => string} [line]  a few words for the walk screen; "" for none
 * @property {() => {text: string, press: () => void} | null} [act]  a button while paused
 * @property {(seconds: Second[]) => void} [saved]  motion that now stands on the disk
 * @property {() => void} [changed]  after every change, about five times a second
 * @property {() => void} [close]  the walk screen goes
 */

/**
 * @typedef {object} Hand  does what cues ask for, after they were said
 * @property {(cue: Cue, live: Live) => void} [obey]
 * @property {(event: LiveEvent, live: Live) => Cue[]} [after]  what it has to say after each step
 */

/**
 * @typedef {object} Along  a part that goes along with one session
 * @property {(tools: EarTools) => Ear[]} [makeEars]
 * @property {Hand[]} [hands]
 * @property {() => void} [close]  the session is over, or was never begun
 */

/**
 * @typedef {object} PartModule
 * @property {(app: App, chosen: {bundle: Bundle, planned: PlannedSession}) => Node | Promise<Node>} [panel]
 * @property {(app: App, bundle: Bundle) => Screen | Promise<Screen>} [screen]
 * @property {(app: App) => Along} [along]
 */

/**
 * @typedef {object} Part  what not every session needs; fetched when it is first used
 * @property {"before" | "home" | "walk"} place  where it is offered; "walk": goes along by itself
 * @property {string} text  what its button says
 * @property {(session?: Walked) => boolean} possible
 * @property {() => Promise<PartModule>} load
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
