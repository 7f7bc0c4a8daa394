"""Chunks of phone motion put together into one recording on one even clock.

**Sign.** A recording holds specific force: an axis that points up at rest reads +9.8. So
does `accelerationIncludingGravity` in Chromium and Firefox, as its specification says; on
iPhones and iPads every browser is WebKit and reports all three axes with the opposite sign
(Core Motion's). Nothing in the numbers tells the two apart, since a phone may be worn either
way up, so the device's own name decides, once for the whole recording. Angular rate has
one sign everywhere.

**Gaps.** Time that was not recorded (a pause, a phone that slept) stays NaN, however long: a
person may rest longer than she walks.
"""

import json
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.errors import BadRecording
from retrowalk.files.columns import Columns, Worn
from retrowalk.files.even_clock import recording
from retrowalk.signals.recording import Recording, SensorSite

MS_PER_S = 1000.0
ACC, GYR = ("ax", "ay", "az"), ("gx", "gy", "gz")
SITES = {"pocket": SensorSite.POCKET, "lower_back": SensorSite.LOWER_BACK}
IOS = ("iPhone", "iPad", "iPod")


def assemble(
    bodies: Sequence[bytes], site: str, device: str, *, simulated: bool
) -> Recording:
    """Return the recording that the chunks hold, in order of their numbers.

    bodies: JSON as the player sends it (api.sent.MotionSent). site: the player's word
    for where the phone was. device: the browser's name for itself.

    Raises BadRecording where times do not rise from chunk to chunk, where next to nothing was
    recorded, or where the phone's place on the body is not one we can read.
    """
    if not bodies:
        raise BadRecording("no motion was recorded; expected the phone's motion sensors on")
    if site not in SITES:
        raise BadRecording(
            "the phone was worn at a place where steps cannot be read; expected a pocket or "
            "the lower back"
        )
    chunks: list[Mapping[str, list[float | None]]] = [json.loads(body) for body in bodies]
    acc_mps2 = _table(chunks, ACC) * specific_force_sign(device)
    gyr_radps: FloatArray | None = np.deg2rad(_table(chunks, GYR))
    if gyr_radps is not None and np.isnan(gyr_radps).any(axis=1).all():
        gyr_radps = None
    columns = Columns(
        source="the phone's motion",
        at=_place([len(chunk["t_ms"]) for chunk in chunks]),
        time_s=_table(chunks, ("t_ms",))[:, 0] / MS_PER_S,
        acc_mps2=acc_mps2,
        gyr_radps=gyr_radps,
        simulated=simulated,
    )
    return recording(columns, Worn(SITES[site]), least_covered=0.0)


def specific_force_sign(device: str) -> float:
    """Return what turns a browser's acceleration into specific force: 1, or -1 on iOS.

    An iPad may call itself a Macintosh; a Macintosh has no motion sensors, and the
    Chromium that developers drive there names itself.
    """
    ipad = "Macintosh" in device and "AppleWebKit" in device and "Chrome/" not in device
    return -1.0 if ipad or any(name in device for name in IOS) else 1.0


def _table(
    chunks: Sequence[Mapping[str, list[float | None]]], names: Sequence[str]
) -> FloatArray:
    columns = [
        np.concatenate([np.array(chunk[name], dtype=np.float64) for chunk in chunks])
        for name in names
    ]
    return np.column_stack(columns)


def _place(sizes: Sequence[int]) -> Callable[[int], str]:
    first = [0, *accumulate(sizes)]

    def at(row: int) -> str:
        chunk = bisect_right(first, row) - 1
        return f"chunk {chunk}, sample {row - first[chunk]}"

    return at
