// Plays the transcripts with the player's own modules: in a browser, and in Node.
// `load` gives a module by its path below the player's folder.

const NUMBERS = { NaN: NaN, Infinity: Infinity, "-Infinity": -Infinity };
const FIELDS = {
  start: ["pain_nrs"],
  tick: ["seconds"],
  symptom_reported: ["symptom"],
  pain_reported: ["nrs"],
  steps_seen: ["direction"],
  speed_seen: ["speed_mps"],
  heart_rate_seen: ["bpm"],
  belt_found: ["speed_low_mps", "speed_high_mps", "speed_step_mps", "may_set_speed"],
  belt_refused: ["to"],
  belt_target_seen: ["speed_mps"],
};

/** @param {any[]} packed */
function unpacked(packed) {
  return packed.flatMap((one) => {
    const [count, type, ...values] = typeof one[0] === "string" ? [1, ...one] : one;
    const told = values.map((value, i) => [FIELDS[type][i], NUMBERS[value] ?? value]);
    return Array(count).fill({ type, ...Object.fromEntries(told) });
  });
}

/** @param {any} now @param {any} fresh */
function different(now, fresh) {
  const changed = Object.keys(now).filter((key) => JSON.stringify(now[key]) !== JSON.stringify(fresh[key]));
  return Object.fromEntries(changed.map((key) => [key, now[key]]));
}

/**
 * @param {(path: string) => Promise<any>} load
 * @param {string} scripts  scripts.json @param {string} stories  one file of transcripts
 */
export async function play(load, scripts, stories) {
  const { begin, step, glance } = await load("step.js");
  const { followBelt, noBelt } = await load("coach/belt.js");
  const { isHeard } = await load("coach/presenting.js");
  const plans = JSON.parse(scripts).rows.map((row) => row.script);
  return JSON.stringify(
    JSON.parse(stories).rows.map((row) => {
      let live = begin(plans[row.script]);
      let belt = noBelt();
      const said = [];
      const asked = [];
      unpacked(row.events).forEach((event, number) => {
        const before = JSON.stringify([live, belt]);
        const stepped = step(live, event);
        const followed = followBelt(belt, stepped.live, event);
        if (JSON.stringify([live, belt]) !== before) throw new Error("a rule changed what it was given");
        for (const { code, number: n } of [...stepped.cues, ...followed.cues]) {
          said.push([number, code, n, isHeard(code, row.density)]);
        }
        for (const command of followed.commands) asked.push([number, ...Object.values(command)]);
        // Every so often as the player's store does, to which a session is plain JSON.
        const stored = number % 16 === 0 ? structuredClone([stepped.live, followed.belt]) : [stepped.live, followed.belt];
        [live, belt] = stored;
      });
      return {
        said,
        asked,
        after: different(live, begin(live.script)),
        belt: different(belt, noBelt()),
        glance: glance(live),
      };
    }),
  );
}

/** @param {(path: string) => Promise<any>} load @param {any[]} cues @param {Record<string, string>} words */
export async function say(load, cues, words) {
  const { sentence, shown } = await load("sentence.js");
  return cues.map((cue) => [sentence(cue, words), shown(cue, words)]);
}

/** @param {(path: string) => Promise<any>} load @param {string[]} codes */
export async function present(load, codes) {
  const { isHeard, signalOf } = await load("coach/presenting.js");
  return codes.map((code) => {
    const heard = Object.fromEntries(["all", "few", "none"].map((density) => [density, isHeard(code, density)]));
    return { code, heard, ...signalOf(code) };
  });
}
