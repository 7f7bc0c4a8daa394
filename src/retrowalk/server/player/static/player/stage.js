// The one screen that is up, and the notices above it.

import { element } from "./elements.js";

/**
 * @typedef {object} Screen
 * @property {HTMLElement} node
 * @property {string} title
 * @property {boolean} [resting]  nothing is lost if the page is loaded again
 * @property {() => void} [leave]  when another screen takes its place
 * @property {() => void} [show]  a walk went on
 * @property {(text: string, language?: string) => void} [say]  a cue to show
 * @property {(session: import("./types.js").Walked) => void} [update]  a sent session changed
 */

/** @type {Screen | null} */
let up = null;

/** @returns {Screen | null} */
export function onStage() {
  return up;
}

/** @param {Screen} next */
export function show(next) {
  up?.leave?.();
  up = next;
  document.title = `${next.title} · Retrowalk`;
  place().replaceChildren(next.node);
  window.scrollTo(0, 0);
  const heading = next.node.querySelector("h1");
  if (heading instanceof HTMLElement) heading.focus({ preventScroll: true });
}

/** @param {string} text */
export function notice(text) {
  const close = () => note.remove();
  const note = element("p", { class: "notice", role: "alert" }, text, element("button", { onclick: close }, "Close"));
  document.getElementById("notices")?.replaceChildren(note);
}

let toldNoRoom = false;

/** The disk is full: said once, for it is tried again every few seconds. */
export function noRoom() {
  if (toldNoRoom) return;
  toldNoRoom = true;
  notice(
    "This device has no room left. Everything goes on and can be sent, but what is new is kept " +
      "only as long as this page is open: please keep it open, and free some space.",
  );
}

/** @param {unknown} error */
export function saveFailed(error) {
  const why = error instanceof Error ? error.message : String(error);
  notice(`The device could not save: ${why}. Please keep this page open and free some space.`);
}

/** @param {unknown} error */
export function cannotStart(error) {
  const why = error instanceof Error ? error.message : String(error);
  explain(`This browser did not let it: ${why}. A private window often does not keep data; please use a normal one.`);
}

/** Over plain http a browser gives no motion, no offline store and no keeping awake. */
export function notSecure() {
  explain(
    `A guided session needs a secure address. This one, ${window.location.origin}, is not: the browser ` +
      "would neither measure your steps nor work without a network. Ask whoever set Retrowalk up for " +
      "its https address; the guide is called “Use it on a phone”.",
  );
}

/** @param {string} words */
function explain(words) {
  const heading = element("h1", {}, "The player cannot start");
  place().replaceChildren(element("div", { class: "page" }, heading, element("p", {}, words)));
}

function place() {
  return /** @type {HTMLElement} */ (document.getElementById("screen"));
}
