// How the person wants to see and hear the player; kept on this device only.

/** @typedef {import("./types.js").Settings} Settings */

/** @type {Settings} */
const FIRST = { text: "normal", colours: "auto", cues: "all", sound: true, beeps: true, vibration: true };

/** @param {import("./store.js").Store} store */
export async function createSettings(store) {
  const kept = await store.get("settings", "display");
  /** @type {Settings} */
  let now = { ...FIRST, ...kept?.values };
  show();

  function show() {
    document.documentElement.dataset.text = now.text;
    document.documentElement.dataset.colours = now.colours;
  }

  return {
    now: () => now,
    /** @param {Partial<Settings>} some */
    change(some) {
      now = { ...now, ...some };
      show();
      return store.put("settings", { name: "display", values: now });
    },
  };
}
