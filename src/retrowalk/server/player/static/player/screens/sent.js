// What became of a finished session: waiting, sent, or not taken.

import { element } from "../elements.js";
import { dayName } from "../times.js";
import { signInLink } from "./home.js";

/** @typedef {import("../main.js").App} App */
/** @typedef {import("../types.js").Walked} Walked */

/** @param {App} app @param {Walked} session */
export function sent(app, session) {
  const news = element("div", { role: "status" });
  function show() {
    news.replaceChildren(stateLine(session), ...details(app, session));
  }
  show();
  const node = element(
    "div",
    { class: "page sent" },
    element("h1", { tabindex: "-1" }, `${session.person.name}, session ${session.planned.number}`),
    session.simulated && element("p", { class: "simulated" }, "Simulated person: a made-up example"),
    news,
    element("p", { class: "away" }, element("button", { class: "button quiet", onclick: app.goHome }, "To your sessions")),
  );
  return {
    node,
    title: "Session saved",
    resting: true,
    /** @param {Walked} changed */
    update(changed) {
      if (changed.id !== session.id) return;
      session = changed;
      show();
    },
  };
}

/** One line that says where a session is.
 * @param {Walked} session */
export function stateLine(session) {
  const { stage, trouble } = session;
  if (stage === "sent") return line("sent", "Sent. The session is on the server.");
  if (stage === "refused") {
    return line("refused", `The server did not take this session: ${trouble?.detail ?? ""} Everything is kept on this device.`);
  }
  if (trouble?.kind === "signed_out") {
    return line("waiting", "Saved on this device. Sign in again to send it; nothing is lost.");
  }
  if (trouble?.kind === "other_account") {
    const why = "The server does not know this person for the account that is signed in now.";
    return line("waiting", `Saved on this device. ${why}`);
  }
  if (trouble?.kind === "server") {
    const why = `The server could not take it just now: ${trouble.detail}`;
    return line("waiting", `Saved on this device. ${why} It is tried again by itself.`);
  }
  if (trouble?.kind === "offline") {
    return line("waiting", "Saved on this device. It is sent by itself as soon as there is a network.");
  }
  return line("waiting", "Saved on this device. Sending…");
}

/** @param {string} state @param {string} text */
function line(state, text) {
  return element("p", { class: `state ${state}` }, text);
}

/** @param {App} app @param {Walked} session @returns {Node[]} */
function details(app, session) {
  if (session.outcome) return outcome(session.outcome);
  const actions = element("div", { class: "actions" });
  if (session.trouble?.kind === "signed_out") actions.append(signInLink());
  if (session.trouble) {
    actions.append(element("button", { class: "button", onclick: () => app.upload.again(session) }, "Try again now"));
    actions.append(element("button", { class: "button quiet", onclick: () => copy(app, session) }, "Save a copy"));
  }
  return [actions];
}

/** Save a session as a file, for the day when sending it does not work.
 * @param {App} app @param {Walked} session */
export async function copy(app, session) {
  const { saveCopy } = await import("../copy.js");
  await saveCopy(app.store, session);
}

/** @param {import("../types.js").Outcome} outcome */
function outcome({ decision, next, url }) {
  const coming = next
    ? `Next: session ${next.number}, ${dayName(next.day)}.`
    : "No next session is planned for now.";
  return [
    element("h2", {}, "What comes next, and why"),
    element("p", { class: "reason" }, decision.reason),
    element("p", { class: "next-session" }, coming),
    element("p", {}, element("a", { class: "button big", href: url }, "See the result")),
  ];
}
