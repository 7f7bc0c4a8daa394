// Carries one session from the lead-in over the walk and the answers to the server.

import { saveFailed, notice, onStage, show } from "./stage.js";
import { holdWalk, releaseWalk } from "./only_tab.js";
import { after } from "./screens/after.js";
import { before } from "./screens/before.js";
import { home } from "./screens/home.js";
import { leadIn } from "./screens/lead_in.js";
import { sent } from "./screens/sent.js";
import { walkScreen } from "./screens/walk.js";
import { SECONDS_IN_CHUNK, documentBody } from "./session_document.js";
import { step } from "./step.js";
import { clockFace } from "./times.js";
import { createWalk, newSession } from "./walk.js";

/** @typedef {import("./main.js").App} App */
/** @typedef {import("./types.js").Walked} Walked */
/** @typedef {import("./types.js").Bundle} Bundle */
/** @typedef {import("./types.js").PlannedSession} PlannedSession */

const STAND_STILL = "Stand still and hold on.";
const NO_SENSOR = "The phone does not let this page read its motion sensor. You are guided, but not measured.";
const NO_ROOM = "This device has no room left: motion recording has ended. The session goes on, and your answers are kept.";
const OTHER_TAB = "This session is open in another tab or window. Close one of the two, then load this page again.";
const BEFORE_START = "Stopped before the start. Nothing was counted.";

/** @param {App} app */
export function createFlow(app) {
  /** @type {import("./walk.js").Walk | null} */
  let walk = null;
  let fullChunks = 0;
  let busy = false; // a session has the screen, from the lead-in to the last answer

  /** @param {import("./types.js").Cue} cue @param {string} text */
  function say(cue, text) {
    const words = cue.code === "stopped" ? `${text} ${STAND_STILL}` : text;
    app.voice.cue(cue, words);
    onStage()?.say?.(words);
  }

  function changed() {
    if (!walk) return;
    if (walk.session.stage !== "walking") return answers(walk.session);
    onStage()?.show?.();
    const full = Math.floor(walk.session.motion.records / SECONDS_IN_CHUNK);
    if (full > fullChunks) app.upload.flush(); // so that little is left to send at the end
    fullChunks = full;
  }

  /** @param {Walked} session */
  function answers(session) {
    walk = null;
    releaseWalk();
    app.awake.release();
    show(after(app, session));
  }

  /** @param {Walked} session @param {string} opening */
  function begin(session, opening) {
    walk = createWalk({ session, store: app.store, say, changed, full: () => notice(NO_ROOM) });
    show(walkScreen(app, walk, opening));
    return walk;
  }

  window.addEventListener("beforeunload", (event) => {
    if (walk) event.preventDefault();
  });

  return {
    busy: () => busy,

    /** @param {Bundle} bundle @param {PlannedSession} planned
     * @param {{site: string, pain_before: number | null, motion: string}} answers */
    async start(bundle, planned, { site, pain_before, motion }) {
      if (busy) return;
      busy = true;
      if (!(await holdWalk())) return otherTab();
      app.awake.hold();
      navigator.storage?.persist?.().catch(() => {});
      if (motion === "refused") notice(NO_SENSOR);
      const recorded = motion === "allowed" ? site : "none";
      const cancel = () => {
        busy = false;
        releaseWalk();
        app.awake.release();
        app.voice.hush();
        app.voice.speak(`Stopped. ${STAND_STILL}`);
        show(before(app, bundle, planned, { notice: BEFORE_START }));
      };
      const go = () => {
        const session = newSession(bundle, planned, { site: recorded, pain_before });
        begin(session, "").send({ type: "start", pain_nrs: pain_before }).catch(saveFailed);
      };
      show(leadIn(app, { site, simulated: bundle.simulated, start: go, cancel }));
    },

    /** Take up a session that a closed page, a crash or a flat battery cut off.
     * @param {Walked} session */
    async goOn(session) {
      if (busy) return;
      busy = true;
      if (session.stage === "answering") return answers(session);
      if (!(await holdWalk())) return otherTab();
      const at = clockFace(session.live.at_s);
      const where = `The player was closed. You were ${at} into the session. Press Resume when you are ready.`;
      app.awake.hold();
      await begin(session, where).takeUpAgain();
    },

    /** The answers are complete: fix what is sent, and send it.
     * @param {Walked} session */
    async finish(session) {
      for (const symptom of session.answers.symptoms) {
        session.live = step(session.live, { type: "symptom_reported", symptom }).live;
      }
      const seconds = await app.store.seconds(session.id, 0, Infinity);
      session.motion.records = (seconds.at(-1)?.n ?? -1) + 1;
      session.motion.samples = seconds.reduce((sum, second) => sum + second.columns.t_ms.length, 0);
      session.document = documentBody(session);
      session.stage = "waiting";
      await app.store.put("sessions", session);
      busy = false;
      show(sent(app, session));
      app.upload.flush();
    },

    /** @param {Walked} session */
    async sendAgain(session) {
      await app.store.put("sessions", { ...session, stage: "waiting", trouble: null });
      await app.upload.flush();
    },
  };

  async function otherTab() {
    busy = false;
    show(await home(app, { notice: OTHER_TAB }));
  }
}
