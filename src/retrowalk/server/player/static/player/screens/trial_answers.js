// After a go: what the clock or the phone says, and what only the person knows. A number that is
// unlikely or cannot be is asked about once.

import { DISTANCE_UNITS, distanceOf, doubtsOf } from "../doubts.js";
import { element } from "../elements.js";
import { walkedM } from "../taken.js";
import { oneOf } from "./choices.js";

/** @typedef {import("../taken.js").Trial} Trial */
/** @typedef {import("../taken.js").GuidedTest} GuidedTest */

const FIRST_TELL = "Please say what happened, or choose “None of these”.";
const EXERTION = [
  ["0", "at rest"], ["0.5", ""], ["1", "very light"], ["2", "light"], ["3", "moderate"], ["4", ""],
  ["5", "hard"], ["6", ""], ["7", "very hard"], ["8", ""], ["9", ""], ["10", "the hardest possible"],
].map(([value, note]) => ({ value, text: value, note }));

/**
 * @typedef {object} Field
 * @property {string} label
 * @property {number} least
 * @property {number} most  of any number that can be sent
 * @property {string} step
 */

/** @type {Record<"count" | "distance_m" | "heart_rate_bpm", Field>} */
const FIELDS = {
  count: { label: "How many were counted?", least: 0, most: 1000, step: "1" },
  distance_m: { label: "Distance walked", least: 0, most: 2000, step: "0.1" },
  heart_rate_bpm: { label: "Heart rate of the last 2 minutes, beats per minute (may be left out)", least: 30, most: 240, step: "1" },
};

/**
 * @param {GuidedTest} test @param {Trial} trial
 * @param {object} to
 * @param {string} to.name
 * @param {string} to.units  metric or imperial: the unit that is offered first
 * @param {string[]} to.told  what this way of taking a go has to say of it; none: its time is said
 * @param {string[]} to.exact  how exact that is; none: nothing is said
 * @param {import("./happened.js").Happened | null} to.asked  what went wrong; null: not asked
 * @param {(trial: Trial) => void} to.noted  something went wrong: kept at once, the page may be closed
 * @param {(trial: Trial) => void} to.keep
 * @param {(trial: Trial) => void} to.again  this go does not count and is done once more
 * @param {(trial: Trial) => void} to.end  no more goes today
 */
export function trialAnswers(test, trial, { name, units, told, exact, asked: event, noted, keep, again, end }) {
  const given = { ...trial };
  const missing = element("p", { class: "missing", role: "alert" });
  const doubt = element("div", {});
  let asked = ""; // what was asked about, and stands on the page with its tick
  /** @type {Map<string, HTMLInputElement>} */
  const inputs = new Map();
  const whole = trial.ended === "done";
  const counts = test.parts.find(({ key }) => key === trial.part)?.counts === true;
  const unit = unitChoice(units);

  function done() {
    for (const [key, input] of inputs) {
      const factor = key === "distance_m" ? DISTANCE_UNITS[unit.value] : 1;
      const lacks = wrong(/** @type {keyof typeof FIELDS} */ (key), input, factor);
      missing.textContent = lacks;
      if (lacks) return input.focus();
      if (key === "distance_m") take(distanceOf(Number(input.value), unit.value));
      else Object.assign(given, { [key]: input.value === "" ? null : Number(input.value) });
    }
    if (!sure()) return;
    if (event?.ends()) end(withEvent());
    else keep(withEvent());
  }

  /** The go with what was told of it. */
  function withEvent() {
    const happened = event?.told() ?? [];
    return happened.length ? { ...given, happened } : given;
  }

  /** @returns {boolean} whether it still has to be told what went wrong */
  function untold() {
    if (!event || event.told().length) return false;
    missing.textContent = FIRST_TELL;
    event.ask();
    return true;
  }

  /** What went wrong may end the tests of the day: then there is no other go. */
  function offer() {
    missing.textContent = "";
    const over = event?.ends() ?? false;
    const first = whole ? (over ? "Keep and end the test" : "Keep and go on") : "Do it again";
    onward.textContent = first;
    onward.hidden = over && !whole;
    kept.textContent = `It is kept as interrupted and not counted.${over ? "" : " You may do it again."}`;
    redo.hidden = !whole || over;
    stopHere.className = over && !whole ? "button big go" : "button quiet";
  }

  const kept = element("p", { class: "note" });
  const onward = element("button", { class: "button big go", onclick: () => (whole || !untold()) && done() });
  const redo = element("button", { class: "button quiet", onclick: () => untold() || again(withEvent()) }, "It went wrong: do not count it, do it again");
  const stopHere = element("button", { class: "button quiet", onclick: () => (whole || !untold()) && sure() && end(withEvent()) }, "End the test here");

  /** @param {ReturnType<typeof distanceOf>} distance */
  function take({ distance_m, series }) {
    given.distance_m = distance_m;
    if (series || given.series) given.series = { ...trial.series, ...series };
  }

  /** Ask about what cannot be or is unlikely; say whether nothing is open any more. */
  function sure() {
    const { cannot, unusual } = doubtsOf(test, given);
    const text = [...cannot, ...unusual].join(" ");
    const tick = /** @type {HTMLInputElement | null} */ (doubt.querySelector("input"));
    if (!text) return true;
    if (text === asked && tick?.checked) {
      given.confirmed = unusual.length > 0;
      return true;
    }
    asked = text;
    doubt.replaceChildren(question(text, cannot.length > 0));
    doubt.querySelector("input")?.focus();
    return false;
  }

  /** @param {keyof typeof FIELDS} key */
  function field(key) {
    const { label, least, most, step } = FIELDS[key];
    const made = number(key, counts && key === "count" ? "How many right answers?" : label, { min: least, max: key === "distance_m" ? null : most, step });
    const input = /** @type {HTMLInputElement} */ (made.querySelector("input"));
    if (key === "heart_rate_bpm" && trial.heart_rate_bpm !== null) {
      input.value = String(trial.heart_rate_bpm);
      made.append(element("p", { class: "hint" }, "As the strap told it."));
    }
    inputs.set(key, input);
    return made;
  }

  /** Laps give the distance once their length is told, in the unit that is chosen. */
  function lapFields() {
    const laps = trial.laps_s.length;
    if (!laps) return null;
    const each = number("lap_m", "Length of one lap", { min: 1, max: 2000, step: "0.1" });
    const rest = number("rest_m", "What was walked of the last lap that was not finished", { min: 0, max: 2000, step: "0.1" });
    const [lapM, restM] = [each, rest].map((one) => /** @type {HTMLInputElement} */ (one.querySelector("input")));
    const add = () => {
      const total = inputs.get("distance_m");
      if (total && lapM.value) total.value = String(walkedM(laps, Number(lapM.value), Number(restM.value)));
    };
    lapM.addEventListener("input", add);
    restM.addEventListener("input", add);
    return element("div", { class: "foot" }, element("p", {}, `Laps tapped: ${laps}.`), each, rest);
  }

  const asks = whole ? [...test.asks, ...(counts ? ["count"] : [])] : [];
  const node = element(
    "div",
    { class: "page" },
    element("h1", { tabindex: "-1" }, whole ? `${name}: done` : `${name}: interrupted`),
    ...(told.length ? told : [said(test, trial)]).map((sentence) => element("p", { class: "reason" }, sentence)),
    exact.length > 0 && element("details", {}, element("summary", {}, "How exact is this?"), ...exact.map((sentence) => element("p", {}, sentence))),
    !whole && kept,
    !whole && event?.node,
    asks.includes("distance_m") && unit.node,
    asks.includes("distance_m") && lapFields(),
    asks.includes("distance_m") && field("distance_m"),
    asks.includes("count") && field("count"),
    asks.includes("rpe_cr10") &&
      oneOf({
        name: "exertion",
        legend: "How hard was it?",
        shape: "scale exertion",
        choices: EXERTION,
        chosen: null,
        choose: (value) => (given.rpe_cr10 = Number(value)),
      }),
    asks.includes("heart_rate_bpm") && field("heart_rate_bpm"),
    doubt,
    whole && event?.node,
    element("div", { class: "foot" }, missing, onward, redo, stopHere),
  );
  event?.whenChanged(() => {
    noted(withEvent());
    offer();
  });
  offer();
  return { node, title: name };
}

/** @param {string} text @param {boolean} cannot */
function question(text, cannot) {
  return element(
    "div",
    { class: "question list", role: "alert" },
    element("p", { class: "note" }, text),
    element(
      "label",
      { class: "choice" },
      element("input", { type: "checkbox", name: "sure" }),
      element("span", { class: "face" }, element("b", {}, cannot ? "Keep it as it is, not counted" : "It is right as it stands")),
    ),
  );
}

/** @param {string} units */
function unitChoice(units) {
  const select = /** @type {HTMLSelectElement} */ (
    element("select", { id: "field-unit", name: "unit" }, ...Object.keys(DISTANCE_UNITS).map((one) => element("option", { value: one, selected: one === (units === "imperial" ? "feet" : "metres") }, one)))
  );
  const node = element("div", { class: "question code-form" }, element("label", { for: "field-unit" }, "Distances are in"), select);
  return {
    node,
    get value() {
      return select.value;
    },
  };
}

/** @param {GuidedTest} test @param {Trial} trial */
function said({ marks_m }, { time_s, laps_s }) {
  if (marks_m && time_s !== null) return `${time_s.toFixed(2)} seconds between the marks.`;
  const time = time_s === null ? "No time was taken." : `${time_s.toFixed(2)} seconds.`;
  return laps_s.length ? `${time} Laps: ${laps_s.map((s) => s.toFixed(1)).join(", ")} seconds.` : time;
}

/** @param {string} name @param {string} label @param {Record<string, unknown>} limits */
function number(name, label, limits) {
  const id = `field-${name}`;
  return element(
    "div",
    { class: "question code-form" },
    element("label", { for: id }, label),
    element("input", { id, name, type: "number", inputmode: "decimal", ...limits }),
  );
}

/** @param {keyof typeof FIELDS} key @param {HTMLInputElement} input @param {number} factor  of its unit @returns {string} */
function wrong(key, input, factor) {
  const { label, least, most } = FIELDS[key];
  const value = Number(input.value);
  if (input.value === "") return key === "heart_rate_bpm" ? "" : `Please tell: ${label}`;
  const whole = key === "distance_m" || Number.isInteger(value);
  const highest = Math.floor(most / factor);
  return whole && value >= least && value <= highest ? "" : `${label}: please a number from ${least} to ${highest}.`;
}
