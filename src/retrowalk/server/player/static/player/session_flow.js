// Carries one session from the lead-in over the walk and the answers to the server.

import { SECONDS_IN_CHUNK } from "./chunk.js";
import { saveFailed, notice, onStage, show } from "./stage.js";
import { holdWalk, releaseWalk } from "./only_tab.js";
import { newSession } from "./new_session.js";
import { after } from "./screens/after.js";
import { before } from "./screens/before.js";
import { home } from "./screens/home.js";
import { leadIn } from "./screens/lead_in.js";
import { sent } from "./screens/sent.js";
import { walkScreen } from "./screens/walk.js";
import { documentBody } from "./session_document.js";
import { step } from "./step.js";
import { clockFace } from "./times.js";
import { createWalk } from "./walk.js";

/** @typedef {import("./main.js").App} App */
/** @typedef {import("./types.js").Walked} Walked */
/** @typedef {import("./types.js").Bundle} Bundle */
/** @typedef {import("./types.js").PlannedSession} PlannedSession */

const STAND_STILL = "Stand still and hold on.";
const NO_SENSOR = "The phone does not let this page read its motion sensor. You are guided, but not measured.";
const OTHER_TAB = "This session is open in another tab or window. Close one of the two, then load this page again.";
const BEFORE_START = "Stopped before the start. Nothing was counted.";

/** @typedef {ReturnType<typeof createFlow>} Flow */

/** @param {App} app */
export function createFlow(app) {
  /** @type {import("./walk.js").Walk | null} */
  let walk = null;
  let fullChunks = 0;
  let busy = false; // a session has the screen, from the lead-in to the last answer

  /** @param {import("./types.js").SaidCue[]} said @param {string} [language] */
  function say(said, language) {
    const all = said.map((one) => (one.cue.code === "stopped" ? { ...one, text: `${one.text} ${STAND_STILL}` } : one));
    app.voice.cues(all, language);
    onStage()?.say?.(all.map(({ shown }) => shown).join(" "), language);
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
    app.awake.release();
    app.company.part();
    show(after(app, session));
  }

  /** @param {Walked} session @param {string} opening */
  function begin(session, opening) {
    const begun = createWalk({ session, store: app.store, say, changed, trouble: saveFailed, warn: notice });
    walk = begun;
    for (const along of app.company.here()) begun.companions.join(along);
    app.company.late(session).then((late) => late.forEach(begun.companions.join));
    show(walkScreen(app, begun, opening));
    return begun;
  }

  window.addEventListener("beforeunload", (event) => {
    if (walk || app.store.holds()) event.preventDefault();
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
        app.company.part();
        releaseWalk();
        app.awake.release();
        app.voice.hush();
        app.voice.speak(`Stopped. ${STAND_STILL}`);
        show(before(app, bundle, planned, BEFORE_START));
      };
      const go = () => {
        const parts = app.company.names();
        const session = newSession(bundle, planned, { site: recorded, pain_before, parts });
        begin(session, "").send({ type: "start", pain_nrs: pain_before }).catch(saveFailed);
      };
      show(leadIn(app, { site, simulated: bundle.simulated, start: go, cancel }));
    },

    /** Take up a session that a closed page, a crash or a flat battery cut off.
     * @param {Walked} session */
    async goOn(session) {
      if (busy) return;
      busy = true;
      if (!(await holdWalk())) return otherTab();
      if (session.stage === "answering") return answers(session);
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
      session.document = documentBody(session, await app.store.readings(session.id));
      session.stage = "waiting";
      await app.store.put("sessions", session);
      busy = false;
      releaseWalk();
      show(sent(app, session));
      app.upload.flush();
    },
  };

  async function otherTab() {
    busy = false;
    show(await home(app, { notice: OTHER_TAB }));
  }
}
