"""What a trial would notice, told before it starts, and what that rests on."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import lru_cache

import numpy as np
from django.utils.translation import gettext as _

from retrowalk.errors import BadInput
from retrowalk.outcomes.change import amount
from retrowalk.outcomes.measures import measure
from retrowalk.outcomes.populations import population_for
from retrowalk.outcomes.single_case.design import Design
from retrowalk.outcomes.single_case.power import Noticed, noticed
from retrowalk.outcomes.single_case.spread import LEAST_DAYS, Spread, own_spread
from retrowalk.server.people.models import Person
from retrowalk.server.proof.asked import WEEKS, Asked
from retrowalk.server.proof.choices import (
    ASSUMED_CORRELATION,
    PAIN,
    Choice,
    assumed_spread,
)
from retrowalk.server.proof.readings import before, pain_before_sessions

_ANY_DAY = date(2026, 1, 1)  # what is noticed does not hang on the first day
_SEED = 20261122  # of the made-up trials only; the draw has a seed of its own
_NEIGHBOURS = (
    5  # pairs of days in a row; fewer say nothing of how alike days are; own choice
)


@dataclass(frozen=True, slots=True)
class Ground:
    """How far single days scatter, and where that comes from.

    own: whether it is from the person's own readings. words: one sentence. source: a key.
    """

    spread: Spread
    own: bool
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class Foretold:
    """What a trial would notice: the sentence, and the figures behind it."""

    sentence: str
    days: int
    change: float | None
    ground: Ground
    n_orders: int

    def kept(self) -> dict[str, object]:
        """Return it as it is stored with the trial."""
        kept = asdict(self)
        kept["ground"]["spread"] = asdict(self.ground.spread)
        return kept


@dataclass(frozen=True, slots=True)
class Alternative:
    """One row of the table: another length, and what it would notice."""

    weeks: int
    days: int
    noticed: str
    chosen: bool


def ground_of(person: Person, choice: Choice, today: date) -> Ground | None:
    """Return how the person's days scatter; None where that is not known at all."""
    told = before(person, choice.protocol, today)
    found = _own(told, _("From your own %(count)d readings."))
    if found is None and choice == PAIN:
        words = _("From the pain you told before %(count)d sessions.")
        found = _own(pain_before_sessions(person, today), words)
    if found is not None:
        return found
    assumed = assumed_spread(choice, population_for(person.group))
    if assumed is None:
        return None
    sd, source = assumed
    words = _(
        "This rests on an assumption, because there are fewer than %(least)d readings of your "
        "own: that single days scatter by %(spread)s."
    ) % {"least": LEAST_DAYS, "spread": amount(measure(choice.measure), sd)}
    return Ground(Spread(sd, ASSUMED_CORRELATION), False, words, source)


def foretold(asked: Asked, ground: Ground) -> Foretold:
    """Return what this trial would notice, in one sentence."""
    told = _noticed(replace(asked.design, starts_on=_ANY_DAY), ground.spread)
    of = measure(asked.choice.measure)
    if told.change is None:
        sentence = _(
            "In %(weeks)d weeks you would notice nothing, however large: there are too few "
            "periods. Choose more weeks or shorter periods."
        ) % {"weeks": asked.weeks}
    else:
        sentence = _(
            "In %(weeks)d weeks you would notice a change of %(change)s in four trials of five; "
            "a smaller one you would mostly not notice."
        ) % {"weeks": asked.weeks, "change": amount(of, round_up(told.change))}
    return Foretold(sentence, asked.design.n_days, told.change, ground, told.n_orders)


def alternatives(asked: Asked, ground: Ground) -> list[Alternative]:
    """Return what other lengths would notice, the chosen one among them."""
    rows = []
    for weeks in WEEKS:
        other = replace(asked, weeks=weeks)
        told = _noticed(replace(other.design, starts_on=_ANY_DAY), ground.spread)
        change = told.change
        words = (
            _("nothing")
            if change is None
            else amount(measure(asked.choice.measure), round_up(change))
        )
        chosen = weeks == asked.weeks
        rows.append(Alternative(weeks, other.design.n_days, words, chosen))
    return rows


def round_up(change: float) -> float:
    """Return a change to a tenth, never smaller: a promise is not rounded in our favour."""
    return float(np.ceil(change * 10.0 - 1e-9) / 10.0)


@lru_cache(maxsize=256)
def _noticed(design: Design, spread: Spread) -> Noticed:
    return noticed(design, spread, _SEED)


def _own(told: Mapping[date, float], words: str) -> Ground | None:
    days = np.array([day.toordinal() for day in sorted(told)], dtype=np.int64)
    values = np.array([told[day] for day in sorted(told)])
    try:
        spread = own_spread(values, days)
    except BadInput:
        return None
    if int((np.diff(days) == 1).sum()) < _NEIGHBOURS:
        spread = replace(spread, correlation=max(spread.correlation, ASSUMED_CORRELATION))
    rounded = Spread(round(spread.sd, 3), round(spread.correlation, 2))
    return Ground(rounded, True, words % {"count": len(told)}, "")
