"""Tests as the pages show them: what is due, what came of each, how one is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from retrowalk.charts.course_chart import CourseWords, course_chart
from retrowalk.outcomes.course import Course, Value, course
from retrowalk.outcomes.measure import Measure
from retrowalk.outcomes.measures import measure
from retrowalk.outcomes.populations import population_for
from retrowalk.outcomes.protocols.protocol import Protocol
from retrowalk.outcomes.results import Result
from retrowalk.outcomes.retest import next_due
from retrowalk.server.outcomes.blinded import Blinded, asks_for_care, blinded
from retrowalk.server.outcomes.known_shown import Known, known_of
from retrowalk.server.outcomes.models import StoredTest
from retrowalk.server.outcomes.offered import Offer
from retrowalk.server.outcomes.results_kept import RESULTS
from retrowalk.server.outcomes.said import saying_for, size_for, unit_for
from retrowalk.server.outcomes.spans import short
from retrowalk.server.outcomes.words import CHANGES, HAPPENED
from retrowalk.server.people.models import Person

MOST_SHOWN = 30  # tests in the list of a page; all of them count, and all are exported


@dataclass(frozen=True, slots=True)
class Done:
    """One stored test with what it says.

    unseen: results that a running trial of oneself keeps from the person; not in results.
    """

    stored: StoredTest
    day: date
    results: tuple[Result, ...]
    unseen: tuple[Result, ...] = ()


@dataclass(frozen=True, slots=True)
class TestRow:
    """One test in the list."""

    offer: Offer
    times: int
    latest: str
    due: date
    is_due: bool
    word: str | Promise


@dataclass(frozen=True, slots=True)
class Followed:
    """One measure on the page of a test. waits: whether values of it are not shown yet."""

    course: Course
    waits: bool
    word: str | Promise
    svg: str
    rows: tuple[tuple[str, str], ...]
    known: tuple[Known, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """One stored test in the list of all: values that count, and why others do not.

    waits: whether a value of it is not shown yet. happened: what went wrong in it.
    """

    done: Done
    said: tuple[tuple[str, str], ...]
    why_not: tuple[str, ...]
    trials: int
    waits: bool
    happened: tuple[str | Promise, ...]


def done_by(person: Person) -> dict[str, list[Done]]:
    """Return all tests of a person by protocol, oldest first: two queries."""
    found: dict[str, list[Done]] = {}
    blind = blinded(person)
    for stored in person.tests.all():
        found.setdefault(stored.protocol, []).append(_done(stored, blind))
    return found


def done_of(person: Person, of: Protocol) -> list[Done]:
    """Return the tests of a person by one protocol, oldest first."""
    blind = blinded(person)
    return [_done(stored, blind) for stored in person.tests.filter(protocol=of.key)]


def _done(stored: StoredTest, blind: Blinded | None) -> Done:
    day, found = timezone.localdate(stored.taken_at), RESULTS.of(stored)
    if blind is None:
        return Done(stored, day, found)
    unseen = tuple(one for one in found if blind.hides(stored, one))
    return Done(stored, day, tuple(one for one in found if one not in unseen), unseen)


def days_of(done: Sequence[Done], key: str) -> list[date]:
    """Return the days with a counted value of a measure, those not shown yet, too."""
    return [
        one.day
        for one in done
        for result in (*one.results, *one.unseen)
        if result.measure == key and result.value is not None
    ]


def values(done: Sequence[Done], key: str) -> list[Value]:
    """Return the counted values of one measure that may be seen."""
    return [
        Value(one.day, result.value)
        for one in done
        for result in one.results
        if result.measure == key and result.value is not None
    ]


def row(offer: Offer, done: Sequence[Done], person: Person, today: date) -> TestRow:
    """Return one line of the list of tests."""
    of = offer.protocol
    counted = values(done, of.principal)
    due = next_due(of, days_of(done, of.principal), today)
    about = measure(of.principal)
    group, saying = population_for(person.group), saying_for(person)
    judged = course(about, counted, group, saying) if counted else None
    return TestRow(
        offer,
        len(done),
        size_for(person, about, counted[-1].value) if counted else "",
        due,
        due <= today and not offer.why_not and (offer.usual or bool(done)),
        CHANGES[judged.word] if judged else "",
    )


def followed(of: Protocol, done: Sequence[Done], person: Person) -> list[Followed]:
    """Return the course of the first measure of each part, and of all that have values."""
    first = {r.part: r.measure for r in reversed(of.readings)}
    return [
        _followed(measure(r.measure), done, person)
        for r in of.readings
        if r.measure in first.values() or values(done, r.measure)
    ]


def kept(done: Sequence[Done], person: Person) -> list[Kept]:
    """Return the newest tests as they were kept, what counts and what does not, newest first."""
    return [_kept(one, person) for one in reversed(done[-MOST_SHOWN:])]


def _kept(one: Done, person: Person) -> Kept:
    return Kept(
        one,
        said=tuple(
            (measure(r.measure).name, size_for(person, measure(r.measure), r.value))
            for r in (*one.results, *filter(asks_for_care, one.unseen))
            if r.value is not None
        ),
        why_not=tuple(
            dict.fromkeys(
                r.why_not
                for r in one.results
                if r.value is None and r.why_not != "It was not taken."
            )
        ),
        trials=len(one.stored.document["trials"]),
        waits=any(r.value is not None and not asks_for_care(r) for r in one.unseen),
        happened=_happened(one.stored),
    )


def _happened(stored: StoredTest) -> tuple[str | Promise, ...]:
    told = {key for trial in stored.document["trials"] for key in trial.get("happened", ())}
    return tuple(words for key, words in HAPPENED.items() if key in told)


def _followed(about: Measure, done: Sequence[Done], person: Person) -> Followed:
    group = population_for(person.group)
    age = timezone.localdate().year - person.birth_year
    so_far = course(about, values(done, about.key), group, saying_for(person))
    return Followed(
        course=so_far,
        waits=any(r.measure == about.key for one in done for r in one.unseen),
        word=CHANGES[so_far.word],
        svg=_drawn(so_far, person) if so_far.values else "",
        rows=tuple((short(v.day), size_for(person, about, v.value)) for v in so_far.values),
        known=known_of(about, person, age),
        sources=so_far.sources,
    )


def _drawn(so_far: Course, person: Person) -> str:
    unit = unit_for(so_far.measure.unit, person)
    band = so_far.too_small
    return course_chart(
        [short(v.day) for v in so_far.values],
        [unit.of(v.value) for v in so_far.values],
        None if so_far.baseline is None else unit.of(so_far.baseline),
        None if band is None else (unit.of(band[0]), unit.of(band[1])),
        CourseWords(
            title=_("%(name)s, %(unit)s")
            % {"name": _(so_far.measure.name), "unit": _(unit.name)},
            value=_("each test"),
            baseline=_("mean of the first three"),
            band=_("too small a change to tell"),
        ),
    )
