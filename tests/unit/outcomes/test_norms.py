"""Thresholds: sourced, borrowed only from wider groups, and never one cut-off for falls."""

import pytest

from retrowalk.errors import BadAnswer, BadInput, Unknown
from retrowalk.outcomes.measures import MEASURES, measure
from retrowalk.outcomes.norms import (
    Kind,
    change_threshold,
    cutoff_spread,
    thresholds,
)
from retrowalk.outcomes.populations import WORDS, Population, population_for, wider
from retrowalk.training.person import Group


def test_every_threshold_has_a_source_and_an_amount_that_makes_sense():
    rows = thresholds()
    assert len(rows) > 30
    assert all(t.source and t.amount > 0 for t in rows)
    assert all(t.low <= t.high for t in rows if t.low is not None and t.high is not None)


def test_every_population_can_be_said():
    assert set(WORDS) == set(Population)


@pytest.mark.parametrize("group", Group)
def test_every_group_that_trains_is_a_population(group: Group):
    assert population_for(group.value).value == group.value


def test_an_unknown_population_is_refused():
    with pytest.raises(Unknown, match="no population 'martians'"):
        population_for("martians")


def test_an_unknown_measure_is_refused():
    with pytest.raises(Unknown, match="no measure 'shoe_size'; expected one of pain_nrs"):
        measure("shoe_size")


@pytest.mark.parametrize("key", MEASURES)
def test_every_measure_says_how_it_is_done_and_refuses_a_slip(key: str):
    of = measure(key)
    assert of.protocol.endswith(".")
    assert of.sources
    with pytest.raises(BadAnswer, match=f"expected {of.lowest:g} to"):
        of.check(of.highest + 1)
    with pytest.raises(BadAnswer, match="is nan"):
        of.check(float("nan"))


def test_a_narrow_group_borrows_from_a_wider_one_that_contains_it():
    pain = measure("pain_nrs")
    found = change_threshold(pain, Population.KNEE_OSTEOARTHRITIS, Kind.MCID)
    assert found is not None
    assert found.population is Population.CHRONIC_MUSCULOSKELETAL_PAIN
    assert found.amount == 1.0


def test_ones_own_threshold_comes_before_a_borrowed_one():
    found = change_threshold(measure("pain_nrs"), Population.LOW_BACK_PAIN, Kind.MCID)
    assert found is not None
    assert (found.population, found.amount) == (Population.LOW_BACK_PAIN, 2.0)


def test_a_wider_group_never_borrows_from_a_narrower_one():
    koos = measure("koos_pain")
    assert change_threshold(koos, Population.KNEE_OSTEOARTHRITIS, Kind.MDC) is None
    assert (
        change_threshold(koos, Population.SEVERE_KNEE_OSTEOARTHRITIS, Kind.MDC) is not None
    )
    assert all(population in wider(population) for population in Population)


def test_of_a_range_the_careful_end_is_used():
    speed = measure("gait_speed_mps")
    found = change_threshold(speed, Population.KNEE_OSTEOARTHRITIS, Kind.MCID)
    assert found is not None
    assert found.amount == 0.115


def test_a_share_of_the_baseline_grows_with_it():
    womac = measure("womac_total")
    found = change_threshold(womac, Population.KNEE_OSTEOARTHRITIS, Kind.MCID)
    assert found is not None
    assert found.size(50.0) == pytest.approx(11.0)


@pytest.mark.parametrize("kind", [Kind.CUTOFF, Kind.BAND])
def test_a_cut_off_is_no_size_of_a_change(kind: Kind):
    with pytest.raises(BadInput, match="not the size of a change"):
        change_threshold(measure("backward_walk_3m_s"), Population.OLDER_ADULT, kind)


def test_cut_offs_for_falls_are_told_as_a_spread_only():
    spread = cutoff_spread(measure("backward_walk_3m_s"))
    assert spread is not None
    assert (spread.lowest, spread.highest) == (3.0, 10.31)
    assert "no single one is used" in spread.sentence
    assert len(spread.sources) == 4


@pytest.mark.parametrize("key", ["tandem_stand_s", "gait_speed_mps", "backward_speed_mps"])
def test_where_one_cut_off_is_published_none_is_told(key: str):
    assert cutoff_spread(measure(key)) is None
