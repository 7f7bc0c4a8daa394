// The sessions of the next 14 days, kept for use without a network.

import { Unreachable, ask } from "./server.js";

/** @typedef {import("./types.js").Bundle} Bundle */
/** @typedef {"fresh" | "offline" | "signed_out" | "not_yours" | "server"} News */

// A network that takes longer than this is no reason to keep a person waiting who has the
// sessions on the phone already.
const WAIT_MS = 3000;

/**
 * @param {import("./store.js").Store} store
 * @param {import("./account.js").Account} account
 */
export function createBundles(store, account) {
  /** Fetch a person's sessions.
   * @param {string} person @returns {Promise<News>} */
  async function refresh(person) {
    try {
      const token = await ask("/token"); // also brings the cookie that marks this sign-in
      const answer = token.status === 200 ? await ask(`/persons/${person}/bundle`) : token;
      if (answer.status === 401) return "signed_out";
      if (answer.status === 404) return "not_yours";
      if (answer.status !== 200) return "server";
      await store.put("bundles", answer.body);
      await account.confirm(answer.body.account);
      return "fresh";
    } catch (error) {
      if (error instanceof Unreachable) return "offline";
      throw error;
    }
  }

  /** @param {string} person @returns {Promise<Bundle | null>} null as well when it is not theirs to see */
  async function kept(person) {
    const bundle = await store.get("bundles", person);
    return bundle && bundle.account === account.id() ? bundle : null;
  }

  return {
    /** @param {string} person @returns {Promise<{news: News, bundle: Bundle | null}>} */
    async open(person) {
      const asked = refresh(person);
      const hurry = (await kept(person)) ? sleep(WAIT_MS) : new Promise(() => {});
      const news = await Promise.race([asked, hurry.then(() => /** @type {News} */ ("offline"))]);
      return { news, bundle: news === "not_yours" ? null : await kept(person) };
    },
    /** @returns {Promise<Bundle[]>} */
    async mine() {
      const all = await store.all("bundles");
      return all.filter((bundle) => bundle.account === account.id());
    },
    /** Ask about every person kept here, also those that may be another account's.
     * @returns {Promise<News[]>} */
    async refreshAll() {
      const all = await store.all("bundles");
      /** @type {News[]} */
      const news = [];
      for (const bundle of all) news.push(await refresh(bundle.person.id));
      return news;
    },
  };
}

/** @param {number} ms */
function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
