"""React to the player's lights with a robot of known reaction time, and compare.

    python validation/reaction/run.py [REACTIONS]

Needs Chromium, and a screen that nobody sees (Debian: chromium, xvfb). Without them it says so
and changes nothing. A robot outside the browser (robot.py) sees the light on the screen's own
points and presses after a wait that chance drew: what the player says of it, less what the robot
did, is the error. Written as a table into README.md.
"""

import json
import mimetypes
import multiprocessing
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median, pstdev
from typing import Any

from playwright.sync_api import Browser, Page, Route, sync_playwright

from retrowalk.outcomes.protocols.thinking import VIGILANCE
from retrowalk.outcomes.reaction_times import reaction_times_ms, undisturbed

sys.path.append(str(Path(__file__).resolve().parents[1]))

from tables import markdown, write_into

HERE = Path(__file__).parent
STATIC = HERE.parents[1] / "src/retrowalk/server/player/static"
README = HERE / "README.md"
DISPLAY = ":97"
SIZE = (420, 800)  # of the window, px
POINT = (60, 300)  # of the panel, away from the number, px of the screen
FEWEST_MS, MOST_MS = 150.0, 600.0  # the robot's reactions
REACTIONS, SEED = 80, 20261122
BIAS_MS, SPREAD_MS = 5.0, 10.0  # rt_devices2021
SURE_MS = 4.0  # between the last dark look and the first bright one; more says too little
PRIORITY = -15

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>light</title>
<link rel="stylesheet" href="/player/player.css"><main id="screen"></main>
<script type="module">
import { trialScreen } from "/player/screens/reaction_trial.js";
const go = { part: "", told: "", practice: false, number: 1, limit_s: null };
window.begin = (test) => {
  const over = (measured) => { screen.leave(); window.measured = measured; };
  const screen = trialScreen({}, test, go, { name: "Trial", over, back() {} });
  document.getElementById("screen").replaceChildren(screen.node);
};
window.ready = true;
</script></html>"""
BUSY_PAGE = """() => {
  const busy = () => {
    const until = performance.now() + Math.random() * 40;
    while (performance.now() < until);
    setTimeout(busy, Math.random() * 60);
  };
  busy();
}"""


@dataclass(frozen=True)
class Condition:
    """One way to be disturbed. page: its own script works in bursts. others: busy programs."""

    name: str
    page: bool = False
    others: int = 0


CONDITIONS = (
    Condition("quiet"),
    Condition("the page is busy: bursts of up to 40 ms, half of the time", page=True),
    Condition("the machine is busy: two other programs for each core", others=2),
)


def main(reactions: int) -> None:
    """Measure each condition and write the table."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    xvfb = shutil.which("Xvfb")
    if chromium is None or xvfb is None:
        print("Chromium or Xvfb is not on this machine; nothing was changed.")
        return
    rows = []
    with _screen(xvfb), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            headless=False,
            chromium_sandbox=False,
            env={**os.environ, "DISPLAY": DISPLAY},
            args=["--disable-gpu", "--window-position=0,0", "--kiosk",
                  f"--window-size={SIZE[0]},{SIZE[1]}"],
        )  # fmt: skip
        for condition in CONDITIONS:
            rows += list(_rows(browser, condition, reactions))
        version = browser.version
        browser.close()
    head = ("disturbed by", "begins with", "n", "left out", "bias, ms", "SD, ms", "worst, ms",
            "within 5 and 10 ms")  # fmt: skip
    about = f"Chromium {version}, {reactions} reactions each, {os.cpu_count()} cores.\n"
    write_into(README, "reactions", f"{about}\n{markdown(head, rows)}")


@contextmanager
def _screen(xvfb: str) -> Iterator[None]:
    size = f"{SIZE[0]}x{SIZE[1]}x24"
    server = subprocess.Popen(
        [xvfb, DISPLAY, "-screen", "0", size], stderr=subprocess.DEVNULL
    )
    with suppress(PermissionError):  # it stands for the display, which is never busy
        os.setpriority(os.PRIO_PROCESS, server.pid, PRIORITY)
    time.sleep(2.0)
    try:
        yield
    finally:
        server.terminate()
        server.wait()


def _rows(browser: Browser, condition: Condition, reactions: int) -> Iterator[list[str]]:
    """Yield the rows of a condition: by the browser's word, and by the next picture alone."""
    page = browser.new_page(no_viewport=True)
    page.route("http://localhost/**", _answer)
    page.goto("http://localhost/")
    page.wait_for_function("window.ready")
    if condition.page:
        page.evaluate(BUSY_PAGE)
    with (
        _programs(condition.others * (os.cpu_count() or 1))
        if condition.others
        else nullcontext()
    ):
        robot, measured = _reacted(page, reactions)
    page.close()
    series = measured["series"]
    told = sum(one >= 0 for one in series["presented_ms"])
    alone = {**series, "presented_ms": [-1.0] * len(series["presented_ms"])}
    print(json.dumps({
        "condition": condition.name, "told": told, "of": len(series["frame_ms"]),
        "look_ms": round(median(robot["look_ms"]), 2),
        "picture_every_ms": series["picture_every_ms"],
        "handled_after_ms": round(median(series["handled_after_ms"]), 2),
        "early": series["early_ms"],
    }))  # fmt: skip
    for name, kept in (("the browser's word", series), ("the next picture", alone)):
        error = [
            said - done - look / 2
            for said, done, look, sure in zip(
                reaction_times_ms(kept),
                robot["reacted_ms"],
                robot["look_ms"],
                undisturbed(kept),
                strict=True,
            )
            if said is not None and look <= SURE_MS and sure
        ]
        sure = undisturbed(kept)
        yield _row((condition.name, name), error, sure.count(False), len(sure))


def _verdict(*, good: bool, busy: bool) -> str:
    if busy:
        return "not counted: too busy"
    return "yes" if good else "**no**"


def _row(names: tuple[str, str], error: list[float], left_out: int, of: int) -> list[str]:
    bias, spread = fmean(error), pstdev(error)
    good = abs(bias) <= BIAS_MS and spread <= SPREAD_MS
    busy = 100.0 * left_out > VIGILANCE.parameters["most_disturbed_pct"] * of
    worst = max(error, key=abs)
    return [*names, str(len(error)), str(left_out), f"{bias:+.1f}", f"{spread:.1f}",
            f"{worst:+.1f}", _verdict(good=good, busy=busy)]  # fmt: skip


def _reacted(page: Page, reactions: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Let the robot react so often; return what it did, and what the player measured."""
    chance = random.Random(SEED)  # noqa: S311 # not for secrets
    waits = [chance.uniform(FEWEST_MS, MOST_MS) for _ in range(reactions)]
    long_s = sum(waits) / 1000.0 + 1.1 * reactions + 60.0
    page.evaluate("(test) => window.begin(test)", _test(long_s))
    page.get_by_role("button", name="Start", exact=True).click()
    page.wait_for_timeout(2500)
    command = [sys.executable, str(HERE / "robot.py"), *map(str, POINT), *map(str, waits)]
    robot = subprocess.run(command, env={**os.environ, "DISPLAY": DISPLAY}, check=True,
                           capture_output=True, text=True)  # fmt: skip
    page.wait_for_timeout(500)
    page.evaluate("document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))")
    page.wait_for_function("window.measured")
    measured = page.evaluate("window.measured")
    did = json.loads(robot.stdout)
    count = len(did["reacted_ms"])
    for name in ("frame_ms", "presented_ms", "tap_ms", "stall_ms"):
        measured["series"][name] = measured["series"][name][:count]
    kept = len(measured["series"]["frame_ms"])
    did = {name: row[:kept] for name, row in did.items()}
    return did, measured


def _test(long_s: float) -> dict[str, Any]:
    shorter = {
        "wait_least_s": 0.5,
        "wait_most_s": 1.0,
        "shown_s": 0.3,
        "least_reactions": 1,
    }
    return {"key": VIGILANCE.key, "name": VIGILANCE.name, "told": VIGILANCE.told,
            "duration_s": long_s, "parameters": {**VIGILANCE.parameters, **shorter}}  # fmt: skip


@contextmanager
def _programs(count: int) -> Iterator[None]:
    """Keep so many other programs busy."""
    programs = [multiprocessing.Process(target=_work, daemon=True) for _ in range(count)]
    for one in programs:
        one.start()
    try:
        yield
    finally:
        for one in programs:
            one.terminate()


def _work() -> None:
    while True:
        sum(range(100_000))


def _answer(route: Route) -> None:
    path = route.request.url.removeprefix("http://localhost/")
    if not path:
        route.fulfill(content_type="text/html", body=PAGE)
        return
    kind = mimetypes.guess_type(path)[0] or "text/javascript"
    route.fulfill(content_type=kind, body=(STATIC / path).read_bytes())


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else REACTIONS)
