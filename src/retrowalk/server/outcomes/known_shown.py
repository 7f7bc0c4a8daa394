"""What is published of a measure for people like one, each sentence with its source."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from retrowalk.outcomes.measure import Measure
from retrowalk.outcomes.norms import In, Kind, change_threshold, cutoff_spread
from retrowalk.outcomes.populations import WORDS, Population, population_for
from retrowalk.outcomes.reference_values import ReferenceValue, usual
from retrowalk.server.outcomes.said import size_for
from retrowalk.server.people.models import Person


@dataclass(frozen=True, slots=True)
class Known:
    """One sentence, and the keys of where it is from; none where it says "not known"."""

    sentence: str
    sources: tuple[str, ...] = ()


def known_of(about: Measure, person: Person, age: int) -> tuple[Known, ...]:
    """Return what moves by itself, what people notice, what is usual; or that it is not known."""
    group = population_for(person.group)
    return (
        _by_itself(about, person, group),
        _noticed(about, person, group),
        *_usual(about, person, age),
        *_spread(about),
    )


def _by_itself(about: Measure, person: Person, group: Population) -> Known:
    size = _size(about, person, group, Kind.MDC)
    if size is None:
        return Known(_("How much it moves by itself is not known for people like you."))
    words = _("It can move by %(size)s by itself, in %(people)s.")
    return Known(words % {"size": size[0], "people": size[1]}, (size[2],))


def _noticed(about: Measure, person: Person, group: Population) -> Known:
    size = _size(about, person, group, Kind.MCID)
    if size is None:
        return Known(_("Which change people like you notice is not known."))
    words = _("A change that %(people)s notice is %(size)s.")
    return Known(words % {"size": size[0], "people": size[1]}, (size[2],))


def _size(
    about: Measure, person: Person, group: Population, kind: Kind
) -> tuple[str, str, str] | None:
    limit = change_threshold(about, group, kind)
    if limit is None:
        return None
    size = (
        size_for(person, about, limit.amount)
        if limit.counted_in is In.UNIT
        else _("%(share)g %% of the value before") % {"share": limit.amount}
    )
    return size, _(WORDS[limit.population]), limit.source


def _usual(about: Measure, person: Person, age: int) -> tuple[Known, ...]:
    published = usual(about, age)
    if not published:
        return (Known(_("What is usual at your age is not known.")),)
    return tuple(Known(_usual_said(about, person, one), (one.source,)) for one in published)


def _usual_said(about: Measure, person: Person, one: ReferenceValue) -> str:
    who = _("Men") if one.who == "men" else _("Women")
    low, high = (
        None if end is None else size_for(person, about, end) for end in (one.low, one.high)
    )
    to = _("%(low)s to %(high)s")
    span = to % {"low": low, "high": high} if low and high else low or high
    anybody = (one.age_from, one.age_to) == (18, 120)
    ages = "" if anybody else " " + to % {"low": one.age_from, "high": one.age_to}
    return f"{who}{ages}: {span}; {_(one.note)}."


def _spread(about: Measure) -> tuple[Known, ...]:
    spread = cutoff_spread(about)
    return () if spread is None else (Known(spread.sentence, spread.sources),)
