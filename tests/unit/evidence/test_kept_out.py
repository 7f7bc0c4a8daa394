"""A study that cannot be pooled is named and kept out, with its reason."""

import math

import numpy as np
import pytest

from retrowalk.errors import BadInput
from retrowalk.evidence.effect_sizes import Measure
from retrowalk.evidence.heterogeneity import Tau2
from retrowalk.evidence.meta_regression import by_group, predicted, regress, with_intercept
from retrowalk.evidence.own_studies import read_own_studies
from retrowalk.evidence.poolable import KeptOut, Poolable, variance_of_interval
from retrowalk.evidence.pooling import Method
from retrowalk.evidence.reported import (
    ReportedCount,
    ReportedDifference,
    ReportedGroup,
    effect_of_counts,
    effect_of_difference,
    effect_of_means,
)
from retrowalk.evidence.subgroups import subgroups
from retrowalk.evidence.synthesis import synthesise

MD, SMD = Measure.MEAN_DIFFERENCE, Measure.STANDARDISED


def study(name, effect=0.4, variance=0.1, measure=MD, scale="NRS 0-10", **more):
    return Poolable(name, effect, variance, measure, scale, **more)


GOOD = (study("A"), study("B", 0.7))


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (study("X", math.nan), "its effect is nan, not a number"),
        (study("X", variance=0.0), "variance of its effect is 0, and must be above 0"),
        (study("X", variance=math.inf), "variance of its effect is inf"),
        (study("X", scale="VAS mm"), "measured in 'VAS mm', the others in 'NRS 0-10'"),
        (study("X", measure=SMD), "its effect is a standardised, the others' a mean"),
        (study("A", 0.1), "the same study is there already"),
        (study("X", simulated=True), "simulated: made up, and no evidence beside real"),
    ],
)
def test_a_bad_study_is_named_and_the_others_are_pooled(bad, why):
    synthesis = synthesise([*GOOD, bad])
    assert [one.study for one in synthesis.studies] == ["A", "B"]
    assert [one.study for one in synthesis.kept_out] == [bad.study]
    assert why in synthesis.kept_out[0].why
    assert synthesis.pool == synthesise(GOOD).pool
    assert all(math.isfinite(value) for value in (synthesis.pool.effect, synthesis.pool.se))


def test_the_scale_that_most_studies_have_is_the_scale_of_the_pool():
    mixed = [study("X", scale="VAS mm"), *GOOD]
    assert [one.study for one in synthesise(mixed).studies] == ["A", "B"]
    standardised = [study(n, measure=SMD, scale=s) for n, s in (("A", "NRS"), ("B", "VAS"))]
    assert len(synthesise(standardised).studies) == 2


def test_studies_that_are_all_simulated_may_be_pooled_and_say_so():
    found = synthesise([study("A", simulated=True), study("B", simulated=True)])
    assert found.pool is not None
    assert all(one.simulated for one in found.studies)


def test_what_fell_out_before_is_listed_with_the_rest():
    before = KeptOut("Z", "nobody knows")
    assert synthesise([*GOOD, study("A")], kept_out=[before]).kept_out[0] == before


@pytest.mark.parametrize(
    ("backward", "control", "why"),
    [
        ((1, 1.0, 1.0), (9, 2.0, 1.0), "its backward group is n = 1; one person"),
        ((9, 1.0, 1.0), (9, 2.0, 0.0), "comparison group has the standard deviation 0"),
        ((9, 1.0, -2.0), (9, 2.0, 1.0), "standard deviation -2"),
        ((None, 1.0, None), (9, 2.0, 1.0), "the sizes and standard deviations of its"),
        ((9, None, None), (9, 2.0, 1.0), "the means and standard deviations of its"),
        ((9, 1.0, 1.0), (None, None, None), "the sizes, means and standard deviations"),
        ((9, math.inf, 1.0), (9, 2.0, 1.0), "the mean of its backward group"),
    ],
)
def test_groups_that_give_no_effect_say_why(backward, control, why):
    found = effect_of_means(ReportedGroup(*backward), ReportedGroup(*control), SMD)
    assert isinstance(found, str)
    assert why in found


def test_a_ratio_of_means_needs_means_above_nought():
    groups = (ReportedGroup(9, -1.0, 1.0), ReportedGroup(9, 1.0, 1.0))
    assert "not above 0" in effect_of_means(*groups, Measure.LOG_RATIO_OF_MEANS)
    assert "do not give a log odds ratio" in effect_of_means(
        *groups, Measure.LOG_ODDS_RATIO
    )


@pytest.mark.parametrize(
    ("backward", "control", "why"),
    [
        ((0, 9), (0, 9), "nobody, or everybody, had the event"),
        ((9, 9), (8, 8), "nobody, or everybody, had the event"),
        ((10, 9), (1, 9), "has 10 events in 9 people"),
        ((None, 9), (1, 9), "are not visible"),
        ((0, 0), (1, 9), "0 events in 0 people"),
    ],
)
def test_counts_that_give_no_ratio_say_why(backward, control, why):
    counts = (ReportedCount(*backward), ReportedCount(*control))
    assert why in effect_of_counts(*counts, Measure.LOG_RISK_RATIO)


def test_counts_are_no_means():
    counts = (ReportedCount(1, 9), ReportedCount(2, 9))
    assert "counts do not give a standardised" in effect_of_counts(*counts, SMD)


def test_an_interval_tells_the_variance_unless_it_misses_its_estimate():
    assert variance_of_interval(0.5, 0.304, 0.696) == pytest.approx(0.01, rel=1e-3)
    assert "-0.1 to 0.3 does not contain its estimate -0.5" in str(
        variance_of_interval(-0.5, -0.1, 0.3)
    )
    assert "no width" in str(variance_of_interval(0.5, 0.5, 0.5))
    assert "not a number" in str(variance_of_interval(0.5, math.nan, 0.6))


def test_a_printed_difference_pools_as_points_and_with_its_sizes_as_g():
    printed = ReportedDifference(-0.69, -1.2345, -0.1455, 16, 16)
    points = effect_of_difference(printed, MD)
    assert points.effect[0] == -0.69
    assert math.sqrt(points.variance[0]) == pytest.approx(
        0.5445 / 2.042272, rel=1e-6
    )  # t on 30
    assert effect_of_difference(printed, SMD).effect[0] == pytest.approx(-0.8925, abs=1e-3)
    assert "sizes of its groups" in effect_of_difference(
        ReportedDifference(-0.69, -1.2, -0.18, None, 16), SMD
    )
    assert "interval" in effect_of_difference(
        ReportedDifference(-0.69, None, None, 9, 9), MD
    )
    assert "does not contain" in effect_of_difference(
        ReportedDifference(-2, -1, 0, 9, 9), MD
    )
    assert "n = 1" in effect_of_difference(ReportedDifference(-0.5, -1, 0, 1, 9), SMD)
    assert "no spread" in effect_of_difference(ReportedDifference(-0.5, -1, 0, 1, 1), MD)
    assert "does not give a log" in effect_of_difference(printed, Measure.LOG_ODDS_RATIO)


HEAD = "study,n_backward,mean_backward,sd_backward,n_control,mean_control,sd_control,"
TAIL = "scale,estimate,ci_low,ci_high,se,variance,t,p,year,simulated\n"


def rows(*lines):
    return HEAD + TAIL + "".join(line + "\n" for line in lines)


def test_a_table_of_ones_own_is_read_in_every_way_a_paper_reports():
    found = read_own_studies(
        rows(
            "A,16,1.56,0.63,16,2.25,0.86,NRS,,,,,,,,2019,",
            "B,,,,,,,NRS,-0.5,-0.9,-0.1,,,,,,",
            "C,,,,,,,NRS,-0.5,,,0.2,,,,,yes",
            "D,,,,,,,NRS,-0.5,,,,0.04,,,,",
            "E,,,,,,,NRS,-0.5,,,,,-2.5,,,",
            "F,20,,,20,,,NRS,-0.5,,,,,,0.017,,",
        ),
        MD,
    )
    assert found.kept_out == ()
    assert [one.study for one in found.poolable] == list("ABCDEF")
    assert [round(one.se, 2) for one in found.poolable] == [0.27, 0.2, 0.2, 0.2, 0.2, 0.2]
    assert (found.poolable[0].year, found.poolable[2].simulated) == (2019, True)


def test_a_bad_row_of_ones_own_is_kept_out_by_name():
    found = read_own_studies(
        rows(
            "A,1,1.56,0.63,16,2.25,0.86,NRS,,,,,,,,,",
            "B,,,,,,,NRS,-0.5,-0.1,0.3,,,,,,",
            "C,,,,,,,NRS,-0.5,-0.9,,,,,,,",
            "D,,,,,,,NRS,-0.5,,,,,,,,",
            "E,,,,,,,NRS,a lot,,,,,,,,",
            "F,,,,,,,NRS,-0.5,,,,,,0,,",
            "G,,,,,,,NRS,,,,,,,,,",
        ),
        MD,
    )
    assert found.poolable == ()
    why = {one.study: one.why for one in found.kept_out}
    for name, words in {
        "A": "n = 1",
        "B": "does not contain",
        "C": "one end only",
        "D": "how sure its estimate is, is not visible",
        "E": "estimate is 'a lot'",
        "F": "a p-value of 0",
        "G": "the sizes, means and standard deviations",
    }.items():
        assert words in why[name]


def test_ratios_of_ones_own_are_read_as_ratios():
    table = (
        "study,estimate,ci_low,ci_high,events_backward,n_backward,events_control,n_control\n"
        "A,0.5,0.25,1.0,,,,\nB,,,,4,123,11,139\nC,-0.5,0.2,0.9,,,,\n"
    )
    found = read_own_studies(table, Measure.LOG_RISK_RATIO)
    first, second = found.poolable
    assert first.effect == pytest.approx(math.log(0.5))
    assert first.se == pytest.approx(math.log(4.0) / (2.0 * 1.959963984540054))
    assert second.effect == pytest.approx(-0.8893, abs=5e-5)  # the first BCG trial
    assert "not above 0" in found.kept_out[0].why


@pytest.mark.parametrize(
    ("table", "named"),
    [
        ("", "the table has the columns none"),
        ("name,estimate\nA,1\n", "expected study and some of"),
        ("study,estimate,colour\nA,1,red\n", "columns study, estimate, colour"),
        ("study,estimate\n", "the table has no rows"),
        ("study,estimate\n,1\n", "line 2 has no study"),
        ("study,estimate\nA,1,2\n", "line 2 has no study, or its cells"),
        ("study,estimate\nA\n", "line 2"),
    ],
)
def test_a_table_that_is_none_is_refused(table, named):
    with pytest.raises(BadInput, match=named):
        read_own_studies(table, MD)


def test_a_byte_order_mark_is_no_column():
    found = read_own_studies("\ufeffstudy,estimate,se\nA,1,0.5\n", MD)
    assert found.poolable[0].study == "A"


def test_groups_are_pooled_apart_and_a_lone_study_is_no_group():
    found = [study(n, e, group=g) for n, e, g in (
        ("A", 0.1, "one"), ("B", 0.2, "one"), ("C", 2.0, "two"), ("D", 2.1, "two"),
        ("E", 9.0, "three"),
    )]  # fmt: skip
    parts = subgroups(synthesise(found))
    assert [(name, one.sentence) for name, one in parts.groups] == [
        ("one", "2 studies pooled."),
        ("two", "2 studies pooled."),
        ("three", "1 study: nothing to pool."),
    ]
    assert parts.df == 1
    assert parts.p < 0.001
    alone = subgroups(synthesise(found[:2]))
    assert (alone.q, alone.p) == (None, None)


EFFECTS, VARIANCES = np.array([0.1, 0.4, 0.9, 1.1]), np.full(4, 0.05)


@pytest.mark.parametrize(
    ("design", "named"),
    [
        (np.ones((4, 4)), "4 studies cannot carry 4 coefficients"),
        (with_intercept(np.ones(4)), "a moderator follows from the others"),
        (with_intercept(np.arange(4.0), 2.0 * np.arange(4.0)), "a moderator follows"),
        (with_intercept(np.array([1.0, np.nan, 2.0, 3.0])), "expected one finite row"),
        (np.ones((3, 1)), "expected one finite row for each of the 4"),
    ],
)
def test_a_regression_that_cannot_be_fitted_is_refused(design, named):
    with pytest.raises(BadInput, match=named):
        regress((EFFECTS, VARIANCES), design, ("",) * design.shape[1])


def test_a_regression_needs_a_name_for_each_coefficient_and_two_groups_to_compare():
    with pytest.raises(BadInput, match="2 coefficients have 1 names"):
        regress((EFFECTS, VARIANCES), with_intercept(np.arange(4.0)), ("",))
    with pytest.raises(BadInput, match="there is 1 group"):
        by_group(["a", "a"])
    names, columns = by_group(["b", "a", "b", "c"])
    assert names == ("a", "c")
    assert columns.tolist() == [[0, 0], [1, 0], [0, 0], [0, 1]]


def test_a_moderator_explains_what_it_explains():
    x = np.arange(8.0)
    effects = 0.5 * x + np.array([0.1, -0.1] * 4)
    fit = regress((effects, np.full(8, 0.01)), with_intercept(x), ("", "dose"))
    assert fit.coefficients[1] == pytest.approx(0.5, abs=0.02)
    assert fit.r2_pct > 99.0
    assert fit.moderators[3] < 0.001
    at = predicted(fit, with_intercept(np.array([0.0, 10.0])))
    assert (at.predicted_low < at.low).all()
    assert at.effect[1] - at.low[1] > predicted(fit, np.array([[1.0, 3.5]])).effect[0] * 0.0
    fixed = regress(
        (effects, np.full(8, 0.01)), with_intercept(x), ("", "d"), Method(Tau2.FIXED)
    )
    assert fixed.r2_pct is None
    assert np.isnan(predicted(fixed, np.array([[1.0, 3.5]])).predicted_low).all()
    with pytest.raises(BadInput, match="the design has 1 columns; expected 2"):
        predicted(fit, np.array([[1.0]]))


def test_a_far_moderator_such_as_a_year_costs_no_digits():
    years = np.array([1948, 1949, 1960, 1977, 1973, 1953], dtype=float)
    effects, variances = np.array([0.1, 0.4, 0.3, 0.8, 0.2, 0.5]), np.full(6, 0.03)
    near = regress((effects, variances), with_intercept(years - 1960.0), ("", "year"))
    far = regress((effects, variances), with_intercept(years + 1e5), ("", "year"))
    assert far.left.tau2[0] == pytest.approx(near.left.tau2[0], rel=1e-9)
    assert far.coefficients[1] == pytest.approx(near.coefficients[1], rel=1e-6)
