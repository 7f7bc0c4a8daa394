"""`retrowalk evidence pool`, `forest` and `funnel`: what studies say together."""

import argparse
import sys
import textwrap
from pathlib import Path

import numpy as np
from rich import box
from rich.console import Console
from rich.table import Table

from retrowalk.charts.effect_axis import effect_text, shown
from retrowalk.charts.forest import forest_plot
from retrowalk.charts.funnel import funnel_plot
from retrowalk.charts.svg import standalone
from retrowalk.errors import BadInput
from retrowalk.evidence.certainty import doubts
from retrowalk.evidence.effect_sizes import Measure
from retrowalk.evidence.heterogeneity import Tau2
from retrowalk.evidence.own_studies import COLUMNS, read_own_studies
from retrowalk.evidence.pooled_picture import (
    PooledPicture,
    outcomes,
    pooled_picture,
    question_picture,
)
from retrowalk.evidence.pooling import Interval, Method, reach
from retrowalk.evidence.question import Question
from retrowalk.evidence.refits import leave_one_out
from retrowalk.evidence.sources import source
from retrowalk.evidence.study import Against, Better, People, PooledEffect
from retrowalk.evidence.synthesis import Pool, Synthesis, synthesise
from retrowalk.files.whole_file import check_target, write_text

_WIDTH = 78
_MOST_BYTES = 4_000_000  # a table of studies is small; more is the wrong file
_TABLE = f"""\
FILE is CSV in UTF-8 with one row for each study. Columns: {", ".join(COLUMNS)}.
Give for each study its groups (n, mean, sd), or its counts (events, n), or an estimate with
one of variance, se, ci_low and ci_high (95 %), t, p. The rest stays empty.
"""


def register(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands to `retrowalk evidence`."""
    pool = actions.add_parser(
        "pool",
        help="what the studies of one outcome say together, or that nothing can be pooled",
        description="Pool the studies of one outcome; without one, list all outcomes.",
        epilog=_TABLE,
    )
    _add_choices(pool)
    pool.set_defaults(run=run_pool)
    forest = actions.add_parser(
        "forest",
        help="the same as a forest plot",
        description="Draw the studies of one outcome, and what they say together.",
        epilog=_TABLE,
    )
    funnel = actions.add_parser(
        "funnel",
        help="whether small studies tell another story, as a funnel plot",
        description="Draw the effects of the studies against how sure they are.",
        epilog=_TABLE,
    )
    for parser, run in ((forest, run_forest), (funnel, run_funnel)):
        parser.add_argument(
            "out", type=Path, metavar="OUT.svg", help="the picture to write"
        )
        _add_choices(parser)
        parser.set_defaults(run=run)


def run_pool(arguments: argparse.Namespace) -> int:
    """Print the pool of one outcome, or the list of outcomes."""
    if arguments.outcome is None and arguments.studies is None:
        _print_outcomes()
        return 0
    _print_picture(_picture(arguments))
    return 0


def run_forest(arguments: argparse.Namespace) -> int:
    """Write the forest plot."""
    _check(arguments)
    picture = _picture(arguments)
    write_text(standalone(forest_plot(picture)), arguments.out)
    print(f"{picture.outcome}: {picture.synthesis.sentence}")
    print(f"Written: {arguments.out}")
    return 0


def run_funnel(arguments: argparse.Namespace) -> int:
    """Write the funnel plot."""
    _check(arguments)
    picture = _picture(arguments)
    title = f"Funnel plot: {picture.outcome}"
    write_text(standalone(funnel_plot(picture.synthesis, title)), arguments.out)
    print(f"{picture.outcome}: {picture.synthesis.sentence}")
    print(f"Written: {arguments.out}")
    return 0


def _add_choices(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--outcome", help="such as pain; quote it if it has blanks")
    for name, words, what in (
        ("--people", People, "only studies of these people"),
        ("--against", Against, "only studies that compare with this"),
    ):
        parser.add_argument(name, choices=[word.value for word in words], help=what)
    parser.add_argument(
        "--measure",
        choices=[measure.value for measure in Measure],
        help="what effects are measured as",
    )
    parser.add_argument(
        "--studies",
        type=Path,
        metavar="FILE",
        help="pool your own table of studies instead",
    )
    parser.add_argument(
        "--better",
        choices=[better.value for better in Better],
        help="which way the scale goes when things get better, for your own studies",
    )
    parser.add_argument(
        "--tau2",
        choices=[tau2.value for tau2 in Tau2],
        default=Tau2.REML.value,
        help="how the spread of true effects is estimated (default: %(default)s)",
    )
    parser.add_argument(
        "--interval",
        choices=[interval.value for interval in Interval],
        default=Interval.KNAPP_HARTUNG_MODIFIED.value,
        help="how the average's interval is made (default: %(default)s)",
    )


def _check(arguments: argparse.Namespace) -> None:
    if arguments.outcome is None and arguments.studies is None:
        raise BadInput(
            "there is no outcome to draw; expected --outcome, one of those that "
            "'retrowalk evidence pool' lists, or --studies FILE"
        )
    check_target(arguments.out, (".svg",), arguments.studies or Path("studies.csv"))


def _picture(arguments: argparse.Namespace) -> PooledPicture:
    method = Method(Tau2(arguments.tau2), Interval(arguments.interval))
    measure = Measure(arguments.measure) if arguments.measure else None
    if arguments.studies is None:
        return question_picture(_question(arguments), measure, method)
    if arguments.people or arguments.against:
        raise BadInput(
            "--people and --against choose from the library; expected neither with --studies"
        )
    if measure is None:
        raise BadInput(
            "your own studies need --measure; expected one of " + ", ".join(Measure)
        )
    found = read_own_studies(_text(arguments.studies), measure)
    synthesis = synthesise(found.poolable, method, found.kept_out)
    return PooledPicture(
        outcome=arguments.outcome or arguments.studies.stem,
        measure=measure,
        unit=synthesis.studies[0].scale if synthesis.studies else "",
        better=Better(arguments.better) if arguments.better else None,
        synthesis=synthesis,
    )


def _question(arguments: argparse.Namespace) -> Question:
    people = People(arguments.people) if arguments.people else None
    against = Against(arguments.against) if arguments.against else None
    return Question(arguments.outcome, people, against)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise BadInput(f"{path} is larger than 4 MB; expected a table of studies")
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise BadInput(f"cannot read {path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{path} is not text in UTF-8; expected a CSV table") from error


def _print_outcomes() -> None:
    table = Table(box=box.SIMPLE, show_lines=False, padding=(0, 1, 0, 0))
    for name in ("Outcome", "Our pool", "Kept out", "Published pools"):
        table.add_column(name, overflow="fold", no_wrap=name == "Our pool")
    pooled = 0
    for outcome in outcomes():
        picture = pooled_picture(outcome)
        synthesis = picture.synthesis
        pooled += synthesis.pool is not None
        counted = (len(synthesis.kept_out), len(picture.others) + len(picture.elsewhere))
        table.add_row(outcome, synthesis.sentence, *map(str, counted))
    Console(file=sys.stdout, highlight=False, markup=False).print(table)
    if not pooled:
        _say(
            "No outcome has two studies whose numbers are visible, so nothing here is "
            "pooled by us; the pools that others published are shown instead."
        )
    print("One outcome in full: retrowalk evidence pool --outcome pain")


def _print_picture(picture: PooledPicture) -> None:
    synthesis = picture.synthesis
    print(f"{picture.outcome}, {_words(picture.measure)} {picture.unit}".rstrip())
    sure = float(reach(synthesis.method.level, np.array([np.inf]))[0])
    for study in synthesis.studies:
        half = sure * study.se
        numbers = _numbers(
            picture.measure, (study.effect, study.effect - half, study.effect + half)
        )
        made_up = " (simulated)" if study.simulated else ""
        _say(f"  {study.study}{made_up}: {numbers}")
    print(synthesis.sentence)
    if synthesis.pool is not None:
        _print_pool(picture.measure, synthesis, synthesis.pool)
    for one in (*picture.others, *picture.elsewhere):
        _say(f"Published: {_published(one)}")
    for reason in doubts(synthesis) if synthesis.pool else ():
        _say(f"Mind: {reason.sentence}")
    for out in synthesis.kept_out:
        _say(f"Kept out: {out.study}: {out.why}.")


def _print_pool(measure: Measure, synthesis: Synthesis, pool: Pool) -> None:
    method = synthesis.method
    average = _numbers(measure, (pool.effect, pool.low, pool.high))
    _say(
        f"Average: {average}, p {pool.p:.3g} ({_words(method.tau2)}, {_words(method.interval)})"
    )
    if pool.predicted_low is not None and pool.predicted_high is not None:
        ends = (_one(measure, pool.predicted_low), _one(measure, pool.predicted_high))
        print(f"True effect in a new study: {ends[0]} to {ends[1]}")
    _say(
        f"Spread that is not chance: I2 {pool.i2_pct:.1f} % ({pool.i2_low_pct:.1f} to "
        f"{pool.i2_high_pct:.1f} %), tau2 {pool.tau2:.4g} ({pool.tau2_low:.4g} to "
        f"{pool.tau2_high:.4g}), Q {pool.q:.2f} on {pool.studies - 1}, p {pool.q_p:.3g}"
    )
    for refit in leave_one_out(synthesis):
        left = refit.pool
        without = _numbers(measure, (left.effect, left.low, left.high))
        _say(f"  without {refit.study.study}: {without}")


def _published(one: PooledEffect) -> str:
    numbers = f"{one.estimate:g}"
    if one.ci_low is not None and one.ci_high is not None:
        numbers += f" ({one.ci_low:g} to {one.ci_high:g})"
    trials = "" if one.trials is None else f", {one.trials} trials"
    found = source(one.source)
    return (
        f"{found.citation}: {one.metric}, {numbers}{trials}; {one.population}; against "
        f"{one.comparator}. {found.address}"
    )


def _numbers(measure: Measure, values: tuple[float, float, float]) -> str:
    estimate, low, high = (_one(measure, value) for value in values)
    return f"{estimate} ({low} to {high})"


def _one(measure: Measure, value: float) -> str:
    size = abs(shown(value, ratios=measure.is_log))
    return effect_text(value, size, ratios=measure.is_log)


def _words(value: Measure | Tau2 | Interval) -> str:
    return value.value.removeprefix("log_").replace("_", " ")


def _say(text: str) -> None:
    indent = " " * (len(text) - len(text.lstrip()) + 2)
    print(textwrap.fill(text, _WIDTH, subsequent_indent=indent, break_long_words=False))
