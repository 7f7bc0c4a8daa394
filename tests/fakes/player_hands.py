"""A person's hands on the player, and the ears of a test: what to press, what was said."""

from player_bundle import ANNA
from playwright.sync_api import Page, expect

# Chromium without a voice says nothing and reports nothing: note what would have been said.
SPEECH_STUB = """
window.spoken = [];
Object.defineProperty(window, "speechSynthesis", { value: {
  speak: (words) => window.spoken.push(words.text),
  cancel: () => window.spoken.push("(cut off)"),
}});
"""


class Hands:
    """Uses the player as a person does: by what is written on it."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._note)

    def _note(self, message: object) -> None:
        text = str(getattr(message, "text", ""))
        by_design = "Failed to load resource" in text or "ERR_" in text
        if getattr(message, "type", "") in ("error", "warning") and not by_design:
            self.errors.append(text)

    def open(self, person: str = ANNA, number: int = 7) -> None:
        """Open a session by its address."""
        self.page.goto(f"{self.url}/player/#person={person}&number={number}")

    def open_home(self) -> None:
        """Open the player's first page."""
        self.page.goto(f"{self.url}/player/")
        expect(self.page.get_by_role("heading", name="Your sessions")).to_be_visible()

    def open_home_or_walk(self) -> None:
        """Open the player without an address: it decides what is due."""
        self.page.goto(f"{self.url}/player/")

    def press(self, name: str) -> None:
        """Press a button by its words."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def prepare(self, site: str = "Trouser pocket", pain: int = 2) -> None:
        """Answer everything that is asked before the walk, and press Start."""
        self.page.get_by_label(site).check()
        for point in self.page.locator("input[name=ready]").all():
            point.check()
        self.page.locator(f"input[name=pain][value='{pain}']").check()
        self.press("Start")
        expect(self.word).to_have_text("Get ready")

    def begin_test(self, pain: int = 2) -> None:
        """Say "I am ready" to a test of the body, answer what it asks first, and begin."""
        self.press("I am ready")
        expect(self.page.get_by_role("heading", name="Before you begin")).to_be_visible()
        self.page.locator(f"input[name=pain][value='{pain}']").check()
        for sure in self.page.locator("input[value=yes], input[name=ready]").all():
            sure.check()
        self.press("Begin")

    def begin(self) -> None:
        """Cut the lead-in short."""
        self.press("Begin now")
        expect(self.word).not_to_have_text("Get ready")

    def answer(self, pain: int = 3, exertion: str = "4", worst: int | None = 3) -> None:
        """Answer what is asked after the walk, and send; worst None: not asked again."""
        if worst is not None:
            self.page.locator(f"input[name=pain_during][value='{worst}']").check()
        self.page.locator(f"input[name=pain_after][value='{pain}']").check()
        self.page.locator(f"input[name=exertion][value='{exertion}']").check()
        self.press("Save and send")

    def walk_to_the_end_and_send(self) -> None:
        """Do a whole session on a fake clock."""
        self.page.clock.install()
        self.open()
        self.prepare()
        self.begin()
        self.page.clock.run_for(60_000)
        self.answer()

    @property
    def word(self):
        """The big word of the walk."""
        return self.page.locator(".word")

    @property
    def clock(self):
        """The big clock."""
        return self.page.get_by_role("timer")

    @property
    def state(self):
        """The line that says whether a session is sent."""
        return self.page.locator(".state")

    def spoken(self) -> list[str]:
        """Return what was said aloud, in order."""
        said: list[str] = self.page.evaluate("window.spoken")
        return said


# A phone's motion made up inside the page (simulated), for tests on a fake clock.
INNER_MOTION = """
setInterval(() => {
  const moment = performance.now();
  window.dispatchEvent(new DeviceMotionEvent("devicemotion", {
    accelerationIncludingGravity: { x: Math.sin(moment / 100), y: 0.5, z: 9.8 },
    rotationRate: { alpha: 1, beta: -2, gamma: 0.5 },
  }));
}, 20);
"""
