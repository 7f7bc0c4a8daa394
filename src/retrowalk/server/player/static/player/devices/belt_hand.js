// The hand on the belt: asks the rules after every step, writes what they command, and goes
// on after the end until the belt says that it stands.

import { followBelt, noBelt } from "../coach/belt.js";

/** @typedef {import("../coach/types.js").LiveEvent} LiveEvent */
/** @typedef {import("../coach/types.js").Live} Live */
/** @typedef {import("../coach/types.js").Cue} Cue */
/** @typedef {import("./devices.js").Devices} Devices */

const AFTER_TICK_MS = 200;

/**
 * @param {Devices} devices
 * @param {() => number} [nowMs]
 */
export function createBeltHand(devices, nowMs = () => performance.now()) {
  let belt = noBelt();
  /** @type {Live | null} */
  let live = null;
  /** @type {LiveEvent[]} */
  const early = []; // said before the walk began
  /** @type {(cues: Cue[]) => void} */
  let say = () => {};
  let timer = 0;

  /** @param {LiveEvent} event @param {Live} now @returns {Cue[]} */
  function follow(event, now) {
    const followed = followBelt(belt, now, event);
    belt = followed.belt;
    for (const command of followed.commands) devices.obey(command);
    return followed.cues;
  }

  return {
    stopping: () => Boolean(belt.stopping),
    /** @param {(cues: Cue[]) => void} how */
    speakBy: (how) => void (say = how),
    /** What the treadmill says beside its speed; its speed comes by the walk.
     * @param {LiveEvent} event */
    hear(event) {
      if (!live) early.push(event);
      else say(follow(event, live));
    },
    /** @param {LiveEvent} event @param {Live} now @returns {Cue[]} */
    after(event, now) {
      live = now;
      const before = early.splice(0).flatMap((one) => follow(one, now));
      return [...before, ...follow(event, now)];
    },
    /** The walk is over and ticks no more.
     * @param {() => void} done  once the belt stands */
    goOn(done) {
      if (!live || !belt.stopping) return done();
      let beforeMs = nowMs();
      timer = window.setInterval(() => {
        const seconds = (nowMs() - beforeMs) / 1000;
        beforeMs = nowMs();
        if (live) say(follow({ type: "tick", seconds }, live));
        if (belt.stopping) return;
        clearInterval(timer);
        done();
      }, AFTER_TICK_MS);
    },
  };
}
