"""A phone's motion in which every sample carries its own number (simulated).

Made inside the page, for tests on a fake clock; the number stands in the acceleration's first
axis, in hundredths, so that what arrives at the server can be counted against what was made.
"""

from collections.abc import Sequence
from itertools import pairwise

HZ = 50
FIRST_AGAIN = 100_000  # numbers of the second life of a page begin here

COUNTED_MOTION = """
window.made = FIRST;
window.countMotion = () => setInterval(() => {
  window.dispatchEvent(new DeviceMotionEvent("devicemotion", {
    accelerationIncludingGravity: { x: window.made++ / 100, y: 0.5, z: 9.8 },
    rotationRate: { alpha: 1, beta: -2, gamma: 0.5 },
  }));
}, 20);
"""


def script(first: int = 0) -> str:
    """Return what the page runs first; `window.countMotion()` then begins."""
    return COUNTED_MOTION.replace("FIRST", str(first))


def numbers(ax: Sequence[float]) -> list[int]:
    """Return the numbers that the samples carry."""
    return [round(value * 100) for value in ax]


def gaps(found: Sequence[int]) -> list[tuple[int, int]]:
    """Return where a number does not follow the one before: lost, doubled or out of order."""
    return [(a, b) for a, b in pairwise(found) if b != a + 1]
