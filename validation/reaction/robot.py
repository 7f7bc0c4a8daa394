"""An eye and a finger outside the browser: sees one point of the screen, presses when it lights.

    DISPLAY=:9 python validation/reaction/robot.py X Y WAIT_MS...

For each wait it watches the point until it lights up, holds still for that long, and presses:
the mouse and the space bar in turns, by the X server's own test inputs, so that the browser
takes them for a hand's. It prints, as JSON, the milliseconds from the first look that saw the
light to the press, and how long before it the last dark look was. Its clock is the kernel's, not
the page's. It asks for a high priority: a busy machine shall disturb the browser, not the eye.
"""

import ctypes
import json
import os
import sys
import time
from contextlib import suppress
from ctypes import c_char_p, c_int, c_uint, c_ulong, c_void_p

LEFT_BUTTON = 1
SPACE = 0x20  # keysym
Z_PIXMAP = 2
ALL_PLANES = 0xFFFFFFFF
LIGHT = (150, 255)  # of the red channel: the light is yellow, the panel nearly black
HELD_S = 0.03  # a press
PATIENCE_S = 12.0  # the test was ended: its device stood still for a second
NEVER_S = -1.0
PRIORITY = -15


class Screen:
    """One display of an X server, by the few calls that are needed."""

    def __init__(self) -> None:
        self._x11 = ctypes.CDLL("libX11.so.6")
        self._xtst = ctypes.CDLL("libXtst.so.6")
        self._x11.XOpenDisplay.restype = c_void_p
        self._x11.XOpenDisplay.argtypes = [c_char_p]
        self._x11.XDefaultRootWindow.restype = c_ulong
        self._x11.XDefaultRootWindow.argtypes = [c_void_p]
        self._x11.XGetImage.restype = c_void_p
        self._x11.XGetImage.argtypes = [
            c_void_p, c_ulong, c_int, c_int, c_uint, c_uint, c_ulong, c_int,
        ]  # fmt: skip
        self._x11.XGetPixel.restype = c_ulong
        self._x11.XGetPixel.argtypes = [c_void_p, c_int, c_int]
        self._x11.XDestroyImage.argtypes = [c_void_p]
        self._x11.XFlush.argtypes = [c_void_p]
        self._x11.XKeysymToKeycode.argtypes = [c_void_p, c_ulong]
        self._xtst.XTestFakeButtonEvent.argtypes = [c_void_p, c_uint, c_int, c_ulong]
        self._xtst.XTestFakeKeyEvent.argtypes = [c_void_p, c_uint, c_int, c_ulong]
        self._xtst.XTestFakeMotionEvent.argtypes = [
            c_void_p, c_int, c_int, c_int, c_ulong,
        ]  # fmt: skip
        self._display = self._x11.XOpenDisplay(None)
        if not self._display:
            raise SystemExit("there is no display; set DISPLAY to one")
        self._root = self._x11.XDefaultRootWindow(self._display)
        self._space = self._x11.XKeysymToKeycode(self._display, SPACE)

    def lit(self, x: int, y: int) -> bool:
        """Return whether a point shows the light."""
        image = self._x11.XGetImage(
            self._display, self._root, x, y, 1, 1, ALL_PLANES, Z_PIXMAP
        )
        red = (self._x11.XGetPixel(image, 0, 0) >> 16) & 0xFF
        self._x11.XDestroyImage(image)
        return LIGHT[0] <= red <= LIGHT[1]

    def point_at(self, x: int, y: int) -> None:
        """Move the mouse there."""
        self._xtst.XTestFakeMotionEvent(self._display, -1, x, y, 0)
        self._x11.XFlush(self._display)

    def press(self, *, key: bool) -> float:
        """Press, let go a little later, and return when it was pressed, s."""
        fake = self._xtst.XTestFakeKeyEvent if key else self._xtst.XTestFakeButtonEvent
        which = self._space if key else LEFT_BUTTON
        pressed_s = time.monotonic()
        fake(self._display, which, 1, 0)
        self._x11.XFlush(self._display)
        time.sleep(HELD_S)
        fake(self._display, which, 0, 0)
        self._x11.XFlush(self._display)
        return pressed_s


def main(x: int, y: int, waits_ms: list[float]) -> None:
    """React to as many lights as there are waits."""
    with suppress(PermissionError):
        os.setpriority(os.PRIO_PROCESS, 0, PRIORITY)
    screen = Screen()
    screen.point_at(x, y + 40)  # the pointer does not hide the point
    reacted, looks = [], []
    for number, wait_ms in enumerate(waits_ms):
        seen_s, look_s = _when(screen, x, y, lit=True)
        if seen_s == NEVER_S:
            break
        looks.append(1000.0 * look_s)
        while time.monotonic() < seen_s + wait_ms / 1000.0:
            time.sleep(0.0002)
        pressed_s = screen.press(key=bool(number % 2))
        reacted.append(1000.0 * (pressed_s - seen_s))
        _when(screen, x, y, lit=False)
    print(json.dumps({"reacted_ms": reacted, "look_ms": looks}))


def _when(screen: Screen, x: int, y: int, *, lit: bool) -> tuple[float, float]:
    """Return when a point is first seen so, s, or NEVER_S; and how long since the last look, s."""
    began_s = before_s = time.monotonic()
    while True:
        is_lit = screen.lit(x, y)
        now_s = time.monotonic()
        if is_lit is lit:
            return now_s, now_s - before_s
        if now_s - began_s > PATIENCE_S:
            return NEVER_S, 0.0
        before_s = now_s
        time.sleep(0.0003)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), [float(one) for one in sys.argv[3:]])
