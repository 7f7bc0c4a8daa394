// A session under way: feeds the coach with time and reports, records the motion, and
// saves every second, so that a closed page or a flat battery costs less than a second.

import { createClock } from "./clock.js";
import { createCompanions } from "./companions.js";
import { createMotion } from "./motion.js";
import { createReadings } from "./readings.js";
import { ALWAYS, sentence, shown } from "./sentence.js";
import { addWalked } from "./spans.js";
import { glance, step } from "./step.js";
import { isoWithZone } from "./times.js";

/** @typedef {import("./types.js").Walked} Walked */
/** @typedef {import("./types.js").Cue} Cue */
/** @typedef {import("./types.js").LiveEvent} LiveEvent */

const TICK_MS = 200;
const SAVE_MS = 1000;
const MOVING = ["walking", "changing"];
const BEGINS = ["walk_forward", "walk_backward"]; // cues that open an interval, or repeat it

/** @typedef {ReturnType<typeof createWalk>} Walk */

/**
 * @param {object} to
 * @param {Walked} to.session
 * @param {import("./store.js").Store} to.store
 * @param {(said: import("./types.js").SaidCue[], language?: string) => void} to.say  what is said in one moment
 * @param {() => void} to.changed  after every change that a screen may show
 * @param {(error: unknown) => void} to.trouble  what was to be saved is not
 * @param {(text: string) => void} to.warn  a companion has trouble
 */
export function createWalk({ session, store, say, changed, trouble, warn }) {
  const clock = createClock(session.epoch_ms, session.last_ms);
  const record = session.site !== "none";
  /** @type {import("./store.js").Second[]} */
  let unsaved = [];
  let savedMs = 0;
  const readings = createReadings(session.id, clock, session.last_ms);
  const companions = createCompanions(
    { session, clock, send: hear, say: tell, note: readings.note, glance: () => glance(session.live) },
    warn,
  );
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
      await store.saveWalk(session, seconds, readings.hand());
    } catch (error) {
      return trouble(error);
    }
    companions.saved(seconds);
  }

  function tick() {
    const fromS = session.live.at_s;
    const segment = glance(session.live).segment;
    const seconds = clock.passed();
    const event = /** @type {const} */ ({ type: "tick", seconds });
    const said = step(session.live, event);
    const pastEndS = Math.max(0, fromS + seconds - said.live.at_s); // of the tick that ends the script
    addWalked(session.spans_ms, said.live.script, fromS, said.live.at_s, clock.now() - pastEndS * 1000);
    take(event, said);
    motion.watch();
    if (isMoving()) readings.watch();
    const due = clock.now() - savedMs >= SAVE_MS || glance(session.live).segment !== segment;
    if (due && isMoving()) save();
    changed();
    companions.changed();
  }

  /** @param {LiveEvent} event */
  function send(event) {
    tick(); // first what was walked until now
    take(event, step(session.live, event));
    changed();
    return save();
  }

  /** What a device says, several times a second: the next second's save takes it along.
   * @param {LiveEvent} event */
  function hear(event) {
    if (session.stage !== "walking") return;
    tick();
    take(event, step(session.live, event));
    changed();
  }

  /** @param {LiveEvent} event @param {import("./step.js").Said} said */
  function take(event, { live, cues }) {
    session.live = live;
    if (isMoving() && record) motion.start();
    else motion.stop();
    companions.moves(isMoving());
    tell([...cues, ...companions.after(event, live)]);
    for (const cue of cues) companions.obey(cue, live);
    if (live.phase === "over" && session.stage === "walking") end();
  }

  /** Words kept since before an update may lack a new cue: then that one is not said.
   * @param {Cue[]} cues */
  function tell(cues) {
    const { words } = session;
    const sayable = cues.filter(({ code }) => code in words || code in ALWAYS);
    if (!sayable.length) return;
    say(
      sayable.map((cue) => ({
        cue,
        text: `${sentence(cue, words)} ${special(cue)}`.trim(),
        shown: `${shown(cue, words)} ${special(cue)}`.trim(),
      })),
      words.language,
    );
  }

  /** What else is said as an interval begins: a new slope, a variation.
   * @param {Cue} cue */
  function special(cue) {
    if (!BEGINS.includes(cue.code)) return "";
    const { segments } = session.live.script;
    const segment = segments[glance(session.live).segment];
    return segment ? session.planned.intervals[segment.interval].told ?? "" : "";
  }

  function end() {
    session.stage = "answering";
    session.ended_at = isoWithZone(new Date(session.epoch_ms + clock.now())); // never before its start
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
    companions.close();
  }

  return {
    session,
    send,
    close,
    companions,
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
