// The devices of this page: which were chosen, whether they answer, and what they say now.
// They live from the before-screen to the end of a session, and longer where a belt that was
// asked to stop has not said that it stands.

import { BadFrame } from "./codecs.js";
import { createGate } from "./gate.js";
import { eventsOf, frameOf } from "./hearing.js";
import { createLink, filterOf } from "./link.js";

/** @typedef {import("./hearing.js").Kind} Kind */
/** @typedef {import("./hearing.js").Joined} Joined */
/** @typedef {import("./hearing.js").Word} Word */
/** @typedef {import("../coach/types.js").LiveEvent} LiveEvent */

const FRESH_MS = 3000; // both sorts speak about once a second; what is older is not "now"
const KEPT = "retrowalk-devices"; // what was in use, so that a reload can offer it again

/** @typedef {ReturnType<typeof createDevices>} Devices */

/**
 * @param {any} [bluetooth]  the browser's own; a test brings another
 * @param {() => number} [nowMs]
 */
export function createDevices(bluetooth = /** @type {any} */ (navigator).bluetooth, nowMs = () => performance.now()) {
  /** @type {Map<Kind, import("./link.js").Link>} */
  const links = new Map();
  /** @type {Map<Kind, Joined>} */
  const joined = new Map();
  /** @type {Map<"speed_mps" | "bpm", {value: number, atMs: number}>} */
  const newest = new Map();
  /** @type {Set<() => void>} */
  const watchers = new Set();
  const gate = createGate();
  /** @type {((event: LiveEvent) => void) | null} */
  let listener = null;
  let allowed = false;
  let garbled = 0;

  const changed = () => watchers.forEach((watch) => watch());

  /** @param {Word} word */
  function heard(word) {
    gate.hear(word);
    if (word.type === "joined") joined.set(word.kind, word);
    if (word.type === "gone") joined.delete(word.kind);
    for (const event of understood(word)) {
      if (event.type === "speed_seen") newest.set("speed_mps", { value: event.speed_mps, atMs: nowMs() });
      if (event.type === "heart_rate_seen") newest.set("bpm", { value: event.bpm, atMs: nowMs() });
      listener?.(event);
    }
    changed();
  }

  /** @param {Word} word @returns {LiveEvent[]} */
  function understood(word) {
    try {
      return eventsOf(word, allowed);
    } catch (error) {
      if (!(error instanceof BadFrame)) throw error;
      garbled += 1; // left out: the next frame comes within a second
      return [];
    }
  }

  /** @param {Kind} kind */
  function forget(kind) {
    const link = links.get(kind);
    links.delete(kind);
    link?.leave();
    if (joined.has(kind)) heard({ type: "gone", kind });
    newest.delete(kind === "treadmill" ? "speed_mps" : "bpm");
    if (kind === "treadmill") allowed = false;
    keep();
    changed();
  }

  function keep() {
    const kinds = [...links.keys()];
    try {
      if (kinds.length) localStorage.setItem(KEPT, JSON.stringify({ kinds, allowed }));
      else localStorage.removeItem(KEPT);
    } catch {
      // A browser without this store cannot offer them again after a reload; nothing else.
    }
  }

  /** @param {"speed_mps" | "bpm"} what @returns {number | null} */
  function fresh(what) {
    const seen = newest.get(what);
    return seen && nowMs() - seen.atMs <= FRESH_MS ? seen.value : null;
  }

  return {
    possible: () => Boolean(bluetooth?.requestDevice),
    /** @returns {Promise<boolean>} */
    available: async () => (await bluetooth?.getAvailability?.().catch(() => true)) ?? true,
    /** Let the person choose in the browser's own list; must follow a press.
     * @param {Kind} kind @returns {Promise<string>} why not, "" where it goes on or nothing was chosen */
    async choose(kind) {
      let device;
      try {
        device = await bluetooth.requestDevice(filterOf(kind));
      } catch (error) {
        const { name, message } = /** @type {Error} */ (error);
        return name === "NotFoundError" ? "" : message;
      }
      const mayStill = allowed;
      forget(kind);
      if (kind === "treadmill") allowed = mayStill;
      const link = createLink(kind, device, (word) => links.get(kind) === link && heard(word));
      links.set(kind, link);
      keep();
      changed();
      return "";
    },
    forget,
    /** @param {boolean} now  whether the person lets us change and stop the belt */
    allow(now) {
      allowed = now;
      keep();
      const treadmill = joined.get("treadmill");
      if (treadmill) heard(treadmill); // its rules begin anew, with the new permission
      changed();
    },
    allowed: () => allowed,
    garbled: () => garbled,
    /** @param {Kind} kind @returns {"off" | "waiting" | "on"} */
    state: (kind) => (joined.has(kind) ? "on" : links.has(kind) ? "waiting" : "off"),
    /** @param {Kind} kind */
    name: (kind) => links.get(kind)?.name ?? "",
    speed_mps: () => fresh("speed_mps"),
    bpm: () => fresh("bpm"),
    /** @param {import("../coach/types.js").BeltCommand} command */
    obey(command) {
      if (gate.lets(command)) links.get("treadmill")?.write(frameOf(command));
    },
    /** What was in use before the page was closed. @returns {Kind[]} */
    before() {
      try {
        return JSON.parse(localStorage.getItem(KEPT) ?? "{}").kinds ?? [];
      } catch {
        return [];
      }
    },
    /** @param {() => void} watch @returns {() => void} how to end it */
    watch(watch) {
      watchers.add(watch);
      return () => watchers.delete(watch);
    },
    /** Who is told what is heard; a treadmill that is there already is told at once.
     * @param {(event: LiveEvent) => void} listen */
    listen(listen) {
      listener = listen;
      const treadmill = joined.get("treadmill");
      for (const event of treadmill ? understood(treadmill) : []) listen(event);
    },
    /** End every link. */
    close() {
      listener = null;
      for (const kind of [...links.keys()]) forget(kind);
    },
  };
}
