// The parts that not every session needs. Each is fetched when it is first used, so that the
// player itself stays small; the service worker keeps them for use without a network.

/** @typedef {import("./types.js").Part} Part */

/** @type {Record<string, Part>} */
export const PARTS = {
  devices: {
    place: "before",
    text: "Connect treadmill or heart rate",
    possible: () => true, // where a browser cannot, the panel says so, and what to do instead
    load: () => import("./screens/devices.js"),
  },
  partner: {
    place: "before",
    text: "Share with a partner",
    possible: () => true,
    load: () => import("./screens/partner.js"),
  },
  timed_test: {
    place: "home",
    text: "Timed tests",
    possible: () => true,
    load: () => import("./screens/timed_test.js"),
  },
  live_steps: {
    place: "walk",
    text: "Live steps",
    possible: (session) => session?.site === "pocket" || session?.site === "lower_back",
    load: () => import("./live_steps.js"),
  },
};

/** @param {Part["place"]} place @param {import("./types.js").Walked} [session] @returns {[string, Part][]} */
export function partsAt(place, session) {
  return Object.entries(PARTS).filter(([, part]) => part.place === place && part.possible(session));
}
