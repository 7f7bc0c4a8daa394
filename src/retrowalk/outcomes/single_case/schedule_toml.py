"""A schedule as a small text: what was chosen, what the draw gave, readable by anyone."""

import tomllib
from datetime import date

from retrowalk.errors import BadInput
from retrowalk.outcomes.single_case.design import Condition, Design, Method, Schedule
from retrowalk.outcomes.single_case.orders import drawn

_NUMBERS = (
    "periods",
    "days_per_period",
    "settle_days",
    "most_in_a_row",
    "days",
    "phase_days_least",
)
_KEYS = frozenset(
    {"measure", "conditions", "method", "starts_on", "seed", "period", *_NUMBERS}
)


def to_toml(schedule: Schedule) -> str:
    """Return the text of a schedule."""
    design = schedule.design
    lines = [
        "# One person's own trial. The periods follow from the seed: change one and the file",
        "# is refused, because an order somebody chose proves nothing.",
        f'measure = "{design.measure}"',
        f"conditions = [{', '.join(map(_quoted, design.conditions))}]",
        f'method = "{design.method}"',
        f"starts_on = {design.starts_on.isoformat()}",
        *(f"{name} = {getattr(design, name)}" for name in _NUMBERS),
        f"seed = {schedule.seed}",
    ]
    for period in schedule.periods:
        lines += [
            "",
            "[[period]]",
            f'condition = "{period.condition}"',
            f"from = {period.first_on.isoformat()}",
            f"to = {period.last_on.isoformat()}",
        ]
    return "\n".join(lines) + "\n"


def _quoted(word: str) -> str:
    return f'"{word}"'


def from_toml(text: str, source: str) -> Schedule:
    """Return the schedule of a text.

    source: what a sentence calls the text. Raises BadInput, in one sentence, for what is
    missing or unknown, and where the periods are not those the seed draws.
    """
    try:
        found = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{source}: is not TOML: {error}") from error
    for key in sorted(_KEYS ^ set(found)):
        what = "is not known here" if key in found else "is missing"
        raise BadInput(
            f"{source}: {key} {what}; expected what 'retrowalk proof plan' writes"
        )
    try:
        schedule = drawn(_design(found), found["seed"])
        periods = schedule.periods
    except (TypeError, ValueError, OverflowError) as error:  # past the end of the calendar
        raise BadInput(f"{source}: {error}") from error
    told = [
        (period.get("condition"), period.get("from"), period.get("to"))
        for period in found["period"]
    ]
    if told != [(one.condition, one.first_on, one.last_on) for one in periods]:
        raise BadInput(
            f"{source}: the periods are not those its seed draws; expected them unchanged, or a "
            "new plan"
        )
    return schedule


def _design(found: dict[str, object]) -> Design:
    numbers = {name: found[name] for name in (*_NUMBERS, "seed")}
    for name, value in numbers.items():
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise BadInput(f"{name} is {value!r}; expected a whole number from 0 on")
    starts_on, conditions = found["starts_on"], found["conditions"]
    if type(starts_on) is not date:
        raise BadInput(f"starts_on is {starts_on!r}; expected a date such as 2026-12-01")
    if not isinstance(conditions, list) or not isinstance(found["period"], list):
        raise BadInput("conditions or periods are no list; expected lists")
    if not all(isinstance(period, dict) for period in found["period"]):
        raise BadInput("a period is no table; expected its condition and days")
    del numbers["seed"]
    return Design(
        measure=str(found["measure"]),
        conditions=tuple(Condition(one) for one in conditions),
        method=Method(str(found["method"])),
        starts_on=starts_on,
        **numbers,  # type: ignore[arg-type]  # each was checked to be a whole number
    )
