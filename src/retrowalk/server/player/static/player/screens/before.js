// Before the walk: where the phone is, what has to be ready, and how much it hurts now.

import { element, icon } from "../elements.js";
import { askForMotion } from "../motion.js";
import { restsToday } from "../not_today.js";
import { notice, saveFailed } from "../stage.js";
import { begin, sentence, step } from "../step.js";
import { dayName, isoDay } from "../times.js";
import { PAIN_HINT, anyOf, goToQuestion, oneOf, painScale } from "./choices.js";
import { display } from "./display.js";
import { sessionLine } from "./home.js";
import { offeredBefore } from "./offered.js";
import { SUPPORTS } from "./places.js";

/** @typedef {import("../main.js").App} App */

const REST = "This session is not for today. Rest days are part of the plan: better walk it on its day.";
const STOPPED = "Earlier today something happened in a test. Rest now: no walking today.";
const NOT_LOADED = "The walk itself is not on this device yet, and there is no network. Go online once and open it.";
const SITES = [
  { value: "pocket", text: "Trouser pocket", note: "motion is recorded" },
  { value: "lower_back", text: "Belt, at the lower back", note: "motion is recorded" },
  { value: "other", text: "In the hand or a holder", note: "recorded, but steps may not be found" },
  { value: "none", text: "Do not record", note: "you are guided only" },
];

/**
 * @param {App} app
 * @param {import("../types.js").Bundle} bundle
 * @param {import("../types.js").PlannedSession} planned
 * @param {string} [news]
 */
export function before(app, bundle, planned, news = "") {
  /** @type {{site: string | null, ready: string[], pain: number | null | undefined}} */
  const given = { site: null, ready: [], pain: undefined };
  const missing = element("p", { class: "missing", role: "alert" });
  const wait = element("div", { class: "advice", role: "alert" });

  let rest = "";
  let pain = "";
  const warn = () => wait.replaceChildren(...[rest, pain].filter(Boolean).map((line) => element("p", {}, line)));
  restsToday(app.store, bundle).then((rests) => {
    rest = rests ? STOPPED : "";
    if (rests) warn();
  }, saveFailed);

  /** @param {number | null} value */
  function rate(value) {
    given.pain = value;
    pain = tooMuchPain(planned, bundle.words, value);
    warn();
    if (pain) app.voice.speak(pain);
  }

  async function start() {
    if (wait.childElementCount) return goToQuestion("pain");
    const lacks = lacking(given, planned);
    missing.textContent = lacks ? lacks.text : "";
    if (lacks) return goToQuestion(lacks.name);
    app.voice.unlock();
    const site = /** @type {string} */ (given.site);
    const motion = site === "none" ? "absent" : await askForMotion();
    const answers = { site, pain_before: given.pain ?? null, motion };
    await app.flow().then((flow) => flow.start(bundle, planned, answers), () => notice(NOT_LOADED));
  }

  const node = element(
    "div",
    { class: "page before" },
    element("h1", { tabindex: "-1" }, `${bundle.person.name}, session ${planned.number}`),
    bundle.simulated && element("p", { class: "simulated" }, "Simulated person: a made-up example"),
    element("p", { class: "lead" }, `${planned.programme_name}, planned for ${dayName(planned.day)}. ${sessionLine(planned)}`),
    planned.trial && element("p", { class: "note" }, planned.trial),
    SUPPORTS[planned.support] && element("p", { class: "lead" }, SUPPORTS[planned.support]),
    Boolean(planned.aims?.length) && element("ul", { class: "aims" }, ...(planned.aims ?? []).map((aim) => element("li", {}, aim))),
    planned.day > isoDay(new Date()) && element("p", { class: "note" }, REST),
    news && element("p", { class: "note" }, news),
    oneOf({
      name: "site",
      legend: "Where is the phone during the walk?",
      choices: SITES,
      chosen: null,
      choose: (value) => (given.site = value),
    }),
    anyOf({
      name: "ready",
      legend: "Look around: tick each point that is true",
      choices: planned.checklist.map((text) => ({ value: text, text })),
      chosen: [],
      choose: (values) => (given.ready = values),
    }),
    painScale("pain", "How much does it hurt now?", PAIN_HINT, undefined, rate),
    wait,
    element("p", { class: "note" }, "Keep the screen on. If it locks, the clock goes on but the motion recording stops."),
    ...offeredBefore(app, { bundle, planned }),
    display(app),
    element(
      "div",
      { class: "foot" },
      missing,
      element("button", { class: "button big go", onclick: start }, icon("resume"), "Start"),
    ),
    element("p", { class: "away" }, element("button", { class: "button quiet", onclick: app.goHome }, "Not now")),
  );
  app.flow().catch(() => {}); // fetched while the questions are read; asked again at Start
  return { node, title: `Session ${planned.number}` };
}

/** What the coach says to pain at which no walk begins; nothing where one may.
 * @param {import("../types.js").PlannedSession} planned
 * @param {import("../types.js").Words} words
 * @param {number | null} pain_nrs */
function tooMuchPain(planned, words, pain_nrs) {
  const { live, cues } = step(begin(planned.script), { type: "start", pain_nrs });
  return live.phase === "ready" ? cues.map((cue) => sentence(cue, words)).join(" ") : "";
}

/**
 * @param {{site: string | null, ready: string[], pain: number | null | undefined}} given
 * @param {import("../types.js").PlannedSession} planned
 */
function lacking(given, planned) {
  if (given.site === null) return { name: "site", text: "Please say where the phone is." };
  const open = planned.checklist.length - given.ready.length;
  if (open > 0) return { name: "ready", text: `Please tick every point first; ${open} still open.` };
  if (given.pain === undefined) return { name: "pain", text: "Please say how much it hurts, or choose “No answer”." };
  return null;
}
