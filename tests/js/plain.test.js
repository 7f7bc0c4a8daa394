// The small pure pieces of the player: times, spans, sentences, the bytes that are sent.

import assert from "node:assert/strict";
import { test } from "node:test";

import { addWalked, noSpans } from "../../src/retrowalk/server/player/static/player/spans.js";
import { chunkBody } from "../../src/retrowalk/server/player/static/player/chunk.js";
import { sentence } from "../../src/retrowalk/server/player/static/player/sentence.js";
import { clockFace, inWords, isoWithZone } from "../../src/retrowalk/server/player/static/player/times.js";

const SCRIPT = {
  segments: [
    { kind: "walk", interval: 0, start_s: 0, duration_s: 20 },
    { kind: "change", interval: 1, start_s: 20, duration_s: 10 },
    { kind: "walk", interval: 1, start_s: 30, duration_s: 20 },
  ],
};
const WORDS = {
  walk: "Walk for {duration}.",
  heart: "{bpm} beats.",
  duration_second: "1 second",
  duration_seconds: "{n} seconds",
  duration_minute: "1 minute",
  duration_minutes: "{n} minutes",
  duration_both: "{minutes} {seconds}",
};

test("a clock shows whole seconds, rounded up, never below zero", () => {
  assert.deepEqual([65, 59.2, 0.0000001, -3, 600].map(clockFace), ["1:05", "1:00", "0:00", "0:00", "10:00"]);
});

test("durations read as people say them", () => {
  assert.deepEqual([1, 60, 90, 121, 0].map(inWords), ["1 second", "1 minute", "1 minute 30 seconds", "2 minutes 1 second", "0 seconds"]);
});

test("a moment keeps its own offset", () => {
  const moment = new Date(2026, 10, 22, 23, 30, 5, 40);
  const written = isoWithZone(moment);
  assert.match(written, /^2026-11-22T23:30:05\.040[+-]\d\d:\d\d$/);
  assert.equal(new Date(written).getTime(), moment.getTime());
});

test("spans hold the walked time and leave the change out", () => {
  const spans = noSpans(SCRIPT);
  for (let s = 0; s < 50; s++) addWalked(spans, SCRIPT, s, s + 1, (s + 1) * 1000);
  assert.deepEqual(spans, [[[0, 20_000]], [[30_000, 50_000]]]);
});

test("a pause parts a span", () => {
  const spans = noSpans(SCRIPT);
  addWalked(spans, SCRIPT, 0, 5, 5_000);
  addWalked(spans, SCRIPT, 5, 8, 38_000);
  assert.deepEqual(spans[0], [[0, 5_000], [35_000, 38_000]]);
});

test("a cue is said with its duration or its beats", () => {
  const said = (code, number) => sentence({ code, number }, WORDS);
  assert.equal(said("walk", 60), "Walk for 1 minute.");
  assert.equal(said("walk", 90), "Walk for 1 minute 30 seconds.");
  assert.equal(said("walk", 1), "Walk for 1 second.");
  assert.equal(said("heart", 141.5), "142 beats.");
});

test("a chunk is the same bytes however often it is built, in the order of the seconds", () => {
  const second = (n) => ({ session: "s", n, columns: { t_ms: [n], ax: [1], ay: [2], az: [3], gx: [null], gy: [null], gz: [null] } });
  const body = chunkBody([second(0), second(1)]);
  assert.equal(body, chunkBody([second(0), second(1)]));
  assert.deepEqual(JSON.parse(body).t_ms, [0, 1]);
  assert.deepEqual(JSON.parse(body).gx, [null, null]);
});
