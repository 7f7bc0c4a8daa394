// Before a test of the body: what a session asks before it starts, and what the test itself has to
// have. One tap each. Whoever says "not today" goes back, and nothing is written down as a result.

import { PAIN_HIGH_NRS } from "../coach/limits.js";
import { element, icon } from "../elements.js";
import { sentence } from "../sentence.js";
import { PAIN_HINT, anyOf, goToQuestion, oneOf, painScale } from "./choices.js";

/** @typedef {import("../main.js").App} App */
/** @typedef {import("../types.js").Bundle} Bundle */
/** @typedef {import("../taken.js").GuidedTest} GuidedTest */

/**
 * @typedef {object} Given  as it is answered; undefined: not yet
 * @property {number | null} [pain]  null: not answered on purpose
 * @property {boolean} [well]
 * @property {boolean} [helped]
 * @property {string[]} ready
 */

const WELL = "No fever, no dizziness, no chest pain, not short of breath, no new pain, nothing taken that makes you drowsy; and no walk or test today was stopped because something hurt or felt wrong.";
const UNWELL = "Then not today. Rest, and do it on a day when you feel well. If it is chest pain, bad breathlessness or new weakness:";
const ALONE = "This test is only for two: with nobody beside you it does not start. Ask somebody, or do it another day.";
const STOPPED = "Earlier today something happened in a test. Rest now: no more tests of the body today.";

/**
 * @param {App} app @param {Bundle} bundle @param {GuidedTest} test
 * @param {boolean} stopped  something went wrong in a test of this day
 * @param {object} to
 * @param {() => void} to.begin
 * @param {() => void} to.notToday
 * @returns {import("../stage.js").Screen}
 */
export function bodyCheck(app, bundle, test, stopped, { begin, notToday }) {
  /** @type {Given} */
  const given = { ready: [] };
  const checks = test.checks ?? [];
  const missing = element("p", { class: "missing", role: "alert" });
  const wait = element("div", { class: "advice", role: "alert" });
  /** @type {string[]} */
  let said = [];

  /** @param {Partial<Given>} some */
  function answered(some) {
    Object.assign(given, some);
    missing.textContent = "";
    const lines = against(test, given, stopped, bundle.words);
    offer(lines.length > 0);
    if (lines.join() === said.join()) return; // nothing new: an alert is not read out twice
    const added = lines.filter((line) => !said.includes(line));
    said = lines;
    wait.replaceChildren(...lines.map((line) => element("p", {}, line)));
    if (added.length) app.voice.speak(added[0]);
  }

  function start() {
    if (against(test, given, stopped, bundle.words).length) return leave.focus();
    const lacks = lacking(test, given, checks);
    missing.textContent = lacks ? lacks.text : "";
    if (lacks) return goToQuestion(lacks.name);
    begin();
  }

  /** Where something speaks against it, there is one way only: another day.
   * @param {boolean} refused */
  function offer(refused) {
    go.hidden = refused;
    leave.className = refused ? "button big go" : "button quiet";
  }

  const go = element("button", { class: "button big go", onclick: start }, icon("resume"), "Begin");
  const leave = element("button", { class: "button quiet", onclick: notToday }, "Not today");
  const node = element(
    "div",
    { class: "page before" },
    element("h1", { tabindex: "-1" }, "Before you begin"),
    bundle.simulated && element("p", { class: "simulated" }, "Simulated person: a made-up example"),
    element("p", { class: "lead" }, test.name),
    painScale("pain", "How much does it hurt now?", PAIN_HINT, undefined, (pain) => answered({ pain })),
    oneOf({
      name: "well",
      legend: "Do you feel well today?",
      hint: WELL,
      choices: [
        { value: "yes", text: "Yes, all of this is so" },
        { value: "no", text: "No, not today" },
      ],
      chosen: null,
      choose: (value) => answered({ well: value === "yes" }),
    }),
    test.helper &&
      oneOf({
        name: "helper",
        legend: "Who is with you?",
        choices: [
          { value: "yes", text: "Somebody stands beside me" },
          { value: "no", text: "I am alone" },
        ],
        chosen: null,
        choose: (value) => answered({ helped: value === "yes" }),
      }),
    checks.length > 0 &&
      anyOf({
        name: "ready",
        legend: "Look around: tick each point that is true",
        choices: checks.map((text) => ({ value: text, text })),
        chosen: [],
        choose: (ready) => answered({ ready }),
      }),
    wait,
    element("div", { class: "foot" }, missing, go, leave),
  );
  answered({});
  return { node, title: "Before you begin" };
}

/** Why it does not start, in sentences.
 * @param {GuidedTest} test @param {Given} given @param {boolean} stopped
 * @param {import("../types.js").Words} words */
function against(test, { pain, well, helped }, stopped, words) {
  /** @param {string} code */
  const coach = (code) => sentence({ code, number: null }, words);
  return [
    ...(stopped ? [STOPPED] : []),
    ...((pain ?? 0) > PAIN_HIGH_NRS ? [coach("pain_wait")] : []),
    ...(well === false ? [`${UNWELL} ${coach("sit_down_and_get_help")}`] : []),
    ...(test.helper && helped === false ? [ALONE] : []),
  ];
}

/** @param {GuidedTest} test @param {Given} given @param {string[]} checks */
function lacking(test, { pain, well, helped, ready }, checks) {
  if (pain === undefined) return { name: "pain", text: "Please say how much it hurts, or choose “No answer”." };
  if (well === undefined) return { name: "well", text: "Please say whether you feel well today." };
  if (test.helper && helped === undefined) return { name: "helper", text: "Please say whether somebody is beside you." };
  const open = checks.length - ready.length;
  return open > 0 ? { name: "ready", text: `Please tick every point first; ${open} still open.` } : null;
}
