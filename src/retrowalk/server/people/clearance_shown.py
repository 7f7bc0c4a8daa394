"""A clearance in the words and units of the person who reads it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import floor

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from retrowalk.evidence.sources import Source, sources
from retrowalk.server.people.changes import what_changes
from retrowalk.server.people.models import Person
from retrowalk.server.people.words import EFFORTS, SUPPORTS
from retrowalk.training.clearance import Clearance
from retrowalk.training.effort.intensity import rpe_band, talk_test
from retrowalk.training.screening.allowance import Allowance
from retrowalk.units import MPS_PER_MPH, kmh_from_mps


@dataclass(frozen=True, slots=True)
class ShownReason:
    """One reason of a clearance.

    change: what would change it; None for a remark that no answer stands behind.
    """

    sentence: str
    sources: tuple[Source, ...]
    change: str | Promise | None


def shown_reasons(clearance: Clearance) -> tuple[ShownReason, ...]:
    """Return the reasons and the remarks, in the order of the clearance."""
    return tuple(
        ShownReason(
            _(reason.sentence), found(reason.sources), what_changes(reason, clearance)
        )
        for reason in clearance.reasons
    )


def found(keys: Iterable[str]) -> tuple[Source, ...]:
    """Return the sources of these keys that the library still has."""
    library = sources()
    return tuple(library[key] for key in keys if key in library)


def limits(allowed: Allowance, person: Person) -> Iterator[tuple[str, str]]:
    """Yield the most that is allowed, as a name and a sentence each."""
    band = rpe_band(allowed.effort)
    effort = {"effort": EFFORTS[allowed.effort], "most": f"{band.high:g}"}
    felt = _("%(effort)s: up to %(most)s on the scale from 0 to 10.") % effort
    yield _("Effort"), f"{felt[:1].upper()}{felt[1:]} {_(talk_test(allowed.effort))}"
    yield _("Support"), f"{SUPPORTS[allowed.support]}"
    yield _("Speed backward"), _speed(allowed.speed_max_mps, person)
    if allowed.incline_max_pct:
        steepest = _("up to %(slope)s %%, on a treadmill only")
        yield _("Slope"), steepest % {"slope": f"{allowed.incline_max_pct:g}"}
    else:
        yield _("Slope"), _("none: level ground only")


def _speed(most_mps: float, person: Person) -> str:
    """Return the speed rounded down to what a belt shows: never more than is allowed."""
    if person.units == Person.Units.IMPERIAL:
        figure, unit = most_mps / MPS_PER_MPH, _("mph")
    else:
        figure, unit = kmh_from_mps(most_mps), _("km/h")
    shown = {"speed": f"{floor(figure * 10 + 1e-6) / 10:.1f}", "unit": unit}
    return _("comfortable, and at most %(speed)s %(unit)s on a treadmill") % shown
