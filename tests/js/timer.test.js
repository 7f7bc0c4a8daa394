// The timer of tests against moments that are given: exact, whenever the page looked.

import assert from "node:assert/strict";
import { test } from "node:test";

import { COUNT_S, at, interrupt, lap, mark, newTimer, shownS, start, stop, taken, tones } from "../../src/retrowalk/server/player/static/player/timer.js";

const STOPWATCH = { way: "stopwatch", limit_s: null };
const SIX_MINUTES = { way: "countdown", limit_s: 360 };
const HOLD = { way: "hold", limit_s: 10 };
const FROM_MS = 5_000.4;
const GO_MS = FROM_MS + COUNT_S * 1000;

const begun = (plan) => start(newTimer(plan), FROM_MS);

test("time begins with the tone, three seconds after the start", () => {
  const timer = begun(STOPWATCH);
  assert.equal(timer.phase, "counting");
  assert.equal(at(timer, GO_MS - 0.1).phase, "counting");
  assert.equal(at(timer, GO_MS).phase, "running");
  assert.equal(shownS(timer, GO_MS - 1500), 1.5);
});

test("a stopwatch gives the time from the tone to the tap to the millisecond", () => {
  const timer = stop(begun(STOPWATCH), GO_MS + 7_412.3);
  assert.deepEqual(taken(timer), { ended: "done", time_s: 7.412, laps_s: [] });
});

test("it does not matter how often or when the page looked", () => {
  for (const looks of [[], [10], [1, 2, 3, 5000, 7000], [0.5, 7411]]) {
    const seen = looks.reduce((timer, ms) => at(timer, GO_MS + ms), begun(STOPWATCH));
    assert.equal(taken(stop(seen, GO_MS + 7_412))?.time_s, 7.412);
  }
});

test("laps are the times between the taps", () => {
  const timer = [10_000, 21_500, 33_250].reduce((t, ms) => lap(t, GO_MS + ms), begun(SIX_MINUTES));
  const over = at(timer, GO_MS + 400_000);
  assert.deepEqual(taken(over), { ended: "done", time_s: 360, laps_s: [10, 11.5, 11.75] });
});

test("a tap that bounces is one lap, and one before the tone is none", () => {
  let timer = lap(begun(SIX_MINUTES), GO_MS - 500);
  for (const ms of [10_000, 10_120, 10_299]) timer = lap(timer, GO_MS + ms);
  assert.deepEqual(taken(interrupt(timer, GO_MS + 20_000))?.laps_s, [10]);
});

test("a countdown ends exactly at its limit however late the page looks", () => {
  const over = at(begun(SIX_MINUTES), GO_MS + 361_700);
  assert.equal(over.phase, "over");
  assert.equal(taken(over)?.time_s, 360);
  assert.equal(lap(over, GO_MS + 361_800), over);
  assert.equal(stop(over, GO_MS + 361_800), over);
});

test("a lap tapped in the last moment counts, though it is handled after the end", () => {
  const timer = lap(begun(SIX_MINUTES), GO_MS + 359_990);
  assert.equal(taken(at(timer, GO_MS + 360_400))?.laps_s.length, 1);
});

test("a countdown that is stopped early is kept as interrupted", () => {
  const timer = stop(begun(SIX_MINUTES), GO_MS + 100_000);
  assert.deepEqual(taken(timer), { ended: "interrupted", time_s: 100, laps_s: [] });
});

test("a hold ends at its limit or when the position is lost", () => {
  assert.deepEqual(taken(at(begun(HOLD), GO_MS + 11_000)), { ended: "done", time_s: 10, laps_s: [] });
  assert.equal(taken(stop(begun(HOLD), GO_MS + 3_210))?.time_s, 3.21);
  assert.equal(taken(stop(begun(HOLD), GO_MS + 3_210))?.ended, "done");
});

test("an interrupted trial keeps what was done", () => {
  const timer = interrupt(lap(begun(STOPWATCH), GO_MS + 4_000), GO_MS + 6_000);
  assert.deepEqual(taken(timer), { ended: "interrupted", time_s: 6, laps_s: [4] });
});

test("a finished trial cannot be interrupted afterwards", () => {
  const over = stop(begun(STOPWATCH), GO_MS + 5_000);
  assert.equal(interrupt(over, GO_MS + 9_000), over);
});

test("a stop before the tone is no trial", () => {
  const timer = stop(begun(STOPWATCH), GO_MS - 200);
  assert.equal(timer.phase, "ready");
  assert.equal(taken(timer), null);
  assert.equal(start(timer, 1000).phase, "counting");
});

test("nothing is changed in place", () => {
  const timer = Object.freeze({ ...begun(SIX_MINUTES), laps_ms: Object.freeze([]) });
  lap(timer, GO_MS + 5_000);
  stop(timer, GO_MS + 5_000);
  assert.equal(timer.phase, "counting");
});

test("the tones are three, the start, and the end where there is one", () => {
  assert.deepEqual(
    tones(begun(SIX_MINUTES)).map(({ at_ms, tone }) => [Math.round(at_ms - GO_MS), tone]),
    [[-3000, "ready"], [-2000, "ready"], [-1000, "ready"], [0, "go"], [360_000, "end"]],
  );
  assert.equal(tones(begun(STOPWATCH)).length, 4);
  assert.deepEqual(tones(newTimer(STOPWATCH)), []);
});

test("between two marks of a path the time runs from tap to tap, and the way to the first is kept", () => {
  const marks = begun({ ...STOPWATCH, marks: true });
  assert.equal(mark(marks, GO_MS - 200), marks); // before the tone
  const first = mark(marks, GO_MS + 1_500);
  assert.equal(first.phase, "running");
  assert.equal(mark(first, GO_MS + 1_700).laps_ms.length, 1); // a tap that bounces
  assert.deepEqual(taken(mark(first, GO_MS + 5_250)), { ended: "done", time_s: 3.75, laps_s: [1.5, 3.75] });
});

test("a path that was left between its marks has no time and is interrupted", () => {
  const first = mark(begun({ ...STOPWATCH, marks: true }), GO_MS + 1_500);
  assert.deepEqual(taken(stop(first, GO_MS + 9_000)), { ended: "interrupted", time_s: null, laps_s: [1.5] });
});
