"""The chart of one person's trial: every answer, every period, nothing by colour alone."""

import re

from hypothesis import given
from hypothesis import strategies as st

from retrowalk.charts.trial_of_oneself import (
    Span,
    TrialKind,
    trial_of_oneself_chart,
)

ENDS = ("1 Dec", "9 Jan")
answers = st.lists(st.none() | st.floats(0.0, 10.0), min_size=4, max_size=60).filter(
    lambda values: any(v is not None for v in values)
)


def spans_of(days: int, length: int) -> list[Span]:
    kinds = list(TrialKind)
    return [
        Span(first, min(first + length, days), kinds[(first // length) % 3])
        for first in range(0, days, length)
    ]


@given(answers, st.integers(1, 7), st.booleans())
def test_every_answer_has_a_mark_inside_the_drawing_and_every_period_its_letter(
    values: list[float | None], length: int, fitted: bool
):
    spans = spans_of(len(values), length)
    limits = None if fitted else (0.0, 10.0)
    drawing = trial_of_oneself_chart(values, spans, ENDS, limits)
    marks = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="3"', drawing)
    assert len(marks) == sum(v is not None for v in values) + 1  # and one in the legend
    height = float(re.search(r'viewBox="0 0 360 ([\d.]+)"', drawing)[1])
    assert all(0 <= float(x) <= 360 and 0 <= float(y) <= height for x, y in marks)
    assert len(re.findall(r">(?:B|F|\u2013)</text>", drawing)) == len(spans)


def test_who_does_not_see_it_is_told_the_mean_of_each_period():
    drawing = trial_of_oneself_chart(
        [4.0, 6.0, 3.0, None],
        [Span(0, 2, TrialKind.FORWARD), Span(2, 4, TrialKind.BACKWARD)],
        ENDS,
        (0.0, 10.0),
    )
    assert "4 days, 3 with an answer. Period means: forward 5, backward 3." in drawing


def test_a_period_without_an_answer_has_no_mean():
    drawing = trial_of_oneself_chart(
        [4.0, None],
        [Span(0, 1, TrialKind.FORWARD), Span(1, 2, TrialKind.NEITHER)],
        ENDS,
        (0.0, 10.0),
    )
    assert "Period means: forward 4." in drawing
