"""When each sample was taken: straight lines between the moments its source told."""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import FloatArray, IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Clock:
    """From sample numbers to seconds of the source's own clock.

    sample, time_s: shape (m,), ascending; between two of them time runs evenly, before
        the first and after the last at rate_hz. A jump in time is two knots at almost
        the same sample.
    """

    sample: FloatArray
    time_s: FloatArray
    rate_hz: float

    def seconds(self, samples: FloatArray) -> FloatArray:
        """Return the time of samples, any shape, with fractions; NaN stays NaN."""
        at = np.asarray(samples, dtype=np.float64)
        time = np.interp(at, self.sample, self.time_s)
        early = np.minimum(at - self.sample[0], 0.0) / self.rate_hz
        late = np.maximum(at - self.sample[-1], 0.0) / self.rate_hz
        return np.asarray(time + early + late)


def even_clock(start_s: float, rate_hz: float) -> Clock:
    """Return the clock of samples that all lie equally far apart."""
    return Clock(np.zeros(1), np.array([start_s]), rate_hz)


def told_clock(
    anchor_sample: IntArray,
    anchor_s: FloatArray,
    breaks: IntArray,
    start_s: float,
    rate_hz: float,
) -> Clock:
    """Return the clock through the moments a source told, with its jumps in time.

    anchor_sample, anchor_s: shape (m,), ascending. breaks: samples before which time
    jumps: up to there it runs on from the anchor before, from there it runs up to the
    anchor after, both at rate_hz. Without any anchor the clock is even.
    """
    if not len(anchor_sample):
        return even_clock(start_s, rate_hz)
    sample, time_s = anchor_sample.astype(np.float64), anchor_s
    after = np.searchsorted(anchor_sample, breaks, side="left")
    jump = (after > 0) & (after < len(anchor_sample))
    after, at = after[jump], breaks[jump].astype(np.float64)
    end_s = time_s[after - 1] + (at - sample[after - 1]) / rate_hz
    begin_s = time_s[after] - (sample[after] - at) / rate_hz
    knots = np.concatenate([sample, np.nextafter(at, -np.inf), at])
    times = np.concatenate([time_s, np.minimum(end_s, begin_s), begin_s])
    order = np.argsort(knots, kind="stable")
    return Clock(knots[order], times[order], rate_hz)
