"""A design to start from, and made-up people for it."""

import numpy as np
import pytest

from retrowalk.evidence.trial.design_toml import parse
from retrowalk.evidence.trial.participants import column_name, participants

DESIGN = """
name = "Backward walking for sore knees"
weeks = [6, 12]
power = 0.8
dropout = { value = 0.1, assumed = "a guess" }

[[arms]]
key = "backward"
name = "Backward walking"
role = "backward"

[[arms]]
key = "forward"
name = "Forward walking"
role = "forward_same_effort"

[[arms]]
key = "usual"
name = "Usual care"
role = "usual"

[primary]
outcome = "pain_nrs"
name = "Pain"
unit = "points"
better = "lower"
week = 6
against = "forward"
difference = { value = 1.0, assumed = "a guess" }
sd = { value = 2.0, assumed = "a guess" }
correlation = { value = 0.5, assumed = "a guess" }
mcid = { value = 1.0, source = "salaffi2004" }

[[secondary]]
outcome = "gait_speed_mps"
name = "Walking speed"
unit = "metres per second"
better = "higher"
difference = { value = 0.1, source = "perera2006" }

[[strata]]
factor = "sex"
levels = ["woman", "man"]

[[strata]]
factor = "site"
levels = ["north", "south", "east"]

[allocation]
method = "minimisation"
certainty = 0.8

[adherence]
received_from = { value = 0.5, assumed = "half of it" }
"""


@pytest.fixture
def design_text():
    return DESIGN


@pytest.fixture
def a_design():
    """Return a builder of designs: texts to replace in the usual one."""

    def build(*changes):
        text = DESIGN
        for before, after in changes:
            assert before in text
            text = text.replace(before, after)
        return parse(text, "design.toml")

    return build


@pytest.fixture
def two_arms(a_design):
    usual = DESIGN[DESIGN.index('[[arms]]\nkey = "usual"') : DESIGN.index("[primary]")]
    return a_design((usual, ""))


@pytest.fixture
def a_table():
    """Return a builder of tables: columns of text for a design, effect on the first arm."""

    def build(design, *, n=90, effect=-1.0, seed=1, lost=0.1, walked=0.8):
        rng = np.random.default_rng(seed)
        keys = [arm.key for arm in design.arms]
        columns = {"person": [f"P{k:03d}" for k in range(n)]}
        columns["arm"] = [keys[k % len(keys)] for k in range(n)]
        for factor in design.factors:
            columns[factor.key] = rng.choice(factor.levels, n).tolist()
        share = np.where(rng.random(n) < walked, 0.9, 0.1)
        columns["adherence"] = [f"{x:.2f}" for x in share]
        gone = rng.random(n) < lost
        columns["withdrawn"] = ["moved away" if g else "" for g in gone]
        moved = np.array([arm == keys[0] for arm in columns["arm"]]) & (share > 0.5)
        for outcome in design.outcomes:
            level = rng.normal(0, 1, n)
            for week in (0, *design.weeks):
                value = 5 + level + rng.normal(0, 1, n)
                value += effect * moved * (week > 0) * (outcome is design.outcomes[0])
                columns[column_name(outcome.key, week)] = [
                    "" if g and week else f"{v:.4f}"
                    for v, g in zip(value, gone, strict=True)
                ]
        return columns

    return build


@pytest.fixture
def people_of(a_table):
    def build(design, columns=None, **options):
        found = a_table(design, **options) if columns is None else columns
        return participants(found, design, "people.csv", lambda row: f"line {row + 2}")

    return build
