// Which goes follow each other, what is kept of each, and the bytes that are sent.

import assert from "node:assert/strict";
import { test } from "node:test";

import { endsTheDay, isOfThePlan } from "../../src/retrowalk/server/player/static/player/screens/happened.js";
import { closed, goName, goes, newTrial, nextGo, testBody, walkedM } from "../../src/retrowalk/server/player/static/player/taken.js";

const TEST = {
  key: "k", version: 2, name: "Test", way: "stopwatch", duration_s: null,
  practice_trials: 1, trials: 2, parts: [{ key: "", told: "", limit_s: null }],
};
const DONE = { ended: "done", time_s: 4, laps_s: [] };
const CUT = { ended: "interrupted", time_s: 1, laps_s: [] };
const TAKEN = { id: "i", test: TEST, taken_at: "2026-11-22T10:00:00+01:00", simulated: true, stage: "taking", ended: "interrupted", trials: [] };

const after = (...measured) => measured.reduce((trials, one) => [...trials, newTrial(nextGo(TEST, trials), one)], []);

test("practice comes first, then what counts", () => {
  assert.deepEqual(goes(TEST).map((go) => goName(TEST, go)), ["Practice", "Trial 1 of 2", "Trial 2 of 2"]);
  assert.deepEqual(after(DONE, DONE, DONE).map((trial) => trial.practice), [true, false, false]);
});

test("a go that was interrupted is done again, and is kept", () => {
  const trials = after(DONE, CUT, DONE, DONE);
  assert.equal(nextGo(TEST, trials), null);
  assert.deepEqual(trials.map((trial) => trial.ended), ["done", "interrupted", "done", "done"]);
});

test("each part of a test has its own goes and its own limit", () => {
  const parts = [{ key: "a", told: "A", limit_s: 10 }, { key: "b", told: "B", limit_s: 30 }];
  const stages = { ...TEST, way: "hold", practice_trials: 0, trials: 1, parts };
  assert.deepEqual(goes(stages).map((go) => [go.part, go.limit_s]), [["a", 10], ["b", 30]]);
});

test("after a stage that was not held comes no harder one, unless it did not count", () => {
  const parts = ["a", "b", "c"].map((key) => ({ key, told: key, limit_s: 10 }));
  const stages = { ...TEST, way: "sway", practice_trials: 0, trials: 1, parts, parameters: { hold_s: 10 } };
  const trials = (...rows) => rows.map(([ended, time_s]) => newTrial({ part: "", practice: false }, { ended, time_s }));
  assert.equal(nextGo(stages, trials(["done", 10])).part, "b");
  assert.equal(nextGo(stages, trials(["done", 10], ["done", 9.99])), null);
  assert.equal(nextGo(stages, trials(["done", 10], ["interrupted", 4])).part, "b");
  assert.equal(closed({ ...TAKEN, test: stages, trials: trials(["done", 3]) }).ended, "done");
});

test("a countdown has the limit of its test", () => {
  assert.equal(goes({ ...TEST, way: "countdown", duration_s: 360 })[0].limit_s, 360);
});

test("a test that was left in the middle is interrupted, a whole one is done", () => {
  assert.equal(closed({ ...TAKEN, trials: after(DONE) }).ended, "interrupted");
  assert.equal(closed({ ...TAKEN, trials: after(DONE, DONE, DONE) }).ended, "done");
  assert.equal(closed(TAKEN).stage, "waiting");
});

test("the bytes are the same however often they are built", () => {
  const taken = closed({ ...TAKEN, trials: after(DONE, CUT) });
  assert.equal(testBody(taken), testBody(structuredClone(taken)));
  const body = JSON.parse(testBody(taken));
  assert.deepEqual([body.schema, body.protocol, body.version, body.simulated], [1, "k", 2, true]);
  assert.equal(body.trials.length, 2);
});

test("laps and the rest of the last make the distance", () => {
  assert.equal(walkedM(12, 30, 7.25), 367.25);
  assert.equal(walkedM(3, 0.1, 0), 0.3);
});

test("when the last go ended is told, unless the clock was set back in between", () => {
  const ended = (ended_at) => JSON.parse(testBody({ ...closed({ ...TAKEN, trials: after(DONE) }), ended_at })).ended_at;
  assert.equal(ended("2026-11-22T10:09:00+01:00"), "2026-11-22T10:09:00+01:00");
  assert.equal(ended("2026-11-22T09:09:00+01:00"), undefined);
  assert.equal(ended(undefined), undefined);
});

test("a fall ends the tests of the day; a free stop does not, nor losing the balance where it is tried out", () => {
  const ends = (way, ...told) => endsTheDay({ ...TEST, way }, told);
  assert.deepEqual([ends("stopwatch", "fall"), ends("sway", "fall"), ends("hold", "dizziness", "by_choice")], [true, true, true]);
  assert.deepEqual([ends("stopwatch", "by_choice"), ends("countdown"), ends("hold", "lost_balance")], [false, false, false]);
  assert.deepEqual([ends("stopwatch", "lost_balance"), ends("angle", "pain")], [true, true]);
});

test("the plan hears of symptoms only, and nothing else is said to reach it", () => {
  assert.deepEqual(["fall", "dizziness", "sharp_pain"].map(isOfThePlan), [true, true, true]);
  assert.deepEqual(["pain", "lost_balance", "by_choice"].map(isOfThePlan), [false, false, false]);
});
