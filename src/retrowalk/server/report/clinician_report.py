"""One or two pages for a physiotherapist's file: what was walked, how it went, what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import formats
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from retrowalk.evidence.sources import Source
from retrowalk.outcomes.change import Word
from retrowalk.outcomes.course import Course, course
from retrowalk.outcomes.measures import measure
from retrowalk.outcomes.populations import population_for
from retrowalk.outcomes.protocols.catalogue import PROTOCOLS
from retrowalk.server.outcomes.blinded import Blinded, blinded
from retrowalk.server.outcomes.progress import Walked, walked_of
from retrowalk.server.outcomes.said import saying_for, size_for
from retrowalk.server.outcomes.sums import sums_of
from retrowalk.server.outcomes.tests_shown import Done, done_by, values
from retrowalk.server.outcomes.walking import Walking, walking
from retrowalk.server.outcomes.words import duration
from retrowalk.server.people.clearance_shown import found
from retrowalk.server.people.models import Person
from retrowalk.server.people.words import GROUPS
from retrowalk.server.programme.catalogue import programme_of
from retrowalk.server.programme.shown import ShownVersion, shown_version
from retrowalk.server.programme.standing import Standing, standing
from retrowalk.server.proof.reported import ReportedTrials
from retrowalk.server.sessions.words import SYMPTOMS
from retrowalk.training.person import Group
from retrowalk.training.session import Symptom

LATELY = timedelta(days=28)
# What says most of a change stands first, and is the last to go where paper is short.
ORDER = (
    Word.REAL_AND_MEANINGFUL,
    Word.REAL,
    Word.TOO_SMALL_TO_TELL,
    Word.NOT_KNOWN,
    Word.TOO_EARLY,
)


@dataclass(frozen=True, slots=True)
class Room:
    """How much of each thing a report holds. note: letters of a note, or of a reason."""

    tests: int
    events: int
    changes: int
    ways: int
    sources: int
    note: int


# From the fullest to the one that fits two pages whatever is told; own choice.
ROOMS = (
    Room(tests=10, events=6, changes=3, ways=2, sources=12, note=240),
    Room(tests=6, events=4, changes=2, ways=1, sources=8, note=160),
    Room(tests=3, events=2, changes=1, ways=0, sources=4, note=80),
)


@dataclass(frozen=True, slots=True)
class TestLine:
    """One measure of a test: baseline, latest, and what may be said of it."""

    measure: str
    baseline: str
    latest: str
    sentence: str
    sources: tuple[str, ...]


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
    more_tests, more_events: how many there was no room for. blind: what a running trial of
    oneself keeps from the person, and so from the report.
    """

    goal: str | Promise
    standing: Standing
    programme: str
    walked: Walked | None
    first_day: date | None
    last_day: date | None
    lately: str
    lately_sessions: int
    walking: Walking
    ways: int
    events: tuple[Event, ...]
    more_events: int
    versions: tuple[ShownVersion, ...]
    tests: tuple[TestLine, ...]
    more_tests: int
    blind: Blinded | None
    trials: ReportedTrials
    sources: tuple[Source, ...]
    note: int
    simulated: bool

    @property
    def ways_shown(self) -> str:
        """How many directions are shown, as the template's slice wants it."""
        return f":{self.ways}"


def report_of(
    person: Person,
    today: date,
    trials: ReportedTrials,
    room: Room = ROOMS[0],
) -> ClinicianReport:
    """Return the report of a person as of a day, in the language of the moment.

    trials: of oneself, worked out once for every room that is tried.
    """
    rows, now = sums_of(person), standing(person, today)
    recent = [one for one in rows if one.day > today - LATELY]
    done = done_by(person)
    tests = _tests(person, done)
    events = _events(person, room)
    walked = walked_of(person, rows) if rows else None
    versions = person.plans.order_by("-version")[: room.changes]
    keys = [*(walked.change.sources if walked else ())]
    keys += [key for one in trials.told for key in one.sources]
    keys += [key for one in tests[: room.tests] for key in one.sources]
    return ClinicianReport(
        goal=GROUPS[Group(person.group)],
        standing=now,
        programme=_programme(person, now),
        walked=walked,
        first_day=rows[0].day if rows else None,
        last_day=rows[-1].day if rows else None,
        lately=duration(sum(one.backward_s for one in recent)),
        lately_sessions=len(recent),
        walking=walking(person),
        ways=room.ways,
        events=events,
        more_events=person.adverse_events.count() - len(events),
        versions=tuple(shown_version(one) for one in versions),
        tests=tests[: room.tests],
        more_tests=max(0, len(tests) - room.tests),
        blind=blinded(person),
        trials=trials,
        sources=found(dict.fromkeys(keys))[: room.sources],
        note=room.note,
        simulated=person.simulated
        or any(one.simulated for one in rows)
        or any(one.simulated for one in trials.told)
        or any(one.stored.simulated for all_of in done.values() for one in all_of),
    )


def _programme(person: Person, now: Standing) -> str:
    if now.plan is None:
        return ""
    programme = programme_of(person, now.plan.programme)
    return now.plan.programme if programme is None else programme.name


def _events(person: Person, room: Room) -> tuple[Event, ...]:
    return tuple(
        Event(
            one.day,
            SYMPTOMS[Symptom(one.symptom)],
            Truncator(one.note).chars(room.note),
        )
        for one in person.adverse_events.all()[: room.events]
    )


def _tests(person: Person, done: Mapping[str, Sequence[Done]]) -> tuple[TestLine, ...]:
    """Return every measure that has a value, what says most of a change first."""
    group, saying = population_for(person.group), saying_for(person)
    courses: list[Course] = []
    for key, of in PROTOCOLS.items():
        for reading in of.readings:
            about = measure(reading.measure)
            counted = values(done.get(key, ()), about.key)
            if counted:
                courses.append(course(about, counted, group, saying))
    courses.sort(key=lambda one: ORDER.index(one.word))
    return tuple(_line(person, one) for one in courses)


def _line(person: Person, so_far: Course) -> TestLine:
    about, newest = so_far.measure, so_far.values[-1]
    baseline = so_far.baseline
    day = formats.date_format(newest.day, _("j M Y"))
    return TestLine(
        measure=about.name,
        baseline="" if baseline is None else size_for(person, about, baseline),
        latest=f"{size_for(person, about, newest.value)}, {day}",
        sentence=so_far.sentence,
        sources=so_far.sources,
    )
