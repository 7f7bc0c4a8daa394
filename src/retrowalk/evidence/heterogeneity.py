"""How much true effects differ from study to study: tau2, Q, I2 and H2."""

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from retrowalk.arrays import FloatArray, IntArray
from retrowalk.errors import BadInput
from retrowalk.evidence.distributions import chi2_above, chi2_with_above
from retrowalk.evidence.weighting import Weighting

_PER_DECADE = 3.0  # values of tau2 at which the restricted likelihood is looked at
_GRID_BEGINS = 1e-2  # of the smallest variance: below, tau2 changes no weight to speak of
_MOST_STEPS = 200
_CLOSE = 1e-13  # relative; a step smaller than this moves no printed digit


class Tau2(StrEnum):
    """How the variance of true effects between studies is estimated.

    FIXED takes it as 0: one true effect for all, or an average of just these studies.
    DERSIMONIAN_LAIRD: moments, 10.1016/0197-2456(86)90046-2.
    PAULE_MANDEL: where Q equals its degrees of freedom, 10.6028/jres.087.022.
    REML: restricted maximum likelihood, 10.3102/10769986030003261.
    """

    FIXED = "fixed"
    DERSIMONIAN_LAIRD = "dersimonian_laird"
    PAULE_MANDEL = "paule_mandel"
    REML = "reml"


@dataclass(frozen=True, slots=True)
class Heterogeneity:
    """How much effects differ, each column of shape (n,).

    tau2, with its interval: variance of true effects, in the effect's unit squared.
    q, q_p: Cochran's Q at tau2 = 0 and its p-value (chi-squared on df).
    i2_pct: share of the spread between studies that is not sampling error, percent.
    h2: the spread over what sampling error alone gives, 1 or more.
    """

    tau2: FloatArray
    tau2_low: FloatArray
    tau2_high: FloatArray
    q: FloatArray
    q_p: FloatArray
    df: IntArray
    i2_pct: FloatArray
    i2_low_pct: FloatArray
    i2_high_pct: FloatArray
    h2: FloatArray
    h2_low: FloatArray
    h2_high: FloatArray


def tau2_of(model: Weighting, method: Tau2) -> FloatArray:
    """Return the estimate of tau2, shape (n,), 0 or more; 0 without degrees of freedom."""
    match method:
        case Tau2.FIXED:
            found = np.zeros(model.df.size)
        case Tau2.DERSIMONIAN_LAIRD:
            found = _moments(model)
        case Tau2.PAULE_MANDEL:
            found = _where_q_is(model, model.df.astype(np.float64))
        case Tau2.REML:
            found = _likeliest(model)
    return np.where(model.df > 0, found, 0.0)


def heterogeneity(model: Weighting, method: Tau2, level: float) -> Heterogeneity:
    """Return all measures of heterogeneity.

    level: of the intervals, such as 0.95.

    The interval of tau2 is by the Q-profile (Viechtbauer 2007, 10.1002/sim.2514); where
    even tau2 = 0 gives a Q below its lower quantile, both ends are 0. I2 and H2 follow
    from tau2 and the typical sampling variance s2 = df / tr P (Higgins and Thompson 2002,
    10.1002/sim.1186): I2 = tau2 / (tau2 + s2), H2 = tau2 / s2 + 1; FIXED, whose tau2 is 0
    by choice, takes that of DERSIMONIAN_LAIRD here, so that I2 is (Q - df) / Q for both.
    NaN where there are no degrees of freedom: nothing to compare.
    """
    df, some = model.df, model.df > 0
    tau2 = tau2_of(model, method)
    shown = _moments(model) if method is Tau2.FIXED else tau2
    q = model.q(np.zeros(df.size))[0]
    low, high = tau2_interval(model, level)
    s2 = np.where(some, typical_variance(model), np.nan)
    h2, h2_low, h2_high = (t / s2 + 1.0 for t in (shown, low, high))
    return Heterogeneity(
        tau2=np.where(some, tau2, np.nan),
        tau2_low=np.where(some, low, np.nan),
        tau2_high=np.where(some, high, np.nan),
        q=np.where(some, q, np.nan),
        q_p=np.where(some, chi2_above(q, np.maximum(df, 1)), np.nan),
        df=df,
        i2_pct=100.0 * (1.0 - 1.0 / h2),
        i2_low_pct=100.0 * (1.0 - 1.0 / h2_low),
        i2_high_pct=100.0 * (1.0 - 1.0 / h2_high),
        h2=h2,
        h2_low=h2_low,
        h2_high=h2_high,
    )


def typical_variance(model: Weighting) -> FloatArray:
    """Return the sampling variance of a typical study, df / tr P, shape (n,)."""
    zero = np.zeros(model.df.size)
    return np.maximum(model.df, 1) / np.where(model.df > 0, model.trace(zero), 1.0)


def tau2_interval(model: Weighting, level: float) -> tuple[FloatArray, FloatArray]:
    """Return the Q-profile interval of tau2, shape (n,) each; see heterogeneity."""
    tail = (1.0 - checked_level(level)) / 2.0
    df = np.maximum(model.df, 1)
    return (
        _where_q_is(model, chi2_with_above(tail, df)),
        _where_q_is(model, chi2_with_above(1.0 - tail, df)),
    )


def checked_level(level: float) -> float:
    """Return a level of confidence; raise BadInput unless it is between 0 and 1."""
    if not 0.0 < level < 1.0:
        raise BadInput(f"the level of confidence is {level}; expected one between 0 and 1")
    return level


def _moments(model: Weighting) -> FloatArray:
    zero = np.zeros(model.df.size)
    trace = np.where(model.df > 0, model.trace(zero), 1.0)
    return np.maximum(0.0, (model.q(zero)[0] - model.df) / trace)


def _where_q_is(model: Weighting, target: FloatArray) -> FloatArray:
    """Return the tau2 at which Q is the target, 0 where Q is below it already.

    Q falls and is convex (a minimum over the mean of terms that are convex in mean and tau2
    together), so Newton's steps from 0 come ever closer from one side and never overshoot.
    """
    tau2 = np.zeros(target.size)
    for _ in range(_MOST_STEPS):
        q, slope = model.q(tau2)
        above = (q > target) & (slope > 0.0) & (model.df > 0)
        step = np.where(above, (q - target) / np.where(above, slope, 1.0), 0.0)
        tau2 = tau2 + step
        if (step <= _CLOSE * tau2).all():
            break
    return tau2


def _likeliest(model: Weighting) -> FloatArray:
    """Return the tau2 of the greatest restricted likelihood.

    The likelihood can have more than one top, so it is looked at on a grid from 0 to where
    it must fall; every top of the grid is then refined between its neighbours.
    """
    places = _grid(model)
    heights = np.stack([model.likelihood(tau2) for tau2 in places])
    padded = np.pad(heights, ((1, 1), (0, 0)), constant_values=-np.inf)
    tops = (heights >= padded[:-2]) & (heights > padded[2:])
    best = np.argmax(np.where(tops, heights, -np.inf), axis=0)
    found = _refined(model, places, best)
    every = np.arange(best.size)
    tops[best, every] = False
    rows = np.flatnonzero(tops.any(axis=0))
    while rows.size:
        few, at = model.taken(rows), np.argmax(tops[:, rows], axis=0)
        other = _refined(few, places[:, rows], at)
        higher = few.likelihood(other) > few.likelihood(found[rows])
        found[rows] = np.where(higher, other, found[rows])
        tops[at, rows] = False
        rows = np.flatnonzero(tops.any(axis=0))
    return found


def _grid(model: Weighting) -> FloatArray:
    """Return values of tau2 to look at, shape (g, n), from 0 up to reml_bound."""
    bound = model.reml_bound
    begin = np.minimum(_GRID_BEGINS * model.smallest_variance, bound)
    some = begin > 0.0
    ratio = np.where(some, bound, 1.0) / np.where(some, begin, 1.0)
    decades = float(np.log10(ratio.max(initial=1.0)))
    steps = math.ceil(_PER_DECADE * decades) + 1
    shares = np.arange(steps + 1)[:, None] / steps
    return np.concatenate([np.zeros((1, bound.size)), begin * ratio**shares])


def _refined(model: Weighting, places: FloatArray, at: IntArray) -> FloatArray:
    """Return the top near a place of the grid. places: shape (g, n). at: shape (n,)."""
    rows, last = np.arange(at.size), len(places) - 1
    middle = places[at, rows]
    rising = model.score(middle)[0] > 0.0
    low = np.where(rising, middle, places[np.maximum(at - 1, 0), rows])
    high = np.where(rising, places[np.minimum(at + 1, last), rows], middle)
    return _top(model, low, high)


def _top(model: Weighting, low: FloatArray, high: FloatArray) -> FloatArray:
    """Return where the likelihood stops rising between two tau2, by Newton or by halves."""
    tau2 = 0.5 * (low + high)
    for _ in range(_MOST_STEPS):
        slope, curve = model.score(tau2)
        low = np.where(slope > 0.0, tau2, low)
        high = np.where(slope > 0.0, high, tau2)
        falling = curve < 0.0
        newton = tau2 - np.where(falling, slope, 0.0) / np.where(falling, curve, 1.0)
        inside = falling & (newton >= low) & (newton <= high)
        following = np.where(inside, newton, 0.5 * (low + high))
        step = np.abs(following - tau2)
        tau2 = following
        if (step <= _CLOSE * np.maximum(tau2, model.smallest_variance)).all():
            break
    return tau2
