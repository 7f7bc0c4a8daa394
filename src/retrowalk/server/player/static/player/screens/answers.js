// Answer buttons of a test of thinking: by touch at the moment of the touch, by the number on
// them, or by the keyboard on the one that is chosen. Never by the click that comes later.

import { element } from "../elements.js";

/** @param {string[]} names @param {(chosen: number, event: Event) => void} chose */
export function answersOf(names, chose) {
  const buttons = names.map((name, i) =>
    element(
      "button",
      {
        class: "button",
        "aria-keyshortcuts": String(i + 1),
        onpointerdown: (/** @type {PointerEvent} */ event) => {
          if (event.button === 0 && event.isPrimary) chose(i, event);
        },
      },
      element("small", { "aria-hidden": "true" }, String(i + 1)),
      name,
    ),
  );

  return {
    buttons,
    /** @param {string} key @param {KeyboardEvent} event @returns {boolean} */
    typed(key, event) {
      const onButton = key === "Enter" || key === " " ? buttons.findIndex((one) => one === event.target) : -1;
      const chosen = onButton >= 0 ? onButton : buttons.findIndex((_, i) => key === String(i + 1));
      if (chosen < 0) return false;
      chose(chosen, event);
      return true;
    },
  };
}
