// The stage of a test of thinking: ready, three-two-one, the task, the end, and a stop in reach
// all the time. It hands the task every picture that the display shows, with its time stamp.
// A page that was hidden, or a phone that slept, ends the go as interrupted: it is kept as it
// came and never counted.

import { element, icon, write } from "../elements.js";
import { onTap } from "../taps.js";
import { createDevice, deviceTold } from "../thinking/device.js";
import { createPresented } from "../thinking/presented.js";
import { createStimuli } from "../thinking/stimuli.js";
import { whenEscape } from "./stop.js";

/** @typedef {import("../thinking/moments.js").Worked} Worked */
/** @typedef {import("../thinking/moments.js").Series} Series */
/** @typedef {ReturnType<typeof createStimuli>} Stimuli */

/**
 * @typedef {object} Task
 * @property {HTMLElement} panel
 * @property {string} ready  what the panel shows before
 * @property {Node | null} legend  shown in the panel before the start
 * @property {HTMLElement[]} buttons  the answers
 * @property {HTMLElement} first  has the keyboard while the task runs
 * @property {(ms: number) => boolean} picture  draws one picture; true: it is over
 * @property {() => Series} more  other series than the stimuli
 * @property {(series: Series) => Worked} worked
 * @property {(values: Record<string, number>) => string[]} told
 * @property {(key: string, event: KeyboardEvent) => boolean} [typed]  true: the key was for it
 */

/**
 * @typedef {object} Around  what a task gets of the stage
 * @property {Stimuli} stimuli
 * @property {(event: Event) => number} moment  of a tap or key, on the clock of the pictures
 * @property {() => boolean} running
 * @property {HTMLElement} face  the one place for what is shown; put new elements into it
 * @property {(text: string) => void} say  beside the panel, for the eyes only
 */

const COUNT_MS = 3000;
const PRACTICE = "This was practice and does not count.";
const BROKEN_OFF = "The test was broken off. What came until then is kept.";
const STALLED_MS = 1000; // between two pictures: the phone slept, or the page was put away
const STYLES = new URL("../thinking/thinking.css", import.meta.url).href;

/** @param {import("../taken.js").GuidedTest} test @param {import("../taken.js").Go} go
 * @param {import("./ways.js").TrialEnds} to
 * @param {(around: Around) => Task} makeTask @returns {import("./ways.js").TrialScreen} */
export function thinkingStage(test, go, { name, over, back }, makeTask) {
  styled();
  const device = createDevice();
  const stimuli = createStimuli();
  const presented = createPresented();
  /** @type {"ready" | "counting" | "running" | "over"} */
  let phase = "ready";
  let zero_ms = 0; // of the count's end, then of the first picture of the task
  let last_ms = -Infinity;
  let request = 0;

  const face = element("div", { class: "shown" });
  const cue = element("p", { class: "cue" }, go.told || test.told);
  const line = element("p", { class: "next" });
  const task = makeTask({
    stimuli,
    moment: device.moment,
    running: () => phase === "running",
    face,
    say: (text) => write(cue, text),
  });
  const begin = onTap(element("button", { class: "button go" }, icon("resume"), "Start"), count);
  const halt = onTap(element("button", { class: "stop", "aria-keyshortcuts": "Escape" }, icon("stop"), "STOP"), stopped);
  const buttons = element("div", { class: "buttons" }, begin);
  task.panel.append(face);
  const node = element(
    "div",
    { class: "walk trial thinking" },
    element("div", { class: "top" }, element("h1", { tabindex: "-1" }, `${test.name}: ${name}`)),
    task.panel,
    element("div", { class: "around" }, cue, line),
    buttons,
    halt,
  );
  face.append(element("p", { class: "word" }, task.ready), ...(task.legend ? [task.legend] : []));

  function count() {
    if (phase !== "ready") return;
    phase = "counting";
    zero_ms = performance.now() + COUNT_MS;
    halt.focus({ preventScroll: true });
    buttons.replaceChildren();
    task.panel.dataset.kind = "ready";
  }

  function stopped() {
    if (phase === "ready") return back();
    if (phase === "counting") return back();
    if (phase === "running") end("interrupted");
  }

  /** @param {number} ms */
  function run(ms) {
    phase = "running";
    zero_ms = ms;
    device.begin();
    write(line, "");
    face.replaceChildren();
    buttons.replaceChildren(...task.buttons);
    buttons.classList.toggle("answers", task.buttons.length > 0);
    task.first.focus({ preventScroll: true });
  }

  /** @param {number} ms */
  function picture(ms) {
    request = requestAnimationFrame(picture);
    device.picture(ms);
    const stalled = ms - last_ms >= STALLED_MS && last_ms > -Infinity;
    last_ms = ms;
    if (phase === "ready") write(line, device.said());
    if (phase === "counting") {
      const left = Math.ceil((zero_ms - ms) / 1000);
      if (left > 0) return face.replaceChildren(element("p", { class: "clock" }, String(left)));
      run(ms);
    }
    if (phase !== "running") return;
    if (stalled) return end("interrupted");
    stimuli.picture(ms);
    if (task.picture(ms)) end("done");
  }

  /** @returns {Series} */
  function series() {
    const times = stimuli.series(zero_ms, presented.at);
    return { ...times, ...task.more(), ...device.series() };
  }

  /** @param {"done" | "interrupted"} ended */
  function end(ended) {
    if (phase === "over") return;
    phase = "over";
    const kept = series();
    const { values, why_not } = task.worked(kept);
    const found = why_not ? [go.practice ? "" : why_not] : task.told(values);
    const told = [...found, go.practice ? PRACTICE : ""].filter(Boolean);
    if (ended === "done") over({ ended, series: kept, told, exact: deviceTold(kept) });
    else over({ ended, series: kept, told: [BROKEN_OFF] });
  }

  function hidden() {
    if (document.visibilityState !== "hidden") return;
    if (phase === "counting") back();
    if (phase === "running") end("interrupted");
  }

  /** @param {KeyboardEvent} event */
  function typed(event) {
    if (phase !== "running" || event.repeat || event.target === halt) return;
    if (task.typed?.(event.key, event)) event.preventDefault();
  }

  document.addEventListener("visibilitychange", hidden);
  document.addEventListener("keydown", typed);
  const unlisten = whenEscape(stopped);
  request = requestAnimationFrame(picture);
  return {
    node,
    title: test.name,
    leave() {
      phase = "over";
      cancelAnimationFrame(request);
      presented.close();
      document.removeEventListener("visibilitychange", hidden);
      document.removeEventListener("keydown", typed);
      unlisten();
    },
    cutOff: () => (phase === "running" ? { ended: "interrupted", series: series() } : null),
  };
}

/** The styles of these tests come with the first of them. */
function styled() {
  if (document.querySelector(`link[href="${STYLES}"]`)) return;
  document.head.append(element("link", { rel: "stylesheet", href: STYLES }));
}
