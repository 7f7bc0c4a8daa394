// Builds the page: elements with their attributes, listeners and children in one call.

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} tag
 * @param {Record<string, unknown>} [properties]  "onclick" and the like listen; true, false
 *   and null set or leave out an attribute
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElement}
 */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), /** @type {any} */ (value));
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value != null) made.setAttribute(name, String(value));
  }
  made.append(...children.filter((child) => child != null && child !== false).map(asNode));
  return made;
}

/** @param {any} child */
function asNode(child) {
  return child instanceof Node ? child : String(child);
}

const SHAPES = {
  forward: ["M12 21V4", "M5 11l7-7 7 7"],
  backward: ["M12 3v17", "M5 13l7 7 7-7"],
  change: ["M20 12a8 8 0 1 1-2.6-5.9", "M18 1.5V6.5H13"],
  pause: ["M8.5 5v14", "M15.5 5v14"],
  resume: ["M8 5l11 7-11 7z"],
  stop: ["M6.5 6.5h11v11h-11z"],
  done: ["M4.5 12.5l5 5 10-11"],
  stumble: ["M12 4v10", "M12 19.5v.1"],
};

/**
 * A drawing beside a word, never instead of it: screen readers skip it.
 * @param {keyof typeof SHAPES} name
 * @returns {SVGSVGElement}
 */
export function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  const attributes = { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true", focusable: "false" };
  for (const [key, value] of Object.entries(attributes)) drawing.setAttribute(key, value);
  for (const shape of SHAPES[name]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", shape);
    drawing.append(path);
  }
  return drawing;
}

/** Write text only when it changed, so that a screen reader hears a live region once.
 * @param {Element} where
 * @param {string} text */
export function write(where, text) {
  if (where.textContent !== text) where.textContent = text;
}
