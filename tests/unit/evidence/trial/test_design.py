"""A design says everything beforehand, with grounds, or it is refused in a sentence."""

import re
from pathlib import Path

import pytest

from retrowalk.errors import BadInput
from retrowalk.evidence.trial.arms import Method, Role
from retrowalk.evidence.trial.design_toml import parse


def test_a_design_is_read_whole(a_design):
    design = a_design()
    assert [arm.role for arm in design.arms] == [
        Role.BACKWARD,
        Role.FORWARD_SAME_EFFORT,
        Role.USUAL,
    ]
    assert design.primary.mcid.source == "salaffi2004"
    assert design.primary.difference.assumed == "a guess"
    assert (design.against, design.ratios, design.weeks) == (1, (1, 1, 1), (6, 12))
    assert design.allocation.method is Method.MINIMISATION
    assert design.confidence == 0.95
    assert [o.key for o in design.outcomes] == ["pain_nrs", "gait_speed_mps"]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            'source = "salaffi2004"',
            'source = "nobody1999"',
            "nobody1999.*not in sources.csv",
        ),
        (', source = "salaffi2004"', "", "primary.mcid: 1 has no ground"),
        ('source = "salaffi2004"', 'source = "salaffi2004", assumed = "x"', "two grounds"),
        ("week = 6", "week = 7", "week 7; expected one of 6, 12"),
        ("weeks = [6, 12]", "weeks = [12, 6]", "ascending"),
        ("weeks = [6, 12]", "weeks = []", "expected numbers above 0"),
        ('against = "forward"', 'against = "backward"', "expected one of forward, usual"),
        ('role = "backward"', 'role = "usual"', "expected one of role backward, first"),
        ('key = "usual"', 'key = "forward"', "forward is there twice"),
        ('key = "usual"', 'key = "Usual care"', "small letters"),
        ('role = "usual"', 'role = "usual"\nratio = 0', "ratio is 0"),
        ("certainty = 0.8", "certainty = 1.0", "could be foreseen"),
        ("certainty = 0.8", "certainty = 0.3", "pure chance"),
        ("certainty = 0.8", "blocks = [6]", "expected them to fit"),
        ('method = "minimisation"', 'method = "coin"', "expected one of minimisation"),
        ("certainty = 0.8", 'certainty = 0.8\ncommitment = "abc"', "64 digits"),
        ("power = 0.8", "power = 80", "power is 80"),
        ("power = 0.8", "powder = 0.8", "power is missing"),
        ("power = 0.8", "power = 0.8\npowder = 1", "powder is not known here"),
        ("value = 0.1, assumed", "value = 1.1, assumed", "dropout is 1.1"),
        ("sd = { value = 2.0", "sd = { value = 0", "sd is 0"),
        ("correlation = { value = 0.5", "correlation = { value = 1", "between -1 and 1"),
        ('unit = "points"', "unit = 3", "primary.unit is 3; expected a text"),
        ('levels = ["woman", "man"]', 'levels = ["woman"]', "two or more"),
        ('levels = ["woman", "man"]', "levels = [1, 2]", "expected each to be a text"),
        ("[adherence]", "[adherence", "is not TOML"),
        ("received_from = { value = 0.5", "received_from = { value = 50", "is 50"),
        ("difference = { value = 1.0", "difference = { value = -1.0", "above 0"),
        ('better = "lower"', 'better = "less"', "expected one of lower, higher"),
    ],
)
def test_a_slip_is_refused_with_its_place(design_text, before, after, said):
    assert before in design_text
    with pytest.raises(BadInput, match=said) as refused:
        parse(design_text.replace(before, after, 1), "my.toml")
    assert str(refused.value).startswith("my.toml: ")


def test_without_a_difference_there_is_no_primary_outcome(design_text):
    line = 'difference = { value = 1.0, assumed = "a guess" }\n'
    with pytest.raises(BadInput, match="primary outcome has no difference"):
        parse(design_text.replace(line, "", 1), "my.toml")


def test_blocks_are_multiples_of_the_ratios(a_design):
    def blocks(sizes):
        return a_design(
            (
                'method = "minimisation"\ncertainty = 0.8',
                f'method = "blocks"\nblocks = {sizes}',
            )
        )

    assert blocks([3, 6]).allocation.blocks == (3, 6)
    with pytest.raises(BadInput, match="multiple of 3"):
        blocks([4])


def test_the_digest_changes_with_what_allocation_depends_on_and_nothing_else(a_design):
    usual = a_design().digest()
    for change in (
        ("certainty = 0.8", "certainty = 0.7"),
        ('levels = ["woman", "man"]', 'levels = ["man", "woman"]'),
        ('role = "usual"', 'role = "usual"\nratio = 2'),
        ('key = "usual"', 'key = "waiting"'),
        ("certainty = 0.8", f'certainty = 0.8\ncommitment = "{"0" * 64}"'),
    ):
        assert a_design(change).digest() != usual
    for change in (("sore knees", "knees"), ("power = 0.8", "power = 0.9")):
        assert a_design(change).digest() == usual


def test_the_design_shown_in_the_how_to_is_a_design():
    page = Path(__file__).resolve().parents[4] / "docs" / "howto" / "run-a-trial.md"
    shown = re.search(r"```toml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    design = parse(shown.group(1), page.name)
    assert [arm.key for arm in design.arms] == ["backward", "forward", "usual"]
    assert design.allocation.commitment is None
