// What a companion is shown, and what is said of old news and of a pressed STOP.

import assert from "node:assert/strict";
import { test } from "node:test";

import { STALE_S, stopAnswer, view } from "../../src/retrowalk/server/partner/static/partner/seen.js";

const NEWS = { phase: "walking", kind: "walk", direction: "backward", left_s: 60, next_direction: "forward", next_s: 90 };
const seen = (news, age_s = 0.5) => ({ name: "Ann", news, age_s, stop_asked: false });

test("the clock runs on between the news", () => {
  const now = view(seen(NEWS), 1);
  assert.equal(now.kind, "backward");
  assert.equal(now.word, "Backward");
  assert.equal(now.left_s, 58.5);
  assert.equal(now.next, "Next: forward, 1 min 30 s.");
  assert.equal(now.stale, "");
});

test("a pause stops the companion's clock, too", () => {
  const now = view(seen({ ...NEWS, phase: "paused" }), 3);
  assert.deepEqual([now.kind, now.left_s], ["paused", 60]);
});

test("news that are too old are never shown as the present", () => {
  const now = view(seen(NEWS, 2), STALE_S);
  assert.deepEqual([now.kind, now.left_s], ["stale", null]);
  assert.match(now.stale, /No news for 7 s/);
});

test("a server that does not answer is said as well before the first news", () => {
  assert.equal(view(null, 2).stale, "");
  assert.match(view(null, 8).stale, /No news for 8 s/);
});

test("a turn says so, and what comes after it", () => {
  const now = view(seen({ ...NEWS, phase: "changing", kind: "change", left_s: 9 }), 0);
  assert.deepEqual([now.kind, now.word], ["change", "Turn"]);
});

test("the end is the end however old it is", () => {
  assert.equal(view(seen({ ...NEWS, phase: "over" }, 40), 40).kind, "over");
});

test("a STOP is called stopped only when the phone has said so", () => {
  assert.match(stopAnswer("sent"), /on its way/);
  assert.match(stopAnswer("unheard"), /not gone out/);
  assert.match(stopAnswer("heard"), /Stopped/);
  assert.equal(stopAnswer("none"), "");
});
