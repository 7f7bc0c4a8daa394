"""How hard a recording moved, in so few numbers that they can be drawn."""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import FloatArray, IntArray
from retrowalk.signals.recording import Recording
from retrowalk.signals.source import Source


@dataclass(frozen=True, slots=True, eq=False)
class Envelope:
    """Least and greatest size of the specific force in equal parts of the time.

    low, high: shape (n,), m/s2; NaN where nothing was measured.
    """

    low: FloatArray
    high: FloatArray


def envelope(recording: Recording, n: int) -> Envelope:
    """Return the envelope of a recording in n parts; one sample may stand in several."""
    low, high = np.full(n, np.nan), np.full(n, np.nan)
    edges = np.linspace(0, recording.n_samples, n + 1).astype(np.int64)
    for k in range(n):
        # At least one sample each: a recording may have fewer than there are parts.
        size = _sizes(recording.acc_mps2[edges[k] : max(edges[k + 1], edges[k] + 1)])
        size = size[np.isfinite(size)]
        if size.size:
            low[k], high[k] = size.min(), size.max()
    return Envelope(low, high)


def envelope_of_source(source: Source, duration_s: float, n: int) -> Envelope:
    """Return the envelope of a source in n parts, read once more from its beginning.

    duration_s: from its first sample to its last, as the source's clock tells it.
    """
    low, high = np.full(n, np.inf), np.full(n, -np.inf)
    before_sample, before_s = 0, source.start_s
    for chunk in source.chunks():
        if not len(chunk.acc):
            continue
        if len(chunk.anchor_sample):
            before_sample, before_s = (
                int(chunk.anchor_sample[-1]),
                float(chunk.anchor_s[-1]),
            )
        size = _sizes(chunk.acc.astype(np.float32)) * source.acc_mps2_per_count
        number = chunk.first + np.arange(len(size))
        at_s = before_s + (number - before_sample) / source.rate_hz - source.start_s
        if len(chunk.anchor_sample) > 1:
            at_s = np.interp(number, chunk.anchor_sample, chunk.anchor_s) - source.start_s
        part = np.clip(at_s / max(duration_s, 1e-9) * n, 0, n - 1).astype(np.int64)
        _widen(low, high, part, size)
    seen = np.isfinite(high)
    return Envelope(np.where(seen, low, np.nan), np.where(seen, high, np.nan))


def _widen(low: FloatArray, high: FloatArray, part: IntArray, size: FloatArray) -> None:
    """Widen the envelope by samples whose parts ascend."""
    first = np.flatnonzero(np.diff(part, prepend=part[0] - 1))
    at = part[first]
    low[at] = np.minimum(low[at], np.minimum.reduceat(size, first))
    high[at] = np.maximum(high[at], np.maximum.reduceat(size, first))


def _sizes(rows: FloatArray) -> FloatArray:
    return np.asarray(np.sqrt(np.einsum("ij,ij->i", rows, rows)), dtype=np.float64)
