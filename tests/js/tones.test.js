// Tones are handed to the sound clock for exact moments.

import assert from "node:assert/strict";
import { test } from "node:test";

import { createTones } from "../../src/retrowalk/server/player/static/player/tones.js";

/** @type {{hertz: number, from: number, to: number}[]} */
let sounded = [];
globalThis.AudioContext = class {
  currentTime = 12.5;
  outputLatency = 0.04;
  destination = {};
  resume = async () => {};
  close = async () => {};
};
globalThis.OscillatorNode = class {
  constructor(_audio, { frequency }) {
    this.made = { hertz: frequency, from: NaN, to: NaN };
    sounded.push(this.made);
  }
  connect = (next) => next;
  start = (at) => (this.made.from = at);
  stop = (at) => (this.made.to = at ?? -1);
};
globalThis.GainNode = class {
  connect = (next) => next;
};

test("a tone sounds at its moment, less what the loudspeaker takes", () => {
  sounded = [];
  const tones = createTones(() => true);
  tones.unlock();
  tones.plan([{ at_ms: 3000, tone: "go" }], 1000);
  assert.ok(Math.abs(sounded[0].from - (12.5 + 2 - 0.04)) < 1e-9);
});

test("nothing sounds where sound is off, before a tap, or long after its moment", () => {
  sounded = [];
  const silent = createTones(() => false);
  silent.unlock();
  silent.plan([{ at_ms: 3000, tone: "go" }], 1000);
  createTones(() => true).plan([{ at_ms: 3000, tone: "go" }], 1000);
  const late = createTones(() => true);
  late.unlock();
  late.plan([{ at_ms: 1000, tone: "go" }], 9000);
  assert.deepEqual(sounded, []);
});

test("what is cancelled does not sound any more", () => {
  sounded = [];
  const tones = createTones(() => true);
  tones.unlock();
  tones.plan([{ at_ms: 9000, tone: "end" }], 1000);
  tones.cancel();
  assert.equal(sounded[0].to, -1);
});
