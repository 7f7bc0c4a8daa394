"""The people of the demo household: invented, so that every state of the site can be seen.

What they answer is made up; what follows from it is not: screening, plans and decisions
come from the same rules as everybody's.
"""

from dataclasses import dataclass

from retrowalk.training.person import Group
from retrowalk.training.prescription import Place
from retrowalk.training.screening.questions import QUESTIONS, AnswerKind
from retrowalk.training.session import Ending, Symptom


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody says about one session, and the share of it that they walked."""

    pain_before: int
    pain_after: int
    rpe_cr10: float
    stumbles: int = 0
    share: float = 1.0
    symptoms: tuple[Symptom, ...] = ()
    sensor: bool = True

    @property
    def ending(self) -> Ending:
        """How the session ended."""
        if self.symptoms:
            return Ending.STOPPED_BY_SYMPTOM
        return Ending.COMPLETED if self.share == 1.0 else Ending.STOPPED_BY_CHOICE


@dataclass(frozen=True, slots=True)
class Story:
    """One person, what they answered, and every session they walked, oldest first.

    started_days_ago: the day of screening and first session; None for nothing yet.
    yes: screening questions answered yes; all others are answered no.
    imperial: whether speeds are shown in miles.
    """

    name: str
    age_years: int
    group: Group
    started_days_ago: int | None = None
    yes: tuple[str, ...] = ()
    programme: str = ""
    place: Place = Place.HALLWAY
    sessions: tuple[Told, ...] = ()
    imperial: bool = False

    @property
    def answers(self) -> dict[str, str]:
        """Every screening question with its answer."""
        return {
            question.key: "yes"
            if question.key in self.yes
            else ("no" if question.kind is AnswerKind.YES_NO else "moderate")
            for question in QUESTIONS
        }


RUTH = Story(
    name="Ruth",
    age_years=68,
    group=Group.KNEE_OSTEOARTHRITIS,
    started_days_ago=21,
    yes=("regularly_active", "worries_about_falling"),
    programme="knee_10_min",
    sessions=(
        Told(5, 5, 4.0),
        Told(5, 5, 4.0),
        Told(5, 5, 3.5),
        Told(5, 7, 5.0, stumbles=1),
        Told(5, 5, 4.0, share=0.7),
        Told(4, 4, 4.0),
        Told(4, 4, 3.5),
        Told(4, 4, 4.0, sensor=False),
        Told(4, 3, 3.0),
    ),
)

KARIM = Story(
    name="Karim",
    age_years=57,
    group=Group.LOW_BACK_PAIN,
    started_days_ago=9,
    yes=("regularly_active",),
    programme="back_15_min",
    place=Place.GYM_FLOOR,
    sessions=(
        Told(4, 4, 3.0),
        Told(4, 4, 3.0),
        Told(4, 4, 3.5),
        Told(3, 3, 4.0, share=0.4, symptoms=(Symptom.DIZZINESS,)),
    ),
)

MEI = Story(name="Mei", age_years=41, group=Group.ACTIVE_ADULT)

TOM = Story(
    name="Tom",
    age_years=46,
    group=Group.WEIGHT_AND_FITNESS,
    started_days_ago=14,
    yes=("regularly_active",),
    programme="two_by_two",
    place=Place.TREADMILL,
    sessions=(Told(0, 0, 4.0),) * 6,
    imperial=True,
)

OLGA = Story(
    name="Olga",
    age_years=73,
    group=Group.OLDER_ADULT,
    started_days_ago=29,
    yes=("regularly_active", "worries_about_falling"),
    programme="beginner_intervals",
    sessions=(Told(1, 1, 3.0),) * 12,
)

STORIES = (RUTH, KARIM, TOM, OLGA, MEI)
