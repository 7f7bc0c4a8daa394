// Steps from several streams add up; a direction is only told where steps agree.

import assert from "node:assert/strict";
import { test } from "node:test";

import { countLine, counted, noCounts, total, way } from "../../src/retrowalk/server/player/static/player/live_counts.js";

const step = (time_s, direction) => ({ time_s, direction, confidence: 0.9, cadence_spm: 90 });
const answer = (stream, backward, told = []) => ({ stream, number: 0, steps: { forward: 0, backward, unknown: 2 }, told, why_not: null });

test("counts of a stream replace each other, so that a lost answer loses nothing", () => {
  const counts = [answer(1, 4), answer(1, 10)].reduce(counted, noCounts());
  assert.equal(total(counts), 12);
});

test("a new stream counts on top of the one that ended", () => {
  const counts = [answer(1, 10), answer(2, 0), answer(2, 6)].reduce(counted, noCounts());
  assert.equal(total(counts), 12 + 8);
});

test("three steps that agree are a direction, two are not", () => {
  const two = counted(noCounts(), answer(1, 4, [step(1, "forward"), step(2, "forward")]));
  assert.equal(way(two, 3), "unknown");
  const three = counted(two, answer(1, 6, [step(3, "forward")]));
  assert.equal(way(three, 3), "forward");
  assert.equal(countLine(three, 3), "Steps 8, forward");
});

test("one step that was taken for another keeps the coach silent until steps agree again", () => {
  const told = [step(1, "backward"), step(2, "backward"), step(3, "forward")];
  let counts = counted(noCounts(), answer(1, 6, told));
  assert.equal(way(counts, 3), "unknown");
  counts = counted(counts, answer(1, 12, [step(4, "backward"), step(5, "backward"), step(5.5, "backward")]));
  assert.equal(way(counts, 6), "backward");
});

test("old steps say nothing about now", () => {
  const told = [step(1, "forward"), step(2, "forward"), step(3, "forward")];
  const counts = counted(noCounts(), answer(1, 6, told));
  assert.equal(way(counts, 30), null);
  assert.equal(countLine(counts, 30), "Steps 8");
});
