// Keeps the screen on. The browser drops the lock whenever the page is hidden, so it is
// asked for again every time the page comes back.

/** @typedef {"off" | "held" | "refused" | "absent"} AwakeState */

export function createAwake() {
  /** @type {AwakeState} */
  let state = "off";
  let wanted = false;
  /** @type {WakeLockSentinel | null} */
  let lock = null;

  async function ask() {
    if (!wanted || document.visibilityState !== "visible" || (lock && !lock.released)) return;
    if (!("wakeLock" in navigator)) return void (state = "absent");
    try {
      lock = await navigator.wakeLock.request("screen");
      if (!wanted) return void lock.release();
      state = "held";
    } catch {
      state = "refused"; // battery saver, or a browser that says no
    }
  }

  document.addEventListener("visibilitychange", ask);

  return {
    state: () => state,
    hold() {
      wanted = true;
      return ask();
    },
    release() {
      wanted = false;
      lock?.release();
      lock = null;
      state = "off";
    },
  };
}
