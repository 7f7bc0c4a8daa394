"""The envelope of a recording, whole or in pieces."""

import numpy as np
import pytest

from retrowalk.signals.envelope import envelope, envelope_of_source
from retrowalk.signals.recording import Recording, SensorSite
from retrowalk.signals.source import Chunk

HZ, COUNT = 50.0, 0.01


class InPieces:
    """A source that hands out a recording in pieces of a given size."""

    start_s, rate_hz, acc_mps2_per_count = 7.0, HZ, COUNT

    def __init__(self, counts, size):
        self._counts, self._size = counts, size

    def chunks(self):
        for first in range(0, len(self._counts), self._size):
            part = self._counts[first : first + self._size]
            at = np.array([first, first + len(part) - 1])
            yield Chunk(first, part, None, np.zeros(0, np.int64), at, 7.0 + at / HZ)


def counts(n=1000):
    return np.random.default_rng(1).integers(-2000, 2000, (n, 3)).astype(np.int16)


def test_the_envelope_holds_every_sample_and_a_hole_is_a_hole():
    acc = np.random.default_rng(1).normal(0, 5, (1000, 3))
    acc[400:600] = np.nan
    seen = envelope(Recording(7.0, HZ, acc, None, SensorSite.FOOT), 10)
    size = np.sqrt((acc**2).sum(axis=1)).reshape(10, 100)
    np.testing.assert_allclose(seen.low, size.min(axis=1))
    np.testing.assert_allclose(seen.high, size.max(axis=1))
    assert np.isnan(seen.low[4:6]).all()


@pytest.mark.parametrize("size", [1, 37, 100, 5000])
def test_the_size_of_the_pieces_changes_nothing(size):
    whole = counts()
    one = envelope(Recording(7.0, HZ, whole * COUNT, None, SensorSite.FOOT), 10)
    other = envelope_of_source(InPieces(whole, size), len(whole) / HZ, 10)
    np.testing.assert_allclose(other.low, one.low, rtol=1e-5)
    np.testing.assert_allclose(other.high, one.high, rtol=1e-5)


def test_a_recording_shorter_than_its_parts_leaves_some_empty():
    seen = envelope_of_source(InPieces(counts(3), 3), 3 / HZ, 10)
    assert np.isfinite(seen.high).sum() == 3
