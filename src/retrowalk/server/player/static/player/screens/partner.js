// Sharing a session with a companion: a link or a code, made here, ended here.

import { element } from "../elements.js";
import { endShare, makeShare } from "../partner.js";

export { along } from "../partner.js";

/** @typedef {import("../main.js").App} App */

const WHAT = "A companion sees your first name, the clock, the direction and what comes next, and can press STOP. Nothing about your health is shown. The link ends with this session.";
const OUTDOORS = "Outdoors your companion is your eyes: walk side by side, and both watch the way.";
const NO_NETWORK = "The link could not be made: there is no network, or you are signed out. Ask your companion to watch and to call out.";
const UNENDED = "There is no network: the link here is forgotten, and ends by itself within an hour.";

/** @param {App} app @param {{bundle: import("../types.js").Bundle}} chosen */
export function panel(app, { bundle }) {
  const place = element("div", { class: "share", role: "status" });
  offer("");

  /** @param {string} why */
  function offer(why) {
    place.replaceChildren(
      ...(why ? [element("p", { class: "note" }, why)] : []),
      element("button", { type: "button", class: "button", onclick: make }, "Make a link"),
    );
  }

  async function make() {
    const made = await makeShare(app, bundle.person.id);
    if (!made) return offer(NO_NETWORK);
    const address = `${location.origin}/partner/#${made.secret}`;
    const copied = element("p", { class: "lead", role: "status" });
    async function copy() {
      copied.textContent = await navigator.clipboard.writeText(address).then(() => "Copied.", () => "Please copy it by hand.");
    }
    const share = () => navigator.share({ title: "Watch my walk", url: address }).catch(() => {});
    place.replaceChildren(
      element("p", {}, "Your companion opens ", element("a", { href: address, target: "_blank", rel: "noopener" }, `${location.host}/partner/`), " and types this code, or opens the link:"),
      element("p", { class: "code" }, element("b", {}, made.secret)),
      element(
        "div",
        { class: "actions" },
        "share" in navigator && element("button", { type: "button", class: "button", onclick: share }, "Send the link"),
        element("button", { type: "button", class: "button quiet", onclick: copy }, "Copy the link"),
        element("button", { type: "button", class: "button quiet", onclick: end }, "Stop sharing"),
      ),
      copied,
    );
  }

  async function end() {
    offer((await endShare(app)) ? "Nobody can watch now." : UNENDED);
  }

  return element("div", { class: "card" }, element("h2", {}, "Share with a partner"), element("p", {}, WHAT), element("p", { class: "lead" }, OUTDOORS), place);
}
