"""Laws of pooling: what must hold whatever the studies found."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from retrowalk.errors import BadInput
from retrowalk.evidence.bias import egger, egger_mixed
from retrowalk.evidence.distributions import chi2_with_above
from retrowalk.evidence.effect_sizes import Measure
from retrowalk.evidence.heterogeneity import Tau2, heterogeneity, tau2_interval, tau2_of
from retrowalk.evidence.meta_regression import regress, with_intercept
from retrowalk.evidence.poolable import Poolable
from retrowalk.evidence.pooling import Interval, Method, pool_many
from retrowalk.evidence.refits import cumulative, leave_one_out
from retrowalk.evidence.synthesis import synthesise
from retrowalk.evidence.weighting import weighted_means

EFFECT = st.floats(-5.0, 5.0).map(lambda value: round(value, 6))
VARIANCE = st.floats(0.01, 4.0).map(lambda value: round(value, 6))
RANDOM = [Tau2.DERSIMONIAN_LAIRD, Tau2.PAULE_MANDEL, Tau2.REML]


def studies(least=2, most=8):
    return st.lists(st.tuples(EFFECT, VARIANCE), min_size=least, max_size=most)


def one(pairs, method=Tau2.REML, interval=Interval.KNAPP_HARTUNG_MODIFIED):
    """Return the columns of one pool as numbers."""
    y, v = np.array(pairs, dtype=float).T
    pools = pool_many(y[None], v[None], Method(method, interval))
    names = ("tau2", "effect", "se", "low", "high", "predicted_low", "predicted_high")
    return {name: getattr(pools, name)[0] for name in names}


def named(pairs):
    return [
        Poolable(str(place), y, v, Measure.STANDARDISED, year=2000 + place)
        for place, (y, v) in enumerate(pairs)
    ]


def close(left, right, size=1.0):
    # A variance near the brink of 0 may fall on either side by rounding.
    return left == pytest.approx(right, rel=1e-6, abs=1e-7 * size, nan_ok=True)


@settings(max_examples=40)
@pytest.mark.parametrize("method", list(Tau2))
@given(pairs=studies(), order=st.randoms(use_true_random=False))
def test_the_order_of_the_studies_does_not_matter(method, pairs, order):
    mixed = list(pairs)
    order.shuffle(mixed)
    left, right = one(pairs, method), one(mixed, method)
    assert all(close(left[name], right[name]) for name in left)


@settings(max_examples=40)
@pytest.mark.parametrize("method", list(Tau2))
@given(pairs=studies())
def test_turning_every_effect_around_turns_the_average_around(method, pairs):
    left, right = one(pairs, method), one([(-y, v) for y, v in pairs], method)
    assert close(left["effect"], -right["effect"])
    assert close(left["low"], -right["high"])
    assert close(left["predicted_low"], -right["predicted_high"])
    assert close(left["tau2"], right["tau2"])


@settings(max_examples=40)
@pytest.mark.parametrize("method", list(Tau2))
@given(pairs=studies(), factor=st.sampled_from([1e-3, 0.5, 10.0, 1e4]))
def test_another_unit_is_another_unit_and_nothing_else(method, pairs, factor):
    left = one(pairs, method)
    right = one([(y * factor, v * factor**2) for y, v in pairs], method)
    for name in ("effect", "se", "low", "high", "predicted_high"):
        assert close(left[name] * factor, right[name], factor)
    assert close(left["tau2"] * factor**2, right["tau2"], factor**2)


@settings(max_examples=40)
@pytest.mark.parametrize("method", list(Tau2))
@given(pairs=studies(), shift=st.floats(-100.0, 100.0))
def test_shifting_every_effect_shifts_the_average_and_no_spread(method, pairs, shift):
    left, right = one(pairs, method), one([(y + shift, v) for y, v in pairs], method)
    assert close(left["effect"] + shift, right["effect"], 10.0)
    assert close(left["tau2"], right["tau2"], 10.0)


@given(pairs=studies())
def test_the_average_lies_among_the_effects_and_no_variance_is_below_nought(pairs):
    effects = [y for y, _ in pairs]
    for method in Tau2:
        pool = one(pairs, method)
        assert pool["tau2"] >= 0.0
        assert min(effects) - 1e-9 <= pool["effect"] <= max(effects) + 1e-9
        assert pool["low"] <= pool["effect"] <= pool["high"]


@given(effects=st.lists(EFFECT, min_size=2, max_size=10), variance=VARIANCE)
def test_with_equal_variances_all_estimators_are_the_plain_one(effects, variance):
    plain = max(0.0, float(np.var(effects, ddof=1)) - variance)
    for method in RANDOM:
        pool = one([(y, variance) for y in effects], method)
        assert close(pool["tau2"], plain)
        assert close(pool["effect"], float(np.mean(effects)))


@settings(max_examples=40)
@pytest.mark.parametrize("interval", list(Interval))
@given(pairs=studies(least=3))
def test_a_new_study_is_less_sure_than_the_average(interval, pairs):
    for method in RANDOM:
        pool = one(pairs, method, interval)
        assert pool["predicted_low"] <= pool["low"] + 1e-12
        assert pool["predicted_high"] >= pool["high"] - 1e-12


@given(pairs=studies())
def test_the_modified_interval_is_never_the_narrowest(pairs):
    for method in Tau2:
        modified = one(pairs, method, Interval.KNAPP_HARTUNG_MODIFIED)
        for other in (Interval.NORMAL, Interval.KNAPP_HARTUNG):
            pool = one(pairs, method, other)
            assert modified["low"] <= pool["low"] + 1e-12
            assert modified["high"] >= pool["high"] - 1e-12


@settings(max_examples=50)
@given(pairs=studies())
def test_nothing_is_likelier_than_the_reml_estimate(pairs):
    y, v = np.array(pairs, dtype=float).T
    model = weighted_means(y[None], v[None])
    found = tau2_of(model, Tau2.REML)
    best = model.likelihood(found)[0]
    bound = float(model.reml_bound[0])
    for tau2 in (0.0, *np.geomspace(1e-6, 2.0 * bound + 1e-6, 60)):
        assert model.likelihood(np.array([tau2]))[0] <= best + 1e-9
    assert model.score(np.array([bound + 1e-9]))[0][0] <= 1e-9
    if found[0] > 0.0:
        assert model.score(found)[0][0] == pytest.approx(0.0, abs=1e-6)


def test_of_two_tops_of_the_likelihood_the_higher_is_taken():
    rng = np.random.default_rng(7)
    v = 10.0 ** rng.uniform(-4.0, 2.0, (3000, 5))
    y = rng.normal(0.0, 1.0, v.shape) * 10.0 ** rng.uniform(-2.0, 1.5, v.shape)
    model = weighted_means(y, v)
    places = np.stack(
        [np.zeros(3000)]
        + [1e-7 * (model.reml_bound / 1e-7) ** (j / 400) for j in range(401)]
    )
    heights = np.stack([model.likelihood(tau2) for tau2 in places])
    rising = np.diff(heights, axis=0) > 0.0
    tops = (rising[:-1] & ~rising[1:]).sum(axis=0) + ~rising[0]
    assert (tops > 1).sum() > 20  # the example would prove nothing without such pools
    found = model.likelihood(tau2_of(model, Tau2.REML))
    assert (heights.max(axis=0) <= found + 1e-9).all()


@given(pairs=studies())
def test_paule_and_mandel_bring_q_to_its_degrees_of_freedom(pairs):
    y, v = np.array(pairs, dtype=float).T
    model = weighted_means(y[None], v[None])
    found = tau2_of(model, Tau2.PAULE_MANDEL)
    q = model.q(found)[0][0]
    if found[0] > 0.0:
        assert q == pytest.approx(len(pairs) - 1, rel=1e-9)
    else:
        assert q <= len(pairs) - 1 + 1e-12


@given(pairs=studies(), level=st.sampled_from([0.5, 0.8, 0.95, 0.99]))
def test_the_q_profile_ends_where_q_meets_its_quantiles(pairs, level):
    y, v = np.array(pairs, dtype=float).T
    model = weighted_means(y[None], v[None])
    low, high = tau2_interval(model, level)
    assert 0.0 <= low[0] <= high[0]
    for end, tail in ((low, (1.0 - level) / 2.0), (high, (1.0 + level) / 2.0)):
        quantile = chi2_with_above(tail, len(pairs) - 1)
        q = model.q(end)[0][0]
        if end[0] > 0.0:
            assert q == pytest.approx(float(quantile), rel=1e-9)
        else:
            assert q <= float(quantile) + 1e-9


@given(pairs=studies())
def test_i2_is_a_share_and_q_based_where_it_should_be(pairs):
    y, v = np.array(pairs, dtype=float).T
    for method in Tau2:
        fit = heterogeneity(weighted_means(y[None], v[None]), method, 0.95)
        ends = (fit.i2_low_pct[0], fit.i2_pct[0], fit.i2_high_pct[0])
        assert all(-1e-9 <= share <= 100.0 for share in ends)
        assert fit.h2[0] >= 1.0
        if method in (Tau2.FIXED, Tau2.DERSIMONIAN_LAIRD) and fit.q[0] > 0.0:
            share = max(0.0, 100.0 * (fit.q[0] - fit.df[0]) / fit.q[0])
            assert fit.i2_pct[0] == pytest.approx(share, abs=1e-7)


@settings(max_examples=40)
@given(st.lists(studies(least=1, most=6), min_size=1, max_size=4))
def test_many_pools_at_once_are_the_same_as_one_by_one(several):
    widest = max(map(len, several))
    y, v = np.full((2, len(several), widest), np.nan)
    for row, pairs in enumerate(several):
        y[row, : len(pairs)], v[row, : len(pairs)] = np.array(pairs).T
    together = pool_many(y, v)
    for row, pairs in enumerate(several):
        alone = one(pairs)
        assert together.studies[row] == len(pairs)
        for name, value in alone.items():
            assert close(getattr(together, name)[row], value)


def test_a_large_batch_is_cut_into_parts_without_a_seam():
    rng = np.random.default_rng(1)
    y, v = rng.normal(size=(9000, 8)), rng.uniform(0.05, 2.0, (9000, 8))
    together = pool_many(y, v)
    some = pool_many(y[4000:4200], v[4000:4200])
    assert together.effect.shape == (9000,)
    np.testing.assert_allclose(together.tau2[4000:4200], some.tau2, rtol=1e-10, atol=1e-14)


@settings(max_examples=30)
@given(pairs=studies(least=3, most=6))
def test_each_study_is_left_out_once(pairs):
    synthesis = synthesise(named(pairs))
    refits = leave_one_out(synthesis)
    assert [refit.study.study for refit in refits] == [str(i) for i in range(len(pairs))]
    for place, refit in enumerate(refits):
        rest = [pair for i, pair in enumerate(pairs) if i != place]
        assert refit.pool.studies == len(pairs) - 1
        assert close(refit.pool.effect, one(rest)["effect"])
        assert refit.pool.weights_pct[place] == 0.0


@settings(max_examples=40)
@given(pairs=studies())
def test_studies_added_one_by_one_end_in_the_whole_pool(pairs):
    synthesis = synthesise(named(pairs))
    refits = cumulative(synthesis)
    assert [refit.pool.studies for refit in refits] == list(range(2, len(pairs) + 1))
    assert refits[-1].pool == synthesis.pool or close(
        refits[-1].pool.effect, synthesis.pool.effect
    )


def test_cumulative_pools_go_by_year_and_put_unknown_years_last():
    years = (2010, None, 1990, 2000)
    found = [
        Poolable(str(year), 0.1 * i, 0.1, Measure.STANDARDISED, year=year)
        for i, year in enumerate(years)
    ]
    added = [refit.study.study for refit in cumulative(synthesise(found))]
    assert added == ["2000", "2010", "None"]


def test_one_study_is_its_own_and_no_pool():
    pools = pool_many(np.array([[0.4, np.nan]]), np.array([[0.04, np.nan]]))
    assert (pools.studies[0], pools.effect[0]) == (1, 0.4)
    assert pools.se[0] == pytest.approx(0.2)
    assert pools.low[0] == pytest.approx(0.4 - 1.959963984540054 * 0.2)
    assert np.isnan([pools.tau2[0], pools.predicted_low[0]]).all()
    synthesis = synthesise(named([(0.4, 0.04)]))
    assert synthesis.pool is None
    assert synthesis.sentence == "1 study: nothing to pool."
    assert leave_one_out(synthesis) == cumulative(synthesis) == ()


def test_no_study_is_said_and_is_not_a_number():
    pools = pool_many(np.full((1, 3), np.nan), np.full((1, 3), np.nan))
    assert pools.studies[0] == 0
    assert np.isnan([pools.effect[0], pools.se[0], pools.p[0]]).all()
    assert synthesise([]).sentence == "No study: nothing to pool."


def test_two_studies_have_a_pool_but_no_prediction_and_no_refit():
    synthesis = synthesise(named([(0.4, 0.04), (1.0, 0.1)]))
    pool = synthesis.pool
    assert pool.studies == 2
    assert (pool.predicted_low, pool.predicted_high) == (None, None)
    assert leave_one_out(synthesis) == ()
    assert len(cumulative(synthesis)) == 1


def test_a_fixed_effect_says_nothing_of_new_studies():
    pool = synthesise(named([(0.1, 0.1), (0.2, 0.1), (0.9, 0.1)]), Method(Tau2.FIXED)).pool
    assert (pool.tau2, pool.predicted_low) == (0.0, None)


def test_studies_that_all_agree_are_no_fault():
    pools = pool_many(
        np.full((1, 3), 0.5), np.full((1, 3), 0.2), Method(interval=Interval.KNAPP_HARTUNG)
    )
    assert (pools.effect[0], pools.se[0], pools.tau2[0]) == (0.5, 0.0, 0.0)
    assert pools.p[0] == 0.0


@given(studies(), st.sampled_from(Tau2), st.sampled_from(Interval))
def test_a_regression_on_nothing_is_the_pool(pairs, method, interval):
    y, v = np.array(pairs, dtype=float).T
    fit = regress((y, v), np.ones((len(y), 1)), ("",), Method(method, interval))
    pool = one(pairs, method, interval)
    assert close(fit.coefficients[0], pool["effect"])
    assert close(fit.low[0], pool["low"])
    assert close(fit.left.tau2[0], pool["tau2"])


@given(pairs=studies())
def test_the_weights_add_up_to_a_hundred(pairs):
    pool = synthesise(named(pairs)).pool
    assert sum(pool.weights_pct) == pytest.approx(100.0)
    assert min(pool.weights_pct) > 0.0


@given(pairs=studies(least=3), which=st.integers(0, 2))
def test_a_surer_study_weighs_more(pairs, which):
    assume(pairs[which][1] > 0.02)
    surer = list(pairs)
    surer[which] = (pairs[which][0], pairs[which][1] / 2.0)
    before, after = (synthesise(named(p), Method(Tau2.FIXED)).pool for p in (pairs, surer))
    assert after.weights_pct[which] > before.weights_pct[which]


ODD = st.tuples(
    st.sampled_from([0.0, 0.0, 1.0, -1.0, 1e-8, 1e3, 0.5]),
    st.sampled_from([1.0, 1.0, 2.0, 1e-9, 1e-4, 1e4, 1e8]),
)


@settings(max_examples=12)
@pytest.mark.parametrize("method", list(Tau2))
@pytest.mark.parametrize("interval", list(Interval))
@given(
    pairs=st.lists(
        st.tuples(ODD, st.sampled_from([0.0, 1.0, 2026.0])), min_size=3, max_size=6
    )
)
@pytest.mark.filterwarnings("error")
def test_alike_effects_and_variances_far_apart_give_numbers(method, interval, pairs):
    y, v, moderator = np.array([(*odd, x) for odd, x in pairs]).T
    way = Method(method, interval)
    pool = synthesise(named(zip(y, v, strict=True)), way).pool
    assert pool.low <= pool.effect <= pool.high
    assert 0.0 <= pool.i2_low_pct <= pool.i2_high_pct <= 100.0
    assert pool.h2 >= 1.0
    if len(set(v)) > 1:
        assert 0.0 <= egger(y, v).p <= 1.0
        assert 0.0 <= egger_mixed(y, v).p <= 1.0
    if len(set(moderator)) > 1:
        fit = regress((y, v), with_intercept(moderator), ("average", "slope"), way)
        assert (fit.low <= fit.high).all()
        assert 0.0 <= fit.moderators[3] <= 1.0


@settings(max_examples=40)
@given(pairs=studies(4), scale=st.sampled_from(list(Interval)))
def test_one_coefficient_alone_is_tested_like_all_that_are(pairs, scale):
    y, v = np.array(pairs).T
    moderator = np.arange(len(y), dtype=float)
    design = with_intercept(moderator)
    fit = regress((y, v), design, ("average", "slope"), Method(interval=scale))
    assert fit.moderators[3] == pytest.approx(fit.p[1], rel=1e-9, abs=1e-300)


@pytest.mark.parametrize(
    ("effects", "variances", "named_fault"),
    [
        ([[0.1, 0.2]], [[0.1, 0.0]], "pool 0, study 1 .* variance 0.0"),
        ([[0.1, 0.2]], [[0.1, -1.0]], "the variance above 0"),
        ([[0.1, np.inf]], [[0.1, 0.1]], "the effect inf"),
        ([[0.1, np.nan]], [[0.1, 0.1]], "the effect nan"),
        ([[0.1, 0.2]], [[0.1, np.nan]], "variance nan"),
        ([[0.1, 0.2]], [[0.1]], r"\(1, 2\), variances \(1, 1\)"),
        ([0.1, 0.2], [0.1, 0.1], r"expected \(n, k\) twice"),
    ],
)
def test_what_cannot_be_pooled_is_refused_by_its_place(effects, variances, named_fault):
    with pytest.raises(BadInput, match=named_fault):
        pool_many(np.array(effects), np.array(variances))


@pytest.mark.parametrize("level", [0.0, 1.0, -0.5, 95.0, float("nan")])
def test_a_level_of_confidence_is_between_nought_and_one(level):
    with pytest.raises(BadInput, match="expected one between 0 and 1"):
        Method(level=level)


@given(pairs=studies(), low=st.floats(0.5, 0.9), more=st.floats(0.01, 0.09))
def test_a_higher_level_reaches_farther(pairs, low, more):
    synthesis = [
        synthesise(named(pairs), Method(level=level)).pool for level in (low, low + more)
    ]
    assert synthesis[1].low <= synthesis[0].low
    assert synthesis[1].tau2_high >= synthesis[0].tau2_high


def test_studies_that_agree_on_nothing_are_no_evidence_and_no_fault():
    pools = pool_many(
        np.zeros((1, 3)), np.full((1, 3), 0.2), Method(interval=Interval.KNAPP_HARTUNG)
    )
    assert (pools.statistic[0], pools.p[0]) == (0.0, 1.0)
