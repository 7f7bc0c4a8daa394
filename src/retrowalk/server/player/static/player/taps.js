// A tap at the moment of the touch, not of the page that was busy: by the event's own time.

const SAME_TOUCH_MS = 1000; // the click that follows a touch

/**
 * @param {HTMLElement} button
 * @param {(timeStamp: number) => void} tapped  also by keyboard and screen reader
 * @returns {HTMLElement} the button
 */
export function onTap(button, tapped) {
  let touchedAt = -Infinity;
  button.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !event.isPrimary) return;
    touchedAt = event.timeStamp;
    tapped(event.timeStamp);
  });
  button.addEventListener("click", (event) => {
    if (event.timeStamp - touchedAt > SAME_TOUCH_MS) tapped(event.timeStamp);
    touchedAt = -Infinity;
  });
  return button;
}
