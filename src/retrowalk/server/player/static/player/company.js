// Who goes along with a session: the parts that the person chose, and those that go along by
// themselves. A part that cannot be fetched or that breaks costs a notice, never the walk.

import { PARTS, partsAt } from "./parts.js";
import { notice } from "./stage.js";

/** @typedef {import("./main.js").App} App */
/** @typedef {import("./types.js").Along} Along */
/** @typedef {import("./types.js").PartModule} PartModule */
/** @typedef {import("./types.js").Walked} Walked */

/** @typedef {ReturnType<typeof createCompany>} Company */

/** @param {App} app */
export function createCompany(app) {
  /** @type {Map<string, Along>} */
  const going = new Map();

  /** Fetch a part; it then goes along until the company parts.
   * @param {string} name @returns {Promise<PartModule | null>} null where it cannot be had */
  async function use(name) {
    const part = PARTS[name];
    try {
      const module = await part.load();
      if (module.along && !going.has(name)) going.set(name, module.along(app));
      return module;
    } catch (error) {
      notice(`“${part.text}” cannot be opened now: ${reason(error)}. Everything else works without it.`);
      return null;
    }
  }

  return {
    use,
    names: () => [...going.keys()],
    here: () => [...going.values()],
    /** Fetch what goes along by itself, and what did before the page was closed.
     * @param {Walked} session @returns {Promise<Along[]>} those that were not here yet */
    async late(session) {
      const names = [...(session.parts ?? []), ...partsAt("walk", session).map(([name]) => name)];
      const missing = names.filter((name) => name in PARTS && !going.has(name));
      for (const name of missing) await use(name);
      return missing.flatMap((name) => going.get(name) ?? []);
    },
    part() {
      for (const along of going.values()) quietly(() => along.close?.());
      going.clear();
    },
  };
}

/** @param {() => void} act */
function quietly(act) {
  try {
    act();
  } catch (error) {
    notice(`A device or a part did not close: ${reason(error)}.`);
  }
}

/** @param {unknown} error */
export function reason(error) {
  return error instanceof Error ? error.message : String(error);
}
