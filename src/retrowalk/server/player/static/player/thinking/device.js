// What of a device's own delay a page can measure: how evenly pictures come, how late a tap is
// handled, how fine the clock is. It is shown to the person and kept with the trial.

import { MOST_STALL_MS, median, rounded } from "./moments.js";

// Time stamps of events that are this far from now are on another clock (old browsers).
const ODD_TIMESTAMP_MS = 60_000;
const MOST_READS = 20_000; // of a clock that stands
const SLOW_PICTURE_MS = 25; // 40 a second: a display that saves power; own choice
const MOST_DELAYS = 400; // kept of one trial

export function createDevice() {
  /** @type {number[]} */
  const gaps = [];
  /** @type {number[]} */
  const delays = [];
  let last_ms = -Infinity;

  return {
    /** @param {number} ms  time stamp of a picture */
    picture(ms) {
      if (last_ms > -Infinity) gaps.push(ms - last_ms);
      last_ms = ms;
    },
    /** From here on it is the trial's own. */
    begin() {
      gaps.length = 0;
      delays.length = 0;
    },
    /** When a finger or key came, not when the page got round to it.
     * @param {Event} event */
    moment(event) {
      const now = performance.now();
      const delay = now - event.timeStamp;
      if (Math.abs(delay) > ODD_TIMESTAMP_MS) return now;
      if (delays.length < MOST_DELAYS) delays.push(rounded(delay));
      return event.timeStamp;
    },
    /** What is kept. @returns {import("./moments.js").Series} */
    series: () => ({
      picture_every_ms: gaps.length ? [median(gaps), Math.max(...gaps)].map(rounded) : [],
      handled_after_ms: delays,
      clock_step_ms: [clockStep()],
    }),
    /** Said before the start, once enough pictures came. */
    said() {
      if (gaps.length < 30) return "";
      const every = median(gaps);
      const rate = `This display shows ${Math.round(1000 / every)} pictures a second.`;
      return every > SLOW_PICTURE_MS ? `${rate} That is slow: switch battery saving off.` : rate;
    },
  };
}

/** The smallest step that the page's clock is seen to take. */
function clockStep() {
  let smallest = Infinity;
  let was = performance.now();
  for (let k = 0, steps = 0; k < MOST_READS && steps < 20; k++) {
    const now = performance.now();
    if (now === was) continue;
    smallest = Math.min(smallest, now - was);
    was = now;
    steps += 1;
  }
  return smallest === Infinity ? -1 : Math.round(smallest * 1000) / 1000;
}

const NOT_MEASURED =
  "No web page can measure how long the glass takes to notice a finger and the display to light up. " +
  "Seven phones and tablets took 10 to 30 ms for the touch alone. That is in your times and stays much the same on one phone.";

/** The sentences about a device after a trial.
 * @param {import("./moments.js").Series} series @returns {string[]} */
export function deviceTold({ picture_every_ms, handled_after_ms, clock_step_ms, presented_ms, stall_ms }) {
  if (!picture_every_ms.length) return [];
  const [every, longest] = picture_every_ms.map((ms) => ms.toFixed(1));
  const handled = handled_after_ms.length
    ? ` Your taps were handled ${median(handled_after_ms).toFixed(1)} ms after they came, at most ${Math.max(...handled_after_ms).toFixed(1)}: that is not in your times.`
    : "";
  const clock = clock_step_ms[0] > 0 ? ` Its clock has steps of ${clock_step_ms[0]} ms.` : "";
  const told = presented_ms.some((ms) => ms >= 0);
  const shown = told
    ? " The browser says when each picture was on the screen, and your times begin there."
    : " The browser does not say when a picture was on the screen, so your times begin with the picture after the one that was drawn.";
  const stood = stall_ms.filter((ms) => ms > MOST_STALL_MS).length;
  const left = stood ? [`Times left out because the device stood still meanwhile: ${stood}. Close other programs.`] : [];
  return [`This device: a new picture every ${every} ms, at worst after ${longest} ms.${handled}${clock}${shown}`, ...left, NOT_MEASURED];
}
