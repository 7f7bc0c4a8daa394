"""Reliability and measurement error: published examples, laws, and what is refused."""

from math import sqrt

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from retrowalk.errors import BadInput
from retrowalk.evidence.measurement_error import (
    Error,
    coefficient_of_repeatability,
    minimal_detectable_change,
    sem_of_icc,
    sem_of_readings,
)
from retrowalk.evidence.reliability import MCGRAW_WONG, Form, intraclass_correlation

# Shrout & Fleiss 1979, six people by four judges.
JUDGED = [
    [9, 2, 5, 8],
    [6, 1, 3, 2],
    [8, 4, 6, 8],
    [7, 1, 2, 6],
    [10, 5, 6, 9],
    [6, 2, 4, 7],
]
PUBLISHED = {
    Form.ONE_WAY: (0.17, -0.13, 0.72),
    Form.AGREEMENT: (0.29, 0.02, 0.76),
    Form.CONSISTENCY: (0.71, 0.34, 0.95),
    Form.ONE_WAY_MEAN: (0.44, -0.88, 0.91),
    Form.AGREEMENT_MEAN: (0.62, 0.07, 0.93),
    Form.CONSISTENCY_MEAN: (0.91, 0.68, 0.99),
}
# Weir 2005, data set A: two trials of eight people.
WEIR = np.array(
    [[146, 148, 170, 90, 157, 156, 176, 205], [140, 152, 152, 99, 145, 153, 167, 218]]
).T

tables = arrays(
    np.float64,
    st.tuples(st.integers(3, 12), st.integers(2, 5)),
    elements=st.floats(-100, 100).map(lambda x: round(x, 2)),
)


def icc(readings, form):
    try:
        return intraclass_correlation(readings, form).icc
    except BadInput:
        assume(False)


@pytest.mark.parametrize("form", Form)
def test_shrout_and_fleiss_six_forms_with_their_intervals(form):
    found = intraclass_correlation(JUDGED, form)
    assert (found.people, found.raters) == (6, 4)
    rounded = tuple(round(x, 2) for x in (found.icc.value, found.icc.low, found.icc.high))
    assert rounded == PUBLISHED[form]


def test_every_form_has_its_name_by_mcgraw_and_wong():
    assert MCGRAW_WONG[Form.AGREEMENT] == "ICC(A,1)"
    assert set(MCGRAW_WONG) == set(Form)


@given(tables, st.floats(0.1, 10), st.floats(-50, 50), st.sampled_from(Form))
def test_another_unit_leaves_reliability_as_it_is(readings, unit, shift, form):
    found = icc(readings, form)
    again = icc(readings * unit + shift, form)
    assert again.value == pytest.approx(found.value, rel=1e-6, abs=1e-6)


@given(tables, st.sampled_from(Form), st.randoms(use_true_random=False))
def test_the_order_of_people_and_of_raters_does_not_matter(readings, form, random):
    found = icc(readings, form)
    people, raters = (random.sample(range(n), n) for n in readings.shape)
    again = icc(readings[np.ix_(people, raters)], form)
    assert again.value == pytest.approx(found.value, rel=1e-7, abs=1e-7)
    assert again.low == pytest.approx(found.low, rel=1e-6, abs=1e-6)


@given(tables, st.lists(st.floats(-50, 50), min_size=5, max_size=5))
def test_raters_levels_do_not_touch_consistency(readings, levels):
    found = icc(readings, Form.CONSISTENCY)
    again = icc(readings + np.array(levels)[: readings.shape[1]], Form.CONSISTENCY)
    assert again.value == pytest.approx(found.value, rel=1e-5, abs=1e-5)


@given(tables)
def test_the_mean_of_raters_follows_spearman_and_brown(readings):
    k = readings.shape[1]
    one, mean = icc(readings, Form.CONSISTENCY), icc(readings, Form.CONSISTENCY_MEAN)
    assume(1 + (k - 1) * one.value > 1e-6)
    assert mean.value == pytest.approx(k * one.value / (1 + (k - 1) * one.value))


def test_weirs_standard_error_of_measurement():
    assert round(sem_of_readings(WEIR, Error.CONSISTENCY).value, 1) == 7.6


@given(st.floats(0, 1e4))
def test_the_detectable_change_is_1_96_root_2_of_the_error(sem):
    assert minimal_detectable_change(sem) == pytest.approx(
        1.959964 * sqrt(2) * sem, rel=1e-6
    )
    mdc90 = minimal_detectable_change(sem, confidence=0.90)
    assert mdc90 == pytest.approx(1.644854 * sqrt(2) * sem, rel=1e-6)


@given(st.floats(0.01, 100), st.floats(0, 1))
def test_perfect_reliability_leaves_no_error_and_none_leaves_all(sd, reliability):
    assert sem_of_icc(sd, 1.0) == 0.0
    assert sem_of_icc(sd, 0.0) == pytest.approx(sd)
    assert sem_of_icc(sd, reliability) <= sd


def test_repeatability_is_the_detectable_change_of_one_method():
    sem = sem_of_readings(WEIR, Error.AGREEMENT)
    found = coefficient_of_repeatability(WEIR)
    assert found.value == pytest.approx(minimal_detectable_change(sem.value))
    assert found.low < found.value < found.high


def test_the_error_from_readings_covers_the_true_one_as_often_as_it_says():
    rng = np.random.default_rng(8)
    inside = 0
    for _ in range(400):
        readings = rng.normal(0, 5, (15, 1)) + rng.normal(0, 2, (15, 3))
        found = sem_of_readings(readings, Error.AGREEMENT)
        inside += found.low <= 2.0 <= found.high
    assert 0.92 < inside / 400 < 0.98


@pytest.mark.parametrize(
    ("readings", "said"),
    [
        ([[1, 2], [3, np.nan], [4, 5]], "no number in row 2"),
        ([[1, 2], [3, 4]], "3 or more people"),
        ([[1], [2], [3]], "2 or more readings"),
        ([[2, 2], [2, 2], [2, 2]], "all readings are 2"),
        ([[1, 3], [2, 4], [3, 5]], "every rater says exactly the same"),
        ([[1, 2], [1, 2], [1, 2]], "people do not differ"),
    ],
)
def test_reliability_that_cannot_be_is_refused(readings, said):
    with pytest.raises(BadInput, match=said):
        intraclass_correlation(readings, Form.AGREEMENT)


def test_errors_that_cannot_be_are_refused():
    with pytest.raises(BadInput, match="reliability from 0 to 1"):
        sem_of_icc(2.0, 1.2)
    with pytest.raises(BadInput, match="repetitions are the same"):
        sem_of_readings([[1, 1], [2, 2], [3, 3]], Error.AGREEMENT)
    with pytest.raises(BadInput, match="expected 0 or more"):
        minimal_detectable_change(float("nan"))
