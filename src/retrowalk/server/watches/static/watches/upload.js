// Shows how much of a large file is sent; without this script the form works all the same.
// @ts-check

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-upload]"));
if (form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form);
  });
}

/** @param {HTMLFormElement} form */
function send(form) {
  const words = /** @type {HTMLElement} */ (form.querySelector("[data-progress-words]"));
  const bar = /** @type {HTMLProgressElement} */ (form.querySelector("[data-progress]"));
  const button = /** @type {HTMLButtonElement} */ (form.querySelector("button[type=submit]"));
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return;
    bar.hidden = false;
    bar.value = Math.floor((100 * event.loaded) / event.total);
    if (event.loaded === event.total) words.textContent = form.dataset.reading ?? "";
  });
  request.addEventListener("load", () => {
    const type = request.getResponseHeader("Content-Type") ?? "";
    if (type.startsWith("text/html") && request.responseURL !== form.action) {
      location.assign(request.responseURL);
    } else if (type.startsWith("text/html")) {
      show(request.responseText);
    } else {
      failed(detail(request.responseText));
    }
  });
  request.addEventListener("error", () => failed(""));
  words.textContent = form.dataset.sending ?? "";
  button.disabled = true;
  request.send(new FormData(form));

  /** @param {string} why */
  function failed(why) {
    bar.hidden = true;
    button.disabled = false;
    words.textContent = why || (form.dataset.failed ?? "");
  }
}

/** @param {string} text */
function show(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const main = page.querySelector("#main");
  const here = document.querySelector("#main");
  if (!main || !here) return;
  here.replaceWith(document.adoptNode(main));
  const again = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-upload]"));
  again?.addEventListener("submit", (event) => {
    event.preventDefault();
    send(again);
  });
  /** @type {HTMLElement | null} */ (document.querySelector("[role=alert]"))?.focus();
}

/** @param {string} body  a problem document
 *  @returns {string} */
function detail(body) {
  try {
    return JSON.parse(body).detail ?? "";
  } catch {
    return "";
  }
}
