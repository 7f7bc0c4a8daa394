// What went wrong in a go of a test of the body: asked after every stop, and open to whoever has
// something to tell. A symptom goes the way of one told outside a session, see receive_test.py.

import { advice } from "../coach/trouble.js";
import { element } from "../elements.js";
import { sentence } from "../sentence.js";
import { anyOf, goToQuestion } from "./choices.js";

/** @typedef {import("../main.js").App} App */
/** @typedef {import("../types.js").Bundle} Bundle */
/** @typedef {import("../taken.js").GuidedTest} GuidedTest */
/** @typedef {ReturnType<typeof happened>} Happened */

// Beside the symptoms: the keys of outcomes/taken.py.
const PAIN = "pain";
const LOST_BALANCE = "lost_balance";
const BY_CHOICE = "by_choice";

const STANDS = new Set(["sway", "hold"]); // in these to lose the balance is what is tried out
const NO_MORE = "No more tests and no walking today.";
const HEEDED = "What you told goes with the test, and your plan heeds it as soon as it is sent.";
export const REST = "Rest now: no more tests of the body today, and no walking. What you told is kept with the test.";

/** Whether the plan hears of it: a symptom; pain and a lost balance stay with the test.
 * @param {string} one  of what was told */
export function isOfThePlan(one) {
  return ![PAIN, LOST_BALANCE, BY_CHOICE].includes(one);
}

/** Whether what was told in a go ends the tests of the day.
 * @param {GuidedTest} test @param {readonly string[]} told */
export function endsTheDay(test, told) {
  return told.some((one) => one !== BY_CHOICE && !(one === LOST_BALANCE && STANDS.has(test.way)));
}

/**
 * @param {App} app @param {Bundle} bundle @param {GuidedTest} test
 * @param {boolean} stopped  the go was stopped: it is asked at once
 */
export function happened(app, bundle, test, stopped) {
  /** @type {string[]} */
  let told = [];
  let changed = () => {};
  const lines = element("div", { class: "advice", role: "alert" });
  const choices = [
    ...bundle.symptoms.map(({ key, text }) => ({ value: key, text })),
    { value: LOST_BALANCE, text: "I lost my balance" },
    { value: PAIN, text: "It hurt too much" },
    { value: BY_CHOICE, text: stopped ? "None of these: I just stopped" : "None of these" },
  ];

  /** @param {string[]} chosen */
  function choose(chosen) {
    const added = chosen.filter((key) => !told.includes(key));
    told = chosen;
    const said = [...new Set(chosen.flatMap(adviceFor)), ...(endsTheDay(test, chosen) ? [NO_MORE] : []), ...(chosen.some(isOfThePlan) ? [HEEDED] : [])];
    lines.replaceChildren(...said.map((line) => element("p", {}, line)));
    const [first] = added.flatMap(adviceFor);
    if (first) app.voice.speak(first);
    changed();
  }

  /** @param {string} key @returns {string[]} */
  function adviceFor(key) {
    if (key === BY_CHOICE) return [];
    const code = key === PAIN ? "pain_stop" : key === LOST_BALANCE ? "stop_and_hold" : advice(key);
    return [sentence({ code, number: null }, bundle.words)];
  }

  const question = anyOf({
    name: "happened",
    legend: stopped ? "What made you stop?" : "What happened?",
    hint: "Tick everything that happened.",
    choices,
    chosen: [],
    choose,
  });
  const node = stopped
    ? element("div", { class: "happened" }, question, lines)
    : element("details", { class: "happened" }, element("summary", {}, "Something happened: a fall, pain, dizziness…"), question, lines);

  return {
    node,
    /** What was told, by key; "none of these" only where nothing else was. */
    told: () => (told.length > 1 ? told.filter((key) => key !== BY_CHOICE) : told),
    ends: () => endsTheDay(test, told),
    /** @param {() => void} then  after every answer */
    whenChanged: (then) => void (changed = then),
    /** Bring the person to the question. */
    ask() {
      if (node instanceof HTMLDetailsElement) node.open = true;
      goToQuestion("happened");
    },
  };
}
