// The database of this device: its shelves, and one transaction at a time. Every write is
// flushed to the disk before it counts as saved.

const NAME = "retrowalk-player";
const VERSION = 2;

/** @type {Record<string, string[]>} */
export const KEYS = {
  bundles: ["person", "id"], // one key inside another: person.id
  sessions: ["id"],
  seconds: ["session", "n"],
  settings: ["name"],
  readings: ["session", "t_ms"],
  tests: ["id"],
};

/** @type {Record<string, string | string[]>} */
const KEY_PATHS = { ...KEYS, bundles: "person.id", sessions: "id", settings: "name", tests: "id" };

/** @typedef {Awaited<ReturnType<typeof openDatabase>>} Transact */

export async function openDatabase() {
  const db = await opened();

  /**
   * @template T
   * @param {string[]} names
   * @param {IDBTransactionMode} mode
   * @param {(stores: IDBObjectStore[]) => IDBRequest<T> | void} work
   * @returns {Promise<T>} once the transaction stands on the disk
   */
  return function transact(names, mode, work) {
    return new Promise((resolve, reject) => {
      const transaction = db.transaction(names, mode, { durability: "strict" });
      try {
        const request = work(names.map((name) => transaction.objectStore(name)));
        transaction.commit?.(); // at once: a page that is being closed gets no second turn
        transaction.oncomplete = () => resolve(/** @type {T} */ (request?.result));
        transaction.onabort = () => reject(transaction.error ?? request?.error);
      } catch (error) {
        transaction.abort(); // all of it or nothing
        reject(error);
      }
    });
  };
}

/** @returns {Promise<IDBDatabase>} */
function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      const there = request.result.objectStoreNames;
      for (const [name, keyPath] of Object.entries(KEY_PATHS)) {
        if (!there.contains(name)) request.result.createObjectStore(name, { keyPath });
      }
    };
    request.onsuccess = () => {
      // A newer player in another tab may upgrade; this one then reopens on its next load.
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
}
