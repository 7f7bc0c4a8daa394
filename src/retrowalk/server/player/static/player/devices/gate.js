// The last look before a speed is written: nobody may have stopped the belt meanwhile. The
// twin of devices/gate.py, which says why.

import { BadFrame, GATT, decodeStatus, decodeTreadmill } from "./codecs.js";

/** @typedef {import("./hearing.js").Word} Word */

export function createGate() {
  let stopped = false;
  let slower = false;
  let toldMps = 0;

  /** @param {Uint8Array} frame */
  function read(frame) {
    const { speed_mps } = decodeTreadmill(frame);
    if (speed_mps === undefined) return;
    slower = speed_mps < toldMps; // it may be running down
    toldMps = speed_mps;
    if (speed_mps === 0) stopped = false;
  }

  return {
    /** @param {Word} word */
    hear(word) {
      if (word.type !== "notification") return;
      try {
        if (word.characteristic === GATT.treadmill) read(word.frame);
        if (word.characteristic !== GATT.status) return;
        stopped ||= ["BeltStopped", "KeyPulled"].includes(decodeStatus(word.frame).status);
      } catch (error) {
        if (!(error instanceof BadFrame)) throw error; // what cannot be read changes nothing
      }
    },
    /** Whether the command may go out; a stop always may.
     * @param {import("../coach/types.js").BeltCommand} command */
    lets: (command) => command.type !== "set_speed" || !(stopped || slower),
  };
}
