"""What others printed of their meta-analyses, number by number."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))

from published_pools import Check, checks

EVERY = tuple(checks())


def test_hundreds_of_printed_numbers_are_compared():
    assert len(EVERY) > 500
    assert len({check.example for check in EVERY}) > 90


@pytest.mark.parametrize("example", sorted({check.example for check in EVERY}))
def test_a_published_meta_analysis_comes_out_as_printed(example: str):
    apart = [c for c in EVERY if c.example == example and abs(c.difference) > c.allowed]
    assert apart == []


def test_a_wrong_digit_would_be_seen():
    assert (
        abs(Check("x", "y", "0.3132", 0.3133).difference)
        > Check("x", "y", "0.3132", 0).allowed
    )
    assert Check("x", "y", "0.31324326", 0).allowed < 1e-8
