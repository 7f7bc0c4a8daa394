// One walk, one page: two tabs with the same session would both count it.

/** @type {(() => void) | null} */
let letGo = null;

/** Whether this page may hold the walk; it then does until it lets go or is closed.
 * @returns {Promise<boolean>} */
export function holdWalk() {
  if (!navigator.locks || letGo) return Promise.resolve(true);
  return new Promise((resolve) => {
    navigator.locks.request("retrowalk-walk", { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock && new Promise((done) => (letGo = () => done(null)));
    });
  });
}

export function releaseWalk() {
  letGo?.();
  letGo = null;
}
