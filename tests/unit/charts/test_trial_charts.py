"""The trial's flow and the picture of agreement: all numbers, inside the box, for everyone."""

from collections import Counter
from itertools import combinations
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrowalk.charts.bland_altman import AgreementWords, bland_altman_chart
from retrowalk.charts.consort import consort_chart
from retrowalk.charts.svg import standalone, text_width
from retrowalk.evidence.bland_altman import Precision, limits_of_agreement
from retrowalk.evidence.bland_altman_repeated import limits_of_linked_pairs
from retrowalk.evidence.trial.flow import ArmFlow, Flow, Walked

SVG = "{http://www.w3.org/2000/svg}"
names = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)
reasons = st.dictionaries(names, st.integers(1, 30), max_size=7)


def span(part):
    x, width = float(part.get("x")), text_width(part.text or "")
    anchor = part.get("text-anchor", "start")
    left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
    return left, left + width


def checked(drawing):
    root = ET.fromstring(drawing)  # noqa: S314  # our own text
    assert root.get("role") == "img"
    assert root.find(SVG + "title").text
    assert root.find(SVG + "desc").text
    _, _, width, height = map(float, root.get("viewBox").split())
    for part in root.iter():
        assert part.tag not in {SVG + "script", SVG + "style"}
        assert "style" not in part.attrib
        if part.tag == SVG + "rect":
            x, y = float(part.get("x")), float(part.get("y"))
            assert -0.01 <= x <= x + float(part.get("width")) <= width + 0.01
            assert -0.01 <= y <= y + float(part.get("height")) <= height + 0.01
        if part.tag == SVG + "circle":
            assert 0 <= float(part.get("cx")) <= width
            assert 0 <= float(part.get("cy")) <= height
        if part.tag == SVG + "text":
            left, right = span(part)
            assert left >= -0.01
            assert right <= width + 0.01
            assert 0 <= float(part.get("y")) <= height
    texts = [(float(p.get("y")), *span(p)) for p in root.iter(SVG + "text") if p.text]
    for (y, a, b), (other_y, c, d) in combinations(texts, 2):
        assert abs(y - other_y) >= 8 or b <= c + 0.01 or d <= a + 0.01
    return root


def a_flow(counts, excluded=None, stopped=None, name="Arm", simulated=False):
    excluded, stopped = excluded or {}, stopped or {}
    arms = tuple(
        ArmFlow(
            key=f"a{k}",
            name=f"{name} {k}",
            allocated=n + sum(stopped.values()),
            walked=Walked(n, sum(stopped.values()), 0) if k == 0 else None,
            stopped=stopped,
            seen={6: n, 12: n // 2},
            analysed=n,
            not_analysed=sum(stopped.values()),
        )
        for k, n in enumerate(counts)
    )
    randomised = sum(arm.allocated for arm in arms)
    assessed = randomised + sum(excluded.values())
    return Flow(assessed, excluded, randomised, arms, simulated)


@settings(max_examples=40)
@given(
    st.lists(st.integers(0, 10_000), min_size=2, max_size=7),
    reasons,
    reasons,
    names,
    st.booleans(),
)
def test_any_flow_stays_in_its_box(counts, excluded, stopped, name, simulated):
    checked(consort_chart(a_flow(counts, excluded, stopped, name, simulated)))


def test_every_number_of_the_flow_is_drawn_and_described():
    flow = a_flow([40, 37], {"declined": 9, "unsafe": 4}, {"moved": 3})
    root = checked(consort_chart(flow))
    drawn = " ".join(part.text for part in root.iter(SVG + "text"))
    for text in (
        "Assessed: 96",
        "Randomised: 83",
        "Not randomised: 13",
        "declined: 9",
        "Arm 1",
    ):
        assert text in drawn
    assert Counter(drawn.split())["Analysed:"] == 2
    described = root.find(SVG + "desc").text
    assert "96 people were assessed, 13 were not randomised and 83 were" in described
    assert "Arm 0: 43 allocated, 40 in the primary analysis" in described


def test_a_made_up_flow_says_so():
    drawing = consort_chart(a_flow([3, 3], simulated=True))
    assert drawing.count("SIMULATED") >= 2
    assert "SIMULATED" not in consort_chart(a_flow([3, 3]))


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6)), min_size=4, max_size=40
    ).filter(lambda pairs: np.ptp([a - b for a, b in pairs]) > 1e-3),
    st.sampled_from([1e-6, 1.0, 1e3]),
)
def test_agreement_of_any_size_stays_in_its_box(pairs, unit):
    a, b = (np.array(x) * unit for x in zip(*pairs, strict=True))
    limits = limits_of_agreement(a, b, Precision.APPROXIMATE)
    checked(bland_altman_chart(a.tolist(), b.tolist(), limits, AgreementWords("m")))


def test_the_picture_of_agreement_says_its_numbers_in_words():
    a, b = [10.0, 12.0, 9.0, 14.0, 11.0], [9.0, 12.5, 9.0, 12.0, 10.0]
    limits = limits_of_agreement(a, b, Precision.EXACT_PAIR)
    root = checked(bland_altman_chart(a, b, limits, AgreementWords("cm")))
    described = root.find(SVG + "desc").text
    assert f"Mean difference {limits.bias.value:.4g} cm" in described
    assert f"{limits.upper.high:.4g}" in described
    assert len(list(root.iter(SVG + "circle"))) == 5


def test_repeated_measures_are_drawn_too_and_stand_alone_as_a_file():
    a, b = [10.0, 12.0, 9.0, 14.0, 11.0, 13.0], [9.0, 12.5, 9.0, 12.0, 10.0, 11.0]
    limits = limits_of_linked_pairs([1, 1, 2, 2, 3, 3], a, b)
    drawing = bland_altman_chart(a, b, limits, AgreementWords("cm"))
    checked(drawing)
    assert standalone(drawing).startswith("<?xml")
    with pytest.raises(ValueError, match=r"shorter|longer"):
        bland_altman_chart(a, b[:-1], limits, AgreementWords("cm"))
