"""One study's effect, fit to stand beside others, and what was kept out with its reason."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from retrowalk.evidence.effect_sizes import Measure
from retrowalk.evidence.variances import NORMAL, se_from_interval

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Poolable:
    """The effect of one study.

    study: its name. effect: in the unit of measure, a logarithm for ratios.
    variance: of the effect, its unit squared. scale: what was measured and its unit, as
    printed. n_backward, n_control, year: None if not visible. key: its key in the library,
    which tells it from others of the same name. group: for subgroups. against: what those
    did whom they were compared with, in words. own: somebody's own, not part of the
    library. simulated: made up, and to be shown as such.
    """

    study: str
    effect: float
    variance: float
    measure: Measure
    scale: str = ""
    n_backward: float | None = None
    n_control: float | None = None
    year: int | None = None
    key: str = ""
    group: str = ""
    against: str = ""
    own: bool = False
    simulated: bool = False

    @property
    def identity(self) -> str:
        """What two effects of one study have in common."""
        return self.key or self.study

    @property
    def se(self) -> float:
        """The standard error of the effect."""
        return math.sqrt(self.variance)


@dataclass(frozen=True, slots=True)
class KeptOut:
    """A study that is not in a pool. why: the end of the sentence "kept out because …"."""

    study: str
    why: str


def sifted(
    studies: Sequence[Poolable],
) -> tuple[tuple[Poolable, ...], tuple[KeptOut, ...]]:
    """Return the studies that may be pooled together, and the others with the reason.

    Kept out are effects that cannot be (not a number, variance not above 0), another
    measure or, where effects keep their unit, another scale than most studies have (of
    equally many, that which comes first), simulated studies beside real ones, and every
    further effect of a study that is there already.
    """
    kept: list[Poolable] = []
    out: list[KeptOut] = []
    sound = [study for study in studies if not _fault(study)]
    real = any(not study.simulated for study in sound)
    measure = _most([study.measure for study in sound])
    scale = _most([study.scale for study in sound if study.measure is measure])
    there: set[str] = set()
    for study in studies:
        why = _fault(study)
        if not why and study.measure is not measure:
            why = f"its effect is a {_said(study.measure)}, the others' a {_said(measure)}"
        if not why and study.measure.keeps_unit and study.scale != scale:
            why = f"it is measured in {study.scale!r}, the others in {scale!r}"
        if not why and study.simulated and real:
            why = "it is simulated: made up, and no evidence beside real studies"
        if not why and study.identity in there:
            why = "the same study is there already; counted twice it would weigh double"
        if why:
            out.append(KeptOut(study.study, why))
            continue
        there.add(study.identity)
        kept.append(study)
    return tuple(kept), tuple(out)


def variance_of_interval(
    estimate: float, low: float, high: float, level: float = 0.95, df: float = NORMAL
) -> float | str:
    """Return the variance of an estimate with its interval, or why there is none.

    estimate, low, high: in one unit, logarithms for ratios.
    """
    if not all(map(math.isfinite, (estimate, low, high))):
        return "its interval has an end that is not a number"
    if not low <= estimate <= high:
        return (
            f"its interval {low:g} to {high:g} does not contain its estimate {estimate:g}"
        )
    if low == high:
        return "its interval has no width, so how sure it is cannot be told"
    return se_from_interval(low, high, df, level) ** 2


def _fault(study: Poolable) -> str:
    if not math.isfinite(study.effect):
        return f"its effect is {study.effect:g}, not a number"
    if not (math.isfinite(study.variance) and study.variance > 0.0):
        return f"the variance of its effect is {study.variance:g}, and must be above 0"
    return ""


def _most(values: list[T]) -> T | None:
    return Counter(values).most_common(1)[0][0] if values else None


def _said(measure: Measure | None) -> str:
    return measure.value.replace("_", " ") if measure else ""
