// What this device keeps, in IndexedDB. Every write is flushed to the disk before it counts
// as saved, so that a flat battery loses nothing that the screen called saved.

/** @typedef {import("./types.js").Walked} Walked */
/** @typedef {import("./types.js").Columns} Columns */
/** @typedef {{session: string, n: number, columns: Columns}} Second */

const NAME = "retrowalk-player";
const VERSION = 1;

/** @typedef {Awaited<ReturnType<typeof openStore>>} Store */

export async function openStore() {
  const db = await opened();

  /**
   * @template T
   * @param {string[]} names
   * @param {IDBTransactionMode} mode
   * @param {(stores: IDBObjectStore[]) => IDBRequest<T> | void} work
   * @returns {Promise<T>} once the transaction stands on the disk
   */
  function transact(names, mode, work) {
    return new Promise((resolve, reject) => {
      const transaction = db.transaction(names, mode, { durability: "strict" });
      const request = work(names.map((name) => transaction.objectStore(name)));
      transaction.commit?.(); // at once: a page that is being closed gets no second turn
      transaction.oncomplete = () => resolve(/** @type {T} */ (request?.result));
      transaction.onabort = () => reject(transaction.error ?? request?.error);
    });
  }

  /** @param {string} id @param {number} from @param {number} to */
  const range = (id, from, to) => IDBKeyRange.bound([id, from], [id, to], false, true);

  return {
    /** @param {string} name @param {IDBValidKey} key */
    get: (name, key) => transact([name], "readonly", ([store]) => store.get(key)),
    /** @param {string} name @returns {Promise<any[]>} */
    all: (name) => transact([name], "readonly", ([store]) => store.getAll()),
    /** @param {string} name @param {object} value */
    put: (name, value) => transact([name], "readwrite", ([store]) => store.put(value)),
    /** @param {string} name @param {IDBValidKey} key */
    remove: (name, key) => transact([name], "readwrite", ([store]) => store.delete(key)),

    /** Save a session and, in the same transaction, the motion that came with it.
     * @param {Walked} session @param {Second[]} seconds */
    saveWalk: (session, seconds) =>
      transact(["sessions", "seconds"], "readwrite", ([sessions, kept]) => {
        seconds.forEach((second) => kept.add(second));
        return sessions.put(session);
      }),
    /** @param {string} id @param {number} from @param {number} to first one not wanted
     * @returns {Promise<Second[]>} */
    seconds: (id, from, to) =>
      transact(["seconds"], "readonly", ([kept]) => kept.getAll(range(id, from, to))),
    /** Save a session and drop its motion, which the server now has.
     * @param {Walked} session */
    saveSent: (session) =>
      transact(["sessions", "seconds"], "readwrite", ([sessions, kept]) => {
        kept.delete(range(session.id, 0, Infinity));
        return sessions.put(session);
      }),
    /** Remove a session with its motion.
     * @param {string} id */
    forget: (id) =>
      transact(["sessions", "seconds"], "readwrite", ([sessions, kept]) => {
        kept.delete(range(id, 0, Infinity));
        return sessions.delete(id);
      }),
  };
}

/** @returns {Promise<IDBDatabase>} */
function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      const db = request.result;
      db.createObjectStore("bundles", { keyPath: "person.id" });
      db.createObjectStore("sessions", { keyPath: "id" });
      db.createObjectStore("seconds", { keyPath: ["session", "n"] });
      db.createObjectStore("settings", { keyPath: "name" });
    };
    request.onsuccess = () => {
      // A newer player in another tab may upgrade; this one then reopens on its next load.
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
}
