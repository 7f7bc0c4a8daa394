// Talks to the server's interface. A status is an answer; only silence is an error.

const API = "/api/v1";
const PATIENCE_MS = 20_000;

/** The server could not be reached: no network, or no answer in time. */
export class Unreachable extends Error {}

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {any} body  parsed JSON, or null
 * @property {string} detail  one sentence, where the server gave a reason
 */

/**
 * @param {string} path  below the interface's root
 * @param {RequestInit} [options]
 * @returns {Promise<Answer>}
 */
export async function ask(path, options = {}) {
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(), PATIENCE_MS);
  try {
    const reply = await fetch(API + path, {
      credentials: "same-origin",
      cache: "no-store",
      signal: ending.signal,
      ...options,
    });
    const body = parsed(await reply.text()); // half an answer is none: that is thrown
    return { status: reply.status, body, detail: body?.detail ?? `The server answered ${reply.status}.` };
  } catch {
    throw new Unreachable();
  } finally {
    clearTimeout(timer);
  }
}

/** @param {string} text @returns {any} null where it is not JSON, as a proxy's page is not */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * @param {string} path
 * @param {string} body  JSON, sent byte for byte
 * @param {string} token  fetched for this flush: one that was kept would have gone stale
 * @param {Record<string, string>} [headers]
 */
export function put(path, body, token, headers = {}) {
  const all = { "Content-Type": "application/json", "X-CSRFToken": token, ...headers };
  return ask(path, { method: "PUT", body, headers: all });
}

/** @param {string} text @returns {Promise<string>} SHA-256 of its UTF-8 bytes, in hex */
export async function sha256(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
