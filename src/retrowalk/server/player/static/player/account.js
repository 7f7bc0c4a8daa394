// Whose data may be shown. Several accounts may use one browser, also without a network,
// when no server can be asked who is signed in.

/** @typedef {import("./store.js").Store} Store */

/**
 * The server changes its forgery-protection cookie at every sign-in. As long as that cookie
 * is the one that was there when the server last named the account, nobody else has signed
 * in since.
 */
function signIn() {
  return /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? null;
}

/** @typedef {Awaited<ReturnType<typeof createAccount>>} Account */

/** @param {Store} store */
export async function createAccount(store) {
  const seen = await store.get("settings", "account");
  let id = seen && seen.signIn === signIn() ? seen.id : null;

  return {
    /** @returns {string | null} the account whose data may be shown; null: not known */
    id: () => id,
    /** The server answered for this account.
     * @param {string} named */
    confirm(named) {
      id = named;
      return store.put("settings", { name: "account", id, signIn: signIn() });
    },
    /** The server answered that what we have is not theirs. */
    doubt() {
      id = null;
      return store.remove("settings", "account");
    },
  };
}
