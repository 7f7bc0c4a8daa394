// Connect a treadmill and a heart-rate strap, see what is heard, forget them again.

import { createDevices } from "../devices/devices.js";
import { beltLine, goAlong } from "../devices/ears.js";
import { element, write } from "../elements.js";
import { notice } from "../stage.js";

/** @typedef {import("../main.js").App} App */
/** @typedef {import("../devices/hearing.js").Kind} Kind */

const WORDS = {
  lead: "Connecting never moves the belt. You start it yourself, on the treadmill.",
  none:
    "This browser cannot reach Bluetooth devices. On an iPhone or iPad none can. On Android and on most " +
    "computers, Chrome and Edge can. You can walk without it: set the belt by its own buttons.",
  off: "Bluetooth seems to be switched off on this device. Switch it on, then try again.",
  may: "Let Retrowalk change the belt's speed within this session, and stop the belt when you stop.",
  how: "Each change is small and said before. The treadmill's own buttons and its key always work.",
  keep: "One thing at a time: a treadmill talks to one app only. Close others that may hold it.",
};
const SORTS = /** @type {const} */ ({
  treadmill: { connect: "Connect treadmill", forget: "Forget treadmill", what: "Treadmill", place: "treadmill" },
  strap: { connect: "Connect heart rate", forget: "Forget heart rate", what: "Heart rate", place: null },
});
const KINDS = /** @type {Kind[]} */ (["treadmill", "strap"]);

const devices = createDevices();

/** @param {Kind} kind */
async function connect(kind) {
  const why = await devices.choose(kind);
  if (why) notice(`It could not be connected: ${why}`);
}

/** @returns {import("../types.js").Along} */
export const along = () => goAlong(devices, connect);

/** @param {App} app
 * @param {{bundle: import("../types.js").Bundle, planned: import("../types.js").PlannedSession}} chosen */
export async function panel(app, { bundle, planned }) {
  if (!devices.possible()) return element("p", { class: "note" }, WORDS.none);
  const off = (await devices.available()) ? null : element("p", { class: "note" }, WORDS.off);
  const shown = KINDS.filter((kind) => !SORTS[kind].place || SORTS[kind].place === planned.place);
  const rows = shown.map((kind) => row(kind, bundle.person.units));
  const may = permission();
  const update = () => {
    if (!node.isConnected && wasShown) return unwatch();
    wasShown ||= node.isConnected;
    for (const one of rows) one.update();
    may.update();
  };
  let wasShown = false;
  const onBelt = shown.includes("treadmill");
  const node = element(
    "div",
    { class: "devices offered" },
    onBelt && element("p", {}, WORDS.lead),
    off,
    ...rows.map((one) => one.node),
    onBelt && may.node,
    element("p", { class: "note" }, WORDS.keep),
  );
  const unwatch = devices.watch(update);
  update();
  return node;
}

/** @param {Kind} kind @param {string | undefined} units */
function row(kind, units) {
  const words = SORTS[kind];
  const state = element("p", { class: "device-state", role: "status" });
  const reading = element("p", { class: "device-reading" });
  const button = element("button", { type: "button", class: "button", onclick: press });

  function press() {
    if (devices.state(kind) === "off") connect(kind);
    else devices.forget(kind);
  }

  return {
    node: element("div", { class: "device offered" }, element("div", {}, state, reading), button),
    update() {
      const now = devices.state(kind);
      const name = devices.name(kind);
      write(button, now === "off" ? words.connect : words.forget);
      button.classList.toggle("quiet", now !== "off");
      const said = { off: `${words.what}: not connected.`, waiting: `Connecting to ${name}…`, on: `Connected: ${name}.` };
      write(state, said[now]);
      write(reading, now === "on" ? heard(kind, units) : "");
    },
  };
}

/** @param {Kind} kind @param {string | undefined} units */
function heard(kind, units) {
  if (kind === "treadmill") return beltLine(devices.speed_mps(), units) || "No reading yet.";
  const bpm = devices.bpm();
  return bpm === null ? "No heart seen yet. Is the strap moist and snug?" : `${bpm} beats a minute`;
}

/** What the person lets us do; asked only once a treadmill is there. */
function permission() {
  const tick = /** @type {HTMLInputElement} */ (
    element("input", { type: "checkbox", name: "belt", onchange: () => devices.allow(tick.checked) })
  );
  const node = element(
    "div",
    { class: "device-may", hidden: true },
    element("label", { class: "choice" }, tick, element("span", { class: "face" }, element("b", {}, WORDS.may), element("small", {}, WORDS.how))),
  );
  return {
    node,
    update() {
      node.hidden = devices.state("treadmill") === "off";
      tick.checked = devices.allowed();
    },
  };
}
