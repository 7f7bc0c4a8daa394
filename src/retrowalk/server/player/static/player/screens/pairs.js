// The same test both ways on one day: the order that chance drew, the rest between by the wall
// clock, so that it goes on through a locked phone or a new page, and the difference at the end.

import { element } from "../elements.js";
import { differenceSaid, firstWay, principal } from "../pair.js";
import { saveFailed, show } from "../stage.js";
import { isoDay } from "../times.js";
import { REST, endsTheDay } from "./happened.js";
import { intro } from "./taking.js";

/** @typedef {import("../main.js").App} App */
/** @typedef {import("../types.js").Bundle} Bundle */
/** @typedef {import("../taken.js").GuidedTest} GuidedTest */
/** @typedef {import("../taken.js").Taken} Taken */
/** @typedef {"forward" | "backward"} WayName */

/**
 * @typedef {object} PairState  kept on this device until the day is over
 * @property {string} name  on the shelf of settings
 * @property {string} account
 * @property {string} day
 * @property {WayName} first
 * @property {number | null} value  of the first way
 * @property {number} rest_until_ms  wall clock
 * @property {string} said  what came of both; "" before
 */

/** @typedef {{key: string, forward: GuidedTest, backward: GuidedTest}} Pair */

/** The pairs among tests whose both ways are here.
 * @param {GuidedTest[]} tests @returns {Pair[]} */
export function pairsOf(tests) {
  return tests.flatMap((test) => {
    const other = tests.find(({ key }) => key === test.pair?.partner);
    if (!test.pair || !other || test.direction !== "forward") return [];
    return [{ key: test.pair.key, forward: test, backward: other }];
  });
}

/** @param {App} app @param {Bundle} bundle @param {Pair} pair @returns {Promise<PairState | null>} of today */
async function stateOf(app, bundle, pair) {
  /** @type {PairState | undefined} */
  const kept = await app.store.get("settings", shelfName(bundle, pair));
  return kept && kept.account === bundle.account && kept.day === isoDay(new Date()) ? kept : null;
}

/** @param {Bundle} bundle @param {Pair} pair */
function shelfName(bundle, pair) {
  return `pair ${bundle.person.id} ${pair.key}`;
}

/**
 * @param {App} app @param {Bundle} bundle @param {Pair} pair
 * @param {object} to
 * @param {(notice?: string) => Promise<void>} to.home  the list of tests
 * @param {(test: GuidedTest) => void} to.alone  one way only
 */
export async function pairCard(app, bundle, pair, { home, alone }) {
  const { forward, backward } = pair;
  const kept = await stateOf(app, bundle, pair);
  const first = kept?.first ?? (await firstWay(pair.key, bundle.person.id, isoDay(new Date())));
  const order = first === "forward" ? [forward, backward] : [backward, forward];
  const minutes = Math.round((forward.pair?.rest_s ?? 0) / 60);
  const why = forward.why_not || backward.why_not;
  const waits = kept && !kept.said;
  const open = () => begin(app, bundle, pair, order, home);
  const goOn = () => show(restScreen(app, bundle, pair, /** @type {PairState} */ (kept), order[1], home));
  return element(
    "section",
    { class: "card" },
    element("h2", {}, `${forward.pair?.name ?? forward.name}, both ways`),
    (forward.usual || backward.usual) && element("p", { class: "lead" }, "Usual for this person."),
    !why && !kept && element("p", {}, `Today, drawn by chance: ${first} first, then ${first === "forward" ? "backward" : "forward"}, with ${rested(minutes)} of rest between.`),
    waits && element("p", { class: "note" }, `${order[0].name} is done. Rest until ${wallClock(kept.rest_until_ms)}, then: ${order[1].name}.`),
    kept?.said && element("p", { class: "note" }, `Today: ${kept.said}`),
    why
      ? element("p", { class: "note" }, why)
      : waits
        ? element("button", { class: "button", onclick: goOn, "aria-label": `Go on: ${order[1].name}` }, "Go on")
        : !kept && element("button", { class: "button", onclick: open, "aria-label": `Open both ways: ${forward.name}` }, "Open both ways"),
    !why &&
      element(
        "details",
        {},
        element("summary", {}, "Only one way, not compared"),
        element("div", { class: "foot" }, ...[forward, backward].map((test) => element("button", { class: "button quiet", "aria-label": `Open: ${test.name}`, onclick: () => alone(test) }, test.name))),
      ),
  );
}

/** @param {number} minutes */
function rested(minutes) {
  return minutes === 1 ? "at least 1 minute" : `at least ${minutes} minutes`;
}

/** @param {App} app @param {Bundle} bundle @param {Pair} pair @param {GuidedTest[]} order @param {(notice?: string) => Promise<void>} home */
function begin(app, bundle, pair, [test, second], home) {
  /** @param {Taken} taken */
  async function over(taken) {
    const rest = taken.trials.some(({ happened = [] }) => endsTheDay(test, happened));
    if (rest) return home(`${test.name}: kept. ${REST}`); // no second way, and none is announced
    if (taken.ended !== "done") return home(`${test.name}: kept as interrupted. Both ways begin anew.`);
    /** @type {PairState} */
    const state = {
      name: shelfName(bundle, pair),
      account: bundle.account,
      day: isoDay(new Date()),
      first: /** @type {WayName} */ (test.direction),
      value: principal(test, taken.trials),
      rest_until_ms: Date.parse(taken.ended_at ?? taken.taken_at) + (test.pair?.rest_s ?? 0) * 1000,
      said: "",
    };
    await app.store.put("settings", state);
    show(restScreen(app, bundle, pair, state, second, home));
  }
  show(intro(app, bundle, test, { over, back: home }));
}

/** @param {App} app @param {Bundle} bundle @param {Pair} pair @param {PairState} state
 * @param {GuidedTest} second @param {(notice?: string) => Promise<void>} home @returns {import("../stage.js").Screen} */
function restScreen(app, bundle, pair, state, second, home) {
  const until = wallClock(state.rest_until_ms);
  const word = element("h1", { tabindex: "-1" });
  const said = element("p", { role: "status" });
  const go = element("button", { class: "button big go", onclick: () => open(true) }, `Begin: ${second.name}`);
  const skip = element("button", { class: "button quiet", onclick: () => open(false) }, "Go on now: not paired");
  const note = element("p", { class: "note" }, "Without the whole rest the second way starts tired: it is kept, but the two are not compared.");
  let rests = true;

  function draw() {
    const now = Date.now() < state.rest_until_ms;
    word.textContent = now ? `Rest until ${until}` : `Next: ${second.name}`;
    go.toggleAttribute("disabled", now);
    skip.hidden = note.hidden = !now;
    if (rests && !now) {
      said.textContent = "Rested. Begin when you are ready.";
      app.voice.speak(said.textContent);
    }
    rests = now;
  }

  /** @param {boolean} paired */
  function open(paired) {
    /** @param {Taken} taken */
    async function over(taken) {
      const text = saidOf(pair, state, second, taken, paired);
      const rest = taken.trials.some(({ happened = [] }) => endsTheDay(second, happened)) ? ` ${REST}` : "";
      await app.store.put("settings", { ...state, said: text });
      await home(text + rest);
    }
    show(intro(app, bundle, second, { over, back: home }));
  }

  draw();
  const timer = setInterval(draw, 500);
  const node = element(
    "div",
    { class: "page" },
    word,
    element("p", {}, "Sit down. You may lock the phone or leave this page: the time goes on."),
    said,
    note,
    element(
      "div",
      { class: "foot" },
      go,
      skip,
      element("button", { class: "button quiet", onclick: () => home().catch(saveFailed) }, "Back to the tests"),
    ),
  );
  return { node, title: `Rest until ${until}`, leave: () => clearInterval(timer) };
}

/** @param {Pair} pair @param {PairState} state @param {GuidedTest} second @param {Taken} taken @param {boolean} paired */
function saidOf({ forward }, { first, value }, second, taken, paired) {
  const name = forward.pair?.name ?? forward.name;
  if (!paired) return `${name}: not paired, because the rest was cut short; both ways are kept.`;
  const other = taken.ended === "done" ? principal(second, taken.trials) : null;
  if (value === null || other === null || !forward.pair) return `${name}: one of the two ways has no value, so they are not compared.`;
  const [ahead, back] = first === "forward" ? [value, other] : [other, value];
  return `${forward.pair.measure_name}: ${differenceSaid(forward.pair, ahead, back)}`;
}

/** @param {number} ms @returns {string} "14:32" as people here write it */
function wallClock(ms) {
  return new Date(ms).toLocaleTimeString(document.documentElement.lang || undefined, { hour: "2-digit", minute: "2-digit" });
}
