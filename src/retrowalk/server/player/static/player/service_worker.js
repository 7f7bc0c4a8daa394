// Keeps the player's shell for use without a network. SHELL (cache name, page, files) is
// put before this file by the server. Nothing but the shell is ever kept here: persons,
// plans and recordings live in IndexedDB, which the page owns.

const CACHE_NAMES = "retrowalk-player-";

self.addEventListener("install", (event) => {
  event.waitUntil(fill());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(takeOver());
});

self.addEventListener("message", (event) => {
  // The page asks for this only while no session runs, so a walk never changes versions.
  if (event.data === "take over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const file = shellFile(event.request);
  if (file) event.respondWith(kept(file, event.request));
});

async function fill() {
  const cache = await caches.open(SHELL.cache);
  await cache.addAll(SHELL.files.map((file) => new Request(file, { cache: "reload" })));
}

async function takeOver() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(CACHE_NAMES) && name !== SHELL.cache);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** The shell file that a request asks for, or null when it is not ours to answer. */
function shellFile(request) {
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return null;
  return SHELL.files.includes(url.pathname) ? url.pathname : null;
}

async function kept(file, request) {
  const cache = await caches.open(SHELL.cache);
  return (await cache.match(file)) ?? fetch(request);
}
