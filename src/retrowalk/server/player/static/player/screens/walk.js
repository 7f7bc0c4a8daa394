// The walk: a clock to read at arm's length, the direction as word and arrow, and a stop
// that is always in reach.

import { element, icon, write } from "../elements.js";
import { clockFace, inWords } from "../times.js";
import { aimLine } from "./aim.js";
import { hurts } from "./hurts.js";
import { stopButton, whenEscape } from "./stop.js";

/** @typedef {import("../main.js").App} App */
/** @typedef {import("../walk.js").Walk} Walk */
/** @typedef {import("../types.js").Glance} Glance */

const WAY = { forward: "Forward", backward: "Backward" };

/** @param {App} app @param {Walk} walk @param {string} [opening]  what to show first */
export function walkScreen(app, walk, opening = "") {
  const { session } = walk;
  const segments = session.live.script.segments;
  const word = element("h1", { class: "word", tabindex: "-1" });
  const arrow = element("div", { class: "arrow" });
  const face = element("p", { class: "clock", role: "timer", "aria-live": "off" });
  const cue = element("p", { class: "cue", "aria-live": "assertive", "aria-atomic": "true" }, opening);
  const aim = element("p", { class: "aim" });
  const next = element("p", { class: "next" });
  const ears = element("p", { class: "ears", "aria-live": "off" });
  const acts = element("div", { class: "acts" });
  const strip = element("div", { class: "strip", "aria-hidden": "true" });
  const parts = segments.map((segment) => part(segment));
  const progress = element("p", { class: "progress" });
  const status = element("p", { class: "status", "aria-live": "polite" });
  const panel = element("div", { class: "panel" }, element("div", { class: "way" }, arrow, word), face);
  const pause = element("button", { class: "button pause", onclick: () => walk.send({ type: turn() }) });
  const stumble = element(
    "button",
    { class: "button stumble", onclick: () => walk.send({ type: "stumble_reported" }) },
    "I stumbled",
  );
  const pain = hurts({
    rated: (nrs) => {
      write(cue, `Pain ${nrs} of 10: noted.`);
      walk.send({ type: "pain_reported", nrs });
    },
    shown: (open) => node.classList.toggle("asking", open),
  });
  const mute = element("button", { class: "button quiet mute", onclick: changeSound });
  strip.append(...parts);
  showSound();

  const stop = () => walk.send({ type: "stop_pressed" });
  const unlisten = whenEscape(stop);
  const turn = () => (session.live.phase === "paused" ? "resume" : "pause");

  function changeSound() {
    app.settings.change({ sound: !app.settings.now().sound });
    if (!app.settings.now().sound) app.voice.hush();
    showSound();
  }
  function showSound() {
    mute.textContent = app.settings.now().sound ? "Sound: on" : "Sound: off";
  }

  let drawn = "";
  function show() {
    const now = walk.glance();
    const kind = now.phase === "paused" ? "paused" : now.kind === "change" ? "change" : now.direction ?? "over";
    write(face, clockFace(now.left_s));
    write(word, heading(now, kind));
    const index = now.direction ? segments[now.segment].interval : -1;
    write(aim, aimLine(session.planned.intervals[index], session.person.units));
    write(next, coming(now, session.planned.intervals));
    write(progress, `${clockFace(now.walked_s)} of ${clockFace(now.total_s)} walked`);
    write(status, statusLine(walk, app.awake.state()));
    write(ears, walk.companions.line());
    offer(acts, now.phase === "paused" ? walk.companions.acts() : []);
    fill(parts, segments, session.live.at_s);
    if (drawn === kind) return;
    drawn = kind;
    panel.dataset.kind = kind;
    arrow.replaceChildren(icon(shape(kind)));
    const paused = kind === "paused";
    pause.replaceChildren(icon(paused ? "resume" : "pause"), paused ? "Resume" : "Pause");
    pause.classList.toggle("go", paused);
  }
  show();

  const node = element(
    "div",
    { class: "walk" },
    element(
      "div",
      { class: "top" },
      element("p", {}, session.simulated && "Simulated: ", `${session.person.name}, session ${session.planned.number}`),
      mute,
    ),
    panel,
    element("div", { class: "around" }, cue, acts, ears, aim, next, strip, progress, status),
    element("div", { class: "buttons three" }, pause, stumble, pain.open),
    pain.panel,
    stopButton(stop),
  );
  return {
    node,
    title: "Walking",
    leave: unlisten,
    show,
    /** @param {string} text @param {string} [language] */
    say(text, language) {
      // A repeated sentence is a new event for a screen reader only if the text changes.
      cue.replaceChildren(element("span", { lang: language }, text));
    },
  };
}

/** @param {string} kind @returns {any} */
function shape(kind) {
  return { paused: "pause", change: "change", forward: "forward", backward: "backward", over: "done" }[kind];
}

/** @param {Glance} now @param {string} kind */
function heading(now, kind) {
  if (kind === "paused") return "Paused";
  if (!now.direction) return "Done";
  return kind === "change" ? "Turn" : WAY[now.direction];
}

/** @param {Glance} now @param {{duration_s: number}[]} intervals */
function coming(now, intervals) {
  if (now.phase === "paused") return `You go on with: ${now.kind === "change" ? "the turn" : now.direction}`;
  const at = now.done_s.findIndex((done, i) => done < intervals[i].duration_s);
  const follows = now.kind === "change" ? at : at + 1;
  const direction = now.kind === "change" ? now.direction : now.next_direction;
  if (!direction || at < 0 || !intervals[follows]) return "This is the last part.";
  return `Next: ${direction}, ${inWords(intervals[follows].duration_s)}`;
}

/** @param {Walk} walk @param {import("../awake.js").AwakeState} awake */
function statusLine(walk, awake) {
  const lost = walk.companions.lost();
  return (lost && `Lost: ${lost}. `) + recordingLine(walk, awake);
}

/** @param {Walk} walk @param {import("../awake.js").AwakeState} awake */
function recordingLine(walk, awake) {
  const moving = walk.session.live.phase === "walking" || walk.session.live.phase === "changing";
  const screen = awake === "held" ? "" : " Keep the screen on yourself: this browser does not.";
  if (walk.session.site === "none") return "Guided only: your motion is not recorded." + screen;
  if (!moving) return "Recording pauses with you.";
  const hears = walk.hears();
  if (hears === null) return "Looking for the motion sensor…";
  if (!hears) return "No motion sensor answers: you are guided, but not measured." + screen;
  return "Motion is recorded." + screen;
}

/** Buttons that connected parts offer while paused; drawn anew only if they changed.
 * @param {HTMLElement} place @param {{text: string, press: () => void}[]} acts */
function offer(place, acts) {
  const texts = acts.map((act) => act.text).join("\n");
  if (place.dataset.texts === texts) return;
  place.dataset.texts = texts;
  place.replaceChildren(...acts.map(({ text, press }) => element("button", { class: "button quiet", onclick: press }, text)));
}

/** @param {import("../types.js").Segment} segment */
function part(segment) {
  const kind = segment.kind === "change" ? "change" : segment.direction;
  const made = element("span", { class: "part", "data-kind": kind }, element("i"));
  made.style.flexGrow = String(segment.duration_s);
  return made;
}

/** @param {HTMLElement[]} parts @param {import("../types.js").Segment[]} segments @param {number} atS */
function fill(parts, segments, atS) {
  parts.forEach((made, i) => {
    const done = Math.min(1, Math.max(0, (atS - segments[i].start_s) / segments[i].duration_s));
    const bar = /** @type {HTMLElement} */ (made.firstElementChild);
    bar.style.width = `${Math.round(done * 100)}%`;
  });
}
