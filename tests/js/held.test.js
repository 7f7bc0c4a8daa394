// What finds no room on the disk is held: read like the rest, in order, and never twice.

import assert from "node:assert/strict";
import { test } from "node:test";

import { createHeld, isFull } from "../../src/retrowalk/server/player/static/player/held.js";

const second = (n, mark = "") => ({ session: "a", n, mark });
const all = () => true;

test("what is held is read among what stands on the disk, in the order of its numbers", () => {
  const held = createHeld();
  held.add({ seconds: [second(3), second(1)] });
  assert.deepEqual(held.among("seconds", [second(0), second(2)], all).map((row) => row.n), [0, 1, 2, 3]);
  assert.deepEqual(held.among("seconds", [], ([, n]) => n > 1).map((row) => row.n), [3]);
});

test("the newest of a key counts, also when an older write comes back", () => {
  const held = createHeld();
  held.add({ seconds: [second(1, "old")] });
  const taken = held.take();
  assert.equal(held.any(), false);
  held.add({ seconds: [second(1, "new")] });
  held.giveBack(taken);
  assert.deepEqual(held.among("seconds", [second(1, "disk")], all).map((row) => row.mark), ["new"]);
});

test("a session that is dropped takes its rows along, and no other's", () => {
  const held = createHeld();
  held.add({ seconds: [second(1), { session: "b", n: 1 }], sessions: [{ id: "a" }] });
  held.drop("a");
  assert.deepEqual(held.take(), { seconds: [{ session: "b", n: 1 }] });
});

test("a full disk is not tried again at once", () => {
  const held = createHeld();
  assert.equal(held.waits(), false);
  held.wait();
  assert.equal(held.waits() && !held.due(), true);
});

test("only a full disk is a full disk", () => {
  assert.equal(isFull(new DOMException("no room", "QuotaExceededError")), true);
  assert.equal(isFull(new DOMException("no", "DataCloneError")), false);
  assert.equal(isFull(new Error("QuotaExceededError")), false);
});
