// Brings finished sessions to the server, each exactly once. Everything stays on the phone
// until the server's outcome is here.

import { SECONDS_IN_CHUNK, chunkBody } from "./chunk.js";
import { Unreachable, ask, put, sha256 } from "./server.js";

/** @typedef {import("./types.js").Walked} Walked */
/** @typedef {import("./types.js").Trouble} Trouble */
/** @typedef {import("./server.js").Answer} Answer */

const FIRST_RETRY_MS = 2000;
const LONGEST_RETRY_MS = 60_000;

/** Ends one attempt: the reason is kept with the session and shown. */
class Stuck extends Error {
  /** @param {Trouble["kind"]} kind @param {string} detail */
  constructor(kind, detail) {
    super(detail);
    this.kind = kind;
  }
}

/**
 * @param {object} to
 * @param {import("./store.js").Store} to.store
 * @param {import("./account.js").Account} to.account
 * @param {(session: Walked) => void} to.changed  after every change of a waiting session
 */
export function createUpload({ store, account, changed }) {
  let retryMs = FIRST_RETRY_MS;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {Promise<void> | null} */
  let running = null;
  let again = false;

  /** Send what waits, now. @returns {Promise<void>} */
  function flush() {
    again = running !== null;
    running ??= attempts().finally(() => (running = null));
    return running;
  }

  async function attempts() {
    clearTimeout(timer);
    do {
      again = false;
      if (!(await exclusively(attempt))) retry(); // another tab is at it
    } while (again);
  }

  async function attempt() {
    const all = /** @type {Walked[]} */ (await store.all("sessions"));
    const mine = all.filter((session) => session.account === account.id());
    for (const session of mine.filter((s) => s.stage === "walking")) await early(session);
    const waiting = mine.filter((session) => session.stage === "waiting");
    for (const session of waiting) await bring(session);
    const left = waiting.filter((session) => session.stage === "waiting");
    if (!left.length) retryMs = FIRST_RETRY_MS;
    else if (left.some((session) => session.trouble?.kind !== "signed_out")) retry();
  }

  function retry() {
    timer = setTimeout(flush, retryMs);
    retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
  }

  /** Chunks that are full may travel while the walk goes on; a failure costs nothing.
   * @param {Walked} session */
  async function early(session) {
    const full = Math.floor(session.motion.records / SECONDS_IN_CHUNK);
    if (!full) return;
    try {
      await chunks(session, full, await token(), await known(session));
    } catch (error) {
      if (!(error instanceof Unreachable || error instanceof Stuck)) throw error;
    }
  }

  /** @param {Walked} session */
  async function bring(session) {
    try {
      session.outcome = await delivered(session);
      session.stage = "sent";
      session.trouble = null;
      await store.saveSent(session);
    } catch (error) {
      session.trouble = trouble(error);
      if (session.trouble.kind === "refused") session.stage = "refused";
      await store.put("sessions", session);
    }
    changed(session);
  }

  /** @param {Walked} session */
  async function delivered(session) {
    const there = await known(session);
    if (there.outcome) return there.outcome;
    const fresh = await token();
    const count = Math.ceil(session.motion.records / SECONDS_IN_CHUNK);
    await chunks(session, count, fresh, there);
    let answer = await put(path(session), /** @type {string} */ (session.document), fresh);
    if (answer.status === 409 && answer.body?.missing?.length) {
      await chunks(session, count, fresh, await known(session));
      answer = await put(path(session), /** @type {string} */ (session.document), fresh);
    }
    return accepted(answer).body;
  }

  /** Send the first `count` chunks, without those the server has.
   * @param {Walked} session @param {number} count @param {string} fresh
   * @param {{chunks: number[]}} there */
  async function chunks(session, count, fresh, there) {
    for (let n = 0; n < count; n++) {
      if (there.chunks.includes(n)) continue;
      const first = n * SECONDS_IN_CHUNK;
      const body = chunkBody(await store.seconds(session.id, first, first + SECONDS_IN_CHUNK));
      const digest = { "X-Content-SHA256": await sha256(body) };
      accepted(await put(`${path(session)}/chunks/${n}`, body, fresh, digest));
    }
  }

  window.addEventListener("online", () => soon());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") soon();
  });

  /** Something changed for the better: do not wait for the timer. */
  function soon() {
    retryMs = FIRST_RETRY_MS;
    return flush();
  }

  return {
    flush: soon,
    /** Try again what the server did not take.
     * @param {Walked} session */
    async again(session) {
      await store.put("sessions", { ...session, stage: "waiting", trouble: null });
      await soon();
    },
  };
}

/** One page at a time sends, where the browser can tell.
 * @param {() => Promise<void>} work @returns {Promise<boolean>} whether it was our turn */
async function exclusively(work) {
  if (!navigator.locks) return work().then(() => true);
  return navigator.locks.request("retrowalk-upload", { ifAvailable: true }, async (lock) => {
    if (lock) await work();
    return lock !== null;
  });
}

/** @param {Walked} session */
function path(session) {
  return `/persons/${session.person.id}/sessions/${session.id}`;
}

/** What the server has of a session already.
 * @param {Walked} session */
async function known(session) {
  return accepted(await ask(path(session))).body;
}

async function token() {
  return accepted(await ask("/token")).body.csrf;
}

/** @param {Answer} answer @returns {Answer} */
function accepted(answer) {
  const { status, detail } = answer;
  if (status === 200 || status === 201) return answer;
  if (status === 401) throw new Stuck("signed_out", detail);
  if (status === 404) throw new Stuck("other_account", detail);
  if (status === 403 || status === 408 || status === 429 || status >= 500) throw new Stuck("server", detail);
  throw new Stuck("refused", detail);
}

/** @param {unknown} error @returns {Trouble} */
function trouble(error) {
  if (error instanceof Stuck) return { kind: error.kind, detail: error.message };
  if (error instanceof Unreachable) return { kind: "offline", detail: "" };
  throw error;
}
