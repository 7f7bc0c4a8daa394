"""The library's single studies, made fit to pool, or kept out with the reason.

Only parallel groups are between-group effects. Rows of one trial that share a group are
made one comparison by combining the groups that differ (multi_arm), so nobody counts twice.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from retrowalk.evidence.effect_sizes import Effects, Groups, Measure
from retrowalk.evidence.multi_arm import combined
from retrowalk.evidence.poolable import KeptOut, Poolable
from retrowalk.evidence.reported import (
    ReportedDifference,
    ReportedGroup,
    effect_of_difference,
    effect_of_means,
)
from retrowalk.evidence.study import Arm, Design, Reported, StudyEffect

_COMPARED = {
    Design.CROSSOVER: "it compares the same people on two walks, not two groups of people",
    Design.BASELINE: "it compares people with themselves before, not with another group",
    Design.UNCLEAR: "it is not clear whether it compares two groups of people",
}
_TWICE = "the same study is there already; counted twice it would weigh double"


@dataclass(frozen=True, slots=True)
class Sorted:
    """Studies fit to pool, and the others with the reason."""

    poolable: tuple[Poolable, ...]
    kept_out: tuple[KeptOut, ...]


def fit_to_pool(rows: Sequence[StudyEffect], measure: Measure) -> Sorted:
    """Return what of these effects can be pooled as this measure.

    rows: effects on one outcome. Where the measure has no unit, values afterwards and
    changes are not mixed (their standard deviations differ in meaning, Cochrane Handbook,
    version 6, section 10.5.2): the rarer kind is kept out.
    """
    found: list[StudyEffect] = []
    out: list[KeptOut] = []
    for row in rows:
        fit = _poolable(row, measure)
        if isinstance(fit, KeptOut):
            out.append(fit)
        else:
            found.append(row)
    kind = _usual_kind(found)
    trials: dict[str, list[StudyEffect]] = {}
    for row in found:
        if not measure.keeps_unit and row.reported is not kind:
            words = "changes" if row.reported is Reported.CHANGE else "values afterwards"
            out.append(
                KeptOut(_name(row), f"it reports {words}, unlike most of the others")
            )
        else:
            trials.setdefault(row.source, []).append(row)
    studies = [_poolable(_merged(trial, out), measure) for trial in trials.values()]
    out += [study for study in studies if isinstance(study, KeptOut)]
    return Sorted(tuple(s for s in studies if isinstance(s, Poolable)), tuple(out))


def _usual_kind(rows: Sequence[StudyEffect]) -> Reported:
    changes = sum(row.reported is Reported.CHANGE for row in rows)
    return Reported.CHANGE if 2 * changes > len(rows) else Reported.POST


def _merged(rows: list[StudyEffect], out: list[KeptOut]) -> StudyEffect:
    """Return one row for a trial; rows that cannot join the first are kept out."""
    first = rows[0]
    alike = [row for row in rows if _alike(row, first)] if _complete(first) else []
    controls = list(dict.fromkeys(row.control for row in alike))
    backwards = list(dict.fromkeys(row.backward for row in alike))
    one, joined = first, 1
    if len(backwards) == 1 and len(controls) == len(alike):
        one, joined = replace(first, control=_joined(controls)), len(alike)
    elif len(controls) == 1 and len(backwards) == len(alike):
        one, joined = replace(first, backward=_joined(backwards)), len(alike)
    out.extend([KeptOut(_name(first), _TWICE)] * (len(rows) - joined))
    return one


def _complete(row: StudyEffect) -> bool:
    arms = (row.backward, row.control)
    return all(None not in (arm.n, arm.mean, arm.sd) for arm in arms)


def _alike(row: StudyEffect, first: StudyEffect) -> bool:
    """Say whether two rows of a trial ask the same, of groups that are all visible."""
    asked = (
        (one.scale, one.timepoint_weeks, one.reported, one.against) for one in (row, first)
    )
    return _complete(row) and len(set(asked)) == 1


def _joined(arms: Sequence[Arm]) -> Arm:
    if len(arms) == 1:
        return arms[0]
    columns = (
        [arm.n for arm in arms],
        [arm.mean for arm in arms],
        [arm.sd for arm in arms],
    )
    one = combined(Groups(*(np.array(column, dtype=float) for column in columns)))
    return Arm(int(one.n[0]), float(one.mean[0]), float(one.sd[0]))


def _poolable(row: StudyEffect, measure: Measure) -> Poolable | KeptOut:
    if row.design in _COMPARED:
        return KeptOut(_name(row), _COMPARED[row.design])
    found = _effect(row, measure)
    if isinstance(found, str):
        return KeptOut(_name(row), found)
    return Poolable(
        study=_name(row),
        effect=float(found.effect[0]),
        variance=float(found.variance[0]),
        measure=measure,
        scale=row.scale,
        n_backward=row.backward.n,
        n_control=row.control.n,
        year=row.year,
        key=row.source,
        group=_words(row.people),
        against=_words(row.against),
        own=row.own,
        simulated=row.simulated,
    )


def _effect(row: StudyEffect, measure: Measure) -> Effects | str:
    if row.difference is None or _complete(row):
        return effect_of_means(_reported(row.backward), _reported(row.control), measure)
    printed = row.difference
    sizes = (row.backward.n, row.control.n)
    reported = ReportedDifference(printed.value, printed.low, printed.high, *sizes)
    return effect_of_difference(reported, measure)


def _reported(arm: Arm) -> ReportedGroup:
    return ReportedGroup(arm.n, arm.mean, arm.sd)


def _name(row: StudyEffect) -> str:
    """Return the name without the journal, where one follows authors and year."""
    short, _, _ = row.name.partition(",")
    return short if re.search(r"\d{4}", short) else row.name


def _words(word: StrEnum) -> str:
    return word.value.replace("_", " ")
