// The companion's page: asks about once a second where the walk is, and carries a STOP.

import { createAwake } from "../player/awake.js";
import { element, icon, write } from "../player/elements.js";
import { clockFace } from "../player/times.js";
import { createLink } from "./link.js";
import { stopAnswer, view } from "./seen.js";

/** @typedef {import("./link.js").Watched} Watched */
/** @typedef {import("./seen.js").StopState} StopState */
/** @typedef {import("./seen.js").View} View */

const ASK_MS = 800;
const SHOW_MS = 200;

/** @type {Record<View["kind"], Parameters<typeof icon>[0]>} */
const SHAPE = { waiting: "pause", stale: "stumble", paused: "pause", over: "done", change: "change", forward: "forward", backward: "backward" };

const screen = /** @type {HTMLElement} */ (document.getElementById("screen"));
let leave = () => {};

/** @param {HTMLElement} node */
function show(node) {
  leave();
  leave = () => {};
  screen.replaceChildren(node);
  const heading = node.querySelector("h1");
  if (heading instanceof HTMLElement) heading.focus({ preventScroll: true });
}

/** @param {string} [why] */
function askForCode(why = "") {
  const input = /** @type {HTMLInputElement} */ (
    element("input", { name: "code", id: "code", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", maxlength: 30 })
  );
  /** @param {Event} event */
  function open(event) {
    event.preventDefault();
    if (input.value.trim()) location.hash = input.value.trim();
  }
  show(
    element(
      "div",
      { class: "page" },
      element("h1", { tabindex: "-1" }, "Watch a walk"),
      why && element("p", { class: "note", role: "alert" }, why),
      element("p", {}, "Type the code from the walker's phone, or open the link it gave you."),
      element(
        "form",
        { class: "code-form foot", onsubmit: open },
        element("label", { for: "code" }, "Code"),
        input,
        element("button", { class: "button big" }, "Watch"),
      ),
      element("p", { class: "lead" }, "You see a first name, the clock and the direction, and you have a STOP. Nothing else is shown, and nothing is kept."),
    ),
  );
  document.title = "Partner view · Retrowalk";
}

/** @param {string} secret */
function watch(secret) {
  const link = createLink(secret);
  const awake = createAwake();
  /** @type {Watched | null} */
  let seen = null;
  let heardMs = performance.now();
  /** @type {StopState} */
  let stop = "none";
  let going = true;

  const name = element("p", {}, "");
  const word = element("h1", { class: "word", tabindex: "-1" });
  const arrow = element("div", { class: "arrow" });
  const face = element("p", { class: "clock", role: "timer", "aria-live": "off" });
  const panel = element("div", { class: "panel" }, element("div", { class: "way" }, arrow, word), face);
  const said = element("p", { class: "hidden-words", "aria-live": "polite" });
  const next = element("p", { class: "next" });
  const stale = element("p", { class: "stale", role: "alert" });
  const answer = element("p", { class: "answer", role: "alert" });
  const button = element("button", { class: "stop", onclick: press, "aria-keyshortcuts": "Escape" }, icon("stop"), "STOP");
  const node = element(
    "div",
    { class: "watching" },
    element("div", { class: "top" }, name),
    panel,
    element("div", { class: "around" }, next, stale, answer, said),
    button,
  );

  let drawn = "";
  function draw() {
    const now = view(seen, (performance.now() - heardMs) / 1000);
    if (now.kind === "over" && stop !== "none") stop = "heard";
    write(name, seen ? `You watch ${seen.name}` : "");
    write(word, now.word);
    write(face, now.left_s === null ? "" : clockFace(now.left_s));
    write(next, now.next);
    write(stale, now.stale.replace(/for \d+ s/, (held) => (drawn === "stale" ? staleFor(stale, held) : held)));
    write(answer, stopAnswer(stop));
    button.hidden = now.kind === "over";
    if (drawn === now.kind) return;
    drawn = now.kind;
    panel.dataset.kind = now.kind === "waiting" ? "ready" : now.kind;
    arrow.replaceChildren(icon(SHAPE[now.kind]));
    said.textContent = now.word;
    document.title = `${now.word} · Partner view`;
    if (now.kind === "over") end();
  }

  async function ask() {
    while (going) {
      const from = performance.now();
      if (stop === "sending" || stop === "unheard") await carryStop();
      const { status, body } = await link.look();
      if (!going) return;
      if (status === 401) return gone();
      if (status === 200) {
        seen = body;
        heardMs = performance.now();
        if (body.stop_asked && (stop === "sending" || stop === "unheard")) stop = "sent";
        draw();
      }
      await sleep(Math.max(100, ASK_MS - (performance.now() - from)));
    }
  }

  async function carryStop() {
    const { status } = await link.stop();
    if (stop === "heard") return;
    if (status === 200) stop = "sent";
    else if (status === 409) stop = "refused";
    else stop = "unheard";
    draw();
  }

  function press() {
    if (stop === "heard") return;
    stop = "sending";
    draw();
    carryStop();
  }

  /** @param {KeyboardEvent} event */
  function listen(event) {
    if (event.key === "Escape") press();
  }

  function end() {
    going = false;
    clearInterval(timer);
    awake.release();
    document.removeEventListener("keydown", listen);
  }

  function gone() {
    end();
    askForCode(seen ? "This walk is not shared any more." : "This code or link is not valid, or its walk is over. Ask for a new one.");
  }

  const timer = setInterval(draw, SHOW_MS);
  document.addEventListener("keydown", listen);
  awake.hold();
  show(node);
  leave = end;
  draw();
  ask();
}

/** A screen reader hears at once that news are missing, then every ten seconds, not each second.
 * @param {HTMLElement} where @param {string} held */
function staleFor(where, held) {
  const before = /for (\d+) s/.exec(where.textContent ?? "");
  const seconds = Number(/\d+/.exec(held)?.[0]);
  return before && seconds - Number(before[1]) < 10 ? before[0] : held;
}

/** @param {number} ms */
function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function open() {
  const secret = decodeURIComponent(location.hash.slice(1));
  if (secret) watch(secret);
  else askForCode();
}

window.addEventListener("hashchange", open);
open();
