// Decides what is due when the player opens: a session that was cut off, the one that the
// address asks for, or the first page.

import { home } from "./screens/home.js";
import { sent } from "./screens/sent.js";
import { show } from "./stage.js";

/** @typedef {import("./main.js").App} App */

const NEWS = {
  fresh: "",
  offline: "No network: this is what the device keeps. Everything works; the session is sent later.",
  signed_out: "You are signed out. Sessions on this device still work; sign in to send them and to get new ones.",
  not_yours: "This person does not belong to the account that is signed in.",
  server: "The server has trouble just now. This is what the device keeps.",
};
/** @type {Record<string, string>} */
const NOT_HERE = {
  ...NEWS,
  offline:
    "This session is not on this device, and there is no network. " +
    "Go online once and open it; after that it works without a network.",
  signed_out: "Sign in to open this session.",
  server:
    "The server has trouble just now, and this session is not on this device yet. " +
    "Please try again in a minute.",
};

/** @param {App} app */
export async function route(app) {
  if (app.busy()) return;
  const open = (await app.mySessions()).find((s) => s.stage === "walking" || s.stage === "answering");
  if (open) return (await app.flow()).goOn(open);
  const asked = new URLSearchParams(location.hash.slice(1));
  const person = asked.get("person");
  if (person) return openSession(app, person, Number(asked.get("number")));
  return goHome(app);
}

/** Show what the device keeps at once, and again when the server has answered.
 * @param {App} app */
export async function goHome(app) {
  history.replaceState(null, "", location.pathname);
  show(await home(app));
  const news = await app.bundles.refreshAll();
  if (app.busy() || location.hash) return;
  const worst = news.find((one) => one === "signed_out" || one === "offline" || one === "server");
  const word = worst ? { notice: NEWS[worst], signIn: worst === "signed_out" } : {};
  if (news.length) show(await home(app, word));
  app.upload.flush();
  await sendTests(app);
}

/** Timed tests that wait go out from the first page, where none can be under way.
 * @param {App} app */
async function sendTests(app) {
  if (!(await app.store.all("tests")).length) return;
  const tests = await import("./tests_sent.js");
  await tests.sendTests(app.store, app.account.id());
}

/** @param {App} app @param {string} person @param {number} number  0 for the next one */
async function openSession(app, person, number) {
  const screen = import("./screens/before.js"); // on its way while the server is asked
  screen.catch(() => {}); // looked at below
  const { news, bundle } = await app.bundles.open(person);
  app.upload.flush();
  if (app.busy()) return;
  if (!bundle) return show(await home(app, { notice: NOT_HERE[news], signIn: news === "signed_out" }));
  const walked = (await app.mySessions()).filter((session) => session.person.id === person);
  const again = walked.find((session) => session.planned.number === number);
  if (again) return show(sent(app, again));
  const left = bundle.sessions.filter((s) => !walked.some((w) => w.planned.number === s.number));
  const planned = number ? left.find((session) => session.number === number) : left[0];
  if (planned) {
    const { before } = await screen;
    return show(before(app, bundle, planned, NEWS[news]));
  }
  const gone = `Session ${number || ""} is not among the sessions of the next 14 days; the plan may have changed.`;
  return show(await home(app, { notice: bundle.resting ?? gone }));
}
