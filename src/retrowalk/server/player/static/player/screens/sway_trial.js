// One go of standing with the phone on the body: time to put it there, the tone, the time, the
// end. A step, a grip or a tap ends it: of quiet standing that go does not count, of a stage
// (hold_s) it is the result.

import { evenly, mean, stage, standing, stepOf } from "../sway.js";
import { at, interrupt, newTimer, shownS, start, stop, taken, tones } from "../timer.js";
import { bodyTrial } from "./body_trial.js";

/** @typedef {import("../taken.js").Measured} Measured */

const COUNTED_MS = 3000; // the last of the time to get ready is counted by the timer
const SETTLED_MS = 1000; // of standing, for the pull of gravity
const ENDS = ["The test ends here, and what you held counts. If it was no step and no grip, do it again."];
const LEAST_FILLED = 0.9; // share of the series that the phone has to fill itself; own choice

/** @type {import("./ways.js").WayModule["trialScreen"]} */
export function trialScreen(app, test, go, { name, over, back }) {
  const { ready_s, step_mps2, hold_s } = /** @type {{ready_s: number, step_mps2: number, hold_s?: number}} */ (test.parameters ?? {});
  const limit_s = hold_s ?? test.duration_s ?? 30;
  const broken = hold_s ? stop : interrupt;
  let timer = newTimer({ way: hold_s ? "hold" : "countdown", limit_s });
  let ready_ms = Infinity; // when the count begins
  let left = false;
  const closed = go.part === "closed";
  const body = bodyTrial(app, {
    title: test.name,
    top: `${test.name}: ${name}`,
    told: `${go.told} ${test.told} Press Start, then put the phone in its place.`,
    begun() {
      ready_ms = body.clock.now() + ready_s * 1000 - COUNTED_MS;
      body.says(`Put the phone in its place at your lower back. ${hold_s ? `${go.told} ` : ""}Stand still at the long tone. ${closed ? "Then close your eyes." : "Keep your eyes open."}`);
      body.shows("Get ready", "change");
    },
    stopped() {
      if (timer.phase === "running") return end(broken(timer, body.clock.now()), "It was stopped by hand.");
      body.sound.cancel();
      back();
    },
    tick,
    back,
  });

  function tick() {
    const now = body.clock.now();
    if (timer.phase === "ready" && now >= ready_ms) {
      timer = start(timer, ready_ms);
      body.sound.plan(tones(timer), now);
    }
    const was = timer.phase;
    timer = at(timer, now);
    if (timer.phase === "running" && was !== "running") begunStanding();
    const seconds = timer.phase === "ready" ? (ready_ms + COUNTED_MS - now) / 1000 : shownS(timer, now);
    body.face(String(Math.max(0, Math.ceil(seconds))));
    if (timer.phase === "running" && moved(now)) {
      timer = broken(timer, now);
      body.says(`${closed ? "Open your eyes. " : ""}Stop. Hold on. That was a step or a grip.`);
      return end(timer, "It looked like a step or a grip, so it ended there.");
    }
    if (timer.phase === "over") end(timer, "");
  }

  function begunStanding() {
    body.shows(closed ? "Eyes closed" : "Eyes open", "forward");
    body.says(closed ? "Close your eyes. Stand still." : "Stand still.");
  }

  /** @param {number} now @returns {boolean} whether the body left its place */
  function moved(now) {
    const from_ms = /** @type {number} */ (timer.starts_ms);
    const samples = body.motion.since(from_ms);
    const settled = samples.filter(({ t_ms }) => t_ms < from_ms + SETTLED_MS).map(({ a }) => a);
    if (now < from_ms + SETTLED_MS || !settled.length) return false;
    const rest = mean(settled);
    return samples.slice(-30).some(({ a }) => Math.hypot(a[0] - rest[0], a[1] - rest[1], a[2] - rest[2]) > step_mps2);
  }

  /** @param {import("../timer.js").Timer} ended @param {string} why */
  function end(ended, why) {
    if (left) return;
    left = true;
    timer = ended;
    const measured = measuredOf(why);
    body.sound.cancel();
    if (whole(measured)) body.says(hold_s ? "Done. Step and hold on as you like." : "Done. Open your eyes.");
    over(measured);
  }

  /** @param {Pick<Measured, "ended" | "time_s">} measured */
  const whole = ({ ended, time_s }) => ended === "done" && time_s === limit_s;

  /** @param {string} why @returns {Measured} */
  function measuredOf(why) {
    const { ended, time_s } = /** @type {NonNullable<ReturnType<typeof taken>>} */ (taken(timer));
    const from_ms = /** @type {number} */ (timer.starts_ms);
    const samples = body.motion.since(from_ms);
    const to_ms = from_ms + (time_s ?? 0) * 1000;
    const { columns, filled } = evenly(samples, from_ms, to_ms);
    const step = stepOf(samples);
    /** @type {Record<string, number[]> | undefined} practice is not worked out again: it keeps no series */
    const series = go.practice ? undefined : { ax_mps2: column(columns, 0), ay_mps2: column(columns, 1), az_mps2: column(columns, 2), step_mps2: [step] };
    if (whole({ ended, time_s }) && filled < LEAST_FILLED) {
      return { ended: "interrupted", time_s, series, told: ["The phone missed too much of it: keep its page open and its screen on."] };
    }
    if (ended !== "done") return { ended, time_s, series, told: [why] };
    if (!whole({ ended, time_s })) return { ended, time_s, series, told: [`You held it for ${time_s?.toFixed(1)} seconds. ${why}`, ...ENDS] };
    const { values, why_not } = hold_s ? stage(go.part, columns, step, hold_s) : standing(go.part, columns, step);
    const { told, exact = [] } = said(values, why_not, step);
    return { ended, time_s, series, ...(!why_not && { values }), told: [...(hold_s ? [`You held it for ${hold_s} seconds.`] : []), ...told], exact };
  }

  body.screen.node.dataset.way = "sway";
  return {
    ...body.screen,
    cutOff() {
      if (left || timer.phase !== "running") return null;
      timer = interrupt(timer, body.clock.now());
      return taken(timer) && measuredOf("The page was closed.");
    },
  };
}

/** @param {import("../sway.js").Vector[]} rows @param {number} axis */
function column(rows, axis) {
  return rows.map((row) => row[axis]);
}

/** @param {Record<string, number>} values  root mean square first @param {string} why_not @param {number} step */
function said(values, why_not, step) {
  if (why_not) return { told: [why_not] };
  const [rms, path, ellipse] = Object.values(values).map((value) => Number(value.toPrecision(2)));
  const rounded = `This browser tells acceleration in steps of ${step} m/s², so a sway of less than ${step / 2} m/s² cannot be told from none.`;
  return {
    told: [`Your sway was ${rms} m/s². Less is steadier.`],
    exact: [
      ...(path === undefined ? [] : [`Path ${path} m/s³, ellipse ${ellipse} m²/s⁴.`]),
      ...(step > 0.01 ? [rounded] : []),
      "Sway on the body is an acceleration, not a way: compare it only with yourself, by the same phone in the same place.",
    ],
  };
}
