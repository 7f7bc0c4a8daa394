"""Places: each one has its checks, and what the session holds is checked with it."""

import pytest

from retrowalk.directions import Direction
from retrowalk.training.prescription import (
    Interval,
    Place,
    Prescription,
    Support,
    Variation,
)
from retrowalk.training.programmes.places import ADVICE, advice, checklist
from retrowalk.training.programmes.programme import Programme
from retrowalk.training.programmes.starters import PROGRAMMES
from retrowalk.training.programmes.variations import ADVICE as VARIATIONS
from retrowalk.training.programmes.variations import SLOPE


def session_at(
    place: Place,
    support: Support = Support.NONE,
    incline_pct: float = 0.0,
    variation: Variation | None = None,
) -> Prescription:
    walk = Interval(Direction.BACKWARD, 60.0, incline_pct=incline_pct, variation=variation)
    return Prescription("knee_10_min", (walk,), place, support, ())


@pytest.mark.parametrize("place", Place)
def test_every_place_has_checks_and_a_caution(place: Place):
    there = advice(place)
    assert there.place is place
    assert there.checklist
    assert there.cautions
    assert all(s.endswith(".") for s in (*there.checklist, *there.cautions))
    assert len(ADVICE) == len(Place)


@pytest.mark.parametrize("place", Place)
@pytest.mark.parametrize("variation", [None, *Variation])
def test_no_check_stands_twice_and_all_fit_on_one_page(
    place: Place, variation: Variation | None
):
    told = checklist(session_at(place, Support.RAIL_OR_WALL, 5.0, variation), None)
    assert len(told) == len(set(told)) <= 12
    assert all(len(sentence) <= 90 for sentence in told)


@pytest.mark.parametrize("place", Place)
def test_how_the_person_is_today_is_always_asked(place: Place):
    told = " ".join(checklist(session_at(place), None))
    for word in ("I feel well today", "drowsy", "shoes"):
        assert word in told


def test_a_treadmill_is_checked_for_its_clip_its_rails_and_its_belt():
    told = " ".join(checklist(session_at(Place.TREADMILL, Support.RAIL_OR_WALL), None))
    for word in ("safety clip", "both rails", "belt is stopped", "press stop"):
        assert word in told
    assert any("console is behind you" in s for s in advice(Place.TREADMILL).cautions)


def test_outdoors_the_partner_is_the_eyes():
    told = checklist(session_at(Place.OUTDOORS_WITH_PARTNER, Support.SECOND_PERSON), None)
    assert any("walks forward" in s and "is my eyes" in s for s in told)


@pytest.mark.parametrize(
    ("support", "word"),
    [(Support.RAIL_OR_WALL, "One hand"), (Support.SECOND_PERSON, "A second person")],
)
def test_the_support_of_the_session_is_ticked_too(support: Support, word: str):
    assert any(
        s.startswith(word) for s in checklist(session_at(Place.TRACK, support), None)
    )
    bare = checklist(session_at(Place.TRACK, Support.NONE), None)
    assert not any(s.startswith(word) for s in bare)


def test_a_slope_is_ticked_only_where_there_is_one():
    assert SLOPE.tick in checklist(session_at(Place.TREADMILL, incline_pct=1.0), None)
    assert SLOPE.tick not in checklist(session_at(Place.TREADMILL), None)


@pytest.mark.parametrize("variation", Variation)
def test_a_variation_is_ticked_only_in_its_session(variation: Variation):
    tick = VARIATIONS[variation].tick
    assert tick in checklist(session_at(Place.HALLWAY, variation=variation), None)
    assert tick not in checklist(session_at(Place.HALLWAY), None)


@pytest.mark.parametrize("variation", [Variation.HANDS_FREE, Variation.ARM_SWING])
def test_letting_go_does_not_contradict_the_hand_on_the_rail(variation: Variation):
    told = checklist(
        session_at(Place.HALLWAY, Support.RAIL_OR_WALL, variation=variation), None
    )
    assert "One hand stays on or near the rail or the wall." not in told
    assert any(s.endswith("the wall until the last bout.") for s in told)


@pytest.mark.parametrize("rules", PROGRAMMES.values(), ids=PROGRAMMES)
def test_the_clinician_who_leads_has_to_be_there_first_of_all(rules: Programme):
    told = checklist(session_at(Place.TREADMILL), rules)
    assert told[0].startswith("My clinician is here") is rules.clinician_led
    assert (
        len(told) == len(checklist(session_at(Place.TREADMILL), None)) + rules.clinician_led
    )


def test_a_second_person_stays_whatever_is_tried():
    told = checklist(
        session_at(Place.HALLWAY, Support.SECOND_PERSON, variation=Variation.ARM_SWING),
        None,
    )
    assert any(s.startswith("A second person") for s in told)
