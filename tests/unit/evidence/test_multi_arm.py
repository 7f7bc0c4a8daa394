"""Trials with more than two groups: nobody counts twice."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.errors import BadInput
from retrowalk.evidence.correlated import between_trials, independent
from retrowalk.evidence.effect_sizes import Counts, Groups, Measure, mean_difference
from retrowalk.evidence.heterogeneity import Tau2
from retrowalk.evidence.meta_regression import regress, with_intercept
from retrowalk.evidence.multi_arm import (
    combined,
    combined_counts,
    covariance_of,
    shared_covariance,
    split,
    split_counts,
)
from retrowalk.evidence.pooling import Interval, Method, pool_many

SAMPLE = st.lists(st.floats(-50.0, 50.0), min_size=2, max_size=12)


def group(*rows):
    return Groups(*(np.array(column, dtype=float) for column in zip(*rows, strict=True)))


@given(st.lists(SAMPLE, min_size=1, max_size=4))
def test_groups_combined_are_the_group_of_all_their_people(samples):
    spread = [max(float(np.std(sample, ddof=1)), 1e-9) for sample in samples]
    rows = zip(map(len, samples), map(np.mean, samples), spread, strict=True)
    one = combined(group(*rows))
    everybody = np.concatenate(samples)
    assert one.n[0] == everybody.size
    assert one.mean[0] == pytest.approx(everybody.mean(), abs=1e-9)
    assert one.sd[0] == pytest.approx(everybody.std(ddof=1), abs=1e-7)


@given(n=st.integers(4, 999), parts=st.integers(1, 5), mean=st.floats(-9.0, 9.0))
def test_a_shared_group_keeps_its_people_when_it_is_split(n, parts, mean):
    if n < 2 * parts:
        with pytest.raises(BadInput, match="cannot be shared out"):
            split(group((n, mean, 1.0)), parts)
        return
    shares = split(group((n, mean, 1.0)), parts)
    assert shares.n.sum() == n
    assert np.ptp(shares.n) <= 1.0
    assert set(shares.mean) == {mean}
    assert combined(shares).mean[0] == pytest.approx(mean)
    counts = split_counts(Counts(np.array([n / 2]), np.array([float(n)])), parts)
    assert counts.n.sum() == n
    assert counts.events.sum() == pytest.approx(n / 2)
    assert combined_counts(counts).events[0] == pytest.approx(n / 2)


def test_combining_two_doses_weighs_the_control_group_once():
    control = group((20, 5.0, 2.0))
    doses = group((20, 4.0, 2.0), (20, 3.0, 2.0))
    once = mean_difference(combined(doses), control)
    twice = mean_difference(doses, group((20, 5.0, 2.0), (20, 5.0, 2.0)))
    naive = pool_many(twice.effect[None], twice.variance[None], Method(Tau2.FIXED))
    assert once.effect[0] == pytest.approx(-1.5)
    assert once.variance[0] > naive.se[0] ** 2 * 1.2


def test_a_covariance_gives_the_precision_that_the_people_give():
    shared = group((20, 5.0, 2.0))
    doses = group((20, 4.0, 2.0), (20, 3.0, 2.0))
    effects = mean_difference(doses, group((20, 5.0, 2.0), (20, 5.0, 2.0)))
    common = shared_covariance(Measure.MEAN_DIFFERENCE, shared, effects.effect, 60.0)
    covariance = covariance_of(effects.variance, ("a", "a"), common)
    assert covariance.tolist() == pytest.approx(np.array([[0.4, 0.2], [0.2, 0.4]]))
    rows = independent(effects.effect, covariance, np.ones((2, 1)))
    fit = regress(
        (rows.effects, rows.variances),
        rows.design,
        ("",),
        Method(Tau2.FIXED, Interval.NORMAL),
    )
    # The mean of both doses less the control: 4/40 + 4/20.
    assert fit.coefficients[0] == pytest.approx(-1.5)
    assert fit.se[0] ** 2 == pytest.approx(4.0 / 40.0 + 4.0 / 20.0)


@given(st.lists(st.tuples(st.floats(-5, 5), st.floats(0.05, 3)), min_size=3, max_size=8))
def test_without_covariance_nothing_changes(pairs):
    y, v = np.array(pairs, dtype=float).T
    rows = independent(y, np.diag(v), with_intercept(np.arange(len(y), dtype=float)))
    plain = with_intercept(np.arange(len(y), dtype=float))
    for tau2 in Tau2:
        left = regress((y, v), plain, ("", "x"), Method(tau2, Interval.NORMAL))
        right = regress(
            (rows.effects, rows.variances),
            rows.design,
            ("", "x"),
            Method(tau2, Interval.NORMAL),
        )
        assert left.coefficients == pytest.approx(right.coefficients, rel=1e-6, abs=1e-8)
        assert left.left.tau2 == pytest.approx(right.left.tau2, rel=1e-6, abs=1e-8)


def test_true_effects_that_share_a_group_vary_together():
    trials = ("a", "a", "b")
    between = between_trials(trials)
    assert between.tolist() == [[1.0, 0.5, 0.0], [0.5, 1.0, 0.0], [0.0, 0.0, 1.0]]
    y, covariance = (
        np.array([0.2, 0.4, 1.9]),
        np.diag([0.1, 0.1, 0.1]) + 0.05 * (between == 0.5),
    )
    rows = independent(y, covariance, np.ones((3, 1)), between)
    fit = regress((rows.effects, rows.variances), rows.design, ("",), Method(Tau2.REML))
    tau2 = float(fit.left.tau2[0])
    assert tau2 > 0.0
    whole = np.linalg.inv(covariance + tau2 * between)  # generalised least squares by hand
    assert fit.coefficients[0] == pytest.approx((whole @ y).sum() / whole.sum())


def test_reml_with_a_covariance_is_the_top_of_its_own_likelihood():
    trials = ("a", "a", "b", "c", "c")
    between = between_trials(trials)
    y = np.array([0.1, 0.9, 1.4, -0.6, 0.2])
    covariance = covariance_of(np.full(5, 0.1), trials, np.full((5, 5), 0.04))
    x = np.ones((5, 1))
    rows = independent(y, covariance, x, between)
    fit = regress((rows.effects, rows.variances), rows.design, ("",), Method(Tau2.REML))

    def likelihood(tau2):
        v = covariance + tau2 * between
        w = np.linalg.inv(v)
        xwx = x.T @ w @ x
        p = w - w @ x @ np.linalg.inv(xwx) @ x.T @ w
        return -0.5 * (np.linalg.slogdet(v)[1] + np.linalg.slogdet(xwx)[1] + y @ p @ y)

    best = likelihood(float(fit.left.tau2[0]))
    assert all(likelihood(tau2) <= best + 1e-9 for tau2 in np.linspace(0.0, 5.0, 2001))


@pytest.mark.parametrize(
    ("make", "named"),
    [
        (
            lambda: independent(np.zeros(2), np.ones((2, 2)), np.ones((2, 1))),
            "not positive definite",
        ),
        (
            lambda: independent(np.zeros(2), np.eye(3), np.ones((2, 1))),
            r"shape \(3, 3\); expected \(2, 2\)",
        ),
        (lambda: between_trials(("a",), 1.0), "the share is 1"),
        (
            lambda: shared_covariance(
                Measure.LOG_ODDS_RATIO, group((9, 1.0, 1.0)), np.zeros(2), 27.0
            ),
            "comes from counts",
        ),
        (
            lambda: shared_covariance(
                Measure.MEAN_DIFFERENCE,
                Counts(np.ones(1), np.full(1, 9.0)),
                np.zeros(2),
                27.0,
            ),
            "comes from means",
        ),
        (
            lambda: shared_covariance(
                Measure.LOG_RISK_RATIO,
                Counts(np.zeros(1), np.full(1, 9.0)),
                np.zeros(2),
                27.0,
            ),
            "0 events of 9",
        ),
    ],
)
def test_what_cannot_be_shared_is_refused(make, named):
    with pytest.raises(BadInput, match=named):
        make()


def test_a_ratio_of_means_shares_its_control_by_the_delta_method():
    shared = group((10, 5.0, 2.0))
    common = shared_covariance(Measure.LOG_RATIO_OF_MEANS, shared, np.zeros(2), 30.0)
    assert common == pytest.approx(np.full((2, 2), 4.0 / (10.0 * 25.0)))
