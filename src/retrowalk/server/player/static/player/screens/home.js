// The player's first page: who trains here, what is next, and what is still to be sent.

import { element } from "../elements.js";
import { ownTrialToday } from "../own_trial.js";
import { dayName, inWords } from "../times.js";
import { display } from "./display.js";
import { offeredAtHome } from "./offered.js";
import { PLACES } from "./places.js";
import { copy, stateLine } from "./sent.js";

/** @typedef {import("../main.js").App} App */
/** @typedef {import("../types.js").Bundle} Bundle */
/** @typedef {import("../types.js").Walked} Walked */

/** @param {App} app @param {{notice?: string, signIn?: boolean}} [word] */
export async function home(app, word = {}) {
  const node = element("div", { class: "page" });
  async function draw() {
    node.replaceChildren(...(await parts(app, word)));
  }
  await draw();
  return { node, title: "Your sessions", resting: true, update: draw };
}

/** @param {App} app @param {{notice?: string, signIn?: boolean}} word @returns {Promise<Node[]>} */
async function parts(app, { notice, signIn = false }) {
  const bundles = await app.bundles.mine();
  const walked = await app.mySessions();
  const unsent = walked.filter((session) => session.stage !== "sent");
  const sent = walked.filter((session) => session.stage === "sent").slice(-3).reverse();
  const all = [
    element("h1", { tabindex: "-1" }, "Your sessions"),
    notice && element("p", { class: "note" }, notice),
    signIn && element("p", {}, signInLink()),
    unsent.length > 0 && block("Not sent yet", unsent.map((session) => unsentCard(app, session))),
    ...bundles.map((bundle) => personCard(app, bundle, walked)),
    bundles.length === 0 && nobody(),
    sent.length > 0 && block("Sent", sent.map((session) => card(session, stateLine(session)))),
    display(app),
    element("p", { class: "away" }, element("a", { href: "/household/" }, "To all pages of Retrowalk")),
  ];
  return /** @type {Node[]} */ (all.filter((part) => part instanceof Node));
}

export function signInLink() {
  const next = encodeURIComponent("/player/" + location.hash);
  return element("a", { class: "button", href: `/account/login/?next=${next}` }, "Sign in");
}

function nobody() {
  return element(
    "p",
    { class: "note" },
    "No session is kept on this device yet. Go online, open a person's page and choose ",
    element("b", {}, "Open in the player"),
    " once; from then on it works without a network.",
  );
}

/** @param {string} heading @param {Node[]} cards */
function block(heading, cards) {
  return element("section", {}, element("h2", {}, heading), ...cards);
}

/** @param {App} app @param {Bundle} bundle @param {Walked[]} walked */
function personCard(app, bundle, walked) {
  const { person, sessions } = bundle;
  const done = new Set(walked.filter((s) => s.person.id === person.id).map((s) => s.planned.number));
  const [next, ...later] = sessions.filter((session) => !done.has(session.number));
  return element(
    "section",
    { class: "card person" },
    element("h2", {}, person.name),
    bundle.simulated && element("p", { class: "simulated" }, "Simulated person: a made-up example"),
    ...ownTrialToday(app, bundle),
    next && element("p", { class: "day" }, capital(dayName(next.day))),
    next && element("p", {}, sessionLine(next)),
    next && openLink(person.id, next.number),
    !next && element("p", {}, bundle.resting ?? "No session is left on this device. Go online to get the next ones."),
    later.length > 0 && laterList(later),
    ...offeredAtHome(app, bundle),
  );
}

/** @param {string} person @param {number} number */
function openLink(person, number) {
  const href = `#person=${person}&number=${number}`;
  return element("a", { class: "button big", href }, `Open session ${number}`);
}

/** @param {import("../types.js").PlannedSession[]} later */
function laterList(later) {
  const items = later.map((session) =>
    element("li", {}, `${capital(dayName(session.day))}: session ${session.number}, ${inWords(session.duration_s)}`),
  );
  return element("details", {}, element("summary", {}, `Later on this device: ${later.length}`), element("ul", {}, ...items));
}

/** @param {import("../types.js").PlannedSession} session */
export function sessionLine({ duration_s, backward_s, place }) {
  const backward = backward_s ? `${inWords(backward_s)} of it backward` : "all of it forward";
  return `${inWords(duration_s)} of walking, ${backward}. ${PLACES[place] ?? ""}`;
}

/** @param {Walked} session @param {...(Node | false | null)} rest */
function card(session, ...rest) {
  const day = dayName(session.started_at.slice(0, 10));
  const title = `${session.person.name}, session ${session.planned.number}, ${day}`;
  return element("div", { class: "card" }, element("h3", {}, title), ...rest);
}

/** @param {App} app @param {Walked} session */
function unsentCard(app, session) {
  const open = session.stage === "answering" || session.stage === "walking";
  return card(
    session,
    open ? element("p", {}, "Not finished yet.") : stateLine(session),
    element(
      "div",
      { class: "actions" },
      open && element("button", { class: "button", onclick: () => app.flow().then((flow) => flow.goOn(session)) }, "Go on"),
      session.trouble?.kind === "signed_out" && signInLink(),
      !open && element("button", { class: "button quiet", onclick: () => app.upload.again(session) }, "Try again now"),
      !open && element("button", { class: "button quiet", onclick: () => copy(app, session) }, "Save a copy"),
    ),
  );
}

/** @param {string} text */
function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
