"""The band in which a change is too small to tell looks the same wherever it is drawn."""

import re

from hypothesis import given
from hypothesis import strategies as st

from retrowalk.charts.axes import Scale
from retrowalk.charts.band import band_entry, change_band
from retrowalk.charts.course_chart import course_chart
from retrowalk.charts.lines import pain_chart

LOOK = re.compile(r'<rect[^>]*class="chart-band"[^>]*/>')


def test_every_chart_draws_it_alike():
    course = course_chart(["a", "b"], [3.0, 4.0], 3.0, (2.0, 5.0))
    pain = pain_chart(["a", "b"], [3.0, 4.0], [3.0, 4.0], (2.0, 5.0))
    opacity = [re.findall(r'fill-opacity="[^"]*"', one)[0] for one in (course, pain)]
    assert len(set(opacity)) == 1
    assert all(len(LOOK.findall(one)) == 1 for one in (course, pain))


@given(a=st.floats(0, 10), b=st.floats(0, 10))
def test_it_spans_its_limits_in_whichever_order_they_come(a: float, b: float):
    scale = Scale(0.0, 10.0, 100.0, 0.0)
    assert change_band((a, b), scale, 0.0, 50.0) == change_band((b, a), scale, 0.0, 50.0)
    (box,) = change_band((a, b), scale, 0.0, 50.0)
    height = float(re.findall(r'height="([^"]*)"', box)[0])
    assert abs(height - 10.0 * abs(a - b)) < 0.02


def test_where_it_is_not_known_nothing_is_drawn_and_nothing_is_said():
    assert change_band(None, Scale(0.0, 1.0, 0.0, 1.0), 0.0, 1.0) == ()
    assert band_entry(None, "too small") == []


def test_a_small_change_is_not_drawn_as_a_large_one():
    drawn = course_chart(["a", "b"], [2.00, 2.02], None, None)
    ys = [float(y) for y in re.findall(r'<circle[^>]*cy="([^"]*)"[^>]*r="5"', drawn)][-2:]
    assert abs(ys[0] - ys[1]) < 10.0
