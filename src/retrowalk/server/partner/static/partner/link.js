// Talks to the server as the holder of a link: the secret travels in a header only, never in
// an address, so that it is in no log and in no history of a server.

const API = "/api/v1/partner";
const PATIENCE_MS = 4000;

/**
 * @typedef {object} News
 * @property {"ready" | "walking" | "changing" | "paused" | "over"} phase
 * @property {"walk" | "change" | null} kind
 * @property {"forward" | "backward" | null} direction
 * @property {number} left_s
 * @property {"forward" | "backward" | null} next_direction
 * @property {number | null} next_s
 */

/**
 * @typedef {object} Watched
 * @property {string} name
 * @property {News | null} news
 * @property {number | null} age_s
 * @property {boolean} stop_asked
 */

/** @typedef {{status: number, body: any}} Reply  status 0: no answer */

/** @param {string} secret */
export function createLink(secret) {
  /** @param {string} path @param {string} method @returns {Promise<Reply>} */
  async function ask(path, method) {
    const ending = new AbortController();
    const timer = setTimeout(() => ending.abort(), PATIENCE_MS);
    try {
      const reply = await fetch(API + path, {
        method,
        headers: { "X-Share-Token": secret },
        credentials: "omit",
        cache: "no-store",
        signal: ending.signal,
      });
      return { status: reply.status, body: await reply.json().catch(() => null) };
    } catch {
      return { status: 0, body: null };
    } finally {
      clearTimeout(timer);
    }
  }
  return {
    look: () => ask("", "GET"),
    stop: () => ask("/stop", "POST"),
  };
}

/** @typedef {ReturnType<typeof createLink>} Link */
