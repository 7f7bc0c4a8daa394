// What this device keeps. What finds no room on a full disk is held in memory instead, is
// read and sent like the rest, and goes to the disk as soon as there is room.

import { openDatabase } from "./database.js";
import { createHeld, isFull } from "./held.js";

/** @typedef {import("./types.js").Walked} Walked */
/** @typedef {import("./types.js").Columns} Columns */
/** @typedef {import("./types.js").ReadingRow} ReadingRow */
/** @typedef {{session: string, n: number, columns: Columns}} Second */

const OF_A_WALK = ["sessions", "seconds", "readings"];

/** @typedef {Awaited<ReturnType<typeof openStore>>} Store */

/** @param {() => void} full  told each time when something finds no room */
export async function openStore(full = () => {}) {
  const transact = await openDatabase();
  const held = createHeld();

  /** @param {string} id @param {number} from @param {number} to */
  const range = (id, from, to) => IDBKeyRange.bound([id, from], [id, to], false, true);

  /** Write to the disk all that is held and what is new; what finds no room is held.
   * @param {Record<string, object[]>} news  by shelf */
  async function write(news) {
    held.add(news);
    if (held.waits() && !held.due()) return full();
    const all = held.take();
    const names = Object.keys(all);
    try {
      await transact(names, "readwrite", (stores) =>
        stores.forEach((store, i) => all[names[i]].forEach((value) => store.put(value))),
      );
    } catch (error) {
      held.giveBack(all);
      if (!isFull(error)) throw error;
      held.wait();
      full();
    }
  }

  /** @param {string} name @param {string} id @param {number} from @param {number} to @returns {Promise<any[]>} */
  async function rows(name, id, from, to) {
    const kept = await transact([name], "readonly", ([store]) => store.getAll(range(id, from, to)));
    return held.among(name, kept, ([of, n]) => of === id && Number(n) >= from && Number(n) < to);
  }

  /** Drop a walk's motion and readings, and more if wanted. A full disk allows that.
   * @param {string} id @param {(sessions: IDBObjectStore) => void} more */
  function clear(id, more) {
    held.drop(id);
    return transact(OF_A_WALK, "readwrite", ([sessions, seconds, readings]) => {
      seconds.delete(range(id, 0, Infinity));
      readings.delete(range(id, 0, Infinity));
      more(sessions);
    });
  }

  return {
    /** @param {string} name @param {IDBValidKey} key @returns {Promise<any>} */
    async get(name, key) {
      return held.get(name, key) ?? transact([name], "readonly", ([store]) => store.get(key));
    },
    /** @param {string} name @returns {Promise<any[]>} */
    async all(name) {
      return held.among(name, await transact([name], "readonly", ([store]) => store.getAll()), () => true);
    },
    /** @param {string} name @param {object} value */
    put: (name, value) => write({ [name]: [value] }),
    /** @param {string} name @param {IDBValidKey} key */
    remove(name, key) {
      held.remove(name, key);
      return transact([name], "readwrite", ([store]) => store.delete(key));
    },
    /** Save a session and, in the same transaction, the motion and the readings that came with it.
     * @param {Walked} session @param {Second[]} seconds @param {ReadingRow[]} readings */
    saveWalk: (session, seconds, readings) => write({ sessions: [session], seconds, readings }),
    /** @param {string} id @param {number} from @param {number} to  first one not wanted
     * @returns {Promise<Second[]>} */
    seconds: (id, from, to) => rows("seconds", id, from, to),
    /** @param {string} id @returns {Promise<ReadingRow[]>} */
    readings: (id) => rows("readings", id, 0, Infinity),
    /** Save a session and drop its motion, which the server now has.
     * @param {Walked} session */
    async saveSent(session) {
      await clear(session.id, () => {});
      await write({ sessions: [session] });
    },
    /** Remove a session with its motion.
     * @param {string} id */
    forget: (id) => clear(id, (sessions) => sessions.delete(id)),
    /** Whether closing the page would lose something. */
    holds: () => held.any(),
  };
}
