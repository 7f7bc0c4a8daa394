// What devices measure becomes a row a second; what is old is not known any more.

import assert from "node:assert/strict";
import { test } from "node:test";

import { createReadings } from "../../src/retrowalk/server/player/static/player/readings.js";

function at(moments) {
  let now = 0;
  const readings = createReadings("a", { now: () => now }, 0);
  const rows = [];
  for (const [ms, some] of moments) {
    now = ms;
    if (some) readings.note(some);
    readings.watch();
    rows.push(...readings.hand());
  }
  return rows.map(({ t_ms, speed_mps, heart_rate_bpm }) => [t_ms, speed_mps, heart_rate_bpm]);
}

test("one row a second holds the newest of each", () => {
  const rows = at([[200, { heart_rate_bpm: 90 }], [900, { heart_rate_bpm: 91, speed_mps: 0.4 }], [1000], [1500, { heart_rate_bpm: 95 }], [2000]]);
  assert.deepEqual(rows, [[1000, 0.4, 91], [2000, 0.4, 95]]);
});

test("a device that is silent is not known after five seconds, and no row is made of nothing", () => {
  const rows = at([[100, { heart_rate_bpm: 90 }], [4000], [6000], [7000]]);
  assert.deepEqual(rows, [[4000, null, 90]]);
});

test("a number that is none is not kept", () => {
  assert.deepEqual(at([[1000, { heart_rate_bpm: Number.NaN }], [2000, { speed_mps: null }]]), []);
});
