// The stop: one press, anywhere in the bottom band, or the Escape key. It never asks back.

import { element, icon } from "../elements.js";

/** @param {() => void} stop */
export function stopButton(stop) {
  return element("button", { class: "stop", onclick: stop, "aria-keyshortcuts": "Escape" }, icon("stop"), "STOP");
}

/** @param {() => void} stop @returns {() => void} stops listening */
export function whenEscape(stop) {
  /** @param {KeyboardEvent} event */
  function listen(event) {
    if (event.key === "Escape") stop();
  }
  document.addEventListener("keydown", listen);
  return () => document.removeEventListener("keydown", listen);
}
