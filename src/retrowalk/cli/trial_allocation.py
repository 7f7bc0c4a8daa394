"""`retrowalk trial commit`, `allocate` and `verify`: who goes to which arm."""

import argparse
from pathlib import Path

from retrowalk.cli.trial_design import add_design, read_design
from retrowalk.errors import BadInput
from retrowalk.evidence.trial.allocation import allocated, problems
from retrowalk.evidence.trial.commitment import commitment, new_seed, opened
from retrowalk.files.allocation_list import alone_with, read_list, write_list
from retrowalk.files.secret_file import read_secret, write_secret
from retrowalk.files.whole_file import check_target

_PROBLEMS = 1  # exit code of a check that found some


def register(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands to the parser of `retrowalk trial`."""
    commit = actions.add_parser(
        "commit",
        help="make the secret seed, and what to publish of it",
        description=(
            "Make a secret seed and print its SHA-256. Put that into the design and publish it "
            "before the first person; give the seed file to someone who enrols nobody."
        ),
    )
    commit.add_argument(
        "--seed-file", type=Path, required=True, metavar="FILE", help="a new file"
    )
    commit.set_defaults(run=run_commit)

    allocate = actions.add_parser(
        "allocate",
        help="allocate the next person",
        description="Allocate the next person, add the line to the list, and print the arm.",
    )
    add_design(allocate)
    _add_list(allocate)
    allocate.add_argument("--seed-file", type=Path, required=True, metavar="FILE")
    allocate.add_argument(
        "--person", required=True, metavar="NUMBER", help="a study number, not a name"
    )
    allocate.add_argument(
        "--level",
        action="append",
        default=[],
        metavar="FACTOR=LEVEL",
        help="once for each stratum factor, for example sex=woman",
    )
    allocate.set_defaults(run=run_allocate)

    verify = actions.add_parser(
        "verify",
        help="check a list of allocations",
        description=(
            "Check that nothing of a list was altered; with the seed, once it is out, also that "
            "every arm follows from it."
        ),
    )
    add_design(verify)
    _add_list(verify)
    verify.add_argument("--seed-file", type=Path, metavar="FILE")
    verify.set_defaults(run=run_verify)


def run_commit(arguments: argparse.Namespace) -> int:
    """Make a seed and print what to publish."""
    seed = new_seed()
    write_secret(seed, arguments.seed_file)
    print(f'commitment = "{commitment(seed)}"')
    print(
        "Put that line under [allocation] of the design and publish it now. The seed is in "
        f"{arguments.seed_file}: keep it secret until the last person is allocated, keep a copy, "
        "and give it to someone who enrols nobody."
    )
    return 0


def run_allocate(arguments: argparse.Namespace) -> int:
    """Allocate one person."""
    path: Path = arguments.list
    design = read_design(arguments.design)
    seed = read_secret(arguments.seed_file)
    levels = _levels(arguments.level)
    check_target(path, (".csv",), arguments.design)
    with alone_with(path):
        before = read_list(path, design)
        line = allocated(design, seed, before, arguments.person, levels)
        write_list([*before, line], design, path)
    name = next(arm.name for arm in design.arms if arm.key == line.arm)
    print(f"Number {line.number}, {line.person}: {line.arm} ({name})")
    return 0


def run_verify(arguments: argparse.Namespace) -> int:
    """Check a list; print each problem on a line."""
    design = read_design(arguments.design)
    if not arguments.list.is_file():
        raise BadInput(f"there is no file {arguments.list}; expected a list of allocations")
    lines = read_list(arguments.list, design)
    seed = None
    if arguments.seed_file is not None:
        seed = opened(read_secret(arguments.seed_file), design.allocation.commitment)
    found = problems(design, lines, seed)
    for problem in found:
        print(problem)
    if found:
        return _PROBLEMS
    last = f" Last digest: {lines[-1].digest}" if lines else ""
    if seed is None:
        print(
            f"{len(lines)} allocations, their digests unbroken.{last}\nCompare that digest with "
            "the one noted at the time. That the arms follow from the seed can be checked once "
            "it is out: --seed-file"
        )
        return 0
    print(
        f"The seed is the one committed to, and all {len(lines)} allocations follow from it.{last}"
    )
    return 0


def _add_list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--list",
        type=Path,
        required=True,
        metavar="LIST.csv",
        help="the list of allocations",
    )


def _levels(given: list[str]) -> dict[str, str]:
    levels: dict[str, str] = {}
    for one in given:
        factor, mark, level = one.partition("=")
        if not mark or factor in levels:
            raise BadInput(
                f"--level is {one[:40]!r}; expected FACTOR=LEVEL, each factor once, for example "
                "sex=woman"
            )
        levels[factor] = level
    return levels
