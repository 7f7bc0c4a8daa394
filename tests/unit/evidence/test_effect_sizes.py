"""Effects of single studies, and what a paper prints instead of a standard deviation."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import stdtr, stdtrit

from retrowalk.errors import BadInput
from retrowalk.evidence.effect_sizes import (
    Counts,
    Groups,
    hedges_g,
    log_odds_ratio,
    log_ratio_of_means,
    log_risk_ratio,
    mean_difference,
    small_sample_factor,
    standardised_change,
)
from retrowalk.evidence.variances import (
    change_correlation,
    change_sd,
    sd_from_interval,
    sd_from_se,
    sd_of_both,
    se_from_interval,
    se_from_p,
    se_from_t,
)

SIZE = st.integers(2, 500).map(float)
MEAN, SD = st.floats(0.1, 100.0), st.floats(0.1, 50.0)


def group(n, mean, sd):
    return Groups(np.array([n]), np.array([mean]), np.array([sd]))


def count(events, n):
    return Counts(np.array([events], dtype=float), np.array([n], dtype=float))


GROUP = st.builds(group, SIZE, MEAN, SD)


@given(a=GROUP, b=GROUP)
@pytest.mark.parametrize("measure", [mean_difference, hedges_g, log_ratio_of_means])
def test_swapping_the_groups_turns_the_effect_around(measure, a, b):
    left, right = measure(a, b), measure(b, a)
    assert left.effect[0] == pytest.approx(-right.effect[0], abs=1e-12)
    assert left.variance[0] == pytest.approx(right.variance[0])
    assert left.variance[0] > 0.0


@given(a=GROUP, b=GROUP, factor=st.floats(0.01, 100.0))
def test_a_standardised_difference_has_no_unit(a, b, factor):
    def scaled(one):
        return Groups(one.n, one.mean * factor, one.sd * factor)

    left, right = hedges_g(a, b), hedges_g(scaled(a), scaled(b))
    assert left.effect[0] == pytest.approx(right.effect[0], abs=1e-9)


@pytest.mark.parametrize(
    ("df", "factor"),
    [
        (2.0, 1.0 / math.sqrt(math.pi)),
        (3.0, math.gamma(1.5) / math.sqrt(1.5)),
        (4.0, 0.797884560802865),  # metafor 4.6.0, as recorded by PyMARE 0.0.13
        (18.0, 0.95764642702372),
        (398.0, 0.998114195812586),
    ],
)
def test_the_small_sample_factor_is_exact(df, factor):
    assert small_sample_factor(np.array([df]))[0] == pytest.approx(factor, rel=1e-12)


@given(df=st.floats(1.5, 1e6))
def test_the_small_sample_factor_is_near_its_usual_stand_in_and_below_one(df):
    exact = small_sample_factor(np.array([df]))[0]
    assert 0.0 < exact < 1.0
    assert exact == pytest.approx(1.0 - 3.0 / (4.0 * df - 1.0), abs=0.2 / df**2 + 1e-12)


def test_chen_2021_comes_out_as_the_ledger_derived_it():
    backward, control = group(16.0, 1.56, 0.63), group(16.0, 2.25, 0.86)
    points = mean_difference(backward, control)
    reach = 1.96 * math.sqrt(points.variance[0])
    assert points.effect[0] == pytest.approx(-0.69)
    assert (points.effect[0] - reach, points.effect[0] + reach) == pytest.approx(
        (-1.21, -0.17), abs=0.006
    )
    assert hedges_g(backward, control).effect[0] == pytest.approx(-0.89, abs=0.005)
    disability = hedges_g(group(16.0, 11.69, 2.5), group(16.0, 16.19, 3.94))
    assert disability.effect[0] == pytest.approx(-1.33, abs=0.005)


def test_a_count_of_nought_is_met_by_a_half_in_all_four():
    odds = log_odds_ratio(count(0, 22), count(1, 21))
    assert odds.effect[0] == pytest.approx(math.log(0.5 * 20.5 / (22.5 * 1.5)))
    assert odds.variance[0] == pytest.approx(1 / 0.5 + 1 / 22.5 + 1 / 1.5 + 1 / 20.5)
    whole = log_odds_ratio(count(2, 22), count(1, 21))
    assert whole.effect[0] == pytest.approx(math.log(2 * 20 / (20 * 1)))
    risk = log_risk_ratio(count(0, 22), count(1, 21))
    assert risk.effect[0] == pytest.approx(math.log((0.5 / 23) / (1.5 / 22)))


@pytest.mark.parametrize(
    ("make", "named"),
    [
        (lambda: group(1.0, 2.0, 1.0), "n is 1 in study 0; expected 2 people or more"),
        (lambda: group(5.0, 2.0, 0.0), "sd is 0 in study 0; expected above 0"),
        (lambda: group(5.0, 2.0, -1.0), "sd is -1"),
        (lambda: group(5.0, math.nan, 1.0), "mean is nan"),
        (lambda: group(math.nan, 2.0, 1.0), "n is nan"),
        (lambda: count(5, 4), "events is 5 in study 0; expected between 0 and n"),
        (lambda: count(-1, 4), "events is -1"),
        (lambda: count(0, 0), "n is 0"),
        (
            lambda: log_ratio_of_means(group(5.0, -2.0, 1.0), group(5.0, 2.0, 1.0)),
            "mean is -2 in study 0; expected above 0 for a ratio of means",
        ),
        (
            lambda: standardised_change(
                group(5.0, 2.0, 1.0), np.array([3.0]), np.array([1.5])
            ),
            "correlation is 1.5",
        ),
        (lambda: small_sample_factor(np.array([1.0])), "degrees of freedom is 1"),
    ],
)
def test_a_group_that_cannot_be_is_refused_by_name(make, named):
    with pytest.raises(BadInput, match=named):
        make()


@given(n=SIZE, mean=MEAN, sd=SD, level=st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_what_a_paper_prints_of_one_group_gives_its_standard_deviation_back(
    n, mean, sd, level
):
    se = sd / math.sqrt(n)
    assert sd_from_se(se, n) == pytest.approx(sd)
    reach = se * float(_t((1 + level) / 2, n - 1.0))
    assert sd_from_interval(mean - reach, mean + reach, n, level) == pytest.approx(sd)


@given(estimate=st.floats(0.05, 50.0), se=st.floats(0.05, 20.0), df=st.floats(2.0, 400.0))
def test_what_a_paper_prints_of_a_difference_gives_its_standard_error_back(
    estimate, se, df
):
    assert se_from_t(-estimate, estimate / se) == pytest.approx(se)
    half = se * float(_t(0.975, df))
    assert se_from_interval(estimate - half, estimate + half, df) == pytest.approx(se)
    p = 2.0 * _t_tail(estimate / se, df)
    if 1e-300 < p < 1.0:
        assert se_from_p(estimate, p, df) == pytest.approx(se, rel=1e-6)
    assert sd_of_both(se, 10.0, 40.0) == pytest.approx(se / math.sqrt(0.1 + 0.025))


def _t(share, df):
    return stdtrit(df, share)


def _t_tail(t, df):
    return float(stdtr(df, -t))


@given(before=SD, after=SD, r=st.floats(-0.99, 0.99))
def test_the_spread_of_changes_and_the_correlation_lead_to_each_other(before, after, r):
    sd = change_sd(before, after, r)
    assert change_correlation(before, after, sd) == pytest.approx(r, abs=1e-6)


@pytest.mark.parametrize(
    ("make", "named"),
    [
        (lambda: se_from_p(0.5, 0.0), "a p-value of 0 does not tell"),
        (lambda: se_from_p(0.0, 0.5), "an estimate of 0 with a test statistic"),
        (lambda: se_from_t(0.5, 0.0), "a test statistic of 0"),
        (lambda: se_from_interval(1.0, 1.0), "from 1 to 1; expected it to grow"),
        (lambda: se_from_interval(2.0, 1.0), "from 2 to 1"),
        (lambda: se_from_interval(1.0, 2.0, level=95.0), "level of an interval is 95"),
        (lambda: se_from_interval(1.0, 2.0, df=0.0), "degrees of freedom are 0"),
        (lambda: sd_from_se(0.5, 1.0), "a group has 1 people"),
        (lambda: sd_from_se(-0.5, 9.0), "a standard error is -0.5"),
        (lambda: change_sd(1.0, 1.0, 2.0), "a correlation is 2"),
        (lambda: change_sd(0.0, 1.0, 0.5), "a standard deviation is 0"),
        (lambda: change_correlation(1.0, 1.0, 5.0), "a correlation is -11.5"),
    ],
)
def test_what_does_not_tell_a_spread_is_refused(make, named):
    with pytest.raises(BadInput, match=named):
        make()
