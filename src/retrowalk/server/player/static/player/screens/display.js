// The panel for text size, colours and sound, and the sentence that tries the sound out.

import { element } from "../elements.js";
import { oneOf } from "./choices.js";

/** @typedef {import("../main.js").App} App */
/** @typedef {import("../types.js").Settings} Settings */

const QUESTIONS = /** @type {const} */ ([
  ["text", "Text size", { normal: "Normal", big: "Big" }],
  ["colours", "Colours", { auto: "Like the phone", light: "Light", dark: "Dark" }],
  ["cues", "Spoken cues", { all: "All", few: "Few", none: "Only for safety" }],
]);
const SWITCHES = /** @type {const} */ ([
  ["sound", "Sound"],
  ["beeps", "Beep with each cue"],
  ["vibration", "Vibrate with each cue"],
]);

/** @param {App} app */
export function display(app) {
  const { settings, voice } = app;
  const questions = QUESTIONS.map(([name, legend, choices]) =>
    oneOf({
      name,
      legend,
      shape: "row",
      choices: Object.entries(choices).map(([value, text]) => ({ value, text })),
      chosen: settings.now()[name],
      choose: (value) => settings.change(/** @type {Partial<Settings>} */ ({ [name]: value })),
    }),
  );
  const switches = SWITCHES.map(([name, text]) =>
    element(
      "label",
      { class: "choice" },
      element("input", {
        type: "checkbox",
        name,
        checked: settings.now()[name],
        onchange: (/** @type {Event} */ event) =>
          settings.change({ [name]: /** @type {HTMLInputElement} */ (event.target).checked }),
      }),
      element("span", { class: "face" }, text),
    ),
  );
  function tryOut() {
    voice.unlock();
    voice.hush();
    voice.cues([{ cue: { code: "walk_forward", number: null }, text: "This is how a cue sounds." }]);
  }
  return element(
    "details",
    { class: "display" },
    element("summary", {}, "Sound and display"),
    ...questions,
    element("div", { class: "choices switches" }, ...switches),
    element("button", { type: "button", class: "button quiet", onclick: tryOut }, "Try the sound"),
  );
}
