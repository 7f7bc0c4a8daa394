// Installs the service worker, and lets a newer player take over between walks only.

const PAGE = "/player/";

/** @param {() => boolean} idle  whether a reload would disturb nobody now */
export async function install(idle) {
  if (!("serviceWorker" in navigator)) return;
  const controlled = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    // The very first worker takes over a page that it did not serve: nothing to renew.
    if (controlled) renew(idle).catch(() => {});
  });
  try {
    const registration = await navigator.serviceWorker.register(`${PAGE}sw.js`, { scope: PAGE });
    offer(registration, idle);
    registration.addEventListener("updatefound", () => {
      registration.installing?.addEventListener("statechange", () => offer(registration, idle));
    });
    // The browser may have changed workers while this page was loading.
    if (controlled) await renew(idle);
  } catch {
    // Private windows may refuse it: the player then works online only.
  }
}

/** @param {ServiceWorkerRegistration} registration @param {() => boolean} idle */
function offer(registration, idle) {
  if (registration.waiting && navigator.serviceWorker.controller && idle()) {
    registration.waiting.postMessage("take over");
  }
}

/** Load the page again if the worker now serves another version than this page is.
 * @param {() => boolean} idle */
async function renew(idle) {
  const served = /data-version="(\w+)"/.exec(await (await fetch(PAGE)).text())?.[1];
  const renewed = sessionStorage.getItem("renewed");
  if (!served || served === document.documentElement.dataset.version) return;
  if (served === renewed || !idle()) return; // once for each version
  sessionStorage.setItem("renewed", served);
  location.reload();
}
