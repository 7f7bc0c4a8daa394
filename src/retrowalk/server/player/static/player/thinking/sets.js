// The sets of words and letters: new each time, even in their kinds. Pure: chance is given.

import { BACK } from "./two_back.js";

/** @typedef {() => number} Chance  0 to 1, as Math.random */

/** Words of four colours, half of them in their own, never the very same twice in a row.
 * @param {number} count @param {number} colours @param {Chance} chance
 * @returns {{word: number, ink: number}[]} */
export function colourSet(count, colours, chance) {
  const set = Array.from({ length: count }, (_, i) => {
    const ink = Math.floor(i / 2) % colours;
    const step = 1 + Math.floor(chance() * (colours - 1));
    return { ink, word: i % 2 ? ink : (ink + step) % colours };
  });
  let mixed = shuffled(set, chance);
  for (let tries = 0; tries < 200 && repeats(mixed); tries++) mixed = shuffled(set, chance);
  return mixed;
}

/** @param {{word: number, ink: number}[]} set */
function repeats(set) {
  return set.some((one, i) => i > 0 && one.word === set[i - 1].word && one.ink === set[i - 1].ink);
}

/** Letters of which so many are the one before last; the others never are.
 * @param {number} count @param {number} same_pct  of the letters from the third on
 * @param {number} letters  how many different ones @param {Chance} chance @returns {number[]} */
export function letterSet(count, same_pct, letters, chance) {
  const asked = Math.max(0, count - BACK);
  const same = Math.round((asked * same_pct) / 100);
  const kinds = shuffled(Array.from({ length: asked }, (_, i) => i < same), chance);
  /** @type {number[]} */
  const set = [];
  for (let i = 0; i < count; i++) {
    const back = set[i - BACK];
    if (i >= BACK && kinds[i - BACK]) set.push(back);
    else set.push(another(letters, back, chance));
  }
  return set;
}

/** @param {number} letters @param {number | undefined} not @param {Chance} chance */
function another(letters, not, chance) {
  if (not === undefined) return Math.floor(chance() * letters);
  return (not + 1 + Math.floor(chance() * (letters - 1))) % letters;
}

/** @template T @param {T[]} list @param {Chance} chance @returns {T[]} */
function shuffled(list, chance) {
  const mixed = [...list];
  for (let i = mixed.length - 1; i > 0; i--) {
    const j = Math.floor(chance() * (i + 1));
    [mixed[i], mixed[j]] = [mixed[j], mixed[i]];
  }
  return mixed;
}
