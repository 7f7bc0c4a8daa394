"""What a trial measures, and the one outcome it is judged by."""

from dataclasses import dataclass

from retrowalk.errors import BadInput
from retrowalk.evidence.study import Better
from retrowalk.evidence.trial.figure import Figure, checked_key


@dataclass(frozen=True, slots=True)
class Outcome:
    """Something measured before and after.

    difference: the smallest between groups that would matter, in the unit; None where none
    was declared, and then none is judged.
    """

    key: str
    name: str
    unit: str
    better: Better
    difference: Figure | None = None

    def __post_init__(self) -> None:
        """Refuse a difference of nothing."""
        checked_key(self.key, "an outcome")
        if self.difference is not None and not self.difference.value > 0.0:
            raise BadInput(
                f"outcome {self.key}: the difference is {self.difference.value:g}; expected "
                "above 0, the direction is said by 'better'"
            )


@dataclass(frozen=True, slots=True)
class Primary:
    """What the trial is judged by.

    week: when. against: the arm that backward walking is compared with. sd: of the outcome
    among people, in its unit. correlation: of baseline and follow-up. mcid: the change one
    person notices, for counting responders; not the same as a difference between groups.
    """

    outcome: Outcome
    week: int
    against: str
    sd: Figure
    correlation: Figure
    mcid: Figure

    def __post_init__(self) -> None:
        """Refuse a difference nobody declared, and spreads that cannot be."""
        if not min(self.difference.value, self.sd.value) > 0.0:
            raise BadInput(f"primary sd is {self.sd.value:g}; expected above 0")
        if not -1.0 < self.correlation.value < 1.0:
            raise BadInput(
                f"primary correlation is {self.correlation.value:g}; expected between -1 and 1"
            )
        if not self.mcid.value > 0.0:
            raise BadInput(f"primary mcid is {self.mcid.value:g}; expected above 0")

    @property
    def difference(self) -> Figure:
        """The smallest difference between groups that would matter."""
        if self.outcome.difference is None:
            raise BadInput(
                "the primary outcome has no difference; expected the smallest one between "
                "groups that would matter"
            )
        return self.outcome.difference
