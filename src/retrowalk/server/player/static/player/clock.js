// The session's clock. It reads timestamps and never counts ticks: a hidden tab ticks once
// a second or less, and a sleeping phone not at all, yet the person walks on.

// The steady clock of some phones stands while they sleep; the wall clock does not. A wall
// clock that is ahead by more than this means sleep, less is its own small correction. A phone
// whose page was seen all the time did not sleep: then somebody set the wall clock, and nothing
// was walked by that.
const SLEEP_MS = 1000;

// Timestamps of events that are this far from now are on another clock (old browsers).
const ODD_TIMESTAMP_MS = 60_000;

/**
 * @typedef {object} Clock
 * @property {() => number} now  milliseconds since the session's epoch
 * @property {(timeStamp: number) => number} at  the same, for an event's timestamp
 * @property {() => number} passed  seconds since it was last asked
 */

/**
 * @param {number} epochMs  wall clock of the session's zero
 * @param {number} [notBeforeMs]  newest moment saved so far: the clock never runs back
 *   behind it, even if someone set the phone's clock back while the player was closed
 * @returns {Clock}
 */
export function createClock(epochMs, notBeforeMs = 0) {
  let steadyMs = performance.now();
  let wallMs = Date.now();
  let zeroMs = Math.max(wallMs - epochMs, notBeforeMs) - steadyMs;
  let unseen = false; // since it was last asked

  document.addEventListener("visibilitychange", () => {
    unseen ||= document.visibilityState === "hidden";
  });

  return {
    now: () => performance.now() + zeroMs,
    at(timeStamp) {
      const now = performance.now();
      const odd = Math.abs(timeStamp - now) > ODD_TIMESTAMP_MS;
      return (odd ? now : timeStamp) + zeroMs;
    },
    passed() {
      const steady = performance.now();
      const wall = Date.now();
      const slept = Math.max(0, wall - wallMs - (steady - steadyMs));
      const sleep = unseen && slept > SLEEP_MS ? slept : 0;
      unseen = document.visibilityState === "hidden";
      const seconds = (steady - steadyMs + sleep) / 1000;
      zeroMs += sleep;
      steadyMs = steady;
      wallMs = wall;
      return seconds;
    },
  };
}
