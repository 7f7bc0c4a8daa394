"""How many people a trial needs: by carrying it out a few thousand times on made-up people.

Every made-up trial is analysed as the real one will be (ANCOVA with robust errors, all arms
in one model); power is the share of them whose interval for the primary comparison excludes
no difference. Beside it stands the closed form of Borm 2007
(10.1016/j.jclinepi.2007.02.006): a t test's variance times 1 - correlation squared.
"""

from dataclasses import dataclass
from math import ceil, sqrt

import numpy as np

from retrowalk.arrays import FloatArray, IntArray
from retrowalk.errors import BadInput
from retrowalk.evidence.distributions import t_quantile
from retrowalk.evidence.estimate import CONFIDENCE, Estimate
from retrowalk.evidence.quantiles import noncentral_t_below, normal, student
from retrowalk.evidence.trial.design import Design
from retrowalk.evidence.trial.least_squares import fit

MOST_PEOPLE = 20_000
_AT_ONCE = 500_000  # readings simulated at once: about 100 MB with the models beside them
_SEARCHED = (0.8, 0.9, 1.0, 1.1, 1.25)  # of the closed form's number


@dataclass(frozen=True, slots=True)
class Power:
    """The chance to see the difference, for a number of people.

    people: to randomise, all arms together. simulated: with its Monte Carlo interval.
    closed_form: by the formula. trials: how many were simulated.
    """

    people: int
    simulated: Estimate
    closed_form: float
    trials: int


@dataclass(frozen=True, slots=True, eq=False)
class MadeUp:
    """A batch of simulated trials. baseline, follow_up, here: shape (trials, n).

    here is 1 for those who stayed to the end; arm: shape (n,).
    """

    arm: IntArray
    baseline: FloatArray
    follow_up: FloatArray
    here: FloatArray


def people_needed(design: Design, trials: int, seed: int) -> Power:
    """Return the fewest people that reach the design's power, and what they reach.

    A smooth curve through simulations at several sizes picks the number; a simulation of its
    own then says what that number reaches. Raises BadInput past 20,000 people.
    """
    guess = closed_form_people(design)
    whole = sum(design.ratios)
    sizes = sorted({_rounded(share * guess, whole) for share in _SEARCHED})
    found = [simulated_power(design, n, trials, seed + k) for k, n in enumerate(sizes)]
    people = _on_curve(found, design.power, whole) if len(sizes) > 1 else sizes[0]
    last = simulated_power(design, people, 4 * trials, seed + len(sizes))
    while last.simulated.high < design.power:  # the curve was unlucky
        people = _rounded(people + whole, whole)
        last = simulated_power(design, people, 4 * trials, seed + people)
    return last


def simulated_power(design: Design, people: int, trials: int, seed: int) -> Power:
    """Return the power of a number of people, by simulation, with its Wilson interval."""
    rng = np.random.default_rng(seed)
    seen, done = 0, 0
    while done < trials:
        batch = min(trials - done, max(1, _AT_ONCE // people))
        made = made_up(design, people, batch, -design.primary.difference.value, rng)
        low, high = primary_intervals(design, made)
        seen += int(np.sum((low > 0.0) | (high < 0.0)))
        done += batch
    return Power(people, wilson(seen, trials), closed_form_power(design, people), trials)


def made_up(
    design: Design, people: int, trials: int, effect: float, rng: np.random.Generator
) -> MadeUp:
    """Return simulated trials: normal readings, correlated, some people lost at random.

    effect: how much lower or higher the first arm is afterwards, in the outcome's unit.
    """
    primary = design.primary
    arm = np.arange(people) % sum(design.ratios)
    arm = np.searchsorted(np.cumsum(design.ratios), arm, side="right")
    rho = primary.correlation.value
    baseline = rng.standard_normal((trials, people)) * primary.sd.value
    noise = rng.standard_normal((trials, people)) * primary.sd.value
    follow_up = rho * baseline + sqrt(1.0 - rho**2) * noise + effect * (arm == 0)
    here = rng.random((trials, people)) >= design.dropout.value
    return MadeUp(arm, baseline, follow_up, here.astype(np.float64))


def primary_intervals(design: Design, made: MadeUp) -> tuple[FloatArray, FloatArray]:
    """Return the ends of the primary comparison's interval in every trial, shape (trials,)."""
    arms = [
        np.broadcast_to(made.arm == a, made.here.shape) for a in range(1, len(design.arms))
    ]
    ones = np.ones(made.here.shape)
    model = np.stack([ones, *(a.astype(np.float64) for a in arms), made.baseline], axis=-1)
    found = fit(model, made.follow_up, made.here)
    value = -found.coefficients[..., design.against]
    reach = t_quantile((1.0 + design.confidence) / 2.0, found.free(design.against))
    reach = reach * found.error(design.against)
    return value - reach, value + reach


def closed_form_power(design: Design, people: int) -> float:
    """Return the power by formula, for the people expected to stay.

    Borm's factor on a two-sided noncentral t test, with the model's degrees of freedom and
    the slight loss of having to estimate the slope on the baseline.
    """
    staying = people * (1.0 - design.dropout.value)
    share = [ratio / sum(design.ratios) for ratio in design.ratios]
    free = staying - len(design.arms) - 1.0
    if free < 1.0:
        return 0.0
    primary = design.primary
    sd = primary.sd.value * sqrt(1.0 - primary.correlation.value**2)
    slope = 1.0 + 1.0 / max(free - 1.0, 1.0)
    error = sd * sqrt((1.0 / share[0] + 1.0 / share[design.against]) / staying * slope)
    reach = student((1.0 + design.confidence) / 2.0, free)
    away = primary.difference.value / error
    return (
        1.0 - noncentral_t_below(reach, free, away) + noncentral_t_below(-reach, free, away)
    )


def closed_form_people(design: Design) -> int:
    """Return the fewest people, in whole rounds of the ratios, that the formula asks for."""
    whole = sum(design.ratios)
    low, high = 0, ceil(MOST_PEOPLE / whole)
    if closed_form_power(design, high * whole) < design.power:
        raise BadInput(
            f"more than {MOST_PEOPLE:,} people would be needed to see a difference of "
            f"{design.primary.difference.value:g} with a spread of {design.primary.sd.value:g}; "
            "expected a larger difference or another outcome"
        )
    while high - low > 1:
        middle = (low + high) // 2
        if closed_form_power(design, middle * whole) < design.power:
            low = middle
        else:
            high = middle
    return high * whole


def wilson(seen: int, of: int, confidence: float = CONFIDENCE) -> Estimate:
    """Return a share with its Wilson score interval."""
    share = seen / of
    z = normal((1.0 + confidence) / 2.0)
    middle = (share + z**2 / (2.0 * of)) / (1.0 + z**2 / of)
    reach = z * sqrt(share * (1.0 - share) / of + z**2 / (4.0 * of**2)) / (1.0 + z**2 / of)
    low, high = max(middle - reach, 0.0), min(middle + reach, 1.0)
    return Estimate(share, min(low, share), max(high, share))


def _on_curve(found: list[Power], power: float, whole: int) -> int:
    """Return the people at which a line of probits over square roots reaches the power."""
    root = np.sqrt([one.people for one in found])
    share = np.clip([one.simulated.value for one in found], 0.001, 0.999)
    slope, level = np.polyfit(root, [normal(one) for one in share], 1)
    needed = ((normal(power) - level) / slope) ** 2
    least, most = found[0].people / 2, found[-1].people * 2
    return _rounded(min(max(float(needed), least), most), whole)


def _rounded(people: float, whole: int) -> int:
    """Return people in whole rounds of the ratios, enough to fit the model."""
    return max(ceil(people / whole - 1e-9), 4) * whole
