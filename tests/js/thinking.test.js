// Tests of thinking: the twins give what the transcripts hold; sets are fair; moments are kept.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { colourWords } from "../../src/retrowalk/server/player/static/player/thinking/colours.js";
import { vigilance } from "../../src/retrowalk/server/player/static/player/thinking/reaction.js";
import { colourSet, letterSet } from "../../src/retrowalk/server/player/static/player/thinking/sets.js";
import { createStimuli } from "../../src/retrowalk/server/player/static/player/thinking/stimuli.js";
import { twoBack } from "../../src/retrowalk/server/player/static/player/thinking/two_back.js";

const RULES = { reaction: vigilance, colours: colourWords, two_back: twoBack };
const { rows } = JSON.parse(readFileSync(new URL("../../contracts/tests/thinking.json", import.meta.url), "utf8"));

for (const [way, rule] of Object.entries(RULES)) {
  test(`the player works out ${way} as the server does`, () => {
    const mine = rows.filter((row) => row.way === way);
    assert.ok(mine.length >= 20);
    for (const { series, parameters, values, why_not } of mine) {
      const worked = rule(series, parameters);
      assert.equal(worked.why_not, why_not);
      assert.deepEqual(Object.keys(worked.values), Object.keys(values));
      for (const [key, value] of Object.entries(values)) assert.ok(Math.abs(worked.values[key] - value) < 1e-6, `${key}: ${worked.values[key]} is not ${value}`);
    }
  });
}

/** A chance that anybody can draw again. */
function chance(seed) {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

const seeds = Array.from({ length: 40 }, (_, i) => i + 1);

test("half of the words are in their own colour, every colour as often, none twice in a row", () => {
  for (const seed of seeds) {
    const set = colourSet(48, 4, chance(seed));
    assert.equal(set.length, 48);
    assert.equal(set.filter(({ word, ink }) => word === ink).length, 24);
    for (let ink = 0; ink < 4; ink++) {
      assert.equal(set.filter((one) => one.ink === ink).length, 12);
      assert.equal(set.filter((one) => one.ink === ink && one.word === ink).length, 6);
    }
    assert.ok(set.every((one, i) => i === 0 || one.word !== set[i - 1].word || one.ink !== set[i - 1].ink));
  }
});

test("a third of the letters from the third on are the one before last, and no others", () => {
  for (const seed of seeds) {
    const set = letterSet(44, 100 / 3, 8, chance(seed));
    assert.equal(set.length, 44);
    assert.equal(set.filter((letter, i) => i >= 2 && letter === set[i - 2]).length, 14);
    assert.ok(set.every((letter) => Number.isInteger(letter) && letter >= 0 && letter < 8));
  }
});

test("the sets change each time", () => {
  assert.notDeepEqual(letterSet(44, 100 / 3, 8, chance(1)), letterSet(44, 100 / 3, 8, chance(2)));
  assert.notDeepEqual(colourSet(48, 4, chance(1)), colourSet(48, 4, chance(2)));
});

test("a stimulus is on the screen at the earliest with the picture after the one that drew it", () => {
  const stimuli = createStimuli();
  stimuli.picture(1000);
  stimuli.draw(1000, "a", { ink: 3 });
  stimuli.picture(1016.66);
  stimuli.picture(1033.3);
  stimuli.last().tap_ms = 1250.04;
  for (const ms of [1050, 1066.6, 1083.3]) stimuli.picture(ms);
  stimuli.last().tap_ms = 1070;
  stimuli.picture(1300); // after its tap: no stall of its own
  stimuli.draw(1300, "b", { ink: 1 });
  stimuli.picture(1350);
  const series = stimuli.series(1000, (name) => (name === "a" ? 1020 : null));
  assert.deepEqual(series, { frame_ms: [16.7, 350], presented_ms: [20, -1], tap_ms: [70, -1], stall_ms: [16.7, 50], ink: [3, 1] });
});

test("a stimulus that no picture followed was never seen, and is not kept", () => {
  const stimuli = createStimuli();
  stimuli.draw(1000, "a");
  assert.deepEqual(stimuli.series(1000, () => null), { frame_ms: [], presented_ms: [], tap_ms: [], stall_ms: [] });
});
