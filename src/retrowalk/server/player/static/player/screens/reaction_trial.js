// Three minutes of reactions: the panel lights up after a wait that chance draws, a number
// counts the milliseconds, a tap anywhere on it stops it.

import { element, write } from "../elements.js";
import { NONE_MS, onset, rounded } from "../thinking/moments.js";
import { vigilance } from "../thinking/reaction.js";
import { thinkingStage } from "./thinking_stage.js";

const SAME_TAP_MS = 100; // a finger does not tap twice so soon
const WAIT = "Wait for the light.";

/** @type {import("./ways.js").WayModule["trialScreen"]} */
export function trialScreen(_app, test, go, to) {
  const p = test.parameters ?? {};
  const long_ms = 1000 * (go.practice ? p.practice_s : Number(test.duration_s));
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const rules = go.practice ? { ...p, least_reactions: 1, most_early_pct: 100 } : p;
  let zero_ms = -1;

  return thinkingStage(test, go, to, ({ stimuli, moment, running, face, say }) => {
    /** @type {number[]} */
    const early = [];
    let up = false; // a stimulus is on the screen
    let due_ms = 0;
    let clear_ms = Infinity; // when what the tap gave goes away
    let tapped_ms = -Infinity;
    /** @type {HTMLElement} */
    let number = face;

    const panel = element("button", { class: "panel tap", "aria-label": "Tap here when the panel lights up", onpointerdown: touched });

    /** @param {PointerEvent} event */
    function touched(event) {
      if (event.button === 0 && event.isPrimary) tap(event);
    }

    /** @param {Event} event */
    function tap(event) {
      if (!running()) return;
      const ms = moment(event);
      if (ms - tapped_ms < SAME_TAP_MS) return;
      tapped_ms = ms;
      const stimulus = stimuli.last();
      if (up && stimulus && stimulus.tap_ms === null) stimulus.tap_ms = ms;
      else tooEarly(ms);
    }

    /** @param {number} ms */
    function tooEarly(ms) {
      early.push(ms);
      show("Too early", ms);
    }

    /** What the tap gave stands for a moment, and the next wait begins with the tap.
     * @param {string} text @param {number} ms */
    function show(text, ms) {
      panel.dataset.kind = "ready";
      face.replaceChildren(element("p", { class: "word" }, text));
      clear_ms = ms + 1000 * p.shown_s;
      due_ms = ms + 1000 * (p.wait_least_s + Math.random() * (p.wait_most_s - p.wait_least_s));
      up = false;
    }

    /** @param {number} ms */
    function light(ms) {
      const name = `reaction-${stimuli.count()}`;
      number = element("p", { class: "clock", elementtiming: name }, still ? "TAP" : "0");
      face.replaceChildren(number);
      panel.dataset.kind = "change";
      stimuli.draw(ms, name);
      up = true;
    }

    /** @param {number} ms @returns {boolean} */
    function picture(ms) {
      if (zero_ms < 0) {
        zero_ms = ms;
        say(WAIT);
        show("", ms);
      }
      const last = stimuli.last();
      if (up && last) return waiting(last, ms);
      if (ms >= clear_ms) face.replaceChildren();
      if (ms - zero_ms >= long_ms) return ms >= clear_ms;
      if (ms >= due_ms) light(ms);
      return false;
    }

    /** @param {import("../thinking/stimuli.js").Stimulus} last @param {number} ms @returns {boolean} */
    function waiting(last, ms) {
      const from = onset(last.frame_ms ?? ms, NONE_MS);
      if (last.tap_ms !== null) {
        const reaction = last.tap_ms - from;
        show(reaction < p.false_start_ms ? "Too early" : `${Math.round(reaction)} ms`, last.tap_ms);
      } else if (ms - from >= 1000 * p.timeout_s) show("Too late", ms);
      else if (!still) write(number, String(Math.round(ms - from)));
      return false;
    }

    return {
      panel,
      ready: "Ready?",
      legend: null,
      buttons: [],
      first: panel,
      picture,
      more: () => ({ early_ms: early.map((ms) => rounded(ms - zero_ms)) }),
      worked: (series) => vigilance(series, rules),
      told: (values) => told(values, go.practice),
      typed(key, event) {
        if (key !== " " && key !== "Enter") return false;
        tap(event);
        return true;
      },
    };
  });
}

/** @param {Record<string, number>} values @param {boolean} practice */
function told({ pvt_speed_per_s, pvt_median_ms, pvt_lapses, pvt_false_starts }, practice) {
  const time = `Your middle reaction time: ${Math.round(pvt_median_ms)} ms.`;
  if (practice) return [time];
  return [
    time,
    `Reaction speed: ${pvt_speed_per_s.toFixed(2)} reactions per second.`,
    `Slow reactions: ${pvt_lapses}. Taps too early: ${pvt_false_starts}.`,
  ];
}
