"""A person's days are those of the place where they walk, however far from the server."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from django.urls import reverse
from phone import Phone, person_with_plan

from retrowalk.server.people.models import Person
from retrowalk.server.people.zone import COOKIE, zone_at, zone_of

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 23)
EAST, WEST = timezone(timedelta(hours=13)), timezone(timedelta(hours=-11))
NAMES = {EAST: "Pacific%2FTongatapu", WEST: "Pacific/Pago_Pago", UTC: "nowhere/at all"}
AT_HOME = "Europe/Berlin"


@pytest.fixture
def now(monkeypatch, settings):
    """Return a way to set the clock of a server in Greenwich."""
    settings.TIME_ZONE = "UTC"

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment.astimezone(UTC))

    return set_to


def weeks(
    now, zone: timezone, clock: time, days: int = 12, *, cookie: bool = True
) -> Phone:
    """Walk every session on its own day by the local clock; look at the pages before."""
    now(datetime.combine(MONDAY, time(9), zone))
    phone = Phone(person_with_plan(today=MONDAY))
    if cookie:
        phone.client.cookies[COOKIE] = NAMES[zone]
    for day in (MONDAY + timedelta(days=n) for n in range(days)):
        at = datetime.combine(day, clock, zone)
        now(at)
        for page in ("person", "plan"):
            phone.client.get(reverse(page, args=[phone.person.pk]))
        bundle = phone.bundle()
        if bundle["sessions"][0]["day"] != day.isoformat():
            continue
        now(at + timedelta(minutes=30))
        answer = phone.walk(bundle=bundle, started_at=at.isoformat())
        assert answer.status_code == 201, answer.json()
    return phone


@pytest.mark.parametrize(
    ("zone", "clock"),
    [(EAST, time(6)), (EAST, time(23)), (WEST, time(6)), (WEST, time(22)), (UTC, time(12))],
    ids=["east, early", "east, late", "west, early", "west, late", "at home"],
)
def test_growth_is_not_lost_far_from_the_server(now, zone: timezone, clock: time):
    phone = weeks(now, zone, clock)
    versions = list(phone.person.plans.order_by("version"))
    reasons = {v.reason for v in versions}
    assert phone.person.walks.count() == 6
    assert [v.move for v in versions].count("progress") == 5
    assert not any("after today" in r or "missed" in r or "late" in r for r in reasons)


@pytest.mark.parametrize(("zone", "clock"), [(EAST, time(6)), (WEST, time(22))])
def test_the_page_calls_the_local_day_today(now, zone: timezone, clock: time):
    phone = weeks(now, zone, clock, days=1)
    tuesday = datetime.combine(MONDAY + timedelta(days=1), clock, zone)
    now(tuesday)
    shown = phone.client.get(reverse("person", args=[phone.person.pk]))
    assert shown.context["today"] == tuesday.date()
    assert shown.context["walked_today"] is False
    now(datetime.combine(MONDAY, time(22), zone))
    shown = phone.client.get(reverse("person", args=[phone.person.pk]))
    assert shown.context["today"] == MONDAY
    assert shown.context["walked_today"] is True


def test_far_from_the_server_growth_is_not_lost_without_the_browsers_word_either(now):
    phone = weeks(now, EAST, time(23), cookie=False)
    assert [v.move for v in phone.person.plans.all()].count("progress") == 5


@pytest.mark.parametrize("told", ["", "Europe", "../etc/passwd", "x" * 300, "Mars/Olympus"])
def test_a_time_zone_that_there_is_not_is_no_zone(now, told: str):
    now(datetime(2026, 11, 23, 23, tzinfo=UTC))
    phone = Phone(person_with_plan())
    phone.client.cookies[COOKIE] = told
    shown = phone.client.get(reverse("person", args=[phone.person.pk]))
    assert shown.context["today"] == MONDAY


def test_one_persons_clock_is_not_another_requests(now):
    phone = weeks(now, EAST, time(6), days=1)
    other = Phone(person_with_plan("Bea", today=MONDAY))
    now(datetime.combine(MONDAY, time(8), EAST))  # Sunday evening in Greenwich
    phone.client.get(reverse("person", args=[phone.person.pk]))
    shown = other.client.get(reverse("person", args=[other.person.pk]))
    assert shown.context["today"] == MONDAY - timedelta(days=1)


def test_whoever_has_not_walked_has_the_installations_clock(now, settings):
    settings.TIME_ZONE = AT_HOME
    assert str(zone_of(person_with_plan())) == AT_HOME


def test_a_walk_at_home_keeps_the_zone_that_knows_of_summer_time(settings):
    settings.TIME_ZONE = AT_HOME
    winter = datetime.fromisoformat("2026-01-05T09:00:00+01:00")
    assert str(zone_at(winter)) == AT_HOME
    assert zone_at(winter.replace(tzinfo=EAST)).utcoffset(None) == timedelta(hours=13)


@pytest.mark.parametrize("hours", [-13, 15, 23])
def test_an_offset_that_no_place_has_is_a_wrong_clock(settings, hours: int):
    settings.TIME_ZONE = AT_HOME
    odd = datetime(2026, 1, 5, 9, tzinfo=timezone(timedelta(hours=hours)))
    assert str(zone_at(odd)) == AT_HOME


def test_the_household_says_where_each_person_stands_on_their_own_clock(now):
    phone = weeks(now, EAST, time(6), days=2)
    wednesday = datetime.combine(MONDAY + timedelta(days=2), time(6), EAST)
    now(wednesday)
    shown = phone.client.get(reverse("household"))
    assert shown.context["rows"][0]["standing"].due.day == wednesday.date()
    assert Person.objects.count() == 1
