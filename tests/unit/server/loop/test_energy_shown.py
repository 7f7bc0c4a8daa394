"""The energy of a session: a range with its sources where it is honest, never below 3 km/h."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from phone import Phone, person_with_plan

from retrowalk.directions import Direction
from retrowalk.server.sessions.energy_shown import shown_energy
from retrowalk.training.person import Group, Person
from retrowalk.training.prescription import (
    Band,
    Interval,
    Place,
    Prescription,
    Support,
)
from retrowalk.training.session import Ending, IntervalDone, MeasuredWalk, SessionRecord
from retrowalk.units import mps_from_kmh

TODAY = date(2026, 11, 23)
ADA = Person("Ada", 45, Group.ACTIVE_ADULT, weight_kg=70.0)


def walked(kmh: float | None, seen: Direction | None = None) -> SessionRecord:
    """Return ten minutes backward at a told speed; None: at one's own."""
    speed = None if kmh is None else Band(mps_from_kmh(kmh - 0.1), mps_from_kmh(kmh + 0.1))
    told = Prescription(
        "test",
        (
            Interval(Direction.FORWARD, 60.0),
            Interval(Direction.BACKWARD, 600.0, speed),
        ),
        Place.TREADMILL,
        Support.RAIL_OR_WALL,
        (),
    )
    looked = None if seen is None else MeasuredWalk(seen, 900, 90.0)
    return SessionRecord(
        session_id="one",
        started_at=datetime(2026, 11, 23, 9, tzinfo=UTC),
        prescription=told,
        ending=Ending.COMPLETED,
        intervals=tuple(
            IntervalDone(i.direction, i.duration_s, i.duration_s, looked)
            for i in told.intervals
        ),
        pain_before=0,
        pain_after=0,
        rpe_cr10=3.0,
        stumbles=0,
    )


def test_at_a_published_speed_it_is_a_range_with_its_sources():
    shown = shown_energy(walked(4.0), ADA, TODAY)
    low, high = map(float, shown.met.split(" to "))
    assert 2.0 < low < high < 12.0
    least, most = map(float, shown.kcal.split(" to "))
    assert 10 * low * 1.0 < least < most < 10 * high * 1.4
    assert {source.key for source in shown.sources} >= {"acsm_walking", "williford1998"}
    assert shown.why_not == ""


@given(kmh=st.floats(0.3, 2.99))
def test_below_3_km_h_there_is_never_a_number(kmh: float):
    shown = shown_energy(walked(kmh), ADA, TODAY)
    assert (shown.met, shown.kcal) == ("", "")
    assert "No published cost was found for walking slower than 3" in shown.why_not
    assert not re.search(r"\d", shown.why_not.replace("3 kilometres", ""))


def test_at_a_pace_of_ones_own_the_cost_is_not_known():
    shown = shown_energy(walked(None), ADA, TODAY)
    assert (shown.met, shown.kcal) == ("", "")
    assert "You choose the speed" in shown.why_not


def test_without_a_weight_there_are_no_kilocalories():
    shown = shown_energy(walked(4.0), replace(ADA, weight_kg=None), TODAY)
    assert shown.met
    assert shown.kcal == ""


def test_steps_seen_forward_in_a_backward_part_leave_no_figure():
    shown = shown_energy(walked(4.0, Direction.FORWARD), ADA, TODAY)
    assert (shown.met, shown.kcal) == ("", "")
    assert "forward" in shown.why_not
    assert shown_energy(walked(4.0, Direction.BACKWARD), ADA, TODAY).met


def test_with_weeks_of_practice_only_the_lower_end_sinks():
    new = shown_energy(walked(4.0), ADA, TODAY).met.split(" to ")
    used = shown_energy(walked(4.0), ADA, TODAY - timedelta(weeks=8)).met.split(" to ")
    assert float(used[0]) < float(new[0])
    assert used[1] == new[1]


def test_nothing_walked_backward_costs_nothing_that_is_known():
    record = walked(4.0)
    cut = replace(record.intervals[1], done_s=0.0)
    shown = shown_energy(replace(record, intervals=(record.intervals[0], cut)), ADA, TODAY)
    assert shown.why_not == "Nothing was walked backward."


@pytest.mark.django_db
def test_the_session_page_says_it_or_why_not():
    phone = Phone(person_with_plan())
    page = phone.client.get(phone.walk().json()["url"]).content.decode()
    assert "Not known: You choose the speed" in page
