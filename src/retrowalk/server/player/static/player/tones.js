// Tones at exact moments: given to the sound clock beforehand, so that no busy page delays them.

/** @typedef {import("./timer.js").Tone} Tone */

/** @type {Record<Tone["tone"], [number, number]>} [hertz, seconds] */
const SOUND = { ready: [660, 0.12], go: [1320, 0.5], end: [880, 0.8] };

/** @param {() => boolean} audible  whether the person wants to hear anything */
export function createTones(audible) {
  /** @type {AudioContext | null} */
  let audio = null;
  /** @type {OscillatorNode[]} */
  let waiting = [];

  function cancel() {
    for (const tone of waiting) tone.stop();
    waiting = [];
  }

  return {
    /** To be called on a tap: browsers let no page sound before. */
    unlock() {
      if (!audio && typeof AudioContext !== "undefined") audio = new AudioContext();
      audio?.resume().catch(() => {});
    },
    /** @param {Tone[]} tones @param {number} now_ms  on the clock of the tones */
    plan(tones, now_ms) {
      if (!audio || !audible()) return;
      for (const { at_ms, tone } of tones) {
        const [hertz, seconds] = SOUND[tone];
        const in_s = (at_ms - now_ms) / 1000 - latency(audio);
        if (in_s < -0.5) continue; // long past
        waiting.push(sound(audio, audio.currentTime + Math.max(0, in_s), hertz, seconds));
      }
    },
    cancel,
    /** Nothing sounds any more, ever. */
    close() {
      cancel();
      audio?.close().catch(() => {});
      audio = null;
    },
  };
}

/** Seconds from the sound clock to the ear.
 * @param {AudioContext} audio */
function latency(audio) {
  return audio.outputLatency || audio.baseLatency || 0;
}

/** @param {AudioContext} audio @param {number} at @param {number} hertz @param {number} seconds */
function sound(audio, at, hertz, seconds) {
  const tone = new OscillatorNode(audio, { frequency: hertz });
  const loudness = new GainNode(audio, { gain: 0.4 });
  tone.connect(loudness).connect(audio.destination);
  tone.start(at);
  tone.stop(at + seconds);
  return tone;
}
