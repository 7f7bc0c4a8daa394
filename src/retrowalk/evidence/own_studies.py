"""A table of somebody's own studies, one row each, read as CSV.

Columns: `study`, and what each row has of

    n_backward mean_backward sd_backward n_control mean_control sd_control
    events_backward n_backward events_control n_control
    estimate, with one of: variance · se · ci_low and ci_high (95 %) · t · p (two-sided)

and, if wanted, `scale` (what was measured and its unit), `year`, `group`, `simulated`
("yes"). Ratios are given as ratios, an estimate of 0.8 with its interval 0.6 to 1.1; their
variance and se are those of the logarithm. Of several, the interval counts.
"""

import csv
import math
from collections.abc import Mapping
from io import StringIO

from retrowalk.errors import BadInput
from retrowalk.evidence.effect_sizes import Effects, Measure
from retrowalk.evidence.library_rows import number, whole
from retrowalk.evidence.library_studies import Sorted
from retrowalk.evidence.poolable import KeptOut, Poolable, variance_of_interval
from retrowalk.evidence.reported import (
    ReportedCount,
    ReportedGroup,
    effect_of_counts,
    effect_of_means,
)
from retrowalk.evidence.variances import NORMAL, se_from_p, se_from_t

_WHO = ("backward", "control")
_MEANS = ("mean_backward", "sd_backward", "mean_control", "sd_control")
_COUNTS = ("events_backward", "events_control")
_SIZES = ("n_backward", "n_control")
_SURENESS = ("variance", "se", "ci_low", "ci_high", "t", "p")
_ABOUT = ("scale", "year", "group", "simulated")
COLUMNS = ("study", *_SIZES, *_MEANS, *_COUNTS, "estimate", *_SURENESS, *_ABOUT)

Cells = Mapping[str, str]


def read_own_studies(text: str, measure: Measure) -> Sorted:
    """Return the studies of a CSV table as this measure, and the others with the reason.

    Raises BadInput if the table has no rows, a column that is not known, or a row without
    a name or with too many or too few cells.
    """
    reader = csv.DictReader(StringIO(text.removeprefix("\ufeff")))
    head = tuple(reader.fieldnames or ())
    unknown = [name for name in head if name not in COLUMNS]
    if "study" not in head or unknown:
        raise BadInput(
            f"the table has the columns {', '.join(head) or 'none'}; expected study and "
            f"some of {', '.join(COLUMNS[1:])}"
        )
    poolable: list[Poolable] = []
    out: list[KeptOut] = []
    for line, row in enumerate(reader, start=2):
        if None in row or None in row.values() or not row["study"].strip():
            raise BadInput(f"line {line} has no study, or its cells do not fit the head")
        cells = {name: row.get(name, "").strip() for name in COLUMNS}
        found = own_study(cells, measure)
        if isinstance(found, KeptOut):
            out.append(found)
        else:
            poolable.append(found)
    if not poolable and not out:
        raise BadInput("the table has no rows; expected one for each study")
    return Sorted(tuple(poolable), tuple(out))


def own_study(cells: Cells, measure: Measure) -> Poolable | KeptOut:
    """Return one study, or why it is kept out.

    cells: every name of COLUMNS, blank where there is nothing.
    """
    name = cells["study"]
    try:
        found = _effect(cells, measure)
        if isinstance(found, str):
            return KeptOut(name, found)
        return Poolable(
            study=name,
            effect=found[0],
            variance=found[1],
            measure=measure,
            scale=cells["scale"],
            n_backward=number(cells, "n_backward"),
            n_control=number(cells, "n_control"),
            year=whole(cells, "year"),
            group=cells["group"],
            simulated=cells["simulated"].lower() in ("yes", "true", "1"),
        )
    except BadInput as error:
        return KeptOut(name, str(error))


def _effect(cells: Cells, measure: Measure) -> tuple[float, float] | str:
    if cells["estimate"]:
        return _of_estimate(cells, measure)
    if any(cells[name] for name in _COUNTS):
        with_event, without = (
            ReportedCount(number(cells, f"events_{who}"), number(cells, f"n_{who}"))
            for who in _WHO
        )
        return _first(effect_of_counts(with_event, without, measure))
    backward, control = (
        ReportedGroup(*(number(cells, f"{what}_{who}") for what in ("n", "mean", "sd")))
        for who in _WHO
    )
    return _first(effect_of_means(backward, control, measure))


def _of_estimate(cells: Cells, measure: Measure) -> tuple[float, float] | str:
    numbers = {name: number(cells, name) for name in ("estimate", *_SURENESS, *_SIZES)}
    low, high = numbers["ci_low"], numbers["ci_high"]
    if (low is None) != (high is None):
        return "its interval has one end only"
    ratios = [numbers["estimate"], low, high] if measure.is_log else []
    if any(ratio is not None and ratio <= 0.0 for ratio in ratios):
        return "a ratio or an end of its interval is not above 0"
    estimate = _on_scale(numbers["estimate"] or 0.0, measure)
    sizes = [size for name in _SIZES if (size := numbers[name]) is not None]
    df = sum(sizes) - 2.0 if len(sizes) == len(_SIZES) else NORMAL
    variance: float | str = "how sure its estimate is, is not visible"
    if low is not None and high is not None:
        ends = (_on_scale(low, measure), _on_scale(high, measure))
        variance = variance_of_interval(estimate, *ends)
    elif numbers["variance"] is not None:
        variance = numbers["variance"]
    elif numbers["se"] is not None:
        variance = numbers["se"] ** 2
    elif numbers["t"] is not None:
        variance = se_from_t(estimate, numbers["t"]) ** 2
    elif numbers["p"] is not None:
        variance = se_from_p(estimate, numbers["p"], df) ** 2
    return variance if isinstance(variance, str) else (estimate, variance)


def _on_scale(value: float, measure: Measure) -> float:
    return math.log(value) if measure.is_log else value


def _first(found: Effects | str) -> tuple[float, float] | str:
    if isinstance(found, str):
        return found
    return float(found.effect[0]), float(found.variance[0])
