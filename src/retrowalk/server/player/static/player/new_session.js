// A session that is about to start, as the device keeps it.

import { noSpans } from "./spans.js";
import { begin } from "./step.js";
import { isoWithZone } from "./times.js";

/**
 * @param {import("./types.js").Bundle} bundle
 * @param {import("./types.js").PlannedSession} planned
 * @param {{site: string, pain_before: number | null, parts: string[]}} given
 * @returns {import("./types.js").Walked}
 */
export function newSession(bundle, planned, { site, pain_before, parts }) {
  const now = new Date();
  return {
    id: crypto.randomUUID(),
    account: bundle.account,
    person: { id: bundle.person.id, name: bundle.person.name, units: bundle.person.units },
    planned,
    plan_version: bundle.plan_version,
    words: bundle.words,
    symptom_choices: bundle.symptoms,
    simulated: bundle.simulated,
    stage: "walking",
    site,
    epoch_ms: now.getTime(),
    last_ms: 0,
    started_at: isoWithZone(now),
    ended_at: null,
    live: begin(planned.script),
    spans_ms: noSpans(planned.script),
    motion: { samples: 0, records: 0, covered_ms: 0 },
    interruptions: 0,
    parts,
    answers: { pain_before, pain_after: null, rpe_cr10: null, stumbles: null, symptoms: [] },
    document: null,
    outcome: null,
    trouble: null,
  };
}
