"""Guided tests: complete, sourced, safe where one walks backward, and never mixed up."""

import csv
from importlib.resources import files

import pytest

from retrowalk.directions import Direction
from retrowalk.errors import Unknown
from retrowalk.outcomes.measures import MEASURES, measure
from retrowalk.outcomes.pairing import first_way
from retrowalk.outcomes.protocols.catalogue import PAIRS, PROTOCOLS, pair_of, protocol
from retrowalk.outcomes.protocols.protocol import Gives, Protocol, Summary, Way
from retrowalk.outcomes.reference_values import reference_values, usual

ALL = sorted(PROTOCOLS)
LIBRARY = {
    row["key"]
    for row in csv.DictReader(
        (files("retrowalk.evidence") / "library" / "sources.csv")
        .read_text(encoding="utf-8")
        .splitlines()
    )
}


@pytest.mark.parametrize("key", ALL)
def test_every_test_says_how_it_is_done_and_where_that_stands(key: str):
    of = protocol(key)
    assert of.name
    assert of.told
    assert of.set_up
    assert of.readings
    assert all(r.measure in MEASURES for r in of.readings)
    assert set(of.sources) <= LIBRARY
    assert of.practice_effect.endswith(".")
    assert of.practice_trials >= 0
    assert of.trials >= 1
    assert (of.summary is Summary.ONLY) == (
        of.trials == 1 and len(of.parts) in (1, len({r.part for r in of.readings}), 4)
    )


@pytest.mark.parametrize("key", ALL)
def test_a_reading_names_a_part_that_is_there(key: str):
    of = protocol(key)
    parts = {part.key for part in of.parts}
    assert all(not r.part or r.part in parts for r in of.readings)


@pytest.mark.parametrize(
    "key", [k for k in ALL if PROTOCOLS[k].direction is Direction.BACKWARD]
)
def test_nobody_is_sent_backward_alone(key: str):
    of = protocol(key)
    assert of.helper
    assert "a person beside you" in of.needs
    assert any("beside you" in sentence or "helper" in sentence for sentence in of.safety)


@pytest.mark.parametrize("key", [k for k in ALL if PROTOCOLS[k].direction is not None])
def test_every_walked_test_says_when_to_stop(key: str):
    assert any(
        sentence.startswith("Stop at once with") for sentence in protocol(key).safety
    )


def test_two_ways_to_do_a_test_never_share_a_measure():
    # Pain of a day and of a week is one question on one scale; charts are by test.
    principal = [p.principal for p in PROTOCOLS.values() if p.key != "pain_day"]
    assert len(principal) == len(set(principal))


@pytest.mark.parametrize("key", ALL)
def test_what_a_test_needs_of_its_device_is_told(key: str):
    of = protocol(key)
    gives = {r.gives for r in of.readings}
    if Gives.SPEED in gives or Gives.SLOWER_PCT in gives:
        assert of.distance_m
    if of.way in (Way.COUNTDOWN, Way.SWAY, Way.REACTION):
        assert of.duration_s
    if of.way is Way.HOLD:
        assert all(part.limit_s for part in of.parts)


def test_an_unknown_test_is_refused():
    with pytest.raises(
        Unknown, match="there is no test 'hopping'; expected one of six_minute"
    ):
        protocol("hopping")


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.forward.key)
def test_a_pair_is_the_same_test_both_ways(pair):
    ways = (pair.forward.direction, pair.backward.direction)
    assert ways == (Direction.FORWARD, Direction.BACKWARD)
    assert pair.forward.duration_s == pair.backward.duration_s
    assert pair.forward.distance_m == pair.backward.distance_m
    assert [r.gives for r in pair.forward.readings] == [
        r.gives for r in pair.backward.readings
    ]
    assert pair_of(pair.backward) is pair


def test_six_minutes_both_ways_have_half_an_hour_of_rest_between():
    pair = pair_of(protocol("six_minute_walk"))
    assert pair is not None
    assert pair.rest_s >= 30 * 60


def test_which_way_comes_first_is_drawn_evenly_and_stays_drawn():
    pair = PAIRS[0]
    drawn = [first_way(pair, f"person-{n} 2026-11-22") for n in range(2000)]
    forward = drawn.count(Direction.FORWARD)
    assert 880 < forward < 1120  # 1000, six standard deviations wide
    assert drawn == [first_way(pair, f"person-{n} 2026-11-22") for n in range(2000)]


def test_no_licensed_item_is_asked_only_totals():
    forms: list[Protocol] = [protocol(k) for k in ("womac", "odi", "rdq", "koos_pain")]
    assert all(of.way is Way.TOLD and len(of.readings) == 1 for of in forms)
    assert all("only its total" in of.set_up[0] for of in forms)


def test_what_is_usual_names_its_source_and_stays_within_the_measure():
    for row in reference_values():
        about = measure(row.measure)
        ends = [end for end in (row.low, row.high) if end is not None]
        assert all(about.lowest <= end <= about.highest for end in ends)
        assert row.source in LIBRARY
        assert row.age_from <= row.age_to


def test_what_is_usual_is_not_known_beyond_the_published_ages():
    chair = measure("chair_stand_30s_reps")
    assert {row.who for row in usual(chair, 72)} == {"men", "women"}
    assert usual(chair, 40) == ()
    assert usual(measure("tug_s"), 72) == ()


@pytest.mark.parametrize("key", ["knee_angle", "hip_flexor"])
def test_a_test_of_one_leg_says_that_it_stays_the_same_leg(key: str):
    assert any("same leg" in one for one in protocol(key).set_up)
