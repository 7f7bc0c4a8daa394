// A copy of a session as a file, for the day when sending it does not work.

import { chunkBody } from "./chunk.js";
import { documentBody } from "./session_document.js";

/** @param {import("./store.js").Store} store @param {import("./types.js").Walked} session */
export async function saveCopy(store, session) {
  const seconds = await store.seconds(session.id, 0, Infinity);
  const body = {
    session: session.id,
    person: session.person.id,
    document: JSON.parse(session.document ?? documentBody(session, await store.readings(session.id))),
    motion: JSON.parse(chunkBody(seconds)),
  };
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(body)], { type: "application/json" }));
  link.download = `retrowalk-session-${session.planned.number}-${session.started_at.slice(0, 10)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
