// Two back: one letter after the other; the tap says whether it is the one before last.

import { element } from "../elements.js";
import { letterSet } from "../thinking/sets.js";
import { BACK, OTHER, SAME, twoBack } from "../thinking/two_back.js";
import { answersOf } from "./answers.js";
import { thinkingStage } from "./thinking_stage.js";

// Consonants that neither look nor sound alike, and make no words.
const LETTERS = ["B", "F", "H", "K", "M", "Q", "R", "X"];
const ANSWERS = ["Same", "Other"];
const MEANS = [SAME, OTHER];

/** @type {import("./ways.js").WayModule["trialScreen"]} */
export function trialScreen(_app, test, go, to) {
  const p = test.parameters ?? {};
  const set = letterSet(go.practice ? p.practice_stimuli : p.stimuli, p.same_pct, LETTERS.length, Math.random);
  const rules = go.practice ? { ...p, least_answered_pct: 0 } : p;

  return thinkingStage(test, go, to, ({ stimuli, moment, running, face, say }) => {
    const panel = element("div", { class: "panel", "data-kind": "ready" });
    let zero_ms = -1;
    let blank = true;

    const { buttons, typed } = answersOf(ANSWERS, (chosen, event) => {
      const last = stimuli.last();
      if (!running() || !last || stimuli.count() <= BACK || last.tap_ms !== null) return;
      last.tap_ms = moment(event);
      last.what.answer = MEANS[chosen];
      buttons[chosen].dataset.chosen = "";
      if (go.practice) say(MEANS[chosen] === meant() ? "Right." : `It was ${meant() === SAME ? "the same" : "another"}.`);
    });

    function meant() {
      const at = stimuli.count() - 1;
      return set[at] === set[at - BACK] ? SAME : OTHER;
    }

    /** @param {number} ms */
    function letter(ms) {
      const at = stimuli.count();
      const name = `letter-${at}`;
      face.replaceChildren(element("p", { class: "clock", elementtiming: name }, LETTERS[set[at]]));
      stimuli.draw(ms, name, { letter: set[at], answer: -1 });
      blank = false;
      for (const button of buttons) delete button.dataset.chosen;
      if (at < BACK) say("Only remember this one.");
      else if (at === BACK || go.practice) say("Is it the one before last?");
    }

    /** @param {number} ms @returns {boolean} */
    function picture(ms) {
      if (zero_ms < 0) zero_ms = ms;
      const due_ms = zero_ms + 1000 * p.every_s * stimuli.count();
      if (ms >= due_ms && stimuli.count() === set.length) return true;
      if (ms >= due_ms) letter(ms);
      else if (!blank && ms - (stimuli.last()?.drawn_ms ?? ms) >= 1000 * p.shown_s) {
        face.replaceChildren();
        blank = true;
      }
      return false;
    }

    return {
      panel,
      ready: "Ready?",
      legend: null,
      buttons,
      first: buttons[0],
      picture,
      more: () => ({}),
      worked: (series) => twoBack(series, rules),
      told: (values) => told(values, go.practice),
      typed,
    };
  });
}

/** @param {Record<string, number>} values @param {boolean} practice */
function told({ two_back_dprime, two_back_hits_pct, two_back_false_alarms_pct, two_back_ms }, practice) {
  const found = `You found ${Math.round(two_back_hits_pct)} percent of the letters that were the same.`;
  if (practice) return [found];
  return [
    found,
    `You said “same” to ${Math.round(two_back_false_alarms_pct)} percent of the others.`,
    `Together that is a d-prime of ${two_back_dprime.toFixed(2)}: 0 is guessing, more is better. Time to answer: ${Math.round(two_back_ms)} ms.`,
  ];
}
