// What the server puts before the service worker: the names of what is kept.

declare const SHELL: { cache: string; page: string; files: string[] };
