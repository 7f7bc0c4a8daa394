"""Tests as the pages show them: what is due, what came of each, how one is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from retrowalk.charts.course_chart import CourseWords, course_chart
from retrowalk.outcomes.change import amount
from retrowalk.outcomes.course import Course, Value, course
from retrowalk.outcomes.measure import Measure
from retrowalk.outcomes.measures import measure
from retrowalk.outcomes.norms import Kind, change_threshold, cutoff_spread
from retrowalk.outcomes.populations import WORDS, Population, population_for
from retrowalk.outcomes.protocols.protocol import Protocol
from retrowalk.outcomes.reference_values import ReferenceValue, usual
from retrowalk.outcomes.results import Result, results
from retrowalk.outcomes.retest import next_due
from retrowalk.server.outcomes.models import StoredTest
from retrowalk.server.outcomes.offered import Offer
from retrowalk.server.outcomes.receive_test import taken_of
from retrowalk.server.outcomes.spans import short
from retrowalk.server.outcomes.words import CHANGES
from retrowalk.server.people.models import Person


@dataclass(frozen=True, slots=True)
class Done:
    """One stored test with what it says."""

    stored: StoredTest
    day: date
    results: tuple[Result, ...]


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
    """One measure on the page of a test."""

    course: Course
    word: str | Promise
    svg: str
    rows: tuple[tuple[str, str], ...]
    known: tuple[str, ...]
    sources: tuple[str, ...]


def done_by(person: Person) -> dict[str, list[Done]]:
    """Return all tests of a person by protocol, oldest first: one query."""
    found: dict[str, list[Done]] = {}
    for stored in person.tests.all():
        found.setdefault(stored.protocol, []).append(_done(stored))
    return found


def done_of(person: Person, of: Protocol) -> list[Done]:
    """Return the tests of a person by one protocol, oldest first."""
    return [_done(stored) for stored in person.tests.filter(protocol=of.key)]


def _done(stored: StoredTest) -> Done:
    return Done(stored, timezone.localdate(stored.taken_at), results(taken_of(stored)))


def values(done: Sequence[Done], key: str) -> list[Value]:
    """Return the counted values of one measure."""
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
    due = next_due(of, [one.day for one in counted], today)
    about = measure(of.principal)
    judged = course(about, counted, population_for(person.group)) if counted else None
    return TestRow(
        offer,
        len(done),
        amount(about, counted[-1].value) if counted else "",
        due,
        due <= today and not offer.why_not and (offer.usual or bool(done)),
        CHANGES[judged.word] if judged else "",
    )


def followed(of: Protocol, done: Sequence[Done], person: Person) -> list[Followed]:
    """Return every measure of a test with its course."""
    group = population_for(person.group)
    age = timezone.localdate().year - person.birth_year
    return [_followed(measure(r.measure), done, group, age) for r in of.readings]


def _followed(
    about: Measure, done: Sequence[Done], group: Population, age: int
) -> Followed:
    so_far = course(about, values(done, about.key), group)
    known, sources = _known(about, group, age)
    return Followed(
        course=so_far,
        word=CHANGES[so_far.word],
        svg=_drawn(so_far) if so_far.values else "",
        rows=tuple((short(v.day), amount(about, v.value)) for v in so_far.values),
        known=known,
        sources=tuple(dict.fromkeys((*so_far.sources, *sources))),
    )


def _drawn(so_far: Course) -> str:
    return course_chart(
        [short(v.day) for v in so_far.values],
        [v.value for v in so_far.values],
        so_far.baseline,
        so_far.too_small,
        CourseWords(
            title=_("%(name)s, %(unit)s")
            % {"name": _(so_far.measure.name), "unit": _(so_far.measure.unit)},
            value=_("each test"),
            baseline=_("mean of the first three"),
            band=_("too small a change to tell"),
        ),
    )


def _known(
    about: Measure, group: Population, age: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what is published for people like this one, in sentences, with its sources."""
    said, sources = [], []
    for kind, words, unknown in (
        (
            Kind.MDC,
            _("It can move by %(size)s by itself, in %(people)s."),
            _("How much it moves by itself is not known for people like you."),
        ),
        (
            Kind.MCID,
            _("A change that %(people)s notice is %(size)s."),
            _("Which change people like you notice is not known."),
        ),
    ):
        limit = change_threshold(about, group, kind)
        if limit is None:
            said.append(unknown)
            continue
        size = (
            amount(about, limit.amount)
            if limit.counted_in == "unit"
            else _("%(share)g %% of the value before") % {"share": limit.amount}
        )
        said.append(words % {"size": size, "people": _(WORDS[limit.population])})
        sources.append(limit.source)
    published = usual(about, age)
    for one in published:
        said.append(_usual(about, one))
        sources.append(one.source)
    if not published:
        said.append(_("What is usual at your age is not known."))
    spread = cutoff_spread(about)
    if spread is not None:
        said.append(spread.sentence)
        sources += spread.sources
    return tuple(said), tuple(sources)


def _usual(about: Measure, one: ReferenceValue) -> str:
    who = _("Men") if one.who == "men" else _("Women")
    if one.low is not None and one.high is not None:
        span = f"{one.low:g} to {amount(about, one.high)}"
    else:
        span = amount(about, one.low if one.low is not None else one.high or 0.0)
    ages = (
        f" {one.age_from} to {one.age_to}"
        if (one.age_from, one.age_to) != (18, 120)
        else ""
    )
    return f"{who}{ages}: {span}; {one.note}."
