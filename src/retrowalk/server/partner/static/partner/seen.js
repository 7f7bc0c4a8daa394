// What a companion is shown, from the newest news and how old they are. Pure: no clock, no
// network, no page.

/** @typedef {import("./link.js").Watched} Watched */
/** @typedef {import("./link.js").News} News */

/** News that are older than this are not shown as the present. */
export const STALE_S = 5;

const WAY = { forward: "Forward", backward: "Backward" };

/**
 * @typedef {object} View
 * @property {"waiting" | "stale" | "paused" | "over" | "change" | "forward" | "backward"} kind
 * @property {string} word  the direction, or what is going on instead
 * @property {number | null} left_s  null: not known, and no clock is shown
 * @property {string} next
 * @property {string} stale  what to do when no news come; empty while they come
 */

/**
 * @param {Watched | null} seen  null: nothing was ever heard
 * @param {number} sinceS  seconds since that was heard
 * @returns {View}
 */
export function view(seen, sinceS) {
  const news = seen?.news;
  if (!seen || !news) return silent(seen, sinceS);
  const ageS = (seen.age_s ?? 0) + sinceS;
  if (news.phase === "over") return { kind: "over", word: "Over", left_s: null, next: "The session is over.", stale: "" };
  if (ageS > STALE_S) return { ...stale(ageS), next: "" };
  const moving = news.phase === "walking" || news.phase === "changing";
  const left_s = Math.max(0, news.left_s - (moving ? ageS : 0));
  return { ...now(news), left_s, next: next(news), stale: "" };
}

/** @param {Watched | null} seen @param {number} sinceS @returns {View} */
function silent(seen, sinceS) {
  const quiet = sinceS > STALE_S ? stale(sinceS).stale : "";
  const next = seen ? "The clock appears when the walk begins." : "";
  return { kind: "waiting", word: seen ? "Not begun" : "Looking…", left_s: null, next, stale: quiet };
}

/** @param {number} ageS */
function stale(ageS) {
  const why = `No news for ${Math.floor(ageS)} s. Watch the person and call out yourself.`;
  return { kind: /** @type {const} */ ("stale"), word: "No news", left_s: null, stale: why };
}

/** @param {News} news @returns {Pick<View, "kind" | "word">} */
function now(news) {
  if (news.phase === "paused") return { kind: "paused", word: "Paused" };
  if (news.kind === "change") return { kind: "change", word: "Turn" };
  if (!news.direction) return { kind: "waiting", word: "Get ready" };
  return { kind: news.direction, word: WAY[news.direction] };
}

/** @param {News} news */
function next({ phase, kind, direction, next_direction, next_s }) {
  if (phase === "paused") return `Then: ${kind === "change" ? "the turn" : direction ?? "on"}.`;
  if (!next_direction) return "This is the last part.";
  return next_s == null ? `Next: ${next_direction}.` : `Next: ${next_direction}, ${spoken(next_s)}.`;
}

/** @param {number} seconds */
function spoken(seconds) {
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  const rest = whole % 60;
  return [minutes && `${minutes} min`, rest && `${rest} s`].filter(Boolean).join(" ") || "0 s";
}

/**
 * @typedef {"none" | "sending" | "sent" | "unheard" | "refused" | "heard"} StopState
 */

/** What is said of a pressed STOP, honestly.
 * @param {StopState} stop @returns {string} */
export function stopAnswer(stop) {
  return {
    none: "",
    sending: "STOP: sending…",
    sent: "STOP is on its way to the phone. Call out as well.",
    unheard: "STOP has not gone out: no network here. Call out now! It is tried again and again.",
    refused: "STOP was not taken: the walk has not begun, or is over. Call out if they walk.",
    heard: "Stopped. The phone has said so.",
  }[stop];
}
