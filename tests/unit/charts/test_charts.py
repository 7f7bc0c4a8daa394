import re
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.charts.axes import Scale, nice_top, ticks
from retrowalk.charts.bars import minutes_chart
from retrowalk.charts.lines import pain_chart
from retrowalk.charts.recording_plot import COLUMNS, recording_plot
from retrowalk.charts.svg import fitted, standalone, text_width
from retrowalk.gait.finding.turns import NO_TURNS
from retrowalk.gait.measures.days import NO_DAYS, Walked, day_name, days
from retrowalk.gait.measures.matched import NOT_MATCHED
from retrowalk.gait.measures.measures import Measures, StepMeasures
from retrowalk.gait.measures.sways import NO_SWAYS
from retrowalk.gait.report import Bouts, GaitReport, Steps
from retrowalk.signals.envelope import envelope
from retrowalk.signals.recording import Recording, SensorSite
from retrowalk.signals.stretches import KINDS, NO_STRETCHES, Stretches

SVG = "{http://www.w3.org/2000/svg}"
DAYS = [f"{day} Nov" for day in range(1, 22)]
anything = st.one_of(st.none(), st.floats(), st.integers(-5, 200).map(float))
sessions = st.lists(st.tuples(st.text(max_size=30), anything, anything), max_size=40)


def a_recording(acc_mps2, rate_hz=50.0, simulated=False):
    return Recording(7.0, rate_hz, acc_mps2, None, SensorSite.FOOT, simulated=simulated)


def a_report(recording, bouts=()):
    """Return a report with bouts given as (start, end, code, cadence)."""
    start, end, code, cadence = (
        (np.array(c) for c in zip(*bouts, strict=True)) if bouts else [np.zeros(0)] * 4
    )
    n = len(bouts)
    nothing = np.zeros(0)
    return GaitReport(
        start_s=recording.start_s,
        duration_s=recording.duration_s,
        rate_hz=recording.rate_hz,
        site=recording.site,
        side=None,
        axes="unknown",
        simulated=recording.simulated,
        bouts=Bouts(
            start, end, code.astype(np.int8), np.full(n, 0.9), np.full(n, 5), cadence
        ),
        steps=Steps(
            nothing.astype(np.int64),
            nothing,
            nothing,
            nothing.astype(np.int8),
            nothing.astype(np.int8),
            nothing,
            nothing,
        ),
        not_measured=(),
        step_measures=StepMeasures.unmeasured(0),
        bout_measures=Measures.unmeasured(n),
        direction_measures=Measures.unmeasured(4),
        matched=NOT_MATCHED,
        turns=NO_TURNS,
        quality=NO_STRETCHES,
        quiet=NO_SWAYS,
        days=NO_DAYS,
    )


def drawn(recording, bouts=()):
    return recording_plot(a_report(recording, bouts), envelope(recording, COLUMNS))


def walking(n=3000):
    swing = 3 * np.sin(np.arange(n) / 4)
    return a_recording(np.column_stack([9.81 + swing, swing, np.zeros(n)]))


def checked(drawing):
    """Return the parsed drawing after holding what every chart must hold."""
    root = ET.fromstring(drawing)  # noqa: S314  # our own text
    assert root.tag == SVG + "svg"
    assert root.get("role") == "img"
    named = {
        part.get("id"): part.text for part in map(root.find, (SVG + "title", SVG + "desc"))
    }
    assert root.get("aria-labelledby").split() == list(named)
    assert all(named.values())
    ids = [part.get("id") for part in root.iter() if part.get("id")]
    assert len(ids) == len(set(ids))
    for part in root.iter():
        assert part.tag not in {SVG + "script", SVG + "style"}
        assert not {"style", "onload", "onclick"} & set(part.attrib)
    _inside(root)
    _apart(root)
    return root


def _inside(root):
    """Hold that nothing leaves the drawing's box."""
    _, _, width, height = map(float, root.get("viewBox").split())

    def within(x, y):
        assert -0.01 <= x <= width + 0.01
        assert -0.01 <= y <= height + 0.01

    for part in list(root.iter())[1:]:
        at = {
            name: float(part.get(name, 0))
            for name in ("x", "y", "width", "height", "cx", "cy")
        }
        if part.tag == SVG + "rect" and part.get("x") != "0":
            within(at["x"], at["y"])
            within(at["x"] + at["width"], at["y"] + at["height"])
        if part.tag == SVG + "circle":
            within(at["cx"], at["cy"])
        if part.tag == SVG + "line":
            within(float(part.get("x1")), float(part.get("y1")))
            within(float(part.get("x2")), float(part.get("y2")))
        if part.tag == SVG + "path":
            for x, y in re.findall(r"([-\d.]+) ([-\d.]+)", part.get("d")):
                within(float(x), float(y))
        if part.tag == SVG + "text":
            within(*_span(part)[:1], at["y"])
            within(_span(part)[1], at["y"])


def _apart(root):
    """Hold that no two texts on one line touch."""
    texts = [part for part in root.iter(SVG + "text") if part.text]
    for one, other in combinations(texts, 2):
        if abs(float(one.get("y")) - float(other.get("y"))) < 8:
            (a, b), (c, d) = _span(one), _span(other)
            assert b <= c or d <= a, (one.text, other.text)


def _span(part):
    x, width = float(part.get("x")), text_width(part.text or "")
    left = {"start": x, "middle": x - width / 2, "end": x - width}[
        part.get("text-anchor", "start")
    ]
    return left, left + width


def words(root):
    return " ".join(part.text or "" for part in root.iter(SVG + "text"))


@given(sessions)
def test_minutes_of_any_kind_stay_in_the_box(rows):
    labels, walked, seen = ([row[k] for row in rows] for k in range(3))
    checked(minutes_chart(labels, walked, seen))


@given(sessions, st.one_of(st.none(), st.tuples(st.floats(-50, 50), st.floats(-50, 50))))
def test_pain_of_any_kind_stays_in_the_box(rows, band):
    labels, before, after = ([row[k] for row in rows] for k in range(3))
    checked(pain_chart(labels, before, after, band))


@given(
    size=st.floats(0.0, 1e5),
    n=st.integers(1, 1500),
    edges_s=st.lists(st.floats(-100, 100), max_size=16, unique=True).map(sorted),
    cadence_spm=st.floats(0, 1e4),
)
def test_a_recording_of_any_kind_stays_in_the_box(size, n, edges_s, cadence_spm):
    recording = a_recording(np.random.default_rng(n).normal(0, size, (n, 3)))
    pairs = zip(edges_s[::2], edges_s[1::2], strict=False)
    bouts = [(start, end, k % 4, cadence_spm) for k, (start, end) in enumerate(pairs)]
    checked(drawn(recording, bouts))


def test_without_data_the_chart_says_so_in_words():
    for drawing in (minutes_chart([], [], []), pain_chart(DAYS, [None] * 21, [None] * 21)):
        root = checked(drawing)
        assert "the first one will stand here" in words(root)
        assert root.find(SVG + "desc").text in words(root)
    still = a_recording(np.full((500, 3), np.nan))
    root = checked(drawn(still))
    assert "no walking found" in root.find(SVG + "desc").text
    assert "no walking found" in words(root)


def test_where_nothing_was_recorded_there_is_a_box_and_words():
    recording = walking(1500)
    report = a_report(recording, [(7.0, 17.0, 1, 100.0)])
    gap = Stretches(np.zeros(1, np.int8), np.array([20.0]), np.array([28.0]))
    assert KINDS[0] == "gap"
    root = checked(recording_plot(replace(report, quality=gap)))
    assert "nothing recorded" in words(root)
    assert "Nothing recorded for 0:08 of it." in root.find(SVG + "desc").text
    assert "nothing recorded" not in words(checked(recording_plot(report)))


def test_the_longest_name_of_a_file_leaves_room_to_say_that_it_is_simulated():
    recording = a_recording(np.ones((500, 3)) * 5.7, simulated=True)
    root = checked(recording_plot(a_report(recording, []), None, "W" * 200 + ".csv"))
    assert "… (simulated)" in words(root)
    assert root.find(SVG + "title").text.endswith(".csv (simulated)")


def test_what_the_sensor_did_not_see_looks_different_from_what_it_saw():
    root = checked(minutes_chart(["1 Nov", "2 Nov"], [4.0, 6.0], [3.0, None]))
    bars = [
        part
        for part in root.iter(SVG + "rect")
        if part.get("class") and part.get("x") != "0"
    ]
    looks = [(part.get("class"), part.get("fill").split("-")[-1]) for part in bars]
    backward, unknown = ("chart-backward", "backward)"), ("chart-unknown", "unknown)")
    assert looks == [backward, unknown, unknown]
    assert (
        "6.0 min walked backward, none of it seen by a sensor."
        in root.find(SVG + "desc").text
    )


def test_heights_of_bars_are_in_the_ratio_of_their_minutes():
    root = checked(minutes_chart(["a", "b"], [2.0, 6.0], [2.0, 6.0]))
    heights = [
        float(part.get("height"))
        for part in root.iter(SVG + "rect")
        if part.get("x") != "0"
    ]
    assert heights[1] / heights[0] == pytest.approx(3.0, rel=1e-2)


def test_a_rating_that_is_missing_breaks_the_line():
    whole = checked(pain_chart(DAYS[:4], [3, 3, 3, 3], [2, 2, 2, 2]))
    broken = checked(pain_chart(DAYS[:4], [3, None, 3, 3], [2, 2, 2, 2]))

    def lines(root):
        return len([p for p in root.iter(SVG + "line") if p.get("class") == "chart-before"])

    assert (lines(whole), lines(broken)) == (3, 1)


def test_the_band_is_drawn_and_named_only_when_it_is_known():
    assert "too small a change to tell" not in words(checked(pain_chart(["a"], [3], [2])))
    root = checked(pain_chart(["a"], [3], [2], (1.0, 5.0)))
    assert "too small a change to tell" in words(root)


def test_every_direction_has_a_letter_and_a_name_beside_its_colour():
    recording = walking()
    bouts = [(7.0 + 12 * k, 17.0 + 12 * k, k, 100.0 + k) for k in range(4)]
    root = checked(drawn(recording, bouts))
    shown = words(root)
    for letter, name in zip(
        "?FBT", ("unknown", "forward", "backward", "turning"), strict=True
    ):
        assert letter in shown.split()
        assert name in shown
        assert name in root.find(SVG + "desc").text
        assert [p for p in root.iter(SVG + "rect") if p.get("class") == f"chart-{name}"]


def test_simulated_motion_is_labelled_in_the_picture():
    recording = a_recording(np.ones((500, 3)) * 5.7, simulated=True)
    root = checked(drawn(recording))
    assert "(simulated)" in words(root)
    assert "(simulated)" in root.find(SVG + "title").text


def a_walk(strides, length_m, direction):
    """Return the report of a recording in which one foot lands every second."""
    recording = walking(50 * (strides + 1))
    at_s = 7.0 + np.arange(strides)
    report = a_report(recording, [(7.0, 7.0 + strides, direction, 100.0)])
    steps = Steps(
        np.zeros(strides, np.int64),
        at_s,
        np.full(strides, np.nan),
        np.ones(strides, np.int8),
        np.full(strides, direction, np.int8),
        np.full(strides, 0.9),
        np.full(strides, length_m),
    )
    means = replace(Measures.unmeasured(1), stride_length_m=np.array([length_m]))
    return recording, replace(report, steps=steps, bout_measures=means)


@pytest.mark.parametrize(("direction", "mark"), [(1, "circle"), (2, "rect")])
def test_every_stride_has_its_length_and_a_mark_of_its_directions_shape(direction, mark):
    recording, report = a_walk(12, 1.1, direction)
    root = checked(recording_plot(report, envelope(recording, COLUMNS)))
    assert "stride length, m" in words(root)
    name = {1: "chart-forward", 2: "chart-backward"}[direction]
    marks = [part for part in root.iter(SVG + mark) if part.get("class") == name]
    bouts = 2 if mark == "rect" else 0  # its bout, and its line in the legend
    assert len(marks) == 12 + bouts
    strokes = [p for p in root.iter(SVG + "path") if p.get("d", "").count("M") == 12]
    assert len(strokes) == 1


def test_where_no_length_was_measured_the_cadence_stands_instead():
    recording, report = a_walk(12, np.nan, 1)
    root = checked(recording_plot(report, envelope(recording, COLUMNS)))
    assert "cadence, steps/min" in words(root)
    assert "stride length" not in words(root)


@pytest.mark.parametrize("calendar", [True, False])
@pytest.mark.parametrize("n_days", [2, 8, 31])
def test_a_recording_of_days_has_a_row_for_each_of_them(calendar, n_days):
    recording = walking()
    start_s = 1_700_000_000.0 if calendar else 7.0
    bouts = [
        (start_s + 7000.0 * k, start_s + 7000.0 * k + 90.0, k % 4, 90.0) for k in range(12)
    ]
    report = a_report(recording, bouts)
    walked = Walked(*(np.zeros(0) for _ in range(8)))
    lasts_s = (n_days - 0.4) * 86_400.0
    table = days(start_s, start_s + lasts_s, walked, np.zeros((0, 2)))
    quality = Stretches(
        np.array([2], np.int8), np.array([start_s]), np.array([start_s + 9e4])
    )
    report = replace(
        report, start_s=start_s, duration_s=lasts_s, days=table, quality=quality
    )
    root = checked(recording_plot(report))
    first = day_name(table, 0)
    assert (first[5:] if calendar else first) in words(root)
    assert len(
        [p for p in root.iter(SVG + "line") if p.get("stroke-opacity") == "0.4"]
    ) == len(table.start_s)
    assert [p for p in root.iter(SVG + "rect") if p.get("class") == "chart-not-worn"]
    assert "not worn" in words(root)
    assert "Not worn for 25:00:00 of it." in root.find(SVG + "desc").text


def test_two_charts_of_one_page_share_no_name():
    a, b = minutes_chart(["a"], [1], [1]), minutes_chart(["a"], [2], [1])
    names = [set(re.findall(r'id="([^"]+)"', drawing)) for drawing in (a, b)]
    assert not names[0] & names[1]


def test_a_picture_file_has_ink_and_paper_of_its_own():
    drawing = standalone(minutes_chart(["<&>\0\ud800"], [1], [1]))
    root = ET.fromstring(drawing.encode())  # noqa: S314  # our own text
    assert root.get("color") == "#1a1a1a"
    assert next(root.iter(SVG + "rect")).get("fill") == "#ffffff"


@given(st.text(max_size=60), st.floats(0, 200))
def test_a_fitted_text_fits(text, width):
    short = fitted(text, width)
    assert text_width(short) <= width or short == ""
    assert short == text or short.removesuffix("…").rstrip() == short.removesuffix("…")


@given(st.floats(1e-6, 1e12))
def test_ticks_are_few_round_and_reach_the_top(most):
    top = nice_top([most], 1e-6)
    marks = ticks(top)
    assert top >= most
    assert 2 <= len(marks) <= 7
    assert marks[-1] == pytest.approx(top)


@given(st.floats(), st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_a_place_never_leaves_its_scale(value, low, high):
    place = Scale(low, high, 10.0, 20.0).place(value)
    assert 10.0 <= place <= 20.0 or np.isnan(value)
