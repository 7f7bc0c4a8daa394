"""Every variation says what to do, when not yet, what to mind, and what is known."""

import pytest

from retrowalk.evidence.claims import Verdict, claim
from retrowalk.evidence.sources import source
from retrowalk.training.prescription import Variation
from retrowalk.training.programmes.variations import (
    ADVICE,
    NOT_ON_A_BELT,
    SLOPE,
    VariationAdvice,
)

EVERY = (*ADVICE.values(), SLOPE)
every_advice = pytest.mark.parametrize("advice", EVERY, ids=lambda a: a.name)
FEWEST_WORDS_FOR_A_SENTENCE = 4


def test_each_variation_has_advice():
    assert set(ADVICE) == set(Variation)
    assert len({a.name for a in EVERY}) == len(EVERY)


@every_advice
def test_each_text_is_one_sentence(advice: VariationAdvice):
    for said in (
        advice.told,
        advice.precondition,
        advice.caution,
        advice.evidence,
        advice.tick,
    ):
        assert said.endswith(".")
        assert said.count(". ") == 0
        assert len(said.split()) >= FEWEST_WORDS_FOR_A_SENTENCE


@every_advice
def test_what_a_voice_says_is_short(advice: VariationAdvice):
    assert len(advice.told.split()) <= 14


@every_advice
def test_the_status_of_the_evidence_comes_first_and_agrees_with_the_ledger(
    advice: VariationAdvice,
):
    status = advice.evidence.partition(":")[0]
    assert status in ("Not found", "Not tested", "Supported for harder work")
    if advice.claim is not None:
        not_found = claim(advice.claim).verdict is Verdict.NOT_FOUND
        assert not_found == (status == "Not found")


@every_advice
def test_each_names_known_sources(advice: VariationAdvice):
    assert "design_variations" in advice.sources
    assert all(source(key) for key in advice.sources)


def test_uphill_is_not_sold_as_sparing_the_knee():
    assert "does not spare a knee that hurts around the kneecap" in SLOPE.caution
    assert "front of your thigh work more" in SLOPE.caution
    assert "cipriani1995" in SLOPE.sources


@pytest.mark.parametrize("variation", [Variation.LUNGES, Variation.ARM_SWING])
def test_for_lunges_and_arm_swing_nothing_was_found(variation: Variation):
    assert ADVICE[variation].evidence.startswith("Not found")
    assert ADVICE[variation].claim == "lunges_arms"


def test_lunges_are_never_on_a_belt_and_a_task_keeps_a_hand_on_the_rail():
    assert {Variation.LUNGES} == NOT_ON_A_BELT
    assert "never on a treadmill" in ADVICE[Variation.LUNGES].caution
    assert not ADVICE[Variation.DUAL_TASK].frees_hands
    assert {v for v, a in ADVICE.items() if a.frees_hands} == {
        Variation.HANDS_FREE,
        Variation.ARM_SWING,
    }
