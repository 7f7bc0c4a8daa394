"""Do the trial kit's intervals, power and allocation keep their promises? By simulation.

    python validation/trial/run.py

Needs no recordings; about a minute. Writes the tables into this folder's README.
"""

import sys
from math import sqrt
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from designs import a_design
from tables import markdown, write_into

from retrowalk.arrays import FloatArray, IntArray
from retrowalk.evidence.trial.adherence import ratio_of
from retrowalk.evidence.trial.balance import Tally, chances, minimised
from retrowalk.evidence.trial.design import Design
from retrowalk.evidence.trial.least_squares import fit
from retrowalk.evidence.trial.mixed_model import reml
from retrowalk.evidence.trial.responders import difference_of_shares
from retrowalk.evidence.trial.sample_size import (
    MadeUp,
    closed_form_power,
    made_up,
    primary_intervals,
    simulated_power,
    wilson,
)

README = Path(__file__).with_name("README.md")
TRIALS = 10_000
FEWER = 1_500  # for what is fitted one trial at a time
T_OR_Z = 1.96


def analysis_rows() -> list[tuple[str, ...]]:
    """Return how often the interval of the main analysis holds the truth."""
    rows = []
    for name, ratios, people, kind in (
        ("even arms, equal spread", (1, 1), 20, "normal"),
        ("even arms, equal spread", (1, 1), 60, "normal"),
        ("three arms, equal spread", (1, 1, 1), 150, "normal"),
        ("even arms, one twice as spread", (1, 1), 60, "uneven"),
        ("1 to 3, the smaller arm twice as spread", (1, 3), 40, "uneven"),
        ("1 to 3, the smaller arm twice as spread", (1, 3), 120, "uneven"),
        ("ratings 0 to 10, skewed, whole numbers", (1, 1), 40, "ratings"),
        ("ratings 0 to 10, skewed, whole numbers", (1, 1), 120, "ratings"),
        ("a fifth lost at random", (1, 1), 60, "lost"),
        ("lost more often when doing badly at the start", (1, 1), 120, "lost by start"),
    ):
        design = a_design(ratios)
        held, error = [], []
        for effect in (0.0, -1.0):
            made, true = _made(design, people, kind, effect)
            low, high = primary_intervals(design, made)
            held.append((low <= true) & (true <= high))
            error.append((low + high) / 2.0 - true)
        false_alarm = wilson(int(np.sum(~held[0])), TRIALS)
        rows.append(
            (
                name,
                str(people),
                f"{false_alarm.value * 100:.1f} ({false_alarm.low * 100:.1f} to "
                f"{false_alarm.high * 100:.1f})",
                f"{100 * held[1].mean():.1f}",
                f"{error[1].mean():+.3f}",
            )
        )
    return rows


def _made(design: Design, people: int, kind: str, effect: float) -> tuple[MadeUp, float]:
    """Return trials of one kind, and the true difference in them."""
    rng = np.random.default_rng([people, len(kind)])
    made = made_up(design, people, TRIALS, effect, rng)
    first = made.arm == 0
    follow_up, here, true = made.follow_up, made.here, effect
    if kind == "uneven":
        middle = effect * first
        follow_up = middle + (follow_up - middle) * np.where(first, 2.0, 1.0)
    if kind == "ratings":
        follow_up = _rated(made.follow_up)
        many = made_up(design, 2_000_000, 1, effect, rng)
        rated = _rated(many.follow_up)[0]
        true = float(rated[many.arm == 0].mean() - rated[many.arm == 1].mean())
    if kind == "lost":
        here = (rng.random(follow_up.shape) >= 0.2).astype(np.float64)
    if kind == "lost by start":
        here = (
            rng.random(follow_up.shape) >= 0.15 + 0.1 * made.baseline.clip(0, 4)
        ).astype(float)
    return MadeUp(made.arm, made.baseline, follow_up, here), true


def _rated(follow_up: FloatArray) -> FloatArray:
    """Return whole ratings from 0 to 10, skewed towards 0."""
    found: FloatArray = np.clip(np.round(3.0 * np.exp(follow_up / 4.0)), 0.0, 10.0)
    return found


def power_rows() -> list[tuple[str, ...]]:
    """Return power by simulation beside the formula."""
    rows = []
    for ratios, people, correlation, dropout in (
        ((1, 1), 40, 0.5, 0.0),
        ((1, 1), 80, 0.5, 0.0),
        ((1, 1), 120, 0.5, 0.15),
        ((1, 1), 80, 0.8, 0.0),
        ((1, 1), 80, 0.0, 0.0),
        ((1, 2), 90, 0.5, 0.1),
        ((1, 1, 1), 180, 0.5, 0.15),
        ((2, 1, 1), 200, 0.3, 0.2),
    ):
        design = a_design(ratios, correlation=correlation, dropout=dropout)
        found = simulated_power(design, people, TRIALS, people)
        error = sqrt(found.closed_form * (1.0 - found.closed_form) / TRIALS)
        rows.append(
            (
                ":".join(map(str, ratios)),
                str(people),
                f"{correlation:g}",
                f"{dropout * 100:g} %",
                f"{found.simulated.value * 100:.1f} ({found.simulated.low * 100:.1f} to "
                f"{found.simulated.high * 100:.1f})",
                f"{closed_form_power(design, people) * 100:.1f}",
                f"{(found.simulated.value - found.closed_form) / error:+.1f}",
            )
        )
    return rows


def other_rows() -> list[tuple[str, ...]]:
    """Return how often the other analyses' intervals hold the truth."""
    return [
        ("responders, 30 of each, 40 % against 40 %", _shares_held(30, 0.4, 0.4)),
        ("responders, 60 of each, 60 % against 35 %", _shares_held(60, 0.6, 0.35)),
        ("responders, 20 of each, 10 % against 5 %", _shares_held(20, 0.10, 0.05)),
        ("compliers, 60 people, 70 % walk", _compliers_held(60, 0.7)),
        ("compliers, 60 people, 30 % walk", _compliers_held(60, 0.3)),
        ("compliers, 200 people, 50 % walk", _compliers_held(200, 0.5)),
        ("mixed model, 40 people, two weeks, a fifth of readings missing", _mixed_held(40)),
        (
            "mixed model, 100 people, two weeks, a fifth of readings missing",
            _mixed_held(100),
        ),
    ]


def _shares_held(n: int, first: float, second: float) -> str:
    rng = np.random.default_rng(n)
    held = 0
    for a, b in zip(
        rng.binomial(n, first, TRIALS), rng.binomial(n, second, TRIALS), strict=True
    ):
        found = difference_of_shares((int(a), n), (int(b), n))
        held += found.low <= first - second <= found.high
    return f"{100 * held / TRIALS:.1f}"


def _compliers_held(people: int, walk: float) -> str:
    """Return coverage of the complier effect; those who would walk also start better."""
    rng = np.random.default_rng(people + round(100 * walk))
    arm = np.arange(people) % 2
    held, endless = 0, 0
    for _ in range(FEWER):
        willing = rng.random(people) < walk
        walked = (willing & (arm == 1)).astype(np.float64)
        start = rng.normal(size=people) + willing
        outcome = 0.5 * start + 1.0 * walked + rng.normal(size=people)
        model = np.column_stack([np.ones(people), arm, start])
        found = ratio_of(fit(model, outcome), fit(model, walked), 1, 0.95)
        endless += found is None
        held += found is None or found.low <= 1.0 <= found.high
    return f"{100 * held / FEWER:.1f} ({100 * endless / FEWER:.1f} without an end)"


def _mixed_held(people: int) -> str:
    """Return coverage of the arm's effect in the second week."""
    rng = np.random.default_rng(people)
    held = 0
    person = np.repeat(np.arange(people), 2)
    week = np.tile([0.0, 1.0], people)
    arm = (person % 2).astype(np.float64)
    for _ in range(FEWER):
        level = rng.normal(size=people)[person]
        outcome = level + 1.0 * arm * week + rng.normal(size=2 * people)
        there = rng.random(2 * people) >= 0.2
        model = np.column_stack([1 - week, week, arm * (1 - week), arm * week])
        _, whom = np.unique(person[there], return_inverse=True)
        found = reml(model[there], outcome[there], whom)
        reach = (
            T_OR_Z * (1 + 1.2 / (found.people - 2)) * sqrt(float(found.covariance[3, 3]))
        )
        held += abs(float(found.coefficients[3]) - 1.0) <= reach
    return f"{100 * held / FEWER:.1f}"


def allocation_rows() -> list[tuple[str, ...]]:
    """Return how even arms and levels get, and how well the next arm can be guessed."""
    rows = []
    for ratios, factors, people in (
        ((1, 1), (2, 3, 2), 40),
        ((1, 1), (2, 3, 2), 100),
        ((1, 1, 1), (2, 2, 2, 5), 90),
        ((2, 1, 1), (2, 3), 120),
    ):
        for certainty in (None, 0.7, 0.8, 0.9):
            design = a_design(ratios, factors=factors, certainty=certainty or 0.8)
            rows.append(_allocated_row(design, people, certainty))
    return rows


def _allocated_row(design: Design, people: int, certainty: float | None) -> tuple[str, ...]:
    rng = np.random.default_rng([people, round(100 * (certainty or 0.0))])
    widest, margins, guessed, shares = [], [], [], []
    for _ in range(100):
        arms, levels, right = _one_trial(design, people, certainty, rng)
        counts = np.bincount(arms, minlength=len(design.arms))
        per_unit = counts / np.array(design.ratios)
        widest.append(float(np.ptp(per_unit)))
        margins.append(_worst_margin(design, arms, levels))
        guessed.append(right)
        shares.append(counts[0] / people)
    return (
        ":".join(map(str, design.ratios)),
        " x ".join(str(len(f.levels)) for f in design.factors),
        str(people),
        "pure chance" if certainty is None else f"minimisation, {certainty:g}",
        f"{np.mean(widest):.1f}",
        f"{np.mean(margins):.1f}",
        f"{100 * np.mean(guessed):.0f} %",
        f"{100 * np.mean(shares):.1f} %",
    )


def _one_trial(
    design: Design, people: int, certainty: float | None, rng: np.random.Generator
) -> tuple[IntArray, IntArray, float]:
    """Return arms, levels, and how often a guess from everything visible was right."""
    tally = Tally(design.arms, design.factors)
    ratios = np.array(design.ratios) / sum(design.ratios)
    arms, right = np.zeros(people, dtype=np.int64), 0
    levels = np.column_stack(
        [rng.integers(0, len(f.levels), people) for f in design.factors]
    )
    for k in range(people):
        named = tuple(f.levels[i] for f, i in zip(design.factors, levels[k], strict=True))
        imbalance = [tally.imbalance(named, a) for a in range(len(design.arms))]
        guess = int(np.argmin(imbalance))
        if certainty is None:
            arms[k] = rng.choice(len(ratios), p=ratios)
            guess = int(np.argmax(ratios))
        else:
            arms[k] = minimised(
                design.arms, tally, named, certainty, lambda _: float(rng.random())
            )
            likely = chances(design.arms, guess, certainty)
            guess = int(np.argmax(likely))
        right += guess == arms[k]
        tally.add(named, int(arms[k]))
    return arms, levels, right / people


def _worst_margin(design: Design, arms: IntArray, levels: IntArray) -> float:
    """Return the widest difference of arms within any level, per unit of ratio."""
    widest = 0.0
    for f, factor in enumerate(design.factors):
        for level in range(len(factor.levels)):
            counts = np.bincount(arms[levels[:, f] == level], minlength=len(design.arms))
            widest = max(widest, float(np.ptp(counts / np.array(design.ratios))))
    return widest


def main() -> None:
    head = (
        "situation",
        "people",
        "says there is a difference when there is none, % (interval)",
        "holds a difference of 1, %",
        "bias",
    )
    write_into(README, "main analysis", markdown(head, analysis_rows()))
    head = (
        "ratio",
        "people",
        "correlation",
        "lost",
        "simulated, %",
        "formula, %",
        "standard errors apart",
    )
    write_into(README, "power", markdown(head, power_rows()))
    write_into(
        README, "other analyses", markdown(("analysis", "holds the truth, %"), other_rows())
    )
    head = (
        "ratio",
        "levels",
        "people",
        "how",
        "arms apart",
        "worst level apart",
        "next arm guessed",
        "share in the first arm",
    )
    write_into(README, "allocation", markdown(head, allocation_rows()))


if __name__ == "__main__":
    main()
