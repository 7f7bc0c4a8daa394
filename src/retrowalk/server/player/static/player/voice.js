// Says cues aloud, beeps and vibrates. What is said is always shown as well; this module
// only adds sound, so that nothing depends on a loudspeaker.

import { isHeard, isStop, signalOf } from "./coach/presenting.js";

/** @typedef {import("./types.js").Cue} Cue */
/** @typedef {import("./types.js").Settings} Settings */

/** @param {() => Settings} settings */
export function createVoice(settings) {
  /** @type {AudioContext | null} */
  let audio = null;

  /** @param {string} text @param {string} [language]  the page's, if not said */
  function speak(text, language = document.documentElement.lang) {
    if (!settings().sound || !("speechSynthesis" in window)) return;
    const words = new SpeechSynthesisUtterance(text);
    words.lang = language;
    words.rate = 0.95;
    speechSynthesis.speak(words);
  }

  /** @param {import("./coach/presenting.js").Pattern} pattern */
  function signal({ tones, shake }) {
    if (settings().vibration) navigator.vibrate?.(shake);
    if (settings().sound && settings().beeps && audio) beep(audio, tones);
  }

  function hush() {
    if ("speechSynthesis" in window) speechSynthesis.cancel();
  }

  return {
    /** Sound may only begin on a tap: make it ready then. */
    unlock() {
      if (!audio && typeof AudioContext !== "undefined") audio = new AudioContext();
      audio?.resume().catch(() => {}); // no audio device: the words on the screen remain
    },
    /** Say the cues of one moment, but for those that the person asked not to hear; what to do
     * now is beeped all the same. A stop cuts off what was being said.
     * @param {{cue: Cue, text: string}[]} said @param {string} [language] */
    cues(said, language) {
      const wanted = settings().cues;
      const heard = said.filter(({ cue }) => isHeard(cue.code, wanted));
      const beeped = said.filter(({ cue }) => isHeard(cue.code, wanted === "all" ? "all" : "few"));
      if (heard.some(({ cue }) => isStop(cue.code))) hush();
      const first = beeped.find(({ cue }) => isStop(cue.code)) ?? beeped[0];
      const pattern = first && signalOf(first.cue.code);
      if (pattern) signal(pattern);
      for (const { text } of heard) speak(text, language);
    },
    speak,
    /** Cut off what is being said. */
    hush,
  };
}

/** @param {AudioContext} audio @param {number[][]} tones */
function beep(audio, tones) {
  let at = audio.currentTime + 0.02;
  for (const [hertz, seconds] of tones) {
    const tone = new OscillatorNode(audio, { frequency: hertz });
    const loudness = new GainNode(audio, { gain: 0 });
    loudness.gain.setTargetAtTime(0.35, at, 0.01);
    loudness.gain.setTargetAtTime(0, at + seconds - 0.04, 0.015);
    tone.connect(loudness).connect(audio.destination);
    tone.start(at);
    tone.stop(at + seconds + 0.05);
    at += seconds;
  }
}
