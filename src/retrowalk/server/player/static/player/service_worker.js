// Keeps the player's shell for use without a network. SHELL (cache name, page, files) is
// put before this file by the server. Nothing but the shell is ever kept here: persons,
// plans and recordings live in IndexedDB, which the page owns.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const CACHE_NAMES = "retrowalk-player-";

worker.addEventListener("install", (event) => {
  event.waitUntil(fill());
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(takeOver());
});

worker.addEventListener("message", (event) => {
  // The page asks for this only while no session runs, so a walk never changes versions.
  if (event.data === "take over") worker.skipWaiting();
});

worker.addEventListener("fetch", (event) => {
  const file = shellFile(event.request);
  if (file) event.respondWith(kept(file, event.request));
});

async function fill() {
  const cache = await caches.open(SHELL.cache);
  // The page anew; the files under their versioned address may come from the browser's cache.
  /** @param {string} file @returns {RequestInit} */
  const how = (file) => (file === SHELL.page ? { cache: "reload" } : {});
  await cache.addAll(SHELL.files.map((file) => new Request(file, how(file))));
}

async function takeOver() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(CACHE_NAMES) && name !== SHELL.cache);
  await Promise.all(old.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/** The shell file that a request asks for, or null when it is not ours to answer.
 * @param {Request} request */
function shellFile(request) {
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== worker.location.origin) return null;
  return SHELL.files.includes(url.pathname) ? url.pathname : null;
}

/** @param {string} file @param {Request} request */
async function kept(file, request) {
  const cache = await caches.open(SHELL.cache);
  return (await cache.match(file)) ?? fetch(request);
}
