// A guided test as it is taken: which goes follow each other, what each gave, and the document
// that is sent. Pure.

/**
 * @typedef {object} GuidedTest  as the bundle brings it, see contracts/openapi.json
 * @property {string} key
 * @property {number} version
 * @property {string} name
 * @property {string} way  one of screens/ways.js
 * @property {"forward" | "backward" | null} direction
 * @property {boolean} helper
 * @property {string[]} needs
 * @property {string[]} set_up
 * @property {string[]} safety
 * @property {string[]} [checks]  what has to be true right before it begins
 * @property {string} told
 * @property {{key: string, told: string, limit_s: number | null, target?: number | null, counts?: boolean}[]} parts
 * @property {number} practice_trials
 * @property {number} trials
 * @property {number} rest_s
 * @property {number | null} duration_s
 * @property {number | null} distance_m
 * @property {[number, number] | null} [marks_m]  where on the path the clock starts and stops
 * @property {Record<string, number>} [parameters]  what else this way of taking it has to know
 * @property {Record<string, Limits>} [limits]  by the field of a trial
 * @property {PairedWith | null} [pair]
 * @property {string[]} asks
 * @property {boolean} usual
 * @property {string | null} why_not
 */

/** @typedef {{least: number, most: number, usual_least: number, usual_most: number}} Limits */

/**
 * @typedef {object} PairedWith  the same test the other way
 * @property {string} key  of the pair
 * @property {string} name
 * @property {string} partner
 * @property {number} rest_s
 * @property {string} measure_name
 * @property {string} unit  as the person reads it
 * @property {number} unit_size  how many of the measure's own unit make one
 * @property {number | null} detectable
 * @property {boolean} detectable_pct
 * @property {string} people
 */

/** @typedef {{part: string, told: string, practice: boolean, number: number, limit_s: number | null, target?: number | null}} Go */

/**
 * @typedef {object} Trial  what is sent of one go
 * @property {string} part
 * @property {boolean} practice
 * @property {"done" | "interrupted"} ended
 * @property {number | null} time_s
 * @property {number[]} laps_s
 * @property {number | null} count
 * @property {number | null} distance_m
 * @property {number | null} rpe_cr10
 * @property {number | null} heart_rate_bpm
 * @property {Record<string, number>} [values]  what the device worked out, by the measure's key
 * @property {Record<string, number[]>} [series]  what it was worked out from
 * @property {boolean} [confirmed]  unlikely, and the person says it is right
 * @property {string[]} [happened]  what went wrong in it: symptoms, or a key of screens/happened.js
 */

/**
 * @typedef {object} Measured  what a go gave, before the person is asked anything
 * @property {"done" | "interrupted"} ended
 * @property {number | null} [time_s]
 * @property {number[]} [laps_s]
 * @property {number | null} [count]
 * @property {number | null} [heart_rate_bpm]
 * @property {Record<string, number>} [values]
 * @property {Record<string, number[]>} [series]
 * @property {string[]} [told]  sentences for the person, not sent
 * @property {string[]} [exact]  how exact it is, in sentences, not sent
 */

/**
 * @typedef {object} Taken  one test on this device, until the server has it
 * @property {string} id
 * @property {string} account
 * @property {{id: string, name: string}} person
 * @property {GuidedTest} test
 * @property {string} taken_at
 * @property {string} [ended_at]  when its last go was over
 * @property {boolean} simulated
 * @property {"taking" | "waiting" | "refused"} stage
 * @property {Trial[]} trials
 * @property {"done" | "interrupted"} ended
 * @property {string} detail  why the server does not have it
 */

/** The goes of a test in their order: of each part the practice first, then those that count.
 * @param {GuidedTest} test @returns {Go[]} */
export function goes(test) {
  return test.parts.flatMap((part) => {
    const all = test.practice_trials + test.trials;
    return Array.from({ length: all }, (_, i) => ({
      part: part.key,
      told: part.told,
      practice: i < test.practice_trials,
      number: i < test.practice_trials ? i + 1 : i - test.practice_trials + 1,
      limit_s: test.way === "countdown" ? test.duration_s : part.limit_s,
      target: part.target ?? null,
    }));
  });
}

/** The go that comes next; a go that was interrupted is done again. Of stages that get harder
 * (hold_s) none comes after one that was not held.
 * @param {GuidedTest} test @param {Trial[]} trials @returns {Go | null} null: all are done */
export function nextGo(test, trials) {
  const done = trials.filter((trial) => trial.ended === "done");
  const hold_s = test.parameters?.hold_s ?? 0;
  if (done.some(({ time_s }) => (time_s ?? 0) < hold_s)) return null;
  return goes(test)[done.length] ?? null;
}

/** @param {GuidedTest} test @param {Go} go */
export function goName(test, { practice, number }) {
  const all = practice ? test.practice_trials : test.trials;
  const which = all > 1 ? ` ${number} of ${all}` : "";
  return practice ? `Practice${which}` : `Trial${which}`;
}

/** @param {Go} go @param {Measured} measured @returns {Trial} */
export function newTrial({ part, practice }, { ended, time_s = null, laps_s = [], count = null, heart_rate_bpm = null, values, series }) {
  /** @type {Trial} */
  const trial = { part, practice, ended, time_s, laps_s, count, distance_m: null, rpe_cr10: null, heart_rate_bpm };
  return { ...trial, ...(values && { values }), ...(series && { series }) };
}

/** A test that was left in the middle is over: what was done is kept as interrupted.
 * @param {Taken} taken @returns {Taken} */
export function closed(taken) {
  const whole = nextGo(taken.test, taken.trials) === null;
  return { ...taken, stage: "waiting", ended: whole ? "done" : "interrupted" };
}

/** Metres walked in laps of a length, and what was walked of the last.
 * @param {number} laps @param {number} lap_m @param {number} rest_m */
export function walkedM(laps, lap_m, rest_m) {
  return Math.round((laps * lap_m + rest_m) * 100) / 100;
}

/** @param {Taken} taken @returns {string} the bytes that are sent, the same however often */
export function testBody({ test, taken_at, ended_at, simulated, ended, trials }) {
  const whole = { schema: 1, protocol: test.key, version: test.version, taken_at, ended, simulated, note: "", trials };
  const told = ended_at && Date.parse(ended_at) >= Date.parse(taken_at); // nobody set the clock back
  return JSON.stringify({ ...whole, ...(told && { ended_at }) });
}
