// When the browser says that something new was on the screen (Element Timing; not every one
// says). An element is told of once, so each stimulus is a new element.

const TYPE = "element";
const can = typeof PerformanceObserver !== "undefined" && PerformanceObserver.supportedEntryTypes?.includes(TYPE);

export function createPresented() {
  /** @type {Map<string, number>} */
  const shown = new Map();
  /** @param {PerformanceEntryList} entries */
  function note(entries) {
    for (const entry of entries) {
      const { identifier, presentationTime, renderTime } = /** @type {any} */ (entry);
      const ms = presentationTime || renderTime;
      if (ms) shown.set(identifier, ms);
    }
  }
  const observer = can ? new PerformanceObserver((list) => note(list.getEntries())) : null;
  observer?.observe({ type: TYPE });

  return {
    /** Milliseconds of the page's clock, or null where it was not told.
     * @param {string} name @returns {number | null} */
    at(name) {
      if (observer) note(observer.takeRecords());
      return shown.get(name) ?? null;
    },
    close: () => observer?.disconnect(),
  };
}
