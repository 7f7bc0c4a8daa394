"""`retrowalk trial analyse TABLE`: from a table of people to a report."""

import argparse
from pathlib import Path

from retrowalk.charts.consort import consort_chart
from retrowalk.charts.svg import standalone
from retrowalk.cli.trial_design import read_design
from retrowalk.errors import BadInput
from retrowalk.evidence.trial.allocation import problems
from retrowalk.evidence.trial.analysis import analyse
from retrowalk.evidence.trial.at_start import at_start
from retrowalk.evidence.trial.commitment import opened
from retrowalk.evidence.trial.design import Design
from retrowalk.evidence.trial.participants import Participants, participants
from retrowalk.evidence.trial.report import SIMULATED, Beside, answer, report
from retrowalk.files.allocation_list import read_list
from retrowalk.files.participant_table import read_cells
from retrowalk.files.secret_file import read_secret
from retrowalk.files.whole_file import write_text

_REPORT, _FLOW = "report.md", "flow.svg"


def register(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser of `retrowalk trial`."""
    parser = actions.add_parser(
        "analyse",
        help="analyse a trial's table of people",
        description=(
            "Analyse a table of people (.csv or .parquet, one row each) as the design says, and "
            "write a report: report.md and flow.svg."
        ),
    )
    parser.add_argument(
        "table", type=Path, metavar="TABLE", help="a .csv or .parquet table"
    )
    parser.add_argument("--design", type=Path, required=True, metavar="DESIGN.toml")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FOLDER", help="where the report goes"
    )
    parser.add_argument(
        "--list",
        type=Path,
        metavar="LIST.csv",
        help="check the arms against these allocations",
    )
    parser.add_argument(
        "--seed-file",
        type=Path,
        metavar="FILE",
        help="and the allocations against the seed",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Analyse, write the report, and print the primary answer."""
    design = read_design(arguments.design)
    cells = read_cells(arguments.table)
    people = participants(cells.columns, design, cells.source, cells.at)
    checked = _checked(arguments, design, people)
    findings = analyse(people, design)
    out = _folder(arguments.out)
    beside = Beside(at_start(people, design), _FLOW, checked)
    write_text(standalone(consort_chart(findings.flow)), out / _FLOW)
    write_text(report(findings, design, beside), out / _REPORT)
    if findings.simulated:
        print(SIMULATED.strip("*"))
    print(answer(findings.primary[0], design).replace("**", ""))
    print(f"Written: {out / _REPORT} and {out / _FLOW}")
    return 0


def _checked(arguments: argparse.Namespace, design: Design, people: Participants) -> str:
    """Return what was checked of the allocation; raise BadInput if it does not hold."""
    if arguments.list is None:
        if arguments.seed_file is not None:
            raise BadInput(
                "--seed-file without --list; expected the list that it is to check"
            )
        return "The arms in the table were not checked against a list of allocations."
    if not arguments.list.is_file():
        raise BadInput(f"there is no file {arguments.list}; expected a list of allocations")
    lines = read_list(arguments.list, design)
    seed = None
    if arguments.seed_file is not None:
        seed = opened(read_secret(arguments.seed_file), design.allocation.commitment)
    found = problems(design, lines, seed)
    if found:
        raise BadInput(f"{arguments.list.name}: {found[0]}")
    told = {line.person: line.arm for line in lines}
    for person, arm in zip(people.person, people.arm, strict=True):
        key = design.arms[arm].key
        if told.get(person) != key:
            raise BadInput(
                f"{arguments.table.name}: {person} is in arm {key}, but the list says "
                f"{told.get(person, 'nothing of them')}; expected the arm they were allocated to"
            )
    left_out = sorted(set(told) - set(people.person))
    if left_out:
        raise BadInput(
            f"{arguments.table.name}: {left_out[0]} was allocated but is not in the "
            "table; expected everyone who was randomised, measured or not"
        )
    ground = "follow from the committed seed" if seed else "form an unbroken list"
    return (
        f"All {len(lines)} allocations {ground} and are the arms of the table. Last digest: "
        f"`{lines[-1].digest}`"
    )


def _folder(out: Path) -> Path:
    try:
        out.mkdir(exist_ok=True)
    except OSError as error:
        raise BadInput(f"cannot write to {out}: {error.strerror or error}") from error
    return out
