// What goes along with a session: an ear for the belt, one for the heart, and the hand on the
// belt.

import { createBeltHand } from "./belt_hand.js";

/** @typedef {import("../coach/types.js").LiveEvent} LiveEvent */
/** @typedef {import("../types.js").EarTools} EarTools */
/** @typedef {import("../types.js").Ear} Ear */
/** @typedef {import("./devices.js").Devices} Devices */
/** @typedef {import("./hearing.js").Kind} Kind */

const KMH_PER_MPS = 3.6;
const MPH_PER_MPS = 1 / 0.44704;

/**
 * @param {Devices} devices
 * @param {(kind: Kind) => void} connect  let the person choose a device again
 * @param {() => number} [nowMs]
 * @returns {import("../types.js").Along & {makeEars: (tools: EarTools) => Ear[], close: () => void}}
 */
export function goAlong(devices, connect, nowMs) {
  const hand = createBeltHand(devices, nowMs);
  /** @type {EarTools | null} */
  let tools = null;
  let passedOn = false; // whether the walk asked the hand about the event
  /** @type {Kind[]} */
  const before = devices.before();

  /** @param {LiveEvent} event */
  function heard(event) {
    if (event.type === "speed_seen") tools?.note({ speed_mps: event.speed_mps });
    if (event.type === "heart_rate_seen") tools?.note({ heart_rate_bpm: event.bpm });
    const forCoach = event.type === "speed_seen" || event.type === "heart_rate_seen";
    passedOn = false;
    if (forCoach) tools?.send(event);
    if (!passedOn && event.type !== "heart_rate_seen") hand.hear(event); // not begun, or over
  }

  /** @param {Kind} kind @param {() => string} reading @param {string} what @returns {Ear} */
  function ear(kind, what, reading) {
    let seen = false;
    return {
      start() {},
      stop() {},
      state() {
        const state = devices.state(kind);
        seen ||= state === "on";
        if (state === "waiting" && seen) return "lost";
        return state === "on" && !reading() ? "waiting" : state;
      },
      line() {
        const state = devices.state(kind);
        if (state === "off") return "";
        if (state === "waiting") return seen ? `${what} out of reach` : `${what}: connecting…`;
        return reading() || `${what}: no reading`;
      },
      act() {
        if (devices.state(kind) !== "off" || !before.includes(kind)) return null;
        return { text: `Connect ${what.toLowerCase()} again`, press: () => connect(kind) };
      },
    };
  }

  return {
    makeEars(given) {
      tools = given;
      hand.speakBy((cues) => tools?.say(cues));
      devices.listen(heard);
      const units = given.session.person.units;
      return [
        ear("treadmill", "Belt", () => beltLine(devices.speed_mps(), units)),
        ear("strap", "Heart", () => (devices.bpm() === null ? "" : `${devices.bpm()} bpm`)),
      ];
    },
    hands: [
      {
        after(event, live) {
          passedOn = true;
          return hand.after(event, live);
        },
      },
    ],
    close: () => hand.goOn(() => devices.close()),
  };
}

/** @param {number | null} speed_mps @param {string | undefined} units */
export function beltLine(speed_mps, units) {
  if (speed_mps === null) return "";
  const [factor, unit] = units === "imperial" ? [MPH_PER_MPS, "mph"] : [KMH_PER_MPS, "km/h"];
  return `Belt ${(speed_mps * factor).toFixed(1)} ${unit}`;
}
