// The phone's own rules of sway, angles and pairs say what the server's say; and what the phone
// hears is cut into positions and even series as it should be.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { webcrypto } from "node:crypto";

import { angleDeg, belowLevel, foundAgain, heldStill } from "../../src/retrowalk/server/player/static/player/angles.js";
import { distanceOf, doubtsOf } from "../../src/retrowalk/server/player/static/player/doubts.js";
import { createHeart, lastTwoMinutes } from "../../src/retrowalk/server/player/static/player/heart.js";
import { advance, begin, hipSteps, kneeSteps } from "../../src/retrowalk/server/player/static/player/holds.js";
import { differenceSaid, firstWay, principal } from "../../src/retrowalk/server/player/static/player/pair.js";
import { evenly, fastLength, stage, standing, stepOf } from "../../src/retrowalk/server/player/static/player/sway.js";

globalThis.crypto ??= webcrypto;
const STORIES = JSON.parse(readFileSync(new URL("../../contracts/tests/phone_tests.json", import.meta.url), "utf8"));

const same = (told, { values, why_not }) => {
  assert.equal(told.why_not, why_not);
  assert.deepEqual(Object.keys(told.values).sort(), Object.keys(values).sort());
  for (const key of Object.keys(values)) assert.ok(Math.abs(told.values[key] - values[key]) < 1e-9, `${key}: ${told.values[key]} is not ${values[key]}`);
};

test("sway is the server's sway", () => {
  for (const story of STORIES.sway) {
    const rows = story.columns[0].map((_, i) => story.columns.map((column) => column[i]));
    same(standing(story.part, rows, story.step), story);
  }
});

test("the sway of a stage is the server's, and a broken one has none", () => {
  for (const story of STORIES.stage) {
    const rows = story.columns[0].map((_, i) => story.columns.map((column) => column[i]));
    same(stage(story.part, rows, story.step, 10), story);
  }
  assert.match(stage("tandem", [[0, 9.8, 0]], 0.1, 10).why_not, /held for 10 seconds/);
});

test("angles are the server's angles", () => {
  for (const story of STORIES.knee) same(foundAgain(story.held), story);
  for (const story of STORIES.hip) same(belowLevel(story.held), story);
});

test("the order of a pair is the server's draw, its difference the server's sentence", async () => {
  for (const { key, person, day, first } of STORIES.order) assert.equal(await firstWay(key, person, day), first);
  for (const { pair, forward, backward, said } of STORIES.difference) assert.equal(differenceSaid(pair, forward, backward), said);
});

test("an even series is the mean of its samples, and bridges what is missing", () => {
  const samples = [0, 10, 40, 45, 140, 150].map((t_ms, i) => ({ t_ms, a: [i, 10, 0] }));
  const { columns, filled } = evenly(samples, 0, 166.7);
  assert.deepEqual(columns.map(([x]) => x), [0.5, 2.5, 3.167, 3.833, 4.5]);
  assert.equal(filled, 3 / 5);
  assert.equal(evenly([], 0, 1000).filled, 0);
});

test("the step of a browser's rounding is seen in what it tells", () => {
  const told = (values) => values.map((x, i) => ({ t_ms: i, a: [x, 0.1, -9.8] }));
  assert.equal(stepOf(told([0.1, 0.3, 0.2, 0.1])), 0.1);
  assert.equal(stepOf(told([0.1, 0.1])), 0);
});

test("lengths of the transform have small factors", () => {
  assert.deepEqual([1, 7, 11, 97, 1077].map(fastLength), [1, 8, 12, 100, 1080]);
});

// A limb that is held at an angle from a moment on, 60 samples a second; trembles a little.
const limb = (positions, until_ms) => {
  const samples = [];
  for (let t_ms = 0; t_ms < until_ms; t_ms += 1000 / 60) {
    const [, deg] = positions.filter(([from]) => from <= t_ms).at(-1);
    const p = ((deg + Math.sin(t_ms / 70)) * Math.PI) / 180;
    samples.push({ t_ms, a: [0, 9.8 * Math.cos(p), 9.8 * Math.sin(p)].map((x) => Math.round(x * 10) / 10) });
  }
  return samples;
};
const played = (steps, positions, until_ms) => {
  const samples = limb(positions, until_ms);
  let holds = begin(steps, 0);
  const said = [];
  for (let now = 0; now < until_ms; now += 100) {
    const made = advance(holds, samples.filter(({ t_ms }) => t_ms <= now && t_ms > now - 10_000), now);
    holds = made.holds;
    if (made.say) said.push(made.say);
  }
  return { holds, said };
};

test("a position counts once it is held still for two seconds, and no sooner", () => {
  const samples = limb([[0, 30]], 5000);
  assert.equal(heldStill(samples.filter(({ t_ms }) => t_ms <= 1500), 1500), null);
  assert.ok(Math.abs(angleDeg(heldStill(samples, 5000), [0, 9.8, 0]) - 30) < 0.7);
  assert.equal(heldStill(limb([[0, 0], [4000, 20]], 5000), 5000), null);
});

test("a knee is guided to its angle, and the error is what lies between the two holds", () => {
  const positions = [[0, 0], [6000, 30], [10_000, 45], [17_000, 0], [23_000, 51]];
  const { holds, said } = played(kneeSteps(45), positions, 32_000);
  assert.equal(holds.over, "done");
  assert.ok(said.includes("Higher.") && said.includes("Hold."));
  const { knee_angle_error_deg: error } = foundAgain(holds.held).values;
  assert.ok(Math.abs(error - 6) < 1, `${error}`);
});

test("a thigh that hangs below level is positive, one above it negative", () => {
  for (const [deg, expected] of [[105, 15], [80, -10]]) {
    const { holds } = played(hipSteps(), [[0, 90], [6000, 20], [12_000, deg]], 22_000);
    assert.equal(holds.over, "done");
    assert.ok(Math.abs(belowLevel(holds.held).values.hip_flexor_deg - expected) < 1);
  }
});

test("who never comes to rest is told to relax after 45 seconds", () => {
  const wild = Array.from({ length: 120 }, (_, i) => [i * 400, (i % 2) * 40]);
  assert.equal(played(kneeSteps(45), wild, 47_000).holds.over, "late");
});

test("the heart's last two minutes are weighed by how long each reading stood", () => {
  const steady = Array.from({ length: 361 }, (_, s) => ({ at_ms: s * 1000, bpm: s < 240 ? 90 : 120 }));
  assert.equal(lastTwoMinutes(steady, 360_000), 120);
  assert.equal(lastTwoMinutes(steady.slice(0, 300), 360_000), null); // the strap fell silent
  assert.equal(lastTwoMinutes([], 360_000), null);
});

const LIMITS = { count: { least: 0, most: 60, usual_least: 0, usual_most: 40 }, time_s: { least: 0.75, most: 3600, usual_least: 1.8, usual_most: 100 } };
const done = (some) => ({ part: "", practice: false, ended: "done", time_s: 30, laps_s: [], count: null, ...some });

test("what cannot be and what is unusual is asked about, of goes that count", () => {
  const asked = (some) => doubtsOf({ limits: LIMITS }, done(some));
  assert.deepEqual(asked({ count: 12 }), { cannot: [], unusual: [] });
  assert.match(asked({ count: 900 }).cannot[0], /^900 cannot be/);
  assert.match(asked({ time_s: 0.2 }).cannot[0], /^0.2 seconds cannot be/);
  assert.match(asked({ count: 45 }).unusual[0], /^45 is unusual/);
  assert.deepEqual(asked({ count: 900, practice: true }), { cannot: [], unusual: [] });
});

test("feet are kept as feet beside the metres", () => {
  assert.deepEqual(distanceOf(1410, "feet"), { distance_m: 429.77, series: { typed_feet: [1410] } });
  assert.deepEqual(distanceOf(430, "metres"), { distance_m: 430 });
});

test("the value of one way comes from the goes that count", () => {
  const walk = { asks: ["distance_m"], distance_m: null, parts: [{ key: "", limit_s: null }], trials: 1 };
  assert.equal(principal(walk, [done({ ended: "interrupted", distance_m: 9 }), done({ distance_m: 400 })]), 400);
  const ten = { asks: [], distance_m: 10, parts: [{ key: "", limit_s: null }], trials: 2 };
  assert.equal(principal(ten, [done({ practice: true, time_s: 1 }), done({ time_s: 10 }), done({ time_s: 8 })]), 1.125);
  assert.equal(principal(ten, [done({ time_s: 10 })]), null);
  const parts = [{ key: "seated", limit_s: 30, counts: true }, { key: "single", limit_s: null }, { key: "dual", limit_s: null, counts: true }];
  const dual = { ...ten, parts, trials: 1 };
  assert.equal(principal(dual, [done({ part: "seated", time_s: 30 }), done({ part: "single", time_s: 8 }), done({ part: "dual", time_s: 10 })]), 20);
});

test("a connected strap gives a go its heart rate, and what it was worked out from", () => {
  let tools;
  const app = { company: { here: () => [{ makeEars: (given) => ((tools = given), []) }], use: async () => null } };
  const heart = createHeart(app, { person: { units: "metric" } });
  heart.begin();
  assert.deepEqual(heart.taken(), {}); // no strap, nothing is made up
  tools.note({ heart_rate_bpm: 101 });
  tools.note({ speed_mps: 1 });
  const { heart_rate_bpm, series } = heart.taken();
  assert.equal(heart_rate_bpm, undefined); // two minutes were not heard
  assert.deepEqual(series.heart_rate_bpm, [101]);
  heart.begin();
  assert.deepEqual(heart.taken(), {});
});
