"""One or two pages for a physiotherapist's file: what was walked, how it went, what changed."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import formats
from django.utils.functional import Promise

from retrowalk.evidence.sources import Source
from retrowalk.outcomes.change import amount
from retrowalk.outcomes.course import course
from retrowalk.outcomes.measures import measure
from retrowalk.outcomes.populations import population_for
from retrowalk.outcomes.protocols.catalogue import PROTOCOLS
from retrowalk.server.outcomes.progress import Walked, walked_of
from retrowalk.server.outcomes.sums import sums_of
from retrowalk.server.outcomes.tests_shown import Done, done_by, values
from retrowalk.server.outcomes.words import duration
from retrowalk.server.people.clearance_shown import found
from retrowalk.server.people.models import Person
from retrowalk.server.people.words import GROUPS
from retrowalk.server.programme.catalogue import programme_of
from retrowalk.server.programme.shown import ShownVersion, shown_version
from retrowalk.server.programme.standing import Standing, standing
from retrowalk.server.sessions.words import SYMPTOMS
from retrowalk.training.person import Group
from retrowalk.training.session import Symptom

LATELY = timedelta(days=28)
CHANGES_SHOWN = 3
EVENTS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class TestLine:
    """One measure of a test: baseline, latest, and what may be said of it."""

    name: str
    measure: str
    baseline: str
    latest: str
    days: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something that went wrong: outside a session, as it was told."""

    day: date
    what: str | Promise
    note: str


@dataclass(frozen=True, slots=True)
class ClinicianReport:
    """What the report holds; walked is None before the first session.

    lately: minutes backward of the last 28 days, as people say it.
    """

    goal: str | Promise
    standing: Standing
    programme: str
    walked: Walked | None
    first_day: date | None
    last_day: date | None
    lately: str
    lately_sessions: int
    events: tuple[Event, ...]
    versions: tuple[ShownVersion, ...]
    tests: tuple[TestLine, ...]
    sources: tuple[Source, ...]


def report_of(person: Person, today: date) -> ClinicianReport:
    """Return the report of a person as of a day."""
    rows, now = sums_of(person), standing(person, today)
    recent = [one for one in rows if one.day > today - LATELY]
    tests, sources = _tests(person, done_by(person))
    walked = walked_of(person, rows) if rows else None
    versions = person.plans.order_by("-version")[:CHANGES_SHOWN]
    return ClinicianReport(
        goal=GROUPS[Group(person.group)],
        standing=now,
        programme=_programme(person, now),
        walked=walked,
        first_day=rows[0].day if rows else None,
        last_day=rows[-1].day if rows else None,
        lately=duration(sum(one.backward_s for one in recent)),
        lately_sessions=len(recent),
        events=_events(person),
        versions=tuple(shown_version(one) for one in versions),
        tests=tests,
        sources=found(
            dict.fromkeys((*(walked.change.sources if walked else ()), *sources))
        ),
    )


def _programme(person: Person, now: Standing) -> str:
    if now.plan is None:
        return ""
    programme = programme_of(person, now.plan.programme)
    return now.plan.programme if programme is None else programme.name


def _events(person: Person) -> tuple[Event, ...]:
    return tuple(
        Event(one.day, SYMPTOMS[Symptom(one.symptom)], one.note)
        for one in person.adverse_events.all()[:EVENTS_SHOWN]
    )


def _tests(
    person: Person, done: dict[str, list[Done]]
) -> tuple[tuple[TestLine, ...], tuple[str, ...]]:
    group = population_for(person.group)
    lines: list[TestLine] = []
    sources: list[str] = []
    for key, of in PROTOCOLS.items():
        for reading in of.readings:
            about = measure(reading.measure)
            counted = values(done.get(key, ()), about.key)
            if not counted:
                continue
            so_far = course(about, counted, group)
            newest = so_far.values[-1]
            lines.append(
                TestLine(
                    name=of.name,
                    measure=about.name,
                    baseline=""
                    if so_far.baseline is None
                    else amount(about, so_far.baseline),
                    latest=f"{amount(about, newest.value)}, {_day(newest.day)}",
                    days=len(so_far.values),
                    sentence=so_far.sentence,
                )
            )
            sources += so_far.sources
    return tuple(lines), tuple(sources)


def _day(day: date) -> str:
    return formats.date_format(day, "j M Y")
