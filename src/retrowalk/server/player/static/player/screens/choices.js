// Questions with big answers to tap: radio buttons and check boxes dressed as buttons.

import { element } from "../elements.js";

/**
 * @param {object} question
 * @param {string} question.name
 * @param {string} question.legend
 * @param {string} [question.hint]
 * @param {string} [question.shape]  "scale" lays short answers out in a grid
 * @param {{value: string, text: string, note?: string}[]} question.choices
 * @param {string | null} question.chosen
 * @param {(value: string) => void} question.choose
 */
export function oneOf({ name, legend, hint, shape = "list", choices, chosen, choose }) {
  return element(
    "fieldset",
    { class: `question ${shape}`, id: `question-${name}` },
    element("legend", {}, legend),
    hint && element("p", { class: "hint" }, hint),
    element(
      "div",
      { class: "choices" },
      ...choices.map(({ value, text, note }) =>
        element(
          "label",
          { class: "choice" },
          element("input", { type: "radio", name, value, checked: value === chosen, onchange: () => choose(value) }),
          element("span", { class: "face" }, element("b", {}, text), note && element("small", {}, note)),
        ),
      ),
    ),
  );
}

/**
 * @param {object} question
 * @param {string} question.name
 * @param {string} question.legend
 * @param {string} [question.hint]
 * @param {{value: string, text: string}[]} question.choices
 * @param {string[]} question.chosen
 * @param {(values: string[]) => void} question.choose
 */
export function anyOf({ name, legend, hint, choices, chosen, choose }) {
  const boxes = choices.map(({ value }) =>
    /** @type {HTMLInputElement} */ (
      element("input", { type: "checkbox", name, value, checked: chosen.includes(value), onchange: tell })
    ),
  );
  function tell() {
    choose(boxes.filter((box) => box.checked).map((box) => box.value));
  }
  return element(
    "fieldset",
    { class: "question list", id: `question-${name}` },
    element("legend", {}, legend),
    hint && element("p", { class: "hint" }, hint),
    element(
      "div",
      { class: "choices" },
      ...choices.map(({ text }, i) =>
        element("label", { class: "choice" }, boxes[i], element("span", { class: "face" }, text)),
      ),
    ),
  );
}

export const PAIN_HINT = "0 is no pain, 10 the worst you can imagine.";

/** 0 to 10, and the right not to answer.
 * @param {string} name @param {string} legend @param {string} hint
 * @param {number | null | undefined} chosen  null: not answered on purpose; undefined: not yet
 * @param {(value: number | null) => void} choose */
export function painScale(name, legend, hint, chosen, choose) {
  const choices = Array.from({ length: 11 }, (_, i) => ({ value: String(i), text: String(i) }));
  choices.push({ value: "", text: "No answer" });
  return oneOf({
    name,
    legend,
    hint,
    shape: "scale",
    choices,
    chosen: chosen === undefined ? null : String(chosen ?? ""),
    choose: (value) => choose(value === "" ? null : Number(value)),
  });
}

/** Bring the person to a question that still needs an answer.
 * @param {string} name */
export function goToQuestion(name) {
  const first = document.querySelector(`#question-${name} input`);
  if (first instanceof HTMLElement) first.focus();
}
