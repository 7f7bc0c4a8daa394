"""Places: each one has its checks, and support is always among them."""

import pytest

from retrowalk.directions import Direction
from retrowalk.training.places import ADVICE, advice, checklist
from retrowalk.training.prescription import Interval, Place, Prescription, Support


def session_at(place: Place, support: Support) -> Prescription:
    return Prescription(
        "knee_10_min", (Interval(Direction.BACKWARD, 60.0),), place, support, ()
    )


@pytest.mark.parametrize("place", Place)
def test_every_place_has_checks_and_a_caution(place: Place):
    there = advice(place)
    assert there.place is place
    assert there.checklist
    assert there.cautions
    assert all(s.endswith(".") for s in (*there.checklist, *there.cautions))
    assert len(ADVICE) == len(Place)


def test_a_treadmill_is_checked_for_its_clip_and_its_rails():
    told = " ".join(checklist(session_at(Place.TREADMILL, Support.RAIL_OR_WALL)))
    assert "safety clip" in told
    assert "both rails" in told


def test_outdoors_the_partner_is_the_eyes():
    told = checklist(session_at(Place.OUTDOORS_WITH_PARTNER, Support.SECOND_PERSON))
    assert any("is my eyes" in sentence for sentence in told)


@pytest.mark.parametrize(
    ("support", "word"),
    [(Support.RAIL_OR_WALL, "One hand"), (Support.SECOND_PERSON, "A second person")],
)
def test_the_support_of_the_session_is_ticked_too(support: Support, word: str):
    assert any(s.startswith(word) for s in checklist(session_at(Place.TRACK, support)))
    bare = checklist(session_at(Place.TRACK, Support.NONE))
    assert not any(s.startswith(word) for s in bare)
