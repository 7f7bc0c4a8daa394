"""The answer to "may I start?", with its reasons."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from retrowalk.training.prescription import Support
from retrowalk.training.session import Reported


class Outcome(StrEnum):
    """What the screening came to, from the freest to the strictest."""

    CLEARED = "cleared"
    CLEARED_WITH_SUPPORT = "cleared_with_support"
    ASK_CLINICIAN_FIRST = "ask_clinician_first"
    NOT_NOW = "not_now"

    @property
    def severity(self) -> int:
        """0 for the freest outcome, 3 for the strictest."""
        return _SEVERITY[self]


class Effort(StrEnum):
    """How hard the person may aim to work, from the lightest up."""

    LIGHT = "light"
    MODERATE = "moderate"
    VIGOROUS = "vigorous"

    @property
    def rank(self) -> int:
        """0 for the lightest effort, 2 for the hardest."""
        return _RANK[self]


def strength(support: Support) -> int:
    """Return 0 for no support and 2 for the most that can keep a person upright."""
    return _STRENGTH[support]


# Looked up, not searched for: years of plans ask for them a million times.
_SEVERITY = {outcome: place for place, outcome in enumerate(Outcome)}
_RANK = {effort: place for place, effort in enumerate(Effort)}
_STRENGTH = {Support.NONE: 0, Support.RAIL_OR_WALL: 1, Support.SECOND_PERSON: 2}


@dataclass(frozen=True, slots=True)
class Reason:
    """One answer that shaped the clearance, said back in one sentence.

    key: key of the question, or of the rule, it comes from.
    sources: keys of the evidence library, or of a design rule, behind it.
    """

    key: str
    sentence: str
    sources: tuple[str, ...]


def reason_key(reported: Reported) -> str:
    """Return the key of the reason that something reported becomes in the next screening."""
    return f"reported_{reported.value}"


@dataclass(frozen=True, slots=True)
class Clearance:
    """What the person may do until the review date, and why.

    support: the least that must keep the person upright while walking backward.
    effort: the hardest effort to aim for.
    reasons: what decided comes first, remarks last; a screening always gives one.
    screened_on, review_on: the clearance stands on days in [screened_on, review_on).
    still_possible: sentences about what can be done under this outcome, for these reasons.
    clinician_agreed: whether a clinician who knew every careful answer said yes; programmes
        that a clinician has to lead ask for it.
    """

    outcome: Outcome
    support: Support
    effort: Effort
    reasons: tuple[Reason, ...]
    screened_on: date
    review_on: date
    still_possible: tuple[str, ...]
    clinician_agreed: bool = False

    @property
    def may_train(self) -> bool:
        """Whether a plan for backward walking may be made."""
        return self.outcome in (Outcome.CLEARED, Outcome.CLEARED_WITH_SUPPORT)

    def stands_on(self, today: date) -> bool:
        """Say whether the clearance is neither from the future nor due for review."""
        return self.screened_on <= today < self.review_on
