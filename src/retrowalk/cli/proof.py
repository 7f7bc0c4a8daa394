"""`retrowalk proof`: does it work for one person, by an order that chance decides."""

import argparse
import secrets
import textwrap
from datetime import date
from pathlib import Path

import numpy as np

from retrowalk.cli import proof_findings
from retrowalk.errors import BadInput
from retrowalk.files.day_readings import read_day_readings
from retrowalk.files.whole_file import check_target, write_text
from retrowalk.outcomes.measures import MEASURES, Measure, measure
from retrowalk.outcomes.single_case.design import Condition, Design, Method, Schedule
from retrowalk.outcomes.single_case.orders import drawn
from retrowalk.outcomes.single_case.power import Noticed, noticed
from retrowalk.outcomes.single_case.schedule_toml import to_toml
from retrowalk.outcomes.single_case.spread import Spread, own_spread

_PERIODS, _DAYS_PER_PERIOD, _SETTLE = 12, 4, 1  # six weeks and six days; own choice
_SEED_BITS = 40
_WIDTH = 78
_OTHERS = [Condition.FORWARD.value, Condition.NEITHER.value]


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands to the parser."""
    parser = commands.add_parser(
        "proof", help="does it work for one person: a trial of oneself"
    )
    actions = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    plan = actions.add_parser(
        "plan",
        help="draw which days are for what, and say what that would notice",
        description=(
            "Draw the order of a trial of one person, write it to a file, and say beforehand "
            "how large a change it would notice."
        ),
    )
    plan.add_argument("--measure", required=True, choices=list(MEASURES), metavar="KEY")
    plan.add_argument(
        "--against",
        action="append",
        required=True,
        choices=_OTHERS,
        help="what backward walking is compared with; may be given twice",
    )
    plan.add_argument("--start", type=_date, required=True, metavar="2026-12-01")
    plan.add_argument("--out", type=Path, required=True, metavar="PLAN.toml")
    _add_order(plan)
    _add_spread(plan)
    plan.set_defaults(run=run_plan)
    proof_findings.register(actions)


def run_plan(arguments: argparse.Namespace) -> int:
    """Draw a schedule, write it, and print it with what it would notice."""
    check_target(arguments.out, (".toml",), arguments.own or Path())
    if arguments.out.exists():
        raise BadInput(
            f"{arguments.out} is already there; expected a new file, because an order that is "
            "drawn again is chosen"
        )
    design = _design(arguments)
    of = measure(design.measure)
    seed = secrets.randbits(_SEED_BITS) if arguments.seed is None else arguments.seed
    if seed < 0:
        raise BadInput(f"--seed is {seed}; expected 0 or more")
    days, ground = _spread(arguments)
    told = noticed(design, days, seed)
    schedule = drawn(design, seed)
    write_text(to_toml(schedule), arguments.out)
    for line in _told(schedule, of, told, ground):
        print(textwrap.fill(line, _WIDTH, subsequent_indent=_indent(line)))
    print(f"Written: {arguments.out}")
    return 0


def _add_order(plan: argparse.ArgumentParser) -> None:
    plan.add_argument(
        "--periods",
        type=int,
        default=_PERIODS,
        metavar="N",
        help=f"periods, each of one kind (default: {_PERIODS})",
    )
    plan.add_argument(
        "--days",
        type=int,
        default=_DAYS_PER_PERIOD,
        metavar="N",
        help=f"days of each period (default: {_DAYS_PER_PERIOD})",
    )
    plan.add_argument(
        "--settle",
        type=int,
        default=_SETTLE,
        metavar="N",
        help=f"first days of a period that are not counted (default: {_SETTLE})",
    )
    plan.add_argument(
        "--abab",
        type=int,
        metavar="DAYS",
        help="instead: four phases, off, on, off, on, in so many days; chance sets the changes",
    )
    plan.add_argument(
        "--phase",
        type=int,
        default=7,
        metavar="N",
        help="with --abab: days of the shortest phase (default: 7)",
    )
    plan.add_argument("--seed", type=int, metavar="N", help="for repeating a draw")


def _add_spread(plan: argparse.ArgumentParser) -> None:
    plan.add_argument(
        "--own",
        type=Path,
        metavar="TABLE",
        help="the person's readings before, columns day and value: how days scatter",
    )
    plan.add_argument(
        "--sd",
        type=float,
        metavar="X",
        help="or an assumption: how far single days scatter",
    )
    plan.add_argument(
        "--correlation",
        type=float,
        default=0.3,
        metavar="R",
        help="with --sd: how much a day resembles the one before, 0 to 1 (default: 0.3)",
    )


def _design(arguments: argparse.Namespace) -> Design:
    conditions = (Condition.BACKWARD, *(Condition(one) for one in arguments.against))
    if arguments.abab is not None:
        return Design(
            arguments.measure,
            conditions,
            Method.RANDOM_CHANGES,
            arguments.start,
            settle_days=arguments.settle,
            days=arguments.abab,
            phase_days_least=arguments.phase,
        )
    return Design(
        arguments.measure,
        conditions,
        Method.RANDOM_PERIODS,
        arguments.start,
        periods=arguments.periods,
        days_per_period=arguments.days,
        settle_days=arguments.settle,
    )


def _spread(arguments: argparse.Namespace) -> tuple[Spread, str]:
    """Return how days scatter, and where that comes from, in words."""
    if (arguments.own is None) == (arguments.sd is None):
        raise BadInput(
            "how days scatter is not told; expected either --own with earlier readings or --sd "
            "with an assumption"
        )
    if arguments.own is None:
        return Spread(arguments.sd, arguments.correlation), "assumed"
    readings = read_day_readings(arguments.own)
    day = np.array([on.toordinal() for on in readings], dtype=np.int64)
    spread = own_spread(np.array(list(readings.values())), day)
    return spread, f"from {len(readings)} readings in {arguments.own.name}"


def _told(schedule: Schedule, of: Measure, told: Noticed, ground: str) -> list[str]:
    design = schedule.design
    lines = [
        f"{of.name}, {' against '.join(design.conditions)}, {design.n_days} days from "
        f"{design.starts_on} to {design.ends_on}",
        f"  Each day  {of.protocol}",
    ]
    lines += [
        f"  {one.first_on} to {one.last_on}  {one.condition}" for one in schedule.periods
    ]
    lines.append(
        f"One of {told.n_orders:,} orders that could have been drawn. Days scatter by "
        f"{told.days.sd:.2g} {of.unit}, correlation {told.days.correlation:.2g} ({ground})."
    )
    if told.change is None:
        return [
            *lines,
            "This schedule could not notice any change: chance alone would give the clearest "
            f"result in {told.least_p:.0%} of draws. Use more periods.",
        ]
    return [
        *lines,
        f"It would notice a change of {told.change:.2g} {of.unit} or more in {told.power:.0%} of "
        "such trials (made-up readings). A smaller one may be there and stay hidden.",
        "It says which days are for what, not how much to walk: that stays with your plan, and a "
        "day on which it rests is left empty.",
    ]


def _indent(line: str) -> str:
    return " " * 12 if line.startswith(" ") else ""


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no date such as 2026-12-01"
        ) from None
