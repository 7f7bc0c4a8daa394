"""A phone's motion sensors in a desktop browser, by the browser's own emulation.

Chromium hands the page genuine devicemotion events: at most 60 a second, acceleration
rounded to 0.1 m/s2 and rotation to 0.1 deg/s, as on a phone.
"""

import time
from collections.abc import Sequence

from playwright.sync_api import CDPSession, Page

HZ = 60.0
SENSORS = ("accelerometer", "linear-acceleration", "gyroscope", "relative-orientation")

# What the page itself received, noted beside the player, and where in it a button was pressed.
EARS = """
window.heard = [];
window.marks = {};
// Not earlier: a listener on the empty first document does not wake the sensors.
window.addEventListener("DOMContentLoaded", () => {
  window.addEventListener("devicemotion", (event) => {
    const a = event.accelerationIncludingGravity, r = event.rotationRate;
    if (a && a.x !== null)
      window.heard.push([event.timeStamp, a.x, a.y, a.z, r.alpha, r.beta, r.gamma]);
  });
});
window.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) window.marks[button.textContent] = window.heard.length;
}, true);
"""

Row = Sequence[float]


class EmulatedMotion:
    """Feeds one page; build it before the page is opened."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._browser: CDPSession = page.context.new_cdp_session(page)
        for sensor in SENSORS:
            self._browser.send(
                "Emulation.setSensorOverrideEnabled",
                {
                    "enabled": True,
                    "type": sensor,
                    "metadata": {
                        "available": True,
                        "minimumFrequency": 1,
                        "maximumFrequency": HZ,
                    },
                },
            )

    def feed(self, acc_mps2: Sequence[Row], gyr_radps: Sequence[Row]) -> None:
        """Play samples at 60 Hz in real time; a late sample does not shift the next ones."""
        begin = time.monotonic()
        for i, (acc, gyr) in enumerate(zip(acc_mps2, gyr_radps, strict=True)):
            self._set("accelerometer", acc)
            self._set("gyroscope", gyr)
            self._set("linear-acceleration", acc)
            wait_s = begin + (i + 1) / HZ - time.monotonic()
            if wait_s > 0:
                self._page.wait_for_timeout(wait_s * 1000)

    def _set(self, sensor: str, row: Row) -> None:
        x, y, z = (float(value) for value in row)
        reading = {"xyz": {"x": x, "y": y, "z": z}}
        self._browser.send(
            "Emulation.setSensorOverrideReadings", {"type": sensor, "reading": reading}
        )


def same_samples(sent: Sequence[Row], heard: Sequence[Row]) -> bool:
    """Say whether the rows sent are the rows heard, one by one, in order, at their times.

    Times are compared as distances from the first, for the page and the player count from
    different zeros; the player keeps a tenth of a millisecond and four decimals.
    """
    if len(sent) != len(heard):
        return False
    return all(
        abs((s[0] - sent[0][0]) - (h[0] - heard[0][0])) < 0.2
        and list(s[1:]) == [round(value, 4) + 0.0 for value in h[1:]]
        for s, h in zip(sent, heard, strict=True)
    )
