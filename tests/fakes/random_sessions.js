// Random sessions of the player's own modules on the virtual treadmill: what each came to, for
// the laws to look at.

import { begin, step } from "/step.js";
import { createDevices } from "/devices/devices.js";
import { goAlong } from "/devices/ears.js";
import { createTime, createVirtualTreadmill, dice, drawFaults } from "/fakes/virtual_bluetooth.js";

const TICK_MS = 500;
const AFTER_MS = 25_000;
const PRESSES = [
  { type: "pause" },
  { type: "resume" },
  { type: "stumble_reported" },
  { type: "pain_reported", nrs: 4 },
  { type: "stop_pressed" },
  { type: "symptom_reported", symptom: "dizziness" },
];

/** @param {number} seed @param {{script: any, most_mps: number}[]} scripts */
export async function walked(seed, scripts) {
  const draw = dice(seed);
  const { script, most_mps } = draw.one(scripts);
  const last = script.segments[script.segments.length - 1];
  const lengthMs = 1000 * (last.start_s + last.duration_s);
  const faults = drawFaults(draw, lengthMs);
  const time = createTime();
  Object.assign(window, { setTimeout: time.setTimeout, setInterval: time.setInterval, clearInterval: time.clear, clearTimeout: time.clear });
  const machine = createVirtualTreadmill(draw, faults, time);
  const devices = createDevices(machine.bluetooth, time.now);
  devices.allow(true);
  await devices.choose("treadmill");
  await time.advance(0);

  const log = [];
  const broken = [];
  const heeds = draw.one([1, 1, 0.7]);
  const unasked = draw.one([0, 0, 0.02]); // a look: stops the belt unasked
  const above = draw.next() < 0.2;
  let handMps = 0;
  let stopBy = Infinity;
  let live = begin(script);
  let over = null;
  const will = [];
  const note = (entry) => log.push({ at_s: time.now() / 1000, ...entry });
  machine.onFrame = (frame) => {
    note({ command: frame });
    if (frame[0] === 8) stopBy = Infinity;
  };

  const along = goAlong(devices, () => {}, time.now);
  const say = (cues) => {
    for (const cue of cues) {
      note({ cue: cue.code });
      const deed = { start_belt_yourself: "start", stop_belt_yourself: "stop" }[cue.code];
      if (deed && draw.next() < heeds) will.push([time.now() + draw.between(1000, 5000), deed]);
    }
  };
  function take(event) {
    if (over !== null) return;
    const was = live.phase;
    const linked = machine.linked() && devices.state("treadmill") === "on";
    if (event.type !== "tick") note({ event });
    const said = step(live, event);
    live = said.live;
    say([...said.cues, ...along.hands.flatMap((hand) => hand.after?.(event, live) ?? [])]);
    const left = was === "walking" && live.phase !== "walking" && linked;
    // A stop that the clock brings and that could not be said before follows three seconds later.
    if (left) stopBy = time.now() + (event.type === "tick" ? 4000 : 1); // written at once is within this look
    if (live.phase !== "over") return;
    over = time.now();
    along.close();
  }
  along.makeEars({ session: { person: { units: "metric" } }, clock: null, send: take, note: () => {}, say, glance: () => null });

  const presses = Array.from({ length: draw.one([0, 1, 2, 4]) }, () => [draw.between(3000, lengthMs), draw.one(PRESSES)]);
  presses.push([2000, { type: "start", pain_nrs: 0 }]);
  while (over === null || time.now() - over < AFTER_MS) {
    if (machine.belt.running && draw.next() < unasked) will.push([time.now(), "stop"], [time.now() + draw.between(4000, 9000), "start"]);
    for (const deed of will.filter(([at]) => at <= time.now())) {
      will.splice(will.indexOf(deed), 1);
      if (deed[1] === "stop") machine.stop();
      else if (live.phase === "walking") machine.start(draw.between(0.084, above ? most_mps + 0.3 : most_mps));
    }
    if (machine.belt.by !== "us") handMps = Math.max(handMps, machine.belt.target);
    await time.advance(TICK_MS);
    take({ type: "tick", seconds: TICK_MS / 1000 });
    machine.pass(TICK_MS);
    await time.advance(0);
    for (const press of presses.filter(([at]) => at <= time.now())) {
      presses.splice(presses.indexOf(press), 1);
      take(press[1]);
    }
    if (!machine.linked() || live.phase === "walking") stopBy = Infinity;
    if (time.now() > stopBy) broken.push("a stop never came");
    if (live.phase === "paused" && draw.next() < 0.02) take({ type: "resume" });
    if (machine.belt.speed > Math.max(most_mps, handMps) + 1e-9) broken.push(`the belt ran at ${machine.belt.speed}`);
    if (time.now() > lengthMs + 300_000) take({ type: "stop_pressed" });
  }
  if (machine.belt.setByUs.some((speed) => !(speed > 0 && speed <= most_mps + 1e-9))) broken.push("a speed above the prescription");
  const { startedByUs } = machine.belt;
  return { seed, faults, broken, startedByUs, log, moving: machine.belt.speed > 0, linked: machine.linked() };
}
