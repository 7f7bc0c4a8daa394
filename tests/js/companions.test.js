// Ears and hands of a walk: each on its own; what fails is told once and asked again.

import assert from "node:assert/strict";
import { test } from "node:test";

import { createCompanions } from "../../src/retrowalk/server/player/static/player/companions.js";

function made() {
  const told = [];
  return { told, companions: createCompanions({}, (text) => told.push(text)) };
}

test("a hand that fails is told of once and asked again at the next cue, and the others obey", () => {
  const { told, companions } = made();
  const obeyed = [];
  let asked = 0;
  companions.join({
    hands: [
      { obey: () => { asked += 1; throw new Error("radio lost"); } },
      { obey: (cue) => obeyed.push(cue.code) },
    ],
  });
  for (const code of ["stopped", "stopped"]) companions.obey({ code, number: null }, {});
  assert.equal(asked, 2);
  assert.deepEqual(obeyed, ["stopped", "stopped"]);
  assert.equal(told.length, 1);
  assert.match(told[0], /radio lost.*The walk goes on/);
});

test("an ear that comes late into a moving walk is started, and each change is told once", () => {
  const { companions } = made();
  const seen = [];
  const ear = { start: () => seen.push("start"), stop: () => seen.push("stop"), state: () => "on", line: () => "92 bpm" };
  companions.moves(true);
  companions.join({ makeEars: () => [ear] });
  companions.moves(true);
  companions.moves(false);
  companions.moves(false);
  assert.deepEqual(seen, ["start", "stop"]);
  assert.equal(companions.line(), "92 bpm");
  assert.equal(companions.lost(), "");
});

test("what was lost is named, and what hands have to say is gathered", () => {
  const { companions } = made();
  const ear = { start() {}, stop() {}, state: () => "lost", line: () => "Heart rate" };
  const cue = { code: "belt_lost", number: null };
  companions.join({ makeEars: () => [ear], hands: [{ after: () => [cue] }, {}] });
  assert.equal(companions.lost(), "Heart rate");
  assert.deepEqual(companions.after({ type: "tick", seconds: 1 }, {}), [cue]);
});
