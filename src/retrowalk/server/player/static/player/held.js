// What found no room on the disk, in memory, by shelf and key. The newest of a key counts.

import { KEYS } from "./database.js";

// A full disk is tried again this often, not at every second: each try carries all that is held.
const AGAIN_MS = 10_000;

/** @typedef {(string | number)[]} Key */
/** @typedef {Record<string, object[]>} Shelves */

export function createHeld() {
  /** @type {Map<string, Map<string, any>>} */
  const shelves = new Map(Object.keys(KEYS).map((name) => [name, new Map()]));
  let untilMs = 0;

  /** @param {string} name @returns {Map<string, any>} */
  const shelf = (name) => /** @type {Map<string, any>} */ (shelves.get(name));

  return {
    /** @param {Shelves} news */
    add(news) {
      for (const [name, values] of Object.entries(news)) {
        for (const value of values) shelf(name).set(keyOf(name, value), value);
      }
    },
    /** @returns {Shelves} all of it, which is then held no more */
    take() {
      /** @type {Shelves} */
      const all = {};
      for (const [name, values] of shelves) {
        if (values.size) all[name] = [...values.values()];
        values.clear();
      }
      return all;
    },
    /** What could not be written: held again, unless something newer is.
     * @param {Shelves} all */
    giveBack(all) {
      for (const [name, values] of Object.entries(all)) {
        const place = shelf(name);
        for (const value of values) {
          const key = keyOf(name, value);
          if (!place.has(key)) place.set(key, value);
        }
      }
    },
    wait: () => void (untilMs = performance.now() + AGAIN_MS),
    waits: () => untilMs > 0,
    /** Whether the disk may be tried again. */
    due() {
      if (performance.now() < untilMs) return false;
      untilMs = 0;
      return true;
    },
    /** @param {string} name @param {IDBValidKey} key */
    get: (name, key) => shelf(name).get(JSON.stringify([key].flat())),
    /** @param {string} name @param {IDBValidKey} key */
    remove: (name, key) => shelf(name).delete(JSON.stringify([key].flat())),
    /** The values of the disk with the held ones among them, in the order of their keys.
     * @param {string} name @param {any[]} kept @param {(key: Key) => boolean} wanted */
    among(name, kept, wanted) {
      if (!shelf(name).size) return kept;
      const all = new Map(kept.map((value) => [keyOf(name, value), value]));
      for (const [key, value] of shelf(name)) if (wanted(JSON.parse(key))) all.set(key, value);
      return [...all.values()].sort((a, b) => last(name, a) - last(name, b));
    },
    /** @param {string} id  a session's */
    drop(id) {
      for (const values of shelves.values()) {
        for (const key of [...values.keys()]) if (JSON.parse(key)[0] === id) values.delete(key);
      }
    },
    any: () => [...shelves.values()].some((values) => values.size > 0),
  };
}

/** @param {unknown} error */
export function isFull(error) {
  return error instanceof DOMException && error.name === "QuotaExceededError";
}

/** @param {string} name @param {any} value @returns {string} */
function keyOf(name, value) {
  if (name === "bundles") return JSON.stringify([value.person.id]);
  return JSON.stringify(KEYS[name].map((part) => value[part]));
}

/** The number in a key by which rows are in order; 0 where there is none.
 * @param {string} name @param {any} value @returns {number} */
function last(name, value) {
  const part = value[KEYS[name][KEYS[name].length - 1]];
  return typeof part === "number" ? part : 0;
}
