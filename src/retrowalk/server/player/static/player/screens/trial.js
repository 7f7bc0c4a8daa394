// One go at a test: the count, the tone, the clock, laps, and a stop in reach all the time.

import { createClock } from "../clock.js";
import { element, icon, write } from "../elements.js";
import { onTap } from "../taps.js";
import { at, interrupt, lap, mark, newTimer, shownS, start, stop, taken, tones } from "../timer.js";
import { createTones } from "../tones.js";
import { whenEscape } from "./stop.js";

/** @typedef {import("../main.js").App} App */
/** @typedef {import("../taken.js").GuidedTest} GuidedTest */
/** @typedef {import("../taken.js").Go} Go */

const SHOW_MS = 50;
const WORD = { ready: "Ready?", counting: "Get ready", running: "Go", over: "Done" };
const BETWEEN = "The time runs from mark to mark. ";
const STOP = { stopwatch: "STOP THE CLOCK", countdown: "STOP", hold: "STOP THE CLOCK" };

/**
 * @param {App} app @param {GuidedTest} test @param {Go} go
 * @param {object} to
 * @param {string} to.name  of this go
 * @param {(measured: NonNullable<ReturnType<typeof taken>>) => void} to.over
 * @param {() => void} to.back  nothing was begun
 */
export function trialScreen(app, test, go, { name, over, back }) {
  const clock = createClock(Date.now());
  const sound = createTones(() => app.settings.now().sound);
  const way = /** @type {import("../timer.js").TimerPlan["way"]} */ (test.way);
  const marks = go.limit_s === null ? test.marks_m ?? null : null;
  let timer = newTimer({ way, limit_s: go.limit_s, marks: marks !== null });
  let left = false;

  const word = element("h1", { class: "word", tabindex: "-1" });
  const face = element("p", { class: "clock tenths", role: "timer", "aria-live": "off" });
  const panel = element("div", { class: "panel" }, word, face);
  const said = element("p", { class: "cue", "aria-live": "assertive" }, (marks ? BETWEEN : "") + (go.told || test.told) + countFrom(test, go));
  const laps = element("p", { class: "next", "aria-live": "polite" });
  const begin = onTap(element("button", { class: "button go" }, icon("resume"), "Start"), begun);
  const lapButton = onTap(element("button", { class: "button" }, "Lap"), (stamp) => change(lap(timer, clock.at(stamp))));
  const breakOff = onTap(element("button", { class: "button" }, "Something got in the way"), (stamp) => change(interrupt(timer, clock.at(stamp))));
  const words = element("span", {}, marks ? "STOP" : STOP[way]);
  const halt = onTap(element("button", { class: "stop", "aria-keyshortcuts": "Escape" }, icon("stop"), words), band);
  const buttons = element("div", { class: "buttons" });
  const unlisten = whenEscape(() => stopped(performance.now()));
  const node = element(
    "div",
    { class: "walk trial" },
    element("div", { class: "top" }, element("p", {}, `${test.name}: ${name}`)),
    panel,
    element("div", { class: "around" }, said, laps),
    buttons,
    halt,
  );

  /** @param {number} stamp */
  function begun(stamp) {
    sound.unlock();
    change(start(timer, clock.at(stamp)));
    sound.plan(tones(timer), clock.now());
  }

  /** @param {number} stamp */
  function stopped(stamp) {
    if (timer.phase === "ready") return back();
    change(stop(timer, clock.at(stamp)));
  }

  /** The large band below: the stop, or on a path with marks the next of them.
   * @param {number} stamp */
  function band(stamp) {
    if (marks && timer.phase === "running") change(mark(timer, clock.at(stamp)));
    else stopped(stamp);
  }

  /** @param {import("../timer.js").Timer} now */
  function change(now) {
    const was = timer;
    timer = now;
    if (timer.phase === "ready" && was.phase !== "ready") sound.cancel();
    if (timer.phase === "running" && was.phase !== "running") write(said, "Go.");
    draw();
    const measured = taken(timer);
    if (!measured || left) return;
    if (timer.plan.limit_s === null || (measured.time_s ?? 0) < timer.plan.limit_s) sound.cancel();
    left = true;
    over(measured);
  }

  function draw() {
    const { phase } = timer;
    const seconds = shownS(timer, clock.now());
    write(word, WORD[phase]);
    write(face, phase === "counting" ? String(Math.max(1, Math.ceil(seconds))) : tenths(seconds));
    panel.dataset.kind = phase === "running" ? test.direction ?? "forward" : phase === "counting" ? "change" : "ready";
    offer(phase);
    if (marks) bandSays(phase);
    else if (timer.laps_ms.length) write(laps, `Laps: ${timer.laps_ms.length}`);
  }

  /** @param {import("../timer.js").Timer["phase"]} phase */
  function bandSays(phase) {
    const [first, second] = marks ?? [];
    const passed = timer.laps_ms.length;
    halt.classList.toggle("mark", phase === "running");
    write(words, phase === "running" ? `TAP AT ${passed ? second : first} M` : "STOP");
    if (passed === 1) write(laps, `Passed ${first} m. Now ${second} m.`);
  }

  let offered = "";
  /** The buttons of a phase; after the start the stop has the keyboard, too.
   * @param {import("../timer.js").Timer["phase"]} phase */
  function offer(phase) {
    if (phase === offered) return;
    if (offered === "ready") halt.focus({ preventScroll: true });
    offered = phase;
    const running = way === "hold" || marks ? [breakOff] : [lapButton, breakOff];
    buttons.replaceChildren(...(phase === "ready" ? [begin] : phase === "running" ? running : []));
  }

  function tick() {
    clock.passed(); // notices a phone that slept
    change(at(timer, clock.now()));
  }

  const ticking = setInterval(tick, SHOW_MS);
  draw();
  return {
    node,
    title: test.name,
    leave() {
      left = true;
      clearInterval(ticking);
      unlisten();
      sound.cancel();
      setTimeout(sound.close, 1500); // the last tone may end
    },
    /** What was measured until now, when the page goes. */
    cutOff: () => taken(interrupt(timer, clock.now())),
  };
}

/** The number to count down from, another each time so that nobody knows it by heart.
 * @param {GuidedTest} test @param {Go} go */
function countFrom({ parts, parameters = {} }, { part }) {
  const { count_from_least: least, count_from_most: most } = parameters;
  if (least === undefined || !parts.find(({ key }) => key === part)?.counts) return "";
  return ` Count from ${Math.floor(least + Math.random() * (most - least))}.`;
}

/** @param {number} seconds */
function tenths(seconds) {
  const whole = Math.floor(Math.max(0, seconds) * 10 + 1e-6);
  return `${Math.floor(whole / 600)}:${String(Math.floor(whole / 10) % 60).padStart(2, "0")}.${whole % 10}`;
}
