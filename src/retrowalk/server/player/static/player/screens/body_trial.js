// What the goes with the phone on the body share: a large word, a line that is said and shown, a
// start that asks for motion, and a stop in reach. The person cannot see the phone: all is spoken.

import { createClock } from "../clock.js";
import { element, icon, write } from "../elements.js";
import { askForMotion } from "../motion.js";
import { NO_MOTION, createPhoneMotion } from "../phone_motion.js";
import { notice } from "../stage.js";
import { onTap } from "../taps.js";
import { createTones } from "../tones.js";
import { whenEscape } from "./stop.js";

/** @typedef {import("../main.js").App} App */

const SHOW_MS = 100;

/** @typedef {ReturnType<typeof bodyTrial>} BodyTrial */

/**
 * @param {App} app
 * @param {object} what
 * @param {string} what.title
 * @param {string} what.top
 * @param {string} what.told
 * @param {() => void} what.begun  motion is allowed and comes
 * @param {() => void} what.stopped
 * @param {() => void} what.tick
 * @param {() => void} what.back
 */
export function bodyTrial(app, { title, top, told, begun, stopped, tick, back }) {
  const clock = createClock(Date.now());
  const sound = createTones(() => app.settings.now().sound);
  const motion = createPhoneMotion(clock);
  let running = false;
  let gone = false;

  const word = element("h1", { class: "word", tabindex: "-1" }, "Ready?");
  const face = element("p", { class: "clock tenths", role: "timer", "aria-live": "off" });
  const panel = element("div", { class: "panel" }, word, face);
  const line = element("p", { class: "cue", "aria-live": "assertive" }, told);
  // A click, not the touch before it: iPhones ask about motion only then.
  const begin = element("button", { class: "button go", onclick: () => void start() }, icon("resume"), "Start");
  const halt = onTap(element("button", { class: "stop", "aria-keyshortcuts": "Escape" }, icon("stop"), "STOP"), stop);
  const buttons = element("div", { class: "buttons" }, begin);
  const unlisten = whenEscape(stop);
  const node = element(
    "div",
    { class: "walk trial" },
    element("div", { class: "top" }, element("p", {}, top)),
    panel,
    element("div", { class: "around" }, line),
    buttons,
    halt,
  );
  panel.dataset.kind = "ready";

  async function start() {
    if (running) return;
    running = true;
    sound.unlock();
    app.voice.unlock();
    const answer = await askForMotion();
    if (gone) return;
    if (answer !== "allowed") return deaf();
    buttons.replaceChildren();
    halt.focus({ preventScroll: true });
    motion.start();
    begun();
  }

  function deaf() {
    notice(NO_MOTION);
    back();
  }

  function stop() {
    if (!running) return back();
    stopped();
  }

  const ticking = setInterval(() => {
    if (!running || gone) return;
    clock.passed(); // notices a phone that slept
    if (motion.hears() === false) return deaf();
    tick();
  }, SHOW_MS);

  return {
    clock,
    motion,
    sound,
    /** @param {string} text @param {"ready" | "change" | "forward" | "paused"} kind */
    shows(text, kind) {
      write(word, text);
      panel.dataset.kind = kind;
    },
    /** @param {string} text */
    face: (text) => write(face, text),
    /** Said aloud and shown.
     * @param {string} text */
    says(text) {
      if (!text) return;
      write(line, text);
      app.voice.hush();
      app.voice.speak(text);
    },
    screen: {
      node,
      title,
      leave() {
        gone = true;
        clearInterval(ticking);
        unlisten();
        motion.stop();
        sound.cancel();
        setTimeout(sound.close, 1500); // the last tone may end
      },
    },
  };
}
