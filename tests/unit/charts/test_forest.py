"""The forest and the funnel: everything told in words, nothing off the paper."""

import math
import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrowalk.charts.effect_axis import effect_axis, effect_text
from retrowalk.charts.forest import ForestWords, forest_plot
from retrowalk.charts.funnel import funnel_plot
from retrowalk.charts.paragraphs import broken
from retrowalk.charts.svg import WIDTH, text_width
from retrowalk.evidence.effect_sizes import Measure
from retrowalk.evidence.poolable import KeptOut, Poolable
from retrowalk.evidence.pooled_picture import PooledPicture, outcomes, pooled_picture
from retrowalk.evidence.study import Better
from retrowalk.evidence.synthesis import synthesise

SVG = "{http://www.w3.org/2000/svg}"
MD, SMD, RR = Measure.MEAN_DIFFERENCE, Measure.STANDARDISED, Measure.LOG_RISK_RATIO
TITLE = "Backward walking against a comparison: pain"


def a_picture(*effects, measure=SMD, better=Better.LOWER, kept_out=(), **more):
    found = [
        Poolable(f"Study {i}", y, v, measure, n_backward=10, n_control=12, **more)
        for i, (y, v) in enumerate(effects)
    ]
    return PooledPicture("pain", measure, "", better, synthesise(found, kept_out=kept_out))


def parsed(drawing):
    return ET.fromstring(drawing)  # noqa: S314 (we drew it ourselves)


def drawn(picture, words=None):
    return parsed(forest_plot(picture, words) if words else forest_plot(picture))


def texts(root):
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def described(root):
    return root.findtext(f"{SVG}desc")


THREE = ((-0.5, 0.04), (-0.9, 0.09), (-0.2, 0.02))


def test_the_drawing_is_named_and_described():
    root = drawn(a_picture(*THREE))
    assert root.get("role") == "img"
    named, told = root.get("aria-labelledby").split()
    assert root.find(f"{SVG}title").get("id") == named
    assert root.find(f"{SVG}desc").get("id") == told
    assert root.findtext(f"{SVG}title") == TITLE


def test_all_that_is_drawn_is_also_told():
    root = drawn(a_picture(*THREE, kept_out=[KeptOut("Old 1990", "nothing is visible")]))
    told = described(root)
    for words in (
        "Study 0: \N{MINUS SIGN}0.50 (\N{MINUS SIGN}0.89 to \N{MINUS SIGN}0.11), 10 and 12 people",
        "3 studies pooled.",
        "average: ",
        "true effect in a new study: ",
        "Spread that is not chance: I² ",
        "Left of no difference: better with backward walking; right: better with the comp",
        "Old 1990: nothing is visible.",
    ):
        assert words in told


def test_the_pool_is_a_diamond_and_the_prediction_a_dashed_line():
    root = drawn(a_picture(*THREE))
    assert len(root.findall(f".//{SVG}polygon")) == 1
    assert (
        len([e for e in root.iter(f"{SVG}line") if e.get("stroke-dasharray") == "5 3"]) == 1
    )
    two = drawn(a_picture(*THREE[:2]))
    assert len(two.findall(f".//{SVG}polygon")) == 1
    assert not [e for e in two.iter(f"{SVG}line") if e.get("stroke-dasharray") == "5 3"]


def test_one_study_has_no_diamond_and_is_told_to_be_one():
    root = drawn(a_picture(THREE[0]))
    assert root.findall(f".//{SVG}polygon") == []
    assert "1 study: nothing to pool." in texts(root)


def test_a_study_of_more_weight_is_a_larger_square():
    root = drawn(a_picture((0.1, 0.01), (0.2, 1.0), (0.15, 0.1)))
    sides = [float(e.get("width")) for e in root.iter(f"{SVG}rect")]
    assert sides[0] > sides[2] > sides[1]


def test_ratios_are_read_as_ratios():
    root = drawn(a_picture((math.log(0.5), 0.04), (math.log(0.25), 0.09), measure=RR))
    assert "0.50 (0.34 to 0.74)" in texts(root)
    assert "1" in texts(root)
    assert "risk ratio" in texts(root)


def test_better_upward_turns_the_words_around():
    sides = [
        t for t in texts(drawn(a_picture(*THREE, better=Better.HIGHER))) if "better" in t
    ]
    assert sides == ["← better with the comparison", "better with backward walking →"]
    assert not [t for t in texts(drawn(a_picture(*THREE, better=None))) if "better" in t]


def test_simulated_and_own_studies_are_labelled():
    assert "simulated: made up, no evidence" in described(
        drawn(a_picture(*THREE, simulated=True))
    )
    assert "your own study" in described(drawn(a_picture(*THREE, own=True)))


def test_an_interval_that_goes_on_is_cut_with_an_arrow_and_told_in_full():
    root = drawn(a_picture((-0.5, 0.01), (-0.6, 0.01), (-0.4, 900.0)))
    assert "58.40" in described(root)
    for element in root.iter(f"{SVG}line"):
        assert -0.01 <= float(element.get("x1")) <= WIDTH + 0.01
        assert -0.01 <= float(element.get("x2")) <= WIDTH + 0.01


@pytest.mark.parametrize("outcome", outcomes())
def test_every_outcome_of_the_library_can_be_drawn(outcome):
    picture = pooled_picture(outcome)
    root = drawn(picture)
    told = described(root)
    for study in (*picture.synthesis.studies, *picture.synthesis.kept_out):
        assert study.study in told
    assert picture.synthesis.sentence in told
    inside(root)


def inside(root):
    height = float(root.get("viewBox").split()[3])
    for element in root.iter(f"{SVG}text"):
        x, wide = float(element.get("x")), text_width(element.text or "")
        anchor = element.get("text-anchor", "start")
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        assert left >= -1.0, element.text
        assert left + wide <= WIDTH + 1.0, element.text
        assert 0.0 <= float(element.get("y")) <= height


NAME = st.text(max_size=80)
EFFECT = st.floats(-1e3, 1e3)


@settings(max_examples=60)
@given(
    rows=st.lists(st.tuples(NAME, EFFECT, st.floats(1e-4, 1e4), st.booleans()), max_size=8),
    out=st.lists(st.tuples(NAME, NAME), max_size=3),
    measure=st.sampled_from(Measure),
    better=st.sampled_from([None, *Better]),
)
def test_whatever_was_found_is_drawn_on_the_paper(rows, out, measure, better):
    found = [
        Poolable(
            f"{i} {name}", y / 100.0 if measure.is_log else y, v, measure, simulated=made
        )
        for i, (name, y, v, made) in enumerate(rows)
    ]
    kept = [KeptOut(name, why) for name, why in out]
    picture = PooledPicture("pain", measure, "", better, synthesise(found, kept_out=kept))
    text = forest_plot(picture)
    inside(parsed(text))
    assert not re.search(r"<script|style=|\bon\w+=|nan|inf\b", text.split("<desc", 1)[0])
    inside(parsed(funnel_plot(picture.synthesis, "Funnel")))


def test_no_number_of_a_place_is_missing():
    for text in (
        forest_plot(a_picture(*THREE)),
        funnel_plot(a_picture(*THREE).synthesis, "F"),
    ):
        numbers = re.findall(r'\b(?:x1|x2|y1|y2|cx|cy|x|y|width|height)="([^"]*)"', text)
        assert numbers
        assert all(math.isfinite(float(number.rstrip("%"))) for number in numbers)


def test_a_translated_page_hands_in_its_own_words():
    words = ForestWords(title="{outcome}, auf Deutsch", average="Mittel")
    root = drawn(a_picture(*THREE), words)
    assert root.findtext(f"{SVG}title") == "pain, auf Deutsch"
    assert "Mittel: " in described(root)


def test_the_funnel_has_a_point_for_each_study_and_the_surest_at_the_top():
    root = parsed(funnel_plot(a_picture(*THREE).synthesis, "Funnel"))
    points = root.findall(f".//{SVG}circle")
    assert len(points) == 3
    heights = [float(point.get("cy")) for point in points]
    assert heights[2] < heights[0] < heights[1]
    assert "Study 1: \N{MINUS SIGN}0.90, standard error 0.3." in described(root)
    assert "cannot be tested with 3 studies; 10 are needed" in described(root)


def test_the_funnel_tests_from_ten_studies_on():
    many = a_picture(*((0.1 * i, 0.01 * (i + 1)) for i in range(10)))
    assert "Egger's test of an uneven funnel: t " in described(
        parsed(funnel_plot(many.synthesis, "Funnel"))
    )


def test_without_a_pool_there_is_no_funnel():
    root = parsed(funnel_plot(a_picture(THREE[0]).synthesis, "Funnel"))
    assert described(root) == "1 study: nothing to pool. There is no funnel to draw."
    assert root.findall(f".//{SVG}circle") == []


@given(text=st.text(max_size=200), width=st.floats(30.0, 330.0))
def test_text_is_broken_and_nothing_of_it_is_lost(text, width):
    lines = broken(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for one in lines:
        assert text_width(one) <= width or len(one) == 1


@given(
    estimates=st.lists(st.floats(-50, 50), max_size=9),
    ends=st.lists(st.floats(-500, 500), max_size=9),
    ratios=st.booleans(),
)
def test_an_axis_holds_every_estimate_and_no_effect(estimates, ends, ratios):
    axis = effect_axis(estimates, ends, (10.0, 350.0), ratios=ratios)
    assert not any(axis.outside(value) for value in (0.0, *estimates))
    assert 10.0 <= axis.place(1e9) <= 350.0


@pytest.mark.parametrize(
    ("value", "size", "ratios", "said"),
    [
        (-0.891, 1.0, False, "\N{MINUS SIGN}0.89"),
        (-0.001, 1.0, False, "0.00"),
        (12.34, 12.0, False, "12.3"),
        (-1234.5, 1234.0, False, "\N{MINUS SIGN}1234"),
        (0.0, 1.0, True, "1.00"),
        (math.log(0.5), 1.0, True, "0.50"),
    ],
)
def test_numbers_are_written_as_people_read_them(value, size, ratios, said):
    assert effect_text(value, size, ratios=ratios) == said
