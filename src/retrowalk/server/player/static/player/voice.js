// Says cues aloud, beeps and vibrates. What is said is always shown as well; this module
// only adds sound, so that nothing depends on a loudspeaker.

/** @typedef {import("./types.js").Cue} Cue */
/** @typedef {import("./types.js").Settings} Settings */

// Said even when the person asked for no cues: they tell to stop, hold on or slow down.
const SAFETY = new Set([
  "stopped", "stop_and_hold", "slow_down", "slower", "stop_the_belt", "pain_rest", "time_lost",
  "heart_rate_high", "sit_down_and_get_help", "sit_down_and_rest",
]);
// Left out when the person asked for few.
const EXTRA = /^(form_|half_way|last_seconds)/;

const INSTRUCTION = /^(walk_|change_to_)/;

/** Rising for go, falling for stop: [hertz, seconds] of each tone. */
const TONES = {
  turn: [[660, 0.14], [880, 0.2]],
  soon: [[660, 0.12]],
  stop: [[440, 0.25], [330, 0.4]],
  done: [[523, 0.16], [659, 0.16], [784, 0.32]],
};
const SHAKES = { turn: [200, 100, 200], soon: [120], stop: [600], done: [150, 80, 150, 80, 300] };

/** @param {() => Settings} settings */
export function createVoice(settings) {
  /** @type {AudioContext | null} */
  let audio = null;

  /** @param {string} text */
  function speak(text) {
    if (!settings().sound || !("speechSynthesis" in window)) return;
    const words = new SpeechSynthesisUtterance(text);
    words.lang = document.documentElement.lang;
    words.rate = 0.95;
    speechSynthesis.speak(words);
  }

  /** @param {keyof typeof TONES} kind */
  function signal(kind) {
    if (settings().vibration) navigator.vibrate?.(SHAKES[kind]);
    if (settings().sound && settings().beeps && audio) beep(audio, TONES[kind]);
  }

  return {
    /** Sound may only begin on a tap: make it ready then. */
    unlock() {
      if (!audio && typeof AudioContext !== "undefined") audio = new AudioContext();
      audio?.resume().catch(() => {}); // no audio device: the words on the screen remain
    },
    /** Say a cue, unless the person asked not to hear this kind.
     * @param {Cue} cue @param {string} text */
    cue(cue, text) {
      const kind = signalFor(cue.code);
      if (kind === "stop") this.hush();
      if (kind) signal(kind);
      const { cues } = settings();
      const leftOut = (cues === "none" && !SAFETY.has(cue.code)) || (cues === "few" && EXTRA.test(cue.code));
      if (!leftOut) speak(text);
    },
    speak,
    /** Cut off what is being said. */
    hush() {
      if ("speechSynthesis" in window) speechSynthesis.cancel();
    },
  };
}

/** @param {string} code @returns {keyof typeof TONES | null} */
function signalFor(code) {
  if (code === "stopped" || code === "stop_and_hold" || code === "pain_rest") return "stop";
  if (code === "done") return "done";
  if (INSTRUCTION.test(code)) return "turn";
  if (code === "change_in" || code === "last_seconds") return "soon";
  return null;
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
