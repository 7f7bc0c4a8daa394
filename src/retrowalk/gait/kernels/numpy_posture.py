"""How the trunk is held: its lean, and how far the pelvis turns about each axis.

A steady lower back moves little while the legs walk: lumbopelvic control. A range is
not good or bad by itself; it is compared with the person's own, and within a direction.
"""

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.signals.between import between, stride_grid

POINTS = 24  # of a stride; its slow turns have a few harmonics


def lean_deg(up: FloatArray, body: FloatArray) -> FloatArray:
    """Return how far the trunk is tipped ahead, shape (n,), in degrees.

    up: shape (n, 3), mean specific force of each stride, sensor axes. body: shape (3, 3),
    rows forward, left, up in sensor axes, as mounted. Gravity, averaged over whole
    strides, is all that is used: own choice. Mounted askew, the sensor says so here, so
    the figure is compared with standing (Sways.lean_deg) or between directions.
    """
    along = up @ body.T
    return np.asarray(np.degrees(np.arctan2(-along[:, 0], along[:, 2])))


def stride_means(values: FloatArray, first: FloatArray, last: FloatArray) -> FloatArray:
    """Return the mean of each stride, shape (n, k), NaN where an end is not known."""
    known = np.isfinite(first) & np.isfinite(last)
    low = np.clip(np.round(np.where(known, first, 0.0)), 0, len(values)).astype(np.int64)
    high = np.clip(np.round(np.where(known, last, 0.0)), 0, len(values)).astype(np.int64)
    total = np.concatenate([np.zeros((1, values.shape[1])), np.cumsum(values, axis=0)])
    size = (high - low)[:, None]
    means = (total[high] - total[low]) / np.maximum(size, 1)
    return np.where((size > 0) & known[:, None], means, np.nan)


def turn_ranges_deg(
    rates_radps: FloatArray, rate_hz: float, first: FloatArray, last: FloatArray
) -> FloatArray:
    """Return the range of the angle about each axis within each stride, shape (n, k).

    rates_radps: shape (samples, k), angular rate about each axis. first, last: shape
    (n,), stride ends. The rate is summed to an angle; the line from the stride's first
    angle to its last is taken away, and with it drift and turning. Largest less smallest,
    in degrees. Own choice.
    """
    rows = np.flatnonzero(np.isfinite(first) & np.isfinite(last))
    ranges = np.full((len(first), rates_radps.shape[1]), np.nan)
    if not len(rows) or len(rates_radps) < 2:
        return ranges
    angle = np.cumsum(rates_radps, axis=0) * (np.degrees(1.0) / rate_hz)
    grid = np.concatenate(
        [stride_grid(first[rows], last[rows], POINTS), last[rows][:, None]], axis=1
    )
    turned = between(angle, grid)
    share = (np.arange(POINTS + 1) / POINTS)[None, :, None]
    turned -= turned[:, :1] + share * (turned[:, -1:] - turned[:, :1])
    ranges[rows] = turned.max(axis=1) - turned.min(axis=1)
    return ranges
