"""How a person walks, as a sensor saw it: each direction by itself, only at one speed."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from retrowalk.directions import Direction
from retrowalk.gait.measures.matched import SPEED_STEP_MPS
from retrowalk.outcomes.change import Word, judge
from retrowalk.outcomes.course import too_small
from retrowalk.outcomes.measures_gait import GAIT, GaitFigure
from retrowalk.outcomes.populations import Population, population_for
from retrowalk.outcomes.progress import BASELINE_VALUES, RECENT_VALUES
from retrowalk.server.outcomes.said import counted, number, saying_for, unit_for
from retrowalk.server.outcomes.walked_rows import How, SpeedSeen, Walked, walked_rows
from retrowalk.server.outcomes.words import CHANGES, WORN
from retrowalk.server.people.models import Person

MATCHED = tuple(one for one in GAIT.values() if not one.at_any_speed)
NEEDED = BASELINE_VALUES + RECENT_VALUES  # sessions; design_single_case


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of one direction.

    first, latest: means of the first and the last three sessions; latest alone while there
        are fewer than six. band: where a change would be too small to tell.
    """

    name: str
    first: str
    latest: str
    word: str | Promise
    sentence: str
    band: str


@dataclass(frozen=True, slots=True)
class Way:
    """One direction at one speed. speed: as the person reads it. sessions: how many."""

    direction: Direction
    speed: str
    sessions: int
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True, slots=True)
class BesideRow:
    """One figure of both directions, means of the last three sessions."""

    name: str
    forward: str
    backward: str


@dataclass(frozen=True, slots=True)
class Walking:
    """How a person walks.

    ways: each direction where it was walked most often at one speed. beside: both at the
        speed that was walked both ways, empty where none was. speeds: of the newest
        sessions, at any speed. how: where the sensor was and on what ground, in all of
        these; empty where none saw any walking. others: how else sessions were measured,
        which are not compared; empty where there are none.
    """

    ways: tuple[Way, ...]
    beside: tuple[BesideRow, ...]
    beside_speed: str
    speeds: tuple[SpeedSeen, ...]
    how: str
    others: str


def walking(person: Person) -> Walking:
    """Return how a person walks: four queries, however many sessions."""
    found = walked_rows(person)
    group = population_for(person.group)
    both = found.both
    return Walking(
        ways=tuple(
            _way(person, group, way, band, found)
            for way, band in reversed(list(found.most.items()))
        ),
        beside=() if both is None else _beside(person, found, both),
        beside_speed="" if both is None else _speed(person, both),
        speeds=found.speeds,
        how="" if found.how is None else _how(found.how),
        others="; ".join(_how(one) for one in found.others),
    )


def _how(how: How) -> str:
    ground = _("on a treadmill") if how.treadmill else _("not on a treadmill")
    return _("%(worn)s, %(ground)s") % {"worn": WORN[how.site], "ground": ground}


def _way(
    person: Person, group: Population, way: Direction, band: int, found: Walked
) -> Way:
    values = found.values[way, band]
    rows = [_row(person, group, way, one, values[one.key]) for one in MATCHED]
    return Way(
        way,
        _speed(person, band),
        found.sessions[way, band],
        tuple(row for row in rows if row is not None),
    )


def _row(
    person: Person,
    group: Population,
    way: Direction,
    of: GaitFigure,
    values: Sequence[float],
) -> FigureRow | None:
    """Return one figure then and now; None where it was never measured."""
    if not values:
        return None
    latest = fmean(values[-RECENT_VALUES:])
    if len(values) < NEEDED:
        return FigureRow(
            _(of.name), "", _size(person, of, latest), CHANGES[Word.TOO_EARLY], "", ""
        )
    first = fmean(values[:BASELINE_VALUES])
    word, sentence, band = _judged(person, group, way, of, (first, latest))
    return FigureRow(
        _(of.name),
        _size(person, of, first),
        _size(person, of, latest),
        CHANGES[word],
        sentence,
        band,
    )


def _judged(
    person: Person,
    group: Population,
    way: Direction,
    of: GaitFigure,
    means: tuple[float, float],
) -> tuple[Word, str, str]:
    """Return what may be said of a change, in a sentence, and the band that says it."""
    about = of.measure(way)
    if about is None:
        return Word.NOT_KNOWN, _("Neither way is known to be better."), ""
    verdict = judge(about, group, *means, saying_for(person))
    limits = too_small(about, group, means[0])
    if limits is None:
        return verdict.word, verdict.sentence, ""
    low, high = (_size(person, of, limit) for limit in limits)
    band = _("%(low)s to %(high)s") % {"low": low, "high": high}
    return verdict.word, verdict.sentence, band


def _beside(person: Person, found: Walked, band: int) -> tuple[BesideRow, ...]:
    forward, backward = (found.values[way, band] for way in found.ways)
    return tuple(
        BesideRow(
            _(one.name),
            _size(person, one, fmean(forward[one.key][-RECENT_VALUES:])),
            _size(person, one, fmean(backward[one.key][-RECENT_VALUES:])),
        )
        for one in MATCHED
        if forward[one.key] and backward[one.key]
    )


def _size(person: Person, of: GaitFigure, value: float) -> str:
    unit = unit_for(of.unit, person)
    return counted(unit.of(value), unit.name)


def _speed(person: Person, band: int) -> str:
    unit = unit_for("metres per second", person)
    low, high = (unit.of(edge * SPEED_STEP_MPS) for edge in (band, band + 1))
    return _("%(low)s to %(high)s %(unit)s") % {
        "low": number(low, 1),
        "high": number(high, 1),
        "unit": unit.name,
    }
