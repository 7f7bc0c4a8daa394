// A trial of oneself on the first page: what today is, and the answer of today with one tap.

import { element } from "./elements.js";
import { isoDay, isoWithZone } from "./times.js";

/** @typedef {import("./main.js").App} App */
/** @typedef {import("./types.js").Bundle} Bundle */

const MISSING = "Your answer of today is missing.";
const KEPT = "Your answer of today is kept on this device and sent when there is a network.";
const THERE = "Your answer of today is there.";
const PAUSED = "Your trial pauses, because your plan does not run now.";

/** @param {App} app @param {Bundle} bundle @returns {Node[]} empty where no trial runs today */
export function ownTrialToday(app, bundle) {
  const trial = bundle.trial;
  const today = trial?.days.find((one) => one.day === isoDay(new Date()));
  if (!trial || !today) return [];
  if (trial.paused) return [element("p", { class: "note" }, PAUSED)];
  const said = element("p", { role: "status" }, trial.answered.includes(today.day) ? THERE : MISSING);
  const asked = trial.answered.includes(today.day) ? [] : [question(app, bundle, today.day, said)];
  return [element("p", { class: "note" }, today.told), said, ...asked];
}

/** @param {App} app @param {Bundle} bundle @param {string} day @param {HTMLElement} said */
function question(app, bundle, day, said) {
  const trial = /** @type {import("./types.js").OwnTrial} */ (bundle.trial);
  const asked = trial.question;
  if (!asked) return element("p", {}, element("a", { class: "button quiet", href: trial.page }, "Take the test of today"));
  /** @param {number} value */
  async function answer(value) {
    if (group.inert) return; // a second tap on the way
    group.inert = true;
    await app.store.put("tests", taken(app, bundle, value)).catch((error) => {
      group.inert = false;
      throw error;
    });
    trial.answered.push(day);
    await app.store.put("bundles", bundle);
    said.textContent = KEPT;
    group.remove();
    const sending = import("./tests_sent.js").then(({ sendTests }) => sendTests(app.store, app.account.id()));
    await sending.catch(() => {}); // no network: it goes out from the first page later
  }
  const taps = Array.from({ length: asked.high - asked.low + 1 }, (_, i) => asked.low + i).map((value) =>
    element("button", { type: "button", class: "button quiet", onclick: () => answer(value) }, String(value)),
  );
  const group = element("div", { role: "group", "aria-label": asked.name }, element("p", {}, asked.told), element("div", { class: "numbers" }, ...taps));
  return group;
}

/** @param {App} app @param {Bundle} bundle @param {number} value @returns {import("./taken.js").Taken} */
function taken(app, bundle, value) {
  const asked = /** @type {import("./types.js").TrialQuestion} */ (bundle.trial?.question);
  const test = /** @type {import("./taken.js").GuidedTest} */ (
    /** @type {unknown} */ ({ key: asked.key, version: asked.version, name: asked.name, way: "told", parts: [] })
  );
  const none = { time_s: null, laps_s: [], count: null, distance_m: null, rpe_cr10: null, heart_rate_bpm: null };
  return {
    id: crypto.randomUUID(),
    account: bundle.account,
    person: { id: bundle.person.id, name: bundle.person.name },
    test,
    taken_at: isoWithZone(new Date()),
    simulated: bundle.simulated,
    stage: "waiting",
    trials: [{ part: "", practice: false, ended: "done", ...none, values: { [asked.measure]: value } }],
    ended: "done",
    detail: "",
  };
}
