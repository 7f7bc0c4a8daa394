"""The answer to "may I start?", with its reasons."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from retrowalk.training.prescription import Support


class Outcome(StrEnum):
    """What the screening came to, from the freest to the strictest."""

    CLEARED = "cleared"
    CLEARED_WITH_SUPPORT = "cleared_with_support"
    ASK_CLINICIAN_FIRST = "ask_clinician_first"
    NOT_NOW = "not_now"

    @property
    def severity(self) -> int:
        """0 for the freest outcome, 3 for the strictest."""
        return tuple(Outcome).index(self)


class Effort(StrEnum):
    """How hard the person may aim to work, from the lightest up."""

    LIGHT = "light"
    MODERATE = "moderate"
    VIGOROUS = "vigorous"


@dataclass(frozen=True, slots=True)
class Reason:
    """One answer that shaped the clearance, said back in one sentence.

    key: key of the question, or of the rule, it comes from.
    sources: keys of the evidence library, or of a design rule, behind it.
    """

    key: str
    sentence: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clearance:
    """What the person may do until the review date, and why.

    support: the least that must keep the person upright while walking backward.
    effort: the hardest effort to aim for.
    reasons: empty only when the outcome is CLEARED without any remark.
    screened_on, review_on: the clearance stands on days in [screened_on, review_on).
    still_possible: sentences about what can be done under this outcome.
    """

    outcome: Outcome
    support: Support
    effort: Effort
    reasons: tuple[Reason, ...]
    screened_on: date
    review_on: date
    still_possible: tuple[str, ...]

    @property
    def may_train(self) -> bool:
        """Whether a plan for backward walking may be made."""
        return self.outcome in (Outcome.CLEARED, Outcome.CLEARED_WITH_SUPPORT)

    def stands_on(self, today: date) -> bool:
        """Say whether the clearance is neither from the future nor due for review."""
        return self.screened_on <= today < self.review_on
