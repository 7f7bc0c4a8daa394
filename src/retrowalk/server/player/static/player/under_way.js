// One test, one page: another tab that opens meanwhile would send it half done, and what is told
// at its end, a fall too, would find no place any more.

const NAME = "retrowalk-test ";

/** @type {{id: string, letGo: () => void} | null} */
let mine = null;

/** Hold a test until it is over or the page is closed.
 * @param {string} id */
export function holdTest(id) {
  releaseTest();
  let letGo = () => {};
  const over = new Promise((done) => (letGo = () => done(null)));
  mine = { id, letGo };
  navigator.locks?.request(NAME + id, () => over).catch(() => {}); // without it all goes on as in one tab
}

export function releaseTest() {
  mine?.letGo();
  mine = null;
}

/** @returns {Promise<Set<string>>} the tests that are being taken just now in another tab */
export async function elsewhere() {
  const locks = await navigator.locks?.query();
  const ids = (locks?.held ?? []).map(({ name = "" }) => name).filter((name) => name.startsWith(NAME)).map((name) => name.slice(NAME.length));
  return new Set(ids.filter((id) => id !== mine?.id));
}
