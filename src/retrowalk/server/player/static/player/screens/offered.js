// The buttons that open what not every session needs, where it can be had.

import { element } from "../elements.js";
import { partsAt } from "../parts.js";
import { show } from "../stage.js";

/** @typedef {import("../main.js").App} App */
/** @typedef {import("../types.js").Bundle} Bundle */
/** @typedef {import("../types.js").PlannedSession} PlannedSession */

/** Each opens its panel beneath its button, so that no given answer is lost.
 * @param {App} app @param {{bundle: Bundle, planned: PlannedSession}} chosen */
export function offeredBefore(app, chosen) {
  return partsAt("before").map(([name, part]) => {
    const place = element("div", { class: "offered-panel", id: `part-${name}`, hidden: true });
    const button = element(
      "button",
      { type: "button", class: "button quiet", "aria-expanded": "false", "aria-controls": place.id, onclick: turn },
      part.text,
    );
    async function turn() {
      if (!place.childElementCount) {
        const module = await app.company.use(name);
        const panel = await module?.panel?.(app, chosen);
        if (panel) place.replaceChildren(panel);
      }
      place.hidden = !place.hidden || !place.childElementCount;
      button.setAttribute("aria-expanded", String(!place.hidden));
    }
    return element("div", { class: "offered" }, button, place);
  });
}

/** @param {App} app @param {Bundle} bundle */
export function offeredAtHome(app, bundle) {
  return partsAt("home").map(([name, part]) => {
    async function open() {
      const module = await app.company.use(name);
      const screen = await module?.screen?.(app, bundle);
      if (screen) show(screen);
    }
    return element("button", { type: "button", class: "button quiet", onclick: open }, part.text);
  });
}
