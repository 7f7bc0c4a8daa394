"""`retrowalk proof judge`: what a trial of oneself found."""

import argparse
import textwrap
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.cli.toml_text import read_toml_text
from retrowalk.errors import BadInput
from retrowalk.evidence.known_before import KnownBefore, known_before
from retrowalk.files.day_readings import read_day_readings
from retrowalk.outcomes.measures import Measure, measure
from retrowalk.outcomes.populations import Population
from retrowalk.outcomes.single_case.design import Condition, Schedule
from retrowalk.outcomes.single_case.prior import Belief, of_one_person
from retrowalk.outcomes.single_case.schedule_toml import from_toml
from retrowalk.outcomes.single_case.verdict import Finding, judged

_WIDTH = 78


def register(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser of `retrowalk proof`."""
    parser = actions.add_parser(
        "judge",
        help="what the trial found",
        description="Judge a trial of one person: its plan and its readings, one each day.",
    )
    parser.add_argument("plan", type=Path, metavar="PLAN.toml")
    parser.add_argument(
        "readings", type=Path, metavar="TABLE", help=".csv or .parquet: day, value"
    )
    parser.add_argument(
        "--people",
        required=True,
        choices=[one.value for one in Population],
        metavar="GROUP",
        help="whose thresholds hold: " + ", ".join(Population),
    )
    parser.add_argument(
        "--before",
        metavar="MEAN,SD",
        help="what you believed beforehand of the difference (default: what trials of other "
        "people say, where they do)",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the verdict and what it rests on."""
    schedule = from_toml(read_toml_text(arguments.plan, "a plan"), arguments.plan.name)
    of = measure(schedule.design.measure)
    values = _on_days(schedule, arguments.readings)
    known = _known(schedule, arguments.people)
    own = _belief(arguments.before)
    before = {
        against: of_one_person(one.mean, one.low, one.high, one.spread)
        for against, one in known.items()
        if one
    }
    if own:
        before = dict.fromkeys(known, own)
    for found in judged(schedule, values, Population(arguments.people), before):
        print(textwrap.fill(found.sentence, _WIDTH))
        print("\n".join(_grounds(found, of)))
        for line in _before(found, None if own else known[found.against]):
            print(
                textwrap.fill(line, _WIDTH, initial_indent="  ", subsequent_indent="    ")
            )
    return 0


def _known(schedule: Schedule, people: str) -> Mapping[Condition, KnownBefore | None]:
    """Return what is pooled of each comparison."""
    of = schedule.design.measure
    return {
        against: known_before(of, people, against)
        for against in schedule.design.conditions[1:]
    }


def _before(found: Finding, known: KnownBefore | None) -> list[str]:
    """Return what was known before, and where from."""
    if not found.before:
        return ["No pooled result is known for these people against this."]
    lines = [found.known] if found.known else []
    if known:
        lines.append(f"Known from {known.words} ({', '.join(known.sources)}).")
    return lines


def _on_days(schedule: Schedule, table: Path) -> FloatArray:
    """Return the readings by day of the schedule, NaN where none is."""
    design = schedule.design
    days = {design.starts_on + timedelta(days=k): k for k in range(design.n_days)}
    values = np.full(design.n_days, np.nan)
    for on, value in read_day_readings(table).items():
        if on not in days:
            raise BadInput(
                f"{table.name}: {on} is no day of the plan; expected {design.starts_on} to "
                f"{design.ends_on}"
            )
        values[days[on]] = value
    return values


def _grounds(one: Finding, of: Measure) -> list[str]:
    test, lines = one.test, []
    lines.append(
        f"  Difference  {test.difference:+.3g} {of.unit} (95 %: {test.low:+.3g} to "
        f"{test.high:+.3g}); by chance alone p = {test.p:.3f} of {test.n_orders:,} orders"
    )
    if one.model:
        lines.append(
            f"  Model       {one.model.difference:+.3g} (95 %: {one.model.low:+.3g} to "
            f"{one.model.high:+.3g}), with trend, periods and resembling days "
            f"(correlation {round(one.model.correlation, 2) + 0.0:.2f})"
        )
    lines.append(
        f"  Days        {one.better_days:.0%} of pairs of days are better with backward walking "
        f"(95 %: {one.better_days_low:.0%} to {one.better_days_high:.0%}); "
        f"{one.readings[0]} readings with, {one.readings[1]} without"
    )
    lines.append(f"  Sources     {', '.join(one.sources)}")
    return lines


def _belief(text: str | None) -> Belief | None:
    if text is None:
        return None
    try:
        mean, sd = (float(part) for part in text.split(","))
    except ValueError:
        raise BadInput(
            f"--before is {text[:40]!r}; expected two numbers such as -0.5,1.0"
        ) from None
    return Belief(mean, sd)
