// After a go: what the clock says, and what only the person knows.

import { element } from "../elements.js";
import { walkedM } from "../taken.js";
import { oneOf } from "./choices.js";

/** @typedef {import("../taken.js").Trial} Trial */
/** @typedef {import("../taken.js").GuidedTest} GuidedTest */

const EXERTION = [
  ["0", "at rest"], ["0.5", ""], ["1", "very light"], ["2", "light"], ["3", "moderate"], ["4", ""],
  ["5", "hard"], ["6", ""], ["7", "very hard"], ["8", ""], ["9", ""], ["10", "the hardest possible"],
].map(([value, note]) => ({ value, text: value, note }));

/**
 * @typedef {object} Field
 * @property {string} label
 * @property {number} least
 * @property {number} most
 * @property {string} step
 */

/** @type {Record<"count" | "distance_m" | "heart_rate_bpm", Field>} */
const FIELDS = {
  count: { label: "How many were counted?", least: 0, most: 1000, step: "1" },
  distance_m: { label: "Distance walked, in metres", least: 0, most: 2000, step: "0.1" },
  heart_rate_bpm: { label: "Heart rate at the end, beats per minute (may be left out)", least: 30, most: 240, step: "1" },
};

/**
 * @param {GuidedTest} test @param {Trial} trial
 * @param {object} to
 * @param {string} to.name
 * @param {(trial: Trial) => void} to.keep
 * @param {() => void} to.again  this go does not count and is done once more
 * @param {() => void} to.end  no more goes today
 */
export function trialAnswers(test, trial, { name, keep, again, end }) {
  const given = { ...trial };
  const missing = element("p", { class: "missing", role: "alert" });
  /** @type {Map<string, HTMLInputElement>} */
  const inputs = new Map();
  const whole = trial.ended === "done";

  function done() {
    for (const [key, input] of inputs) {
      const lacks = wrong(/** @type {keyof typeof FIELDS} */ (key), input);
      missing.textContent = lacks;
      if (lacks) return input.focus();
      Object.assign(given, { [key]: input.value === "" ? null : Number(input.value) });
    }
    keep(given);
  }

  /** @param {keyof typeof FIELDS} key */
  function field(key) {
    const { label, least, most, step } = FIELDS[key];
    const made = number(key, label, { min: least, max: most, step });
    inputs.set(key, /** @type {HTMLInputElement} */ (made.querySelector("input")));
    return made;
  }

  /** Laps give the distance once their length is told. */
  function lapFields() {
    const laps = trial.laps_s.length;
    if (!laps) return null;
    const each = number("lap_m", "Length of one lap, in metres", { min: 1, max: 500, step: "0.1" });
    const rest = number("rest_m", "Metres of the last lap that was not finished", { min: 0, max: 500, step: "0.1" });
    const [lapM, restM] = [each, rest].map((one) => /** @type {HTMLInputElement} */ (one.querySelector("input")));
    const add = () => {
      const total = inputs.get("distance_m");
      if (total && lapM.value) total.value = String(walkedM(laps, Number(lapM.value), Number(restM.value)));
    };
    lapM.addEventListener("input", add);
    restM.addEventListener("input", add);
    return element("div", { class: "foot" }, element("p", {}, `Laps tapped: ${laps}.`), each, rest);
  }

  const asked = whole ? test.asks : [];
  const node = element(
    "div",
    { class: "page" },
    element("h1", { tabindex: "-1" }, whole ? `${name}: done` : `${name}: interrupted`),
    element("p", { class: "reason" }, said(trial)),
    !whole && element("p", { class: "note" }, "It is kept as interrupted and not counted. You may do it again."),
    asked.includes("distance_m") && lapFields(),
    asked.includes("distance_m") && field("distance_m"),
    asked.includes("count") && field("count"),
    asked.includes("rpe_cr10") &&
      oneOf({
        name: "exertion",
        legend: "How hard was it?",
        shape: "scale exertion",
        choices: EXERTION,
        chosen: null,
        choose: (value) => (given.rpe_cr10 = Number(value)),
      }),
    asked.includes("heart_rate_bpm") && field("heart_rate_bpm"),
    element(
      "div",
      { class: "foot" },
      missing,
      element("button", { class: "button big go", onclick: done }, whole ? "Keep and go on" : "Do it again"),
      whole && element("button", { class: "button quiet", onclick: again }, "It went wrong: do not count it, do it again"),
      element("button", { class: "button quiet", onclick: end }, "End the test here"),
    ),
  );
  return { node, title: name };
}

/** @param {Trial} trial */
function said({ time_s, laps_s }) {
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

/** @param {keyof typeof FIELDS} key @param {HTMLInputElement} input @returns {string} */
function wrong(key, input) {
  const { label, least, most } = FIELDS[key];
  const value = Number(input.value);
  if (input.value === "") return key === "heart_rate_bpm" ? "" : `Please tell: ${label}`;
  const whole = key === "distance_m" || Number.isInteger(value);
  return whole && value >= least && value <= most ? "" : `${label}: please a number from ${least} to ${most}.`;
}
