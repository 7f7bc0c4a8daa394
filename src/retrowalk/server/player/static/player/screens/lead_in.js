// Ten seconds to put the phone away and take hold, with the stop in reach already.

import { createClock } from "../clock.js";
import { element, write } from "../elements.js";
import { clockFace } from "../times.js";
import { stopButton, whenEscape } from "./stop.js";

const LEAD_IN_S = 10;

/** @type {Record<string, string>} */
const PUT_AWAY = {
  pocket: "Put the phone in your trouser pocket, screen on.",
  lower_back: "Put the phone under your belt at the lower back, screen on.",
  other: "Hold the phone or put it in its holder.",
  none: "Put the phone where you can see or hear it.",
};

/**
 * @param {import("../main.js").App} app
 * @param {{site: string, simulated: boolean, start: () => void, cancel: () => void}} to
 */
export function leadIn(app, { site, simulated, start, cancel }) {
  const clock = createClock(Date.now());
  const face = element("p", { class: "clock", role: "timer", "aria-live": "off" }, clockFace(LEAD_IN_S));
  const words = `Get ready. ${PUT_AWAY[site]} We begin in ten seconds.`;
  const timer = setInterval(tick, 200);
  const unlisten = whenEscape(cancel);

  function tick() {
    const left = LEAD_IN_S - clock.now() / 1000;
    write(face, clockFace(left));
    if (left <= 0) start();
  }
  const node = element(
    "div",
    { class: "walk lead-in" },
    element(
      "div",
      { class: "panel", "data-kind": "ready" },
      element("h1", { class: "word", tabindex: "-1" }, "Get ready"),
      face,
    ),
    element(
      "div",
      { class: "around" },
      element("p", { class: "cue", "aria-live": "assertive" }, PUT_AWAY[site]),
      simulated && element("p", { class: "status" }, "Simulated person: a made-up example"),
    ),
    element("div", { class: "buttons" }, element("button", { class: "button", onclick: start }, "Begin now")),
    stopButton(cancel),
  );
  app.voice.speak(words);
  return {
    node,
    title: "Get ready",
    leave() {
      clearInterval(timer);
      unlisten();
    },
  };
}
