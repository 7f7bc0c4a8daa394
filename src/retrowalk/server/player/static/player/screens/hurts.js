// Pain while walking: one button, then one number. It asks only whoever presses it, covers
// neither the clock nor the stop, and goes away by itself as soon as it has its answer.

import { element } from "../elements.js";

const MOST = 10;

/**
 * @param {object} to
 * @param {(nrs: number) => void} to.rated
 * @param {(open: boolean) => void} to.shown  after it came up or went away
 */
export function hurts({ rated, shown }) {
  const open = element("button", { class: "button hurts", "aria-expanded": "false", onclick: () => show(true) }, "It hurts");
  const title = element("h2", { id: "hurts-title", tabindex: "-1" }, "How much does it hurt now?");
  const numbers = Array.from({ length: MOST + 1 }, (_, nrs) =>
    element("button", { class: "button", "aria-label": named(nrs), onclick: () => choose(nrs) }, String(nrs)),
  );
  const close = element("button", { class: "button quiet", "aria-label": "Close without a number", onclick: () => show(false) }, "Close");
  const panel = element(
    "div",
    { class: "hurting", role: "group", "aria-labelledby": "hurts-title", hidden: true },
    title,
    element("div", { class: "numbers" }, ...numbers, close),
  );

  /** @param {boolean} yes */
  function show(yes) {
    panel.hidden = !yes;
    open.setAttribute("aria-expanded", String(yes));
    shown(yes);
    (yes ? title : open).focus();
  }

  /** @param {number} nrs */
  function choose(nrs) {
    show(false);
    rated(nrs);
  }

  return { open, panel };
}

/** @param {number} nrs */
function named(nrs) {
  if (nrs === 0) return "0, no pain";
  return nrs === MOST ? `${nrs}, the worst you can imagine` : String(nrs);
}
