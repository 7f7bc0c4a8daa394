// The ears and hands of one walk. Each is asked on its own: one that fails is told of once,
// the others and the walk go on, and it is asked again the next time, for a hand that failed
// to stop a belt must not be given up.

import { reason } from "./company.js";

/** @typedef {import("./types.js").Along} Along */
/** @typedef {import("./types.js").Ear} Ear */
/** @typedef {import("./types.js").Hand} Hand */

/**
 * @param {import("./types.js").EarTools} tools
 * @param {(text: string) => void} tell
 */
export function createCompanions(tools, tell) {
  /** @type {Ear[]} */
  const ears = [];
  /** @type {Hand[]} */
  const hands = [];
  /** @type {Set<string>} */
  const told = new Set();
  let moving = false;

  /** @template T @param {() => T} act @returns {T | undefined} */
  function guarded(act) {
    try {
      return act();
    } catch (error) {
      const text = `A connected part has trouble: ${reason(error)}. The walk goes on.`;
      if (!told.has(text)) tell(text);
      told.add(text);
    }
  }

  return {
    /** @param {Along} along */
    join({ makeEars, hands: more }) {
      const made = guarded(() => makeEars?.(tools)) ?? [];
      ears.push(...made);
      hands.push(...(more ?? []));
      if (moving) for (const ear of made) guarded(() => ear.start());
    },
    /** @param {boolean} now  whether the walk moves */
    moves(now) {
      if (now === moving) return;
      moving = now;
      for (const ear of ears) guarded(() => (now ? ear.start() : ear.stop()));
    },
    /** @param {import("./types.js").Cue} cue @param {import("./types.js").Live} live */
    obey(cue, live) {
      for (const hand of hands) guarded(() => hand.obey?.(cue, live));
    },
    /** @param {import("./types.js").LiveEvent} event @param {import("./types.js").Live} live
     * @returns {import("./types.js").Cue[]} what the hands have to say to it */
    after: (event, live) => hands.flatMap((hand) => guarded(() => hand.after?.(event, live)) ?? []),
    /** @param {import("./types.js").Second[]} seconds */
    saved(seconds) {
      if (seconds.length) for (const ear of ears) guarded(() => ear.saved?.(seconds));
    },
    changed() {
      for (const ear of ears) guarded(() => ear.changed?.());
    },
    close() {
      for (const ear of ears) guarded(() => ear.close?.());
    },
    /** @returns {string} what they show now, in one line */
    line: () => ears.map((ear) => guarded(() => ear.line?.())).filter(Boolean).join(" · "),
    /** @returns {string} what was heard before and is silent now */
    lost: () => ears.filter((ear) => guarded(() => ear.state()) === "lost").map((ear) => guarded(() => ear.line?.())).filter(Boolean).join(". "),
    /** @returns {{text: string, press: () => void}[]} buttons they offer while paused */
    acts: () => ears.flatMap((ear) => guarded(() => ear.act?.()) ?? []),
  };
}

/** @typedef {ReturnType<typeof createCompanions>} Companions */
