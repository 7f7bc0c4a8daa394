// After the walk: how it ended, how it feels, and what happened. Every answer is saved as
// it is given.

import { element } from "../elements.js";
import { saveFailed } from "../stage.js";
import { glance, sentence, step } from "../step.js";
import { clockFace } from "../times.js";
import { PAIN_HINT, anyOf, goToQuestion, oneOf, painScale } from "./choices.js";

/** @typedef {import("../main.js").App} App */
/** @typedef {import("../types.js").Walked} Walked */

// A category scale from 0 to 10; the words beside the numbers are ours.
const EXERTION = [
  ["0", "at rest"], ["0.5", "hardly anything"], ["1", "very light"], ["2", "light"], ["3", "moderate"],
  ["4", "rather hard"], ["5", "hard"], ["6", ""], ["7", "very hard"], ["8", ""], ["9", ""], ["10", "the hardest possible"],
].map(([value, note]) => ({ value, text: value, note }));

const MOST_STUMBLES = 20;

/** @param {App} app @param {Walked} session */
export function after(app, session) {
  const { answers, live } = session;
  const stopped = live.ending !== "completed";
  const asked = /** @type {Record<string, boolean>} */ (session.asked ??= {});
  const advice = element("div", { class: "advice", role: "alert" });
  const missing = element("p", { class: "missing", role: "alert" });
  answers.stumbles ??= live.stumbles;
  if (!asked.pain_during && live.pain_most_nrs != null) {
    answers.pain_during = live.pain_most_nrs; // told by a tap while walking; may be changed here
    asked.pain_during = true;
  }

  /** @param {Partial<import("../types.js").Answers>} some @param {string} question */
  function answered(some, question) {
    Object.assign(answers, some);
    asked[question] = true;
    app.store.put("sessions", session).catch(saveFailed);
  }

  /** @param {string[]} symptoms */
  function report(symptoms) {
    const added = symptoms.filter((key) => !answers.symptoms.includes(key));
    answered({ symptoms }, "symptoms");
    const lines = new Set(symptoms.map((key) => adviceFor(session, key)));
    advice.replaceChildren(...[...lines].map((line) => element("p", {}, line)));
    if (added.length) app.voice.speak(adviceFor(session, added[0]));
  }

  async function finish() {
    const lacks = lacking(asked);
    missing.textContent = lacks ? lacks.text : "";
    if (lacks) return goToQuestion(lacks.name);
    await (await app.flow()).finish(session).catch(saveFailed);
  }

  const symptoms = anyOf({
    name: "symptoms",
    legend: live.ending === "stopped_by_choice" ? "What made you stop?" : "Did any of this happen?",
    hint: "Tick everything that happened; nothing, if nothing did.",
    choices: session.symptom_choices.map(({ key, text }) => ({ value: key, text })),
    chosen: answers.symptoms,
    choose: report,
  });
  const node = element(
    "div",
    { class: "page after" },
    element(
      "div",
      { class: `banner ${stopped ? "stopped" : "done"}`, role: "status" },
      element("h1", { tabindex: "-1" }, stopped ? "Stopped. Stand still and hold on." : "Done. Well walked."),
      live.ending === "stopped_by_pain" && element("p", {}, sentence({ code: "pain_stop", number: null }, session.words)),
      element("p", {}, walkedLine(session)),
    ),
    session.simulated && element("p", { class: "simulated" }, "Simulated person: a made-up example"),
    symptoms,
    advice,
    painScale("pain_during", "How strong was the worst pain while you walked?", PAIN_HINT,
      asked.pain_during ? answers.pain_during ?? null : undefined, (value) => answered({ pain_during: value }, "pain_during")),
    painScale("pain_after", "How much does it hurt now?", PAIN_HINT,
      asked.pain ? answers.pain_after : undefined, (value) => answered({ pain_after: value }, "pain")),
    oneOf({
      name: "exertion",
      legend: "How hard was it?",
      shape: "scale exertion",
      choices: [...EXERTION, { value: "", text: "No answer", note: "" }],
      chosen: asked.exertion ? String(answers.rpe_cr10 ?? "") : null,
      choose: (value) => answered({ rpe_cr10: value === "" ? null : Number(value) }, "exertion"),
    }),
    stumbleCount(answers.stumbles ?? 0, (stumbles) => answered({ stumbles }, "stumbles")),
    element(
      "div",
      { class: "foot" },
      missing,
      element("button", { class: "button big go", onclick: finish }, "Save and send"),
    ),
  );
  if (answers.symptoms.length) report(answers.symptoms);
  return { node, title: stopped ? "Stopped" : "Done" };
}

/** What the coach says to a symptom. It says it in a session under way, so it is asked there.
 * @param {Walked} session @param {string} symptom */
function adviceFor({ live, words }, symptom) {
  const underWay = /** @type {any} */ ({ ...live, phase: "paused", ending: null });
  const { cues } = step(underWay, { type: "symptom_reported", symptom });
  const advice = cues.at(-1);
  return advice ? sentence(advice, words) : "";
}

/** @param {Walked} session */
function walkedLine({ live, motion, site, interruptions }) {
  const walked = glance(live);
  const parts = [`You walked ${clockFace(walked.walked_s)} of ${clockFace(walked.total_s)}.`];
  const missingS = live.at_s - motion.covered_ms / 1000;
  if (site !== "none" && !motion.samples) parts.push("No motion was recorded: no sensor answered.");
  else if (site !== "none" && missingS >= 2) {
    const why = "the screen was locked, the page closed or the sensor silent";
    parts.push(`Motion was recorded, except for ${clockFace(missingS)}: ${why}.`);
  } else if (site !== "none") parts.push("Motion was recorded all the way.");
  if (interruptions) parts.push("The player was closed in between and went on where it was.");
  return parts.join(" ");
}

/** @param {number} count @param {(count: number) => void} changed */
function stumbleCount(count, changed) {
  const shown = element("output", { "aria-live": "polite" }, String(count));
  /** @param {number} by */
  function change(by) {
    count = Math.min(MOST_STUMBLES, Math.max(0, count + by));
    shown.textContent = String(count);
    changed(count);
  }
  return element(
    "fieldset",
    { class: "question count", id: "question-stumbles" },
    element("legend", {}, "How often did you stumble?"),
    element("button", { type: "button", class: "button", "aria-label": "One stumble less", onclick: () => change(-1) }, "−"),
    shown,
    element("button", { type: "button", class: "button", "aria-label": "One stumble more", onclick: () => change(1) }, "+"),
  );
}

/** @param {Record<string, boolean>} asked */
function lacking(asked) {
  if (!asked.pain_during) return { name: "pain_during", text: "Please say how strong the worst pain was, or choose “No answer”." };
  if (!asked.pain) return { name: "pain_after", text: "Please say how much it hurts, or choose “No answer”." };
  if (!asked.exertion) return { name: "exertion", text: "Please say how hard it was, or choose “No answer”." };
  return null;
}
