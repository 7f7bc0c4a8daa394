"""`retrowalk trial`: plan, allocate and analyse a randomised trial."""

import argparse
from pathlib import Path

from retrowalk.cli import trial_allocation, trial_report
from retrowalk.cli.trial_design import add_design, read_design
from retrowalk.errors import BadInput
from retrowalk.evidence.trial.design import Design
from retrowalk.evidence.trial.report import grounds
from retrowalk.evidence.trial.sample_size import Power, people_needed

_TRIALS = 2_000  # simulated for each size looked at; four times as many for the answer
_MOST_TRIALS = 200_000
_SEED = 1


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands to the parser."""
    parser = commands.add_parser(
        "trial", help="plan, allocate and analyse a randomised trial"
    )
    actions = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    plan = actions.add_parser(
        "plan",
        help="how many people a design needs, and what it rests on",
        description="Simulate a design's trials, analyse each, and say how many people it needs.",
    )
    add_design(plan)
    plan.add_argument(
        "--trials",
        type=int,
        default=_TRIALS,
        metavar="N",
        help=f"trials to simulate for each size (default: {_TRIALS})",
    )
    plan.add_argument(
        "--seed",
        type=int,
        default=_SEED,
        metavar="N",
        help=f"start of the simulation's chance; the same number gives the same answer "
        f"(default: {_SEED})",
    )
    plan.set_defaults(run=run_plan)
    trial_allocation.register(actions)
    trial_report.register(actions)


def run_plan(arguments: argparse.Namespace) -> int:
    """Print what a design needs."""
    if not 100 <= arguments.trials <= _MOST_TRIALS:
        raise BadInput(
            f"--trials is {arguments.trials}; expected 100 to {_MOST_TRIALS:,} to simulate"
        )
    if arguments.seed < 0:
        raise BadInput(f"--seed is {arguments.seed}; expected 0 or more")
    path: Path = arguments.design
    design = read_design(path)
    power = people_needed(design, arguments.trials, arguments.seed)
    print("\n".join(_told(design, power)))
    return 0


def _told(design: Design, power: Power) -> list[str]:
    primary, outcome = design.primary, design.primary.outcome
    stay = power.people * (1.0 - design.dropout.value)
    seen = power.simulated
    arms = ", ".join(
        f"{arm.name} ({power.people * arm.ratio // sum(design.ratios)})"
        for arm in design.arms
    )
    committed = design.allocation.commitment
    return [
        f"{design.name}",
        f"  Question  {outcome.name} in week {primary.week}, {design.arms[0].name} against "
        f"{design.arms[design.against].name}",
        f"  Needs     {power.people} people randomised; {stay:.0f} expected to be measured",
        f"  Arms      {arms}",
        f"  Power     {seen.value * 100:.1f} % ({seen.low * 100:.1f} to "
        f"{seen.high * 100:.1f} %) in {power.trials:,} simulated trials; "
        f"{power.closed_form * 100:.1f} % by formula; "
        f"{design.power * 100:.0f} % asked",
        f"  Allocated by {design.allocation.method.value}; "
        + (
            f"committed to {committed}"
            if committed
            else "no commitment yet: retrowalk trial commit"
        ),
        "Simulated people are normal readings with the spread and correlation below, some lost at "
        "random. What this rests on:",
        grounds(design).replace("\n- ", "\n  - ").replace("- ", "  - ", 1),
    ]
