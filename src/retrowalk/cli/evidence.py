"""`retrowalk evidence`: what is said about backward walking, and what is known."""

import argparse
import sys
import textwrap
from enum import StrEnum

from rich import box
from rich.console import Console
from rich.table import Table

from retrowalk.cli import evidence_pooling
from retrowalk.errors import BadInput, Unknown
from retrowalk.evidence.check import check_library
from retrowalk.evidence.claims import VERDICT_WORDS, claim, claims
from retrowalk.evidence.numbers import answers
from retrowalk.evidence.question import Question
from retrowalk.evidence.sources import source

_WIDTH = 78
_PROBLEMS = 1  # exit code of a check that found some


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "evidence",
        help="what is said about backward walking, and what is known",
        description="List popular claims about backward walking beside what is known.",
    )
    parser.set_defaults(run=run_list)
    actions = parser.add_subparsers(title="commands", metavar="COMMAND")
    show = actions.add_parser("show", help="one claim with its finding and its sources")
    show.add_argument("key", metavar="KEY", help="the claim's key, as in the list")
    show.set_defaults(run=run_show)
    check = actions.add_parser("check", help="check the library: keys, sources, numbers")
    check.set_defaults(run=run_check)
    evidence_pooling.register(actions)


def run_list(arguments: argparse.Namespace) -> int:
    """Print every claim with its verdict."""
    del arguments
    console = Console(file=sys.stdout, highlight=False, markup=False)
    table = Table(box=box.SIMPLE, show_lines=False, padding=(0, 1, 1, 0))
    for name in ("Key", "What is said", "Verdict", "Certainty"):
        table.add_column(name, overflow="fold")
    for one in claims():
        table.add_row(one.key, one.wording, _words(one.verdict), _words(one.certainty))
    console.print(table)
    print("One claim in full, with its sources: retrowalk evidence show KEY")
    return 0


def run_show(arguments: argparse.Namespace) -> int:
    """Print one claim in full."""
    try:
        one = claim(arguments.key)
    except Unknown as error:
        keys = ", ".join(each.key for each in claims())
        raise BadInput(
            f"no claim has the key '{arguments.key}'; expected one of {keys}"
        ) from error
    for text in (
        f"Said: {one.wording}",
        VERDICT_WORDS[one.verdict],
        f"Certainty: {_words(one.certainty)}. {one.certainty_why} (Our own reading.)",
        f"Finding: {one.finding}",
        *(
            f"Numbers, {_asked(answer.question)}: {answer.state}."
            for answer in answers(one)
        ),
        f"Try it yourself: {one.test}",
        f"In a group: {one.cohort}",
        *(
            f"Source {key}: {source(key).citation} {source(key).address}"
            for key in one.sources
        ),
    ):
        print(textwrap.fill(text, _WIDTH, subsequent_indent="  ", break_long_words=False))
    return 0


def run_check(arguments: argparse.Namespace) -> int:
    """Check the library; print each problem on a line."""
    del arguments
    problems = check_library()
    for problem in problems:
        print(problem)
    if problems:
        return _PROBLEMS
    print(f"The evidence library is sound: {len(claims())} claims.")
    return 0


def _asked(question: Question) -> str:
    against = f"against {_words(question.against)}" if question.against else ""
    people = _words(question.people) if question.people else ""
    return ", ".join(filter(None, (question.outcome, people, against)))


def _words(value: StrEnum) -> str:
    return value.value.replace("_", " ")
