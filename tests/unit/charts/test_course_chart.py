"""The course of a measure: every value drawn, the band only where it is known."""

import re

from hypothesis import given
from hypothesis import strategies as st

from retrowalk.charts.course_chart import course_chart

VALUES = st.lists(st.floats(-1e3, 1e5), min_size=1, max_size=30)


@given(VALUES)
def test_every_value_has_a_mark_inside_the_drawing(values: list[float]):
    drawing = course_chart([f"{n} Jan" for n in range(len(values))], values, None, None)
    marks = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="5"', drawing)
    assert len(marks) == len(values) + 1  # and one in the legend
    height = float(re.search(r'viewBox="0 0 360 ([\d.]+)"', drawing)[1])
    assert all(0 <= float(x) <= 360 and 0 <= float(y) <= height for x, y in marks)


def test_a_band_that_is_not_known_is_not_drawn():
    assert "chart-band" not in course_chart(["a", "b"], [1.0, 2.0], 1.5, None)
    assert "chart-band" in course_chart(["a", "b"], [1.0, 2.0], 1.5, (1.0, 2.0))


def test_who_does_not_see_it_is_told_the_first_and_the_latest_value():
    assert "first 9.5, latest 8" in course_chart(["a", "b"], [9.5, 8.0], None, None)
