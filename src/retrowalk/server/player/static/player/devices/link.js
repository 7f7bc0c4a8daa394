// Keeps one Bluetooth device connected: reads what it can do, listens, and comes back after
// a drop. What it hears goes on as words; what they mean is not known here.

import { GATT } from "./codecs.js";

/** @typedef {import("./hearing.js").Word} Word */
/** @typedef {import("./hearing.js").Kind} Kind */

/** @type {Record<Kind, {service: string, read: string[], listen: string[]}>} */
const SORTS = {
  treadmill: {
    service: GATT.machine,
    read: [GATT.feature, GATT.speedRange],
    // Answers and status first: whoever hears the belt's speed can already hear a refusal.
    listen: [GATT.control, GATT.status, GATT.treadmill],
  },
  strap: { service: GATT.heart, read: [], listen: [GATT.heartRate] },
};
const FIRST_WAIT_MS = 500; // before the first try to come back; doubled each time
const LONGEST_WAIT_MS = 8000; // so that a strap put on again is found soon

/** What the browser's chooser is to show.
 * @param {Kind} kind */
export function filterOf(kind) {
  return { filters: [{ services: [SORTS[kind].service] }] };
}

/** @typedef {ReturnType<typeof createLink>} Link */

/**
 * @param {Kind} kind
 * @param {any} device  a BluetoothDevice
 * @param {(word: Word) => void} tell
 */
export function createLink(kind, device, tell) {
  const { service, read, listen } = SORTS[kind];
  /** @type {Map<string, any>} */
  let has = new Map();
  let joined = false;
  let wanted = true;
  let waitMs = FIRST_WAIT_MS;
  let timer = 0;
  /** @type {Promise<unknown>} */
  let writing = Promise.resolve();

  async function join() {
    const server = await device.gatt.connect();
    const found = await (await server.getPrimaryService(service)).getCharacteristics();
    const here = new Map(found.map((/** @type {any} */ one) => [one.uuid, one]));
    /** @type {Record<string, Uint8Array>} */
    const values = {};
    for (const name of read) {
      const value = await here.get(name)?.readValue().catch(() => null); // not told is no fault
      if (value) values[name] = bytes(value);
    }
    for (const name of listen) await listenTo(here.get(name), name);
    if (!device.gatt.connected || !wanted) throw new Error("it went away while it was connected");
    has = here;
    joined = true;
    waitMs = FIRST_WAIT_MS;
    tell({ type: "joined", kind, has: [...here.keys()], read: values });
  }

  /** @param {any} one @param {string} name */
  async function listenTo(one, name) {
    if (!one) return;
    one.addEventListener("characteristicvaluechanged", (/** @type {any} */ event) => {
      if (joined && one === has.get(name)) tell({ type: "notification", characteristic: name, frame: bytes(event.target.value) });
    });
    await one.startNotifications();
  }

  async function keep() {
    if (!wanted || joined) return;
    try {
      await join();
    } catch {
      device.gatt.disconnect();
      if (!wanted) return;
      timer = window.setTimeout(keep, waitMs);
      waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS);
    }
  }

  function dropped() {
    if (!joined) return; // in the middle of connecting: keep() sees to it
    joined = false;
    has = new Map();
    tell({ type: "gone", kind });
    if (wanted) timer = window.setTimeout(keep, waitMs);
  }
  device.addEventListener("gattserverdisconnected", dropped);
  keep();

  return {
    name: device.name || "no name",
    joined: () => joined,
    /** Send a frame after those before it; lost where nothing is there: whoever needs it done
     * looks for the answer, and asks again.
     * @param {Uint8Array} frame */
    write(frame) {
      const one = has.get(GATT.control);
      const send = () => (has.get(GATT.control) === one ? one?.writeValueWithResponse(frame) : null);
      writing = writing.then(send).catch(() => {});
    },
    leave() {
      wanted = false;
      joined = false;
      clearTimeout(timer);
      device.removeEventListener("gattserverdisconnected", dropped);
      device.gatt.disconnect();
    },
  };
}

/** @param {DataView} view */
function bytes(view) {
  return new Uint8Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
}
