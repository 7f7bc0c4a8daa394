"""The models against their definitions, written out the long way."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, stats

from retrowalk.errors import BadInput
from retrowalk.evidence.trial.adherence import ratio_of
from retrowalk.evidence.trial.least_squares import covariance, error_of, fit
from retrowalk.evidence.trial.mixed_model import reml


def some(n, seed):
    rng = np.random.default_rng(seed)
    arm = np.arange(n) % 2
    return np.column_stack([np.ones(n), arm, rng.normal(size=n)]), rng


@settings(max_examples=30)
@given(st.integers(8, 40), st.integers(0, 1000))
def test_the_fit_and_its_robust_errors_are_the_textbooks(n, seed):
    model, rng = some(n, seed)
    outcome = rng.normal(size=n) * (1 + model[:, 1])
    found = fit(model, outcome)
    inverse = np.linalg.inv(model.T @ model)
    coefficients = inverse @ model.T @ outcome
    residual = outcome - model @ coefficients
    leverage = np.diag(model @ inverse @ model.T)
    middle = model.T @ np.diag(residual**2 / (1 - leverage)) @ model
    expected = np.sqrt(np.diag(inverse @ middle @ inverse))
    assert found.coefficients == pytest.approx(coefficients)
    assert [error_of(found, k) for k in range(3)] == pytest.approx(expected)
    left = np.eye(n) - model @ inverse @ model.T
    for k in range(3):
        form = sum(
            (inverse @ model.T)[k, i] ** 2 / left[i, i] * np.outer(left[i], left[i])
            for i in range(n)
        )
        expected_free = np.trace(form) ** 2 / np.trace(form @ form)
        assert float(found.free(k)) == pytest.approx(max(expected_free, 1.0))


def test_without_covariates_the_error_is_that_of_two_groups_with_spreads_of_their_own():
    rng = np.random.default_rng(2)
    a, b = rng.normal(0, 1, 12), rng.normal(1, 4, 30)
    model = np.column_stack([np.ones(42), np.repeat([1.0, 0.0], [12, 30])])
    found = fit(model, np.concatenate([a, b]))
    welch = np.sqrt(a.var(ddof=1) / 12 + b.var(ddof=1) / 30)
    assert error_of(found, 1) == pytest.approx(welch)
    # Welch's degrees of freedom, were the spreads equal.
    assert float(found.free(1)) == pytest.approx(
        (1 / 12 + 1 / 30) ** 2 / (1 / 12**2 / 11 + 1 / 30**2 / 29)
    )


def test_a_batch_says_what_each_trial_says_alone_and_the_absent_do_not_count():
    model, rng = some(20, 4)
    batch = np.stack([model, model])
    outcome = rng.normal(size=(2, 20))
    here = np.ones((2, 20))
    here[1, :5] = 0
    together = fit(batch, outcome, here)
    alone = fit(model[5:], outcome[1, 5:])
    assert together.coefficients[1] == pytest.approx(alone.coefficients)
    assert together.error(1)[1] == pytest.approx(error_of(alone, 1))
    assert together.free(1)[1] == pytest.approx(float(alone.free(1)))


def test_someone_whom_the_model_follows_whatever_they_are_adds_no_error():
    model = np.column_stack([np.ones(6), [0, 1, 0, 1, 0, 1], [1, 0, 0, 0, 0, 0]]).astype(
        float
    )
    found = fit(model, np.array([9.0, 1.0, 2.0, 3.0, 4.0, 5.0]))
    assert np.isfinite(error_of(found, 1))


def test_columns_that_say_the_same_are_refused():
    model, rng = some(20, 1)
    with pytest.raises(BadInput, match="cannot be solved"):
        fit(np.column_stack([model, model[:, 1]]), rng.normal(size=20))


def restricted_likelihood(model, outcome, person, between, within):
    """Return minus the restricted log likelihood with the whole covariance written out."""
    whole = within * np.eye(len(outcome)) + between * (person[:, None] == person)
    inverse = np.linalg.inv(whole)
    square = model.T @ inverse @ model
    coefficients = np.linalg.solve(square, model.T @ inverse @ outcome)
    residual = outcome - model @ coefficients
    logs = np.linalg.slogdet(whole)[1] + np.linalg.slogdet(square)[1]
    return 0.5 * (logs + residual @ inverse @ residual), coefficients, np.linalg.inv(square)


@settings(max_examples=10)
@given(st.integers(0, 1000))
def test_reml_is_the_maximum_of_the_restricted_likelihood(seed):
    rng = np.random.default_rng(seed)
    person = np.repeat(np.arange(15), rng.integers(1, 4, 15) + (np.arange(15) == 0))
    model = np.column_stack([np.ones(len(person)), rng.normal(size=len(person))])
    outcome = rng.normal(0, 2, 15)[person] + rng.normal(size=len(person))
    found = reml(model, outcome, person)

    def badness(logs):
        return restricted_likelihood(model, outcome, person, *np.exp(logs))[0]

    best = optimize.minimize(
        badness, [0.5, 0.0], method="Nelder-Mead", options={"xatol": 1e-8}
    )
    mine = restricted_likelihood(
        model, outcome, person, found.between_sd**2, found.within_sd**2
    )
    assert mine[0] <= best.fun + 1e-6
    assert found.coefficients == pytest.approx(mine[1], abs=1e-6)
    assert np.allclose(found.covariance, mine[2], rtol=1e-5)


def test_people_without_a_level_of_their_own_make_it_ordinary_least_squares():
    person = np.repeat(np.arange(20), 2)
    wiggle = np.tile([1.0, -1.0], 20)
    model = np.column_stack([np.ones(40), person % 2])
    found = reml(model, wiggle + 3 * (person % 2), person)
    assert found.between_sd == 0.0
    assert found.coefficients == pytest.approx([0.0, 3.0])


def test_a_model_of_all_weeks_needs_people_seen_twice():
    with pytest.raises(BadInput, match="two or more readings"):
        reml(np.ones((5, 1)), np.arange(5.0), np.arange(5))


def test_fiellers_interval_holds_every_ratio_that_is_not_contradicted():
    model, rng = some(60, 9)
    top = fit(model, 2 * model[:, 1] + rng.normal(size=60))
    bottom = fit(model, 0.8 * model[:, 1] + 0.2 * rng.normal(size=60))
    found = ratio_of(top, bottom, 1, 0.95)
    reach = stats.t.ppf(0.975, float(top.free(1)))
    for end in (found.low, found.high):
        away = top.coefficients[1] - end * bottom.coefficients[1]
        variance = (
            covariance(top, top, 1)
            - 2 * end * covariance(top, bottom, 1)
            + end**2 * covariance(bottom, bottom, 1)
        )
        assert abs(away) == pytest.approx(reach * np.sqrt(variance))
    nothing = fit(model, rng.normal(size=60))
    assert ratio_of(top, nothing, 1, 0.95) is None
