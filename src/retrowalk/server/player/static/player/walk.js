// A session under way: feeds the coach with time and reports, records the motion, and
// saves every second, so that a closed page or a flat battery costs less than a second.

import { createClock } from "./clock.js";
import { createMotion } from "./motion.js";
import { addWalked, noSpans } from "./spans.js";
import { begin, glance, sentence, step } from "./step.js";
import { isoWithZone } from "./times.js";

/** @typedef {import("./types.js").Walked} Walked */
/** @typedef {import("./types.js").Cue} Cue */
/** @typedef {import("./types.js").Bundle} Bundle */
/** @typedef {import("./types.js").PlannedSession} PlannedSession */

const TICK_MS = 200;
const SAVE_MS = 1000;
const MOVING = ["walking", "changing"];
const BEGINS = ["walk_forward", "walk_backward"]; // cues that open an interval, or repeat it

/**
 * A session that is about to start.
 * @param {Bundle} bundle @param {PlannedSession} planned
 * @param {{site: string, pain_before: number | null}} answers
 * @returns {Walked}
 */
export function newSession(bundle, planned, { site, pain_before }) {
  const now = new Date();
  return {
    id: crypto.randomUUID(),
    account: bundle.account,
    person: { id: bundle.person.id, name: bundle.person.name, units: bundle.person.units },
    planned,
    plan_version: bundle.plan_version,
    words: bundle.words,
    symptom_choices: bundle.symptoms,
    simulated: bundle.simulated,
    stage: "walking",
    site,
    epoch_ms: now.getTime(),
    last_ms: 0,
    started_at: isoWithZone(now),
    ended_at: null,
    live: begin(planned.script),
    spans_ms: noSpans(planned.script),
    motion: { samples: 0, records: 0, covered_ms: 0 },
    interruptions: 0,
    answers: { pain_before, pain_after: null, rpe_cr10: null, stumbles: null, symptoms: [] },
    document: null,
    outcome: null,
    trouble: null,
  };
}

/** @typedef {ReturnType<typeof createWalk>} Walk */

/**
 * @param {object} to
 * @param {Walked} to.session
 * @param {import("./store.js").Store} to.store
 * @param {(cue: Cue, text: string) => void} to.say
 * @param {() => void} to.changed  after every change that a screen may show
 * @param {() => void} to.full  the device has no room left; motion recording has ended
 */
export function createWalk({ session, store, say, changed, full }) {
  const clock = createClock(session.epoch_ms, session.last_ms);
  const record = session.site !== "none";
  /** @type {import("./store.js").Second[]} */
  let unsaved = [];
  let savedMs = 0;
  let noRoom = false;
  const motion = createMotion({
    clock,
    lastMs: session.last_ms,
    second: keep,
    lost: () => send({ type: "sensor_lost" }),
    back: () => send({ type: "sensor_back" }),
  });

  /** @param {import("./types.js").Columns} columns @param {number} coveredMs */
  function keep(columns, coveredMs) {
    unsaved.push({ session: session.id, n: session.motion.records, columns });
    session.motion.records += 1;
    session.motion.samples += columns.t_ms.length;
    session.motion.covered_ms += coveredMs;
    save();
  }

  /** @returns {Promise<void>} once it stands on the disk */
  async function save() {
    const seconds = unsaved;
    unsaved = [];
    savedMs = clock.now();
    session.last_ms = Math.max(session.last_ms, savedMs);
    try {
      await store.saveWalk(session, seconds);
    } catch (error) {
      if (noRoom || !seconds.length) throw error;
      noRoom = true;
      motion.stop();
      await store.saveWalk(session, []); // the clock and the answers still fit
      full();
    }
  }

  function tick() {
    const fromS = session.live.at_s;
    const segment = glance(session.live).segment;
    const seconds = clock.passed();
    const said = step(session.live, { type: "tick", seconds });
    const pastEndS = Math.max(0, fromS + seconds - said.live.at_s); // of the tick that ends the script
    addWalked(session.spans_ms, said.live.script, fromS, said.live.at_s, clock.now() - pastEndS * 1000);
    take(said);
    motion.watch();
    const due = clock.now() - savedMs >= SAVE_MS || glance(session.live).segment !== segment;
    if (due && isMoving()) save();
    changed();
  }

  /** @param {Parameters<typeof step>[1]} event */
  function send(event) {
    tick(); // first what was walked until now
    take(step(session.live, event));
    changed();
    return save();
  }

  /** @param {{live: any, cues: Cue[]}} said */
  function take({ live, cues }) {
    session.live = live;
    if (isMoving() && record && !noRoom) motion.start();
    else motion.stop();
    for (const cue of cues) say(cue, [sentence(cue, session.words), special(cue)].filter(Boolean).join(" "));
    if (live.phase === "over" && session.stage === "walking") end();
  }

  /** What else is said as an interval begins: a new slope, a variation. @param {Cue} cue */
  function special(cue) {
    if (!BEGINS.includes(cue.code)) return "";
    const { segments } = session.live.script;
    const segment = segments[glance(session.live).segment];
    return segment ? session.planned.intervals[segment.interval].told ?? "" : "";
  }

  function end() {
    session.stage = "answering";
    session.ended_at = isoWithZone(new Date());
    close();
    save();
  }

  const isMoving = () => MOVING.includes(session.live.phase);

  function hidden() {
    if (document.visibilityState !== "hidden") return void send({ type: "screen_shown" });
    motion.hand();
    send({ type: "screen_hidden" });
  }

  function leaving() {
    tick();
    motion.hand();
    save();
  }

  const timer = setInterval(tick, TICK_MS);
  document.addEventListener("visibilitychange", hidden);
  window.addEventListener("pagehide", leaving);

  function close() {
    clearInterval(timer);
    motion.stop();
    document.removeEventListener("visibilitychange", hidden);
    window.removeEventListener("pagehide", leaving);
  }

  return {
    session,
    send,
    close,
    glance: () => glance(session.live),
    /** @returns {boolean | null} whether motion samples come; null: too early to say */
    hears: () => (record ? motion.hears() : false),
    /** Take a session up again that a closed page, a crash or a flat battery cut off. */
    takeUpAgain() {
      session.interruptions += 1;
      session.live = step(session.live, { type: "pause" }).live;
      return save();
    },
  };
}
