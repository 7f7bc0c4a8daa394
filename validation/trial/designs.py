"""Designs to simulate, made from one text."""

from retrowalk.evidence.trial.design import Design
from retrowalk.evidence.trial.design_toml import parse

_TEXT = """
name = "Simulated"
weeks = [6, 12]
power = 0.8
dropout = {{ value = {dropout}, assumed = "simulated" }}
{arms}
[primary]
outcome = "pain_nrs"
name = "Pain"
unit = "points"
better = "lower"
week = 6
against = "usual"
difference = {{ value = 1.0, assumed = "simulated" }}
sd = {{ value = 2.0, assumed = "simulated" }}
correlation = {{ value = {correlation}, assumed = "simulated" }}
mcid = {{ value = 1.0, source = "salaffi2004" }}
{strata}
[allocation]
method = "minimisation"
certainty = {certainty}

[adherence]
received_from = {{ value = 0.5, assumed = "simulated" }}
"""
_ROLES = {"backward": "backward", "usual": "usual", "forward": "forward_same_effort"}


def a_design(
    ratios: tuple[int, ...] = (1, 1),
    *,
    correlation: float = 0.5,
    dropout: float = 0.0,
    certainty: float = 0.8,
    factors: tuple[int, ...] = (),
) -> Design:
    """Return a design. ratios: of backward, usual and forward. factors: levels of each."""
    arms = "".join(
        f'[[arms]]\nkey = "{key}"\nname = "{key}"\nrole = "{role}"\nratio = {ratio}\n'
        for (key, role), ratio in zip(_ROLES.items(), ratios, strict=False)
    )
    strata = "".join(
        f'[[strata]]\nfactor = "f{k}"\nlevels = {[f"l{i}" for i in range(n)]}\n'.replace(
            "'", '"'
        )
        for k, n in enumerate(factors)
    )
    text = _TEXT.format(
        arms=arms,
        strata=strata,
        correlation=correlation,
        dropout=dropout,
        certainty=certainty,
    )
    return parse(text, "simulated")
