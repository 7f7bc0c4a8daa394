// Tests: those that this person may do, both ways where there are two, and what is not sent yet.

import { element } from "../elements.js";
import { saveFailed, show } from "../stage.js";
import { sendTests } from "../tests_sent.js";
import { REST, endsTheDay, isOfThePlan } from "./happened.js";
import { pairCard, pairsOf } from "./pairs.js";
import { intro } from "./taking.js";
import { canTake } from "./ways.js";

/** @typedef {import("../main.js").App} App */
/** @typedef {import("../types.js").Bundle & {tests?: GuidedTest[]}} Bundle */
/** @typedef {import("../taken.js").GuidedTest} GuidedTest */
/** @typedef {import("../taken.js").Taken} Taken */
/** @typedef {import("../stage.js").Screen} Screen */

const NONE = "No test is kept on this device yet. Go online and open this person's page once.";
const UNTOLD = "Your plan does not know of what happened in it: tell it on your page, under “Something went wrong”.";
const OTHERS = "Weight, waist, pain, and totals of forms are typed in on the person's page.";

/** @param {App} app @param {Bundle} bundle @param {string} [notice] @returns {Promise<Screen>} */
export async function screen(app, bundle, notice = "") {
  const state = element("div", { role: "status", class: "foot" });
  const tests = (bundle.tests ?? []).filter(canTake);
  async function send() {
    const left = await sendTests(app.store, bundle.account);
    state.replaceChildren(...left.filter((one) => one.person.id === bundle.person.id).map(leftLine));
  }
  /** @param {string} [text] */
  const home = async (text) => show(await screen(app, bundle, text));
  /** @param {GuidedTest} test */
  const alone = (test) => show(intro(app, bundle, test, { over: (taken) => home(ended(taken)), back: home }));
  const cards = await cardsOf(app, bundle, tests, { home, alone });
  history.replaceState(null, "", "#tests"); // the first page, still loading, then stays away
  window.addEventListener("online", send);
  send().catch(saveFailed);
  const leave = () => {
    app.company.part(); // a strap is let go with the tests
    app.goHome();
  };
  const node = element(
    "div",
    { class: "page" },
    element("h1", { tabindex: "-1" }, `Timed tests: ${bundle.person.name}`),
    bundle.simulated && element("p", { class: "simulated" }, "Simulated person: a made-up example"),
    notice && element("p", { class: "note" }, notice),
    state,
    tests.length === 0 && element("p", { class: "note" }, NONE),
    ...cards,
    tests.length > 0 && element("p", { class: "lead" }, OTHERS),
    element("p", { class: "away" }, element("button", { class: "button quiet", onclick: leave }, "To your sessions")),
  );
  return { node, title: "Timed tests", resting: true, leave: () => window.removeEventListener("online", send) };
}

/** @param {Taken} taken */
function ended({ test, ended, trials }) {
  const rest = trials.some(({ happened = [] }) => endsTheDay(test, happened)) ? ` ${REST}` : "";
  return `${test.name}: ${ended === "done" ? "done" : "kept as interrupted"}.${rest}`;
}

/** A card each, of two ways one card where the first of them stands.
 * @param {App} app @param {Bundle} bundle @param {GuidedTest[]} tests
 * @param {{home: (notice?: string) => Promise<void>, alone: (test: GuidedTest) => void}} to */
async function cardsOf(app, bundle, tests, to) {
  const pairs = pairsOf(tests);
  const made = new Set();
  /** @type {HTMLElement[]} */
  const cards = [];
  for (const test of tests) {
    const pair = pairs.find(({ forward, backward }) => test === forward || test === backward);
    if (!pair) cards.push(offer(test, to.alone));
    else if (!made.has(pair)) cards.push(await pairCard(app, bundle, pair, to));
    if (pair) made.add(pair);
  }
  return cards;
}

/** @param {Taken} taken */
function leftLine({ test, stage, detail, trials }) {
  const refused = stage === "refused";
  const where = refused ? "The server did not take it:" : "Kept on this device.";
  const untold = refused && trials.some(({ happened = [] }) => happened.some(isOfThePlan)) ? ` ${UNTOLD}` : "";
  return element("p", { class: refused ? "state refused" : "state" }, `${test.name}: ${where} ${detail}${untold}`);
}

/** @param {GuidedTest} test @param {(test: GuidedTest) => void} open */
function offer(test, open) {
  return element(
    "section",
    { class: "card" },
    element("h2", {}, test.name),
    test.usual && element("p", { class: "lead" }, "Usual for this person."),
    test.why_not
      ? element("p", { class: "note" }, test.why_not)
      : element("button", { class: "button", "aria-label": `Open: ${test.name}`, onclick: () => open(test) }, "Open"),
  );
}
