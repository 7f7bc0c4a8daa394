"""A buffer that holds the newest rows of a stream without end."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.errors import BadInput
from retrowalk.signals.ring import Ring

sizes = st.lists(st.integers(0, 9), max_size=30)


@given(kept=st.integers(1, 12), pieces=sizes)
def test_the_newest_rows_are_kept_in_order_whatever_the_pieces(kept, pieces):
    ring, stream = Ring(kept, 2), np.arange(2.0 * sum(pieces)).reshape(-1, 2)
    at = 0
    for size in pieces:
        ring.append(stream[at : at + size])
        at += size
        assert ring.count == at
        assert ring.first == max(0, at - kept)
        assert np.array_equal(ring.between(ring.first, ring.count), stream[ring.first : at])


def test_memory_does_not_grow():
    ring = Ring(100, 3)
    before = ring.nbytes
    for _ in range(50):
        ring.append(np.zeros((77, 3)))
    assert ring.nbytes == before


@pytest.mark.parametrize(("first", "last"), [(4, 6), (5, 11), (8, 7)])
def test_rows_that_are_gone_or_have_not_come_are_refused(first, last):
    ring = Ring(5, 1)
    ring.append(np.zeros((10, 1)))
    with pytest.raises(BadInput, match="from 5 to 10 are kept"):
        ring.between(first, last)


@pytest.mark.parametrize(("rows", "columns"), [(0, 1), (1, 0)])
def test_a_buffer_without_room_is_refused(rows, columns):
    with pytest.raises(BadInput):
        Ring(rows, columns)
