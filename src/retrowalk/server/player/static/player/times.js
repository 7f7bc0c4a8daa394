// Seconds and days as people read them.

/** @param {number} seconds @returns {string} "1:05"; whole seconds, rounded up, never negative */
export function clockFace(seconds) {
  const whole = Math.max(0, Math.ceil(seconds - 1e-6));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** @param {number} seconds @returns {string} "2 minutes", "1 minute 30 seconds" */
export function inWords(seconds) {
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  const rest = whole % 60;
  const parts = [];
  if (minutes) parts.push(`${minutes} minute${minutes === 1 ? "" : "s"}`);
  if (rest || !minutes) parts.push(`${rest} second${rest === 1 ? "" : "s"}`);
  return parts.join(" ");
}

/** @param {string} day ISO date @param {Date} [now] @returns {string} "today", "tomorrow", "Mon 23 Nov" */
export function dayName(day, now = new Date()) {
  if (day === isoDay(now)) return "today";
  const tomorrow = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  if (day === isoDay(tomorrow)) return "tomorrow";
  const [year, month, date] = day.split("-").map(Number);
  const options = /** @type {const} */ ({ weekday: "long", day: "numeric", month: "long" });
  return new Date(year, month - 1, date).toLocaleDateString(document.documentElement.lang, options);
}

/** @param {Date} moment @returns {string} the local date */
export function isoDay(moment) {
  return isoWithZone(moment).slice(0, 10);
}

/** @param {Date} moment @returns {string} local time with its offset, so the day is the person's own */
export function isoWithZone(moment) {
  const east = -moment.getTimezoneOffset();
  const local = new Date(moment.getTime() + east * 60_000).toISOString().slice(0, -1);
  const hours = String(Math.floor(Math.abs(east) / 60)).padStart(2, "0");
  const minutes = String(Math.abs(east) % 60).padStart(2, "0");
  return `${local}${east < 0 ? "-" : "+"}${hours}:${minutes}`;
}
