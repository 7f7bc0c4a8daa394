// Timed tests: choose one, get ready, do its goes, keep and send them.

import { element } from "../elements.js";
import { saveFailed, show } from "../stage.js";
import { closed, goName, newTrial, nextGo } from "../taken.js";
import { sendTests } from "../tests_sent.js";
import { clockFace, isoWithZone } from "../times.js";
import { trialScreen } from "./trial.js";
import { trialAnswers } from "./trial_answers.js";

/** @typedef {import("../main.js").App} App */
/** @typedef {import("../types.js").Bundle & {tests?: GuidedTest[]}} Bundle */
/** @typedef {import("../taken.js").GuidedTest} GuidedTest */
/** @typedef {import("../taken.js").Taken} Taken */
/** @typedef {import("../taken.js").Trial} Trial */
/** @typedef {import("../stage.js").Screen} Screen */

const NONE = "No test is kept on this device yet. Go online and open this person's page once.";
const OTHERS = "Tests of reaction, balance with the phone on the body, and angles are on the person's page, not here.";

/** @param {App} app @param {Bundle} bundle @param {string} [notice] @returns {Promise<Screen>} */
export async function screen(app, bundle, notice = "") {
  const state = element("div", { role: "status", class: "foot" });
  const tests = bundle.tests ?? [];
  async function send() {
    const left = await sendTests(app.store, bundle.account);
    state.replaceChildren(...left.filter((one) => one.person.id === bundle.person.id).map(leftLine));
  }
  history.replaceState(null, "", "#tests"); // the first page, still loading, then stays away
  window.addEventListener("online", send);
  send().catch(saveFailed);
  const node = element(
    "div",
    { class: "page" },
    element("h1", { tabindex: "-1" }, `Timed tests: ${bundle.person.name}`),
    bundle.simulated && element("p", { class: "simulated" }, "Simulated person: a made-up example"),
    notice && element("p", { class: "note" }, notice),
    state,
    tests.length === 0 && element("p", { class: "note" }, NONE),
    ...tests.map((test) => offer(app, bundle, test)),
    tests.length > 0 && element("p", { class: "lead" }, OTHERS),
    element("p", { class: "away" }, element("button", { class: "button quiet", onclick: app.goHome }, "To your sessions")),
  );
  return { node, title: "Timed tests", resting: true, leave: () => window.removeEventListener("online", send) };
}

/** @param {Taken} taken */
function leftLine({ test, stage, detail }) {
  const where = stage === "refused" ? "The server did not take it:" : "Kept on this device.";
  return element("p", { class: stage === "refused" ? "state refused" : "state" }, `${test.name}: ${where} ${detail}`);
}

/** @param {App} app @param {Bundle} bundle @param {GuidedTest} test */
function offer(app, bundle, test) {
  const open = () => show(intro(app, bundle, test));
  return element(
    "section",
    { class: "card" },
    element("h2", {}, test.name),
    test.usual && element("p", { class: "lead" }, "Usual for this person."),
    test.why_not
      ? element("p", { class: "note" }, test.why_not)
      : element("button", { class: "button", "aria-label": `Open: ${test.name}`, onclick: open }, "Open"),
  );
}

/** @param {App} app @param {Bundle} bundle @param {GuidedTest} test @returns {Screen} */
function intro(app, bundle, test) {
  /** @param {string} heading @param {string[]} lines */
  const list = (heading, lines) =>
    lines.length > 0 && element("section", {}, element("h2", {}, heading), element("ul", {}, ...lines.map((line) => element("li", {}, line))));
  const node = element(
    "div",
    { class: "page" },
    element("h1", { tabindex: "-1" }, test.name),
    test.helper && element("p", { class: "note" }, "Only with a helper beside you."),
    list("You need", test.needs),
    list("Set up", test.set_up),
    list("Safety", test.safety),
    element("section", {}, element("h2", {}, "What to do"), element("p", {}, test.told)),
    element(
      "div",
      { class: "foot" },
      element("button", { class: "button big go", onclick: () => take(app, bundle, test).catch(saveFailed) }, "I am ready"),
      element("button", { class: "button quiet", onclick: async () => show(await screen(app, bundle)) }, "Back"),
    ),
  );
  return { node, title: test.name };
}

/** Do one test from its first go to its last.
 * @param {App} app @param {Bundle} bundle @param {GuidedTest} test */
async function take(app, bundle, test) {
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

  /** @param {Trial} trial */
  async function add(trial) {
    taken = { ...taken, trials: [...taken.trials, trial] };
    await save();
  }

  async function next() {
    const due = nextGo(test, taken.trials);
    if (!due) return finish();
    const go = due;
    const name = goName(test, go);
    const last = taken.trials.length > 0 && test.rest_s > 0;
    const begin = () => {
      const trial = trialScreen(app, test, go, { name, over: answers, back: begin });
      const leaving = () => {
        const cut = trial.cutOff();
        if (cut) add(newTrial(go, cut));
      };
      /** @param {import("../taken.js").Trial | Parameters<typeof newTrial>[1]} measured */
      function answers(measured) {
        const made = newTrial(go, measured);
        if (made.ended === "interrupted") add(made).catch(saveFailed);
        /** @param {Trial} trial */
        const keep = (trial) => (trial.ended === "done" ? add(trial) : Promise.resolve()).then(next).catch(saveFailed);
        const again = () => add({ ...made, ended: "interrupted" }).then(next).catch(saveFailed);
        const end = () => (made.ended === "done" ? add(made) : Promise.resolve()).then(finish).catch(saveFailed);
        show(trialAnswers(test, made, { name, keep, again, end }));
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
    if (taken.trials.length) await save();
    else await app.store.remove("tests", taken.id);
    const how = taken.ended === "done" ? "done" : "kept as interrupted";
    show(await screen(app, bundle, taken.trials.length ? `${test.name}: ${how}.` : "Nothing was taken."));
  }

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
