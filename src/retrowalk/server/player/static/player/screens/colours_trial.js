// Colours and words: a word in a colour; the tap says which colour, whatever the word says.

import { element } from "../elements.js";
import { colourWords } from "../thinking/colours.js";
import { colourSet } from "../thinking/sets.js";
import { answersOf } from "./answers.js";
import { thinkingStage } from "./thinking_stage.js";

// Told apart also where red and green look alike; each is named on its button.
const COLOURS = ["Red", "Yellow", "Blue", "White"];

/** @type {import("./ways.js").WayModule["trialScreen"]} */
export function trialScreen(_app, test, go, to) {
  const p = test.parameters ?? {};
  const set = colourSet(go.practice ? p.practice_stimuli : p.stimuli, COLOURS.length, Math.random);
  const rules = go.practice ? { ...p, least_right_each: 1, least_right_pct: 0 } : p;

  return thinkingStage(test, go, to, ({ stimuli, moment, running, face, say }) => {
    const panel = element("div", { class: "panel", "data-kind": "ready" });
    let up = false;
    let due_ms = -1;

    const { buttons, typed } = answersOf(COLOURS, (chosen, event) => {
      const last = stimuli.last();
      if (!running() || !up || !last) return;
      last.tap_ms = moment(event);
      last.what.answer = chosen;
      if (go.practice) say(chosen === last.what.ink ? "Right." : `It was ${COLOURS[last.what.ink].toLowerCase()}.`);
      gone(last.tap_ms);
    });

    /** @param {number} ms */
    function begin(ms) {
      say("In which colour is it written?");
      gone(ms);
    }

    /** @param {number} ms */
    function gone(ms) {
      up = false;
      face.replaceChildren(element("p", { class: "word" }, "+"));
      due_ms = ms + 1000 * p.pause_s;
    }

    /** @param {number} ms @returns {boolean} */
    function picture(ms) {
      if (due_ms < 0) begin(ms);
      const last = stimuli.last();
      if (up && last) {
        if (ms - (last.frame_ms ?? ms) >= 1000 * p.timeout_s) gone(ms);
        return false;
      }
      if (ms < due_ms) return false;
      if (stimuli.count() === set.length) return true;
      const { word, ink } = set[stimuli.count()];
      const name = `colour-${stimuli.count()}`;
      face.replaceChildren(element("p", { class: `ink ink-${ink}`, elementtiming: name }, COLOURS[word].toUpperCase()));
      stimuli.draw(ms, name, { word, ink, answer: -1 });
      up = true;
      return false;
    }

    return {
      panel,
      ready: "The colours",
      legend: element("p", { class: "legend" }, ...COLOURS.map((colour, i) => element("span", { class: `ink-${i}` }, colour))),
      buttons,
      first: buttons[0],
      picture,
      more: () => ({}),
      worked: (series) => colourWords(series, rules),
      told: (values) => told(values, go.practice),
      typed,
    };
  });
}

/** @param {Record<string, number>} values @param {boolean} practice */
function told({ stroop_interference_ms, stroop_other_word_ms, stroop_right_pct }, practice) {
  const right = `Right answers: ${Math.round(stroop_right_pct)} percent.`;
  if (practice) return [right];
  return [
    `With a word of another colour you took ${Math.round(stroop_other_word_ms)} ms: ${Math.abs(Math.round(stroop_interference_ms))} ms ` +
      `${stroop_interference_ms < 0 ? "less" : "more"} than with its own.`,
    right,
  ];
}
