"""Moments that are written as dates, in seconds of the clock on the wall they were read from.

A day of a recording goes from midnight to midnight where it was walked, so an offset such as
"+02:00" is dropped, not reckoned with.
"""

import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from retrowalk.arrays import FloatArray

EXAMPLE = "2026-05-01 12:00:00.250"
_LOOKS_SO = re.compile(r'\s*"?\d{4}-\d\d-\d\d[T ]\d\d:\d\d')
_OFFSET = r"\s*(Z|[+-]\d\d:?\d\d)$"
_NS_PER_S = 1_000_000_000


def is_moment(text: str) -> bool:
    """Say whether a text begins as a date and a time of day (ISO 8601)."""
    return _LOOKS_SO.match(text) is not None


def seconds_of_text(cells: pa.Array | pa.ChunkedArray) -> FloatArray:
    """Return seconds since 1970 on the writer's clock, shape (n,); empty is NaN.

    Raises ArrowInvalid where a text is no date and time.
    """
    plain = pc.replace_substring_regex(pc.utf8_trim_whitespace(cells), _OFFSET, "")
    plain = pc.replace_substring(plain, ",", ".")
    empty = pc.equal(plain, "")
    return seconds_of_moments(
        pc.cast(pc.if_else(empty, pa.scalar(None, pa.string()), plain), pa.timestamp("ns"))
    )


def seconds_of_moments(cells: pa.Array | pa.ChunkedArray) -> FloatArray:
    """Return seconds since 1970 on the writer's clock, shape (n,); empty is NaN."""
    if cells.type.tz is not None:
        cells = pc.local_timestamp(cells)
    ns = pc.cast(pc.cast(cells, pa.timestamp("ns")), pa.int64())
    whole, rest = np.divmod(_plain(pc.fill_null(ns, 0)), _NS_PER_S)
    return np.where(_plain(pc.is_valid(ns)), whole + rest / _NS_PER_S, np.nan)


def _plain(cells: pa.Array | pa.ChunkedArray) -> FloatArray:
    whole = cells.combine_chunks() if isinstance(cells, pa.ChunkedArray) else cells
    return np.asarray(whole.to_numpy(zero_copy_only=False))
