// Wires the player together and opens it.

import { createAccount } from "./account.js";
import { createAwake } from "./awake.js";
import { createBundles } from "./bundles.js";
import { createCompany } from "./company.js";
import { install } from "./installed.js";
import { goHome, route } from "./opening.js";
import { createSettings } from "./settings.js";
import { cannotStart, noRoom, notSecure, onStage } from "./stage.js";
import { openStore } from "./store.js";
import { createUpload } from "./upload.js";
import { createVoice } from "./voice.js";

/** @typedef {import("./types.js").Walked} Walked */

/**
 * @typedef {object} App
 * @property {import("./store.js").Store} store
 * @property {import("./account.js").Account} account
 * @property {Awaited<ReturnType<typeof createSettings>>} settings
 * @property {ReturnType<typeof createVoice>} voice
 * @property {ReturnType<typeof createAwake>} awake
 * @property {ReturnType<typeof createBundles>} bundles
 * @property {ReturnType<typeof createUpload>} upload
 * @property {() => Promise<import("./session_flow.js").Flow>} flow  comes when a session does
 * @property {import("./company.js").Company} company
 * @property {() => boolean} busy  whether a session has the screen
 * @property {() => Promise<Walked[]>} mySessions  of the account that is known here, by start
 * @property {() => Promise<void>} goHome
 */

const KEPT_DAYS = 14; // how long a sent session stays on the player's first page
const DAY_MS = 86_400_000;

/** @returns {Promise<App>} */
async function createApp() {
  /** @type {import("./session_flow.js").Flow | undefined} */
  let flow;
  const store = await openStore(noRoom);
  const account = await createAccount(store);
  const settings = await createSettings(store);
  const app = /** @type {App} */ ({
    store,
    account,
    settings,
    voice: createVoice(settings.now),
    awake: createAwake(),
    bundles: createBundles(store, account),
    upload: createUpload({ store, account, changed: (session) => onStage()?.update?.(session) }),
    busy: () => flow?.busy() === true,
    async flow() {
      const { createFlow } = await import("./session_flow.js");
      return (flow ??= createFlow(app));
    },
    async mySessions() {
      const all = /** @type {Walked[]} */ (await store.all("sessions"));
      const mine = all.filter((session) => session.account === account.id());
      return mine.sort((a, b) => a.epoch_ms - b.epoch_ms);
    },
    goHome: () => goHome(app),
  });
  app.company = createCompany(app);
  return app;
}

/** @param {App} app */
async function forgetOld(app) {
  for (const session of await app.mySessions()) {
    const old = Date.now() - session.epoch_ms > KEPT_DAYS * DAY_MS;
    if (session.stage === "sent" && old) await app.store.forget(session.id);
  }
}

async function open() {
  const app = await createApp();
  await forgetOld(app);
  window.addEventListener("hashchange", () => route(app));
  await route(app);
  install(() => onStage()?.resting === true);
}

if (window.isSecureContext) await open().catch(cannotStart);
else notSecure();
