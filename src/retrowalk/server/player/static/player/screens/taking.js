// One test from its first page to its last go: get ready, what a session asks before it starts, go
// by go, what only the person knows.

import { reason } from "../company.js";
import { element } from "../elements.js";
import { createHeart } from "../heart.js";
import { heed, restsToday } from "../not_today.js";
import { notice, saveFailed, show } from "../stage.js";
import { closed, goName, newTrial, nextGo } from "../taken.js";
import { clockFace, isoWithZone } from "../times.js";
import { holdTest, releaseTest } from "../under_way.js";
import { bodyCheck } from "./body_check.js";
import { endsTheDay, happened } from "./happened.js";
import { trialAnswers } from "./trial_answers.js";
import { WAYS } from "./ways.js";

/** @typedef {import("../main.js").App} App */
/** @typedef {import("../types.js").Bundle} Bundle */
/** @typedef {import("../taken.js").GuidedTest} GuidedTest */
/** @typedef {import("../taken.js").Taken} Taken */
/** @typedef {import("../taken.js").Trial} Trial */
/** @typedef {import("../stage.js").Screen} Screen */

/**
 * @typedef {object} Ends
 * @property {(taken: Taken) => Promise<void>} over  with at least one go
 * @property {(notice?: string) => Promise<void>} back  nothing was taken
 */

// A test of the body asks as much as a session does, so it waits for the same things.
const SEATED = new Set(["reaction", "colours", "two_back"]);
const NOT_TODAY = [
  "If your pain is above 5 of 10.",
  "If you feel ill, dizzy or short of breath, or have chest pain.",
  "If a session today was stopped because something hurt or felt wrong.",
];

/** @param {App} app @param {Bundle} bundle @param {GuidedTest} test @param {Ends} ends @returns {Screen} */
export function intro(app, bundle, test, ends) {
  const heart = createHeart(app, bundle);
  /** @param {string} heading @param {string[]} lines */
  const list = (heading, lines) =>
    lines.length > 0 && element("section", {}, element("h2", {}, heading), element("ul", {}, ...lines.map((line) => element("li", {}, line))));
  const begin = () => take(app, bundle, test, heart, ends).catch(saveFailed);
  const notToday = () => ends.back(`${test.name}: not today, and that is fine. Nothing was noted; it waits for another day.`).catch(saveFailed);
  async function ready() {
    if (SEATED.has(test.way)) return begin();
    const stopped = await restsToday(app.store, bundle);
    show(bodyCheck(app, bundle, test, stopped, { begin, notToday }));
  }
  const node = element(
    "div",
    { class: "page" },
    element("h1", { tabindex: "-1" }, test.name),
    test.helper && element("p", { class: "note" }, "Only with a helper beside you."),
    list("You need", test.needs),
    list("Set up", test.set_up),
    list("Safety", test.safety),
    list("Not today", SEATED.has(test.way) ? [] : NOT_TODAY),
    element("section", {}, element("h2", {}, "What to do"), element("p", {}, test.told)),
    test.asks.includes("heart_rate_bpm") && strap(heart),
    element(
      "div",
      { class: "foot" },
      element("button", { class: "button big go", onclick: () => ready().catch(saveFailed) }, "I am ready"),
      element("button", { class: "button quiet", onclick: () => ends.back().catch(saveFailed) }, "Back"),
    ),
  );
  return { node, title: test.name };
}

/** @param {ReturnType<typeof createHeart>} heart */
function strap(heart) {
  const place = element("div", {});
  const open = element("button", { type: "button", class: "button quiet", onclick: connect }, "Connect a heart-rate strap");
  async function connect() {
    const panel = await heart.panel();
    if (panel) place.replaceChildren(panel);
  }
  place.append(open);
  return element("section", {}, element("h2", {}, "Heart rate"), element("p", {}, "With a strap the mean of the last 2 minutes is noted by itself; without one you may type it in."), place);
}

/** @param {GuidedTest} test @returns {Promise<import("./ways.js").WayModule | null>} null: told why */
async function fetched(test) {
  try {
    return await WAYS[test.way]();
  } catch (error) {
    notice(`“${test.name}” cannot be opened now: ${reason(error)}. Go online once and try again.`);
    return null;
  }
}

/** Do one test from its first go to its last.
 * @param {App} app @param {Bundle} bundle @param {GuidedTest} test
 * @param {ReturnType<typeof createHeart>} heart @param {Ends} ends */
async function take(app, bundle, test, heart, ends) {
  const way = await fetched(test);
  if (!way) return;
  const { trialScreen } = way;
  app.voice.unlock();
  app.awake.hold();
  /** @type {Taken} */
  let taken = {
    id: crypto.randomUUID(),
    account: bundle.account,
    person: { id: bundle.person.id, name: bundle.person.name },
    test,
    taken_at: isoWithZone(new Date()),
    simulated: bundle.simulated,
    stage: "taking",
    trials: [],
    ended: "interrupted",
    detail: "",
  };
  const save = () => app.store.put("tests", taken);

  /** @param {Trial} trial @param {string} [ended_at] */
  async function add(trial, ended_at = isoWithZone(new Date())) {
    taken = { ...taken, trials: [...taken.trials, trial], ended_at };
    await save();
  }

  /** What was told of a go that is kept already, because it was stopped.
   * @param {Trial} trial */
  async function amend(trial) {
    taken = { ...taken, trials: [...taken.trials.slice(0, -1), trial] };
    await save();
  }

  async function next() {
    const due = nextGo(test, taken.trials);
    if (!due) return finish();
    const go = due;
    const name = test.parts.length > 1 ? `${go.told.replace(/\.$/, "")}: ${goName(test, go)}` : goName(test, go);
    const last = taken.trials.length > 0 && test.rest_s > 0;
    const begin = () => {
      heart.begin();
      const trial = trialScreen(app, test, go, { name, over: answers, back: begin });
      const leaving = () => {
        const cut = trial.cutOff();
        if (cut) add(newTrial(go, cut));
      };
      /** @param {import("../taken.js").Measured} measured */
      function answers(measured) {
        const ended_at = isoWithZone(new Date());
        const beats = test.asks.includes("heart_rate_bpm") ? heart.taken() : {};
        const series = { ...measured.series, ...beats.series };
        const made = newTrial(go, { ...beats, ...measured, ...(Object.keys(series).length && { series }) });
        if (made.ended === "interrupted") add(made, ended_at).catch(saveFailed);
        const asked = SEATED.has(test.way) ? null : happened(app, bundle, test, made.ended === "interrupted");
        let stored = made.ended === "interrupted";
        /** @param {Trial} trial */
        const settle = (trial) => {
          const saved = stored ? amend(trial) : add(trial, ended_at);
          stored = true;
          const ends = taken.trials.some((one) => endsTheDay(test, one.happened ?? []));
          return saved.then(() => (asked ? heed(app.store, bundle, taken.id, ends) : undefined));
        };
        /** @param {Trial} trial */
        const noted = (trial) => settle(trial).catch(saveFailed);
        /** @param {Trial} trial */
        const keep = (trial) => settle(trial).then(next).catch(saveFailed);
        /** @param {Trial} trial */
        const again = (trial) => settle({ ...trial, ended: "interrupted" }).then(next).catch(saveFailed);
        /** @param {Trial} trial */
        const end = (trial) => settle(trial).then(finish).catch(saveFailed);
        show(trialAnswers(test, made, { name, units: bundle.person.units, told: measured.told ?? [], exact: measured.exact ?? [], asked, noted, keep, again, end }));
      }
      window.addEventListener("pagehide", leaving);
      show({
        ...trial,
        leave() {
          window.removeEventListener("pagehide", leaving);
          trial.leave();
        },
      });
    };
    if (last) show(rest(test, name, begin));
    else begin();
  }

  async function finish() {
    app.awake.release();
    taken = closed(taken);
    if (taken.trials.length) {
      await save();
      releaseTest();
      return ends.over(taken);
    }
    await app.store.remove("tests", taken.id);
    releaseTest();
    return ends.back();
  }

  holdTest(taken.id);
  await save();
  await next();
}

/** The rest between two goes, by the clock's own time.
 * @param {GuidedTest} test @param {string} name @param {() => void} begin @returns {Screen} */
function rest(test, name, begin) {
  const endsMs = performance.now() + test.rest_s * 1000;
  const face = element("p", { class: "reason", role: "timer", "aria-live": "off" });
  const go = element("button", { class: "button big go", onclick: begin }, "Begin");
  const said = element("p", { role: "status" });
  function draw() {
    const left_s = Math.max(0, (endsMs - performance.now()) / 1000);
    go.toggleAttribute("disabled", left_s > 0);
    face.textContent = left_s > 0 ? `Rest ${clockFace(left_s)}` : "";
    if (left_s <= 0 && !said.textContent) said.textContent = "Rested. Begin when you are ready.";
  }
  draw();
  const timer = setInterval(draw, 200);
  const node = element("div", { class: "page" }, element("h1", { tabindex: "-1" }, `Next: ${name}`), face, said, element("div", { class: "foot" }, go));
  return { node, title: "Rest", leave: () => clearInterval(timer) };
}
