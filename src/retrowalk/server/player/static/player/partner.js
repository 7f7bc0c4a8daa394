// Tells a companion's phone about once a second where the walk is, and hears its STOP.

import { Unreachable } from "./server.js";
import { notice } from "./stage.js";
import { write } from "./write.js";

/** @typedef {import("./main.js").App} App */
/** @typedef {import("./types.js").Ear} Ear */
/** @typedef {import("./types.js").EarTools} EarTools */
/** @typedef {{id: string, person: string}} Share */

export const STOPPED = "Your partner pressed STOP.";

const TELL_MS = 900;
const FRESH_MS = 5000; // an older answer says nothing about who watches now
const REST_MS = 2000; // after no answer

/** @param {App} app @returns {Promise<Share | null>} the share that is made, if any */
export async function madeShare(app) {
  return (await app.store.get("settings", "share"))?.share ?? null;
}

/** @param {App} app @param {string} person @returns {Promise<{share: Share, secret: string} | null>} null: no network */
export async function makeShare(app, person) {
  const answer = await quietly(write("POST", `/persons/${person}/share`, {}));
  if (answer?.status !== 201) return null;
  const share = { id: answer.body.id, person };
  await app.store.put("settings", { name: "share", share });
  return { share, secret: answer.body.secret };
}

/** @param {App} app @returns {Promise<boolean>} whether the server has heard it */
export async function endShare(app) {
  const share = await madeShare(app);
  await app.store.remove("settings", "share");
  if (!share) return true;
  const answer = await quietly(write("DELETE", address(share), {}, { keepalive: true }));
  return answer?.status === 204 || answer?.status === 404;
}

/** @param {App} app @returns {import("./types.js").Along} */
export function along(app) {
  let begun = false;
  return {
    makeEars: (tools) => {
      begun = true;
      return [createPartner(app, tools)];
    },
    close() {
      if (!begun) endShare(app); // shared, and then not walked
    },
  };
}

/** @param {App} app @param {Pick<EarTools, "session" | "clock" | "send" | "glance">} tools @returns {Ear} */
export function createPartner(app, { session, clock, send, glance }) {
  /** @type {Share | null} */
  let share = null;
  let telling = false;
  let toldMs = -Infinity;
  let told = "";
  let heardMs = -Infinity;
  let watched = false;
  let stopped = false;
  let over = false;

  const found = madeShare(app).then((made) => {
    if (made?.person === session.person.id) share = made;
  });

  /** @param {{keepalive?: boolean}} [how] */
  async function tell(how) {
    if (!share) return;
    telling = true;
    toldMs = clock.now();
    told = where();
    const answer = await quietly(write("PUT", `${address(share)}/news`, news(), how));
    telling = false;
    if (!answer || answer.status >= 500 || answer.status === 429) return void (toldMs += REST_MS);
    if (answer.status !== 200) return void (share = null); // ended, or signed out
    heardMs = clock.now();
    watched = answer.body.watched;
    if (answer.body.stop) stop();
  }

  function stop() {
    if (stopped || over) return;
    stopped = true;
    send({ type: "stop_pressed" });
    app.voice.speak(STOPPED);
    notice(STOPPED);
  }

  /** A word that changes when the companion should know at once. */
  function where() {
    const { phase, segment } = glance();
    return `${phase} ${segment}`;
  }

  function news() {
    const { phase, kind, direction, left_s, segment } = glance();
    const ahead = session.live.script.segments.slice(segment + 1);
    const next = phase === "over" ? undefined : ahead.find((one) => one.kind === "walk");
    return {
      schema: 1,
      phase,
      kind,
      direction,
      left_s: Math.max(0, left_s),
      next_direction: next?.direction ?? null,
      next_s: next?.duration_s ?? null,
    };
  }

  return {
    start() {},
    stop() {},
    state: () => (share && clock.now() - heardMs < FRESH_MS ? "on" : "off"),
    line() {
      if (!share) return "";
      if (clock.now() - heardMs >= FRESH_MS) return "Partner: no network";
      return watched ? "Partner watches" : "No partner watches yet";
    },
    changed() {
      if (!share || telling || over) return;
      const sooner = told !== where() && clock.now() > toldMs;
      if (sooner || clock.now() - toldMs >= TELL_MS) tell();
    },
    close() {
      over = true;
      found.then(() => tell({ keepalive: true })).then(() => app.store.remove("settings", "share"));
    },
  };
}

/** @param {Share} share */
function address({ id, person }) {
  return `/persons/${person}/share/${id}`;
}

/** @template T @param {Promise<T>} asked @returns {Promise<T | null>} null: no answer */
async function quietly(asked) {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Unreachable) return null;
    throw error;
  }
}
