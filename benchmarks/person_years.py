"""One simulated person-year after another through the real dose rules.

Every habit below is made up: it shows what the rules do to such a person, and is no evidence
about people. What is real is every decision, and how the dose follows from it.
"""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from random import Random
from typing import NamedTuple

import numpy as np

from retrowalk.training.clearance import Clearance, Effort, Outcome
from retrowalk.training.dose import Dose
from retrowalk.training.log import Log
from retrowalk.training.person import Group, Person
from retrowalk.training.plan import Decision, Move
from retrowalk.training.planning.prescribe import prescribe
from retrowalk.training.prescription import Place, Prescription, Support
from retrowalk.training.programmes.programme import start_dose
from retrowalk.training.programmes.starters import programme
from retrowalk.training.progression.decide import decide
from retrowalk.training.progression.growth import begun_again, grown, shrunk
from retrowalk.training.progression.returning import Comeback, after_break, dose_after
from retrowalk.training.progression.run_rules import TOO_MUCH_TO_REFER
from retrowalk.training.screening.allowance import allowance
from retrowalk.training.session import Ending, IntervalDone, SessionRecord, Symptom
from retrowalk.training.terms import Terms

WEEKS = 52
WHOLE, AGAIN = 200, 10  # one person in so many is decided on by their whole log, and timed
SEEN = 9  # days, and sessions, that a decision can see, beside the session before
REMEMBERED = 200_000  # decisions that one process remembers
PROGRAMME = programme("ten_to_thirty")
PLACE = Place.HALLWAY
WEEKDAYS = (0, 2, 4)
SUPPORTED_DAYS, FREE_DAYS = 28, 365  # until a screening is due, as the screening has it
WHO = Person("Simulated", 68, Group.LOW_BACK_PAIN)
PAIN = 2  # of 10, before every session
START = date(2026, 1, 5)
MIDNIGHT = datetime(2026, 1, 5, tzinfo=UTC)
MEMORY: dict[tuple[object, ...], Decision] = {}


@dataclass(frozen=True, slots=True)
class Habit:
    """How a made-up person behaves: chances a session, unless it says otherwise."""

    name: str
    skips: float = 0.04
    walks_extra: float = 0.0  # on a day that is not planned
    leaves: float = 0.01  # a week, for 7 to 35 days
    hurts: float = 0.03  # while walking
    eases: float = 0.3  # of hurting ones, that hurt no more afterwards
    mornings: float = 0.3  # of hurting ones, that still hurt on the next morning
    too_hard: float = 0.02
    stumbles: float = 0.01
    falls: float = 0.0003
    forgets: float = 0.03
    stops_early: float = 0.02


HABITS = (
    Habit("steady"),
    Habit("in a hurry", skips=0.01, walks_extra=0.25, too_hard=0.15, stops_early=0.0),
    Habit("often painful", hurts=0.25, mornings=0.5),
    Habit("often away", skips=0.15, leaves=0.15),
    Habit("unsteady", stumbles=0.15, falls=0.004),
    Habit("forgets answers", forgets=0.3),
)


@dataclass(slots=True)
class Tally:
    """What came of many person-years of one habit.

    weekly_min: shape (people, WEEKS), backward minutes walked each week.
    moves, rules: how often each was decided. asked: how many were asked for the first time.
    timed, timed_s: decisions on whole logs, and the processor seconds that they took.
    spent_s: processor seconds that all of it took.
    """

    weekly_min: list[list[float]] = field(default_factory=list)
    moves: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    asked: int = 0
    timed: int = 0
    timed_s: float = 0.0
    spent_s: float = 0.0

    def add(self, other: "Tally") -> None:
        """Add what came of others of the same habit."""
        self.weekly_min += other.weekly_min
        self.moves += other.moves
        self.rules += other.rules
        self.asked += other.asked
        self.timed += other.timed
        self.timed_s += other.timed_s
        self.spent_s += other.spent_s

    def percentiles(self) -> np.ndarray:
        """Return the 10th, 50th and 90th percentile of each week, shape (3, WEEKS)."""
        return np.percentile(np.asarray(self.weekly_min), (10, 50, 90), axis=0)


class Walked(NamedTuple):
    """One session as far as a decision can see it; morning: the pain of the next one."""

    day: int
    dose: Dose
    supported: bool
    share: float
    pain_during: int
    pain_after: int
    rpe_cr10: float | None
    stumbles: int
    falls: bool
    morning: int | None

    def record(self) -> SessionRecord:
        """Return it as the record that a decision is made on."""
        return _record(self)


def years(habit: Habit, seeds: range) -> Tally:
    """Return what comes of a person-year of this habit for every seed."""
    tally, begun = Tally(), time.process_time()
    for seed in seeds:
        weekly = [0.0] * WEEKS
        for day, walked_s in _Year(habit, seed, tally).walk():
            weekly[day // 7] += walked_s / 60
        tally.weekly_min.append(weekly)
    tally.spent_s = time.process_time() - begun
    return tally


class _Year:
    """A made-up person with a year ahead, and the dose that the rules have come to."""

    def __init__(self, habit: Habit, seed: int, tally: Tally) -> None:
        self.habit, self.tally = habit, tally
        self.chance = Random(seed)  # noqa: S311 - made-up people, no secret
        self.whole = seed % WHOLE == 0
        self.dose = start_dose(PROGRAMME)
        self.screened_on, self.supported = 0, False
        self.rests_until = 0
        self.told: list[Walked] = []

    def walk(self) -> Iterator[tuple[int, float]]:
        """Yield the day of every session of the year, and the seconds walked backward."""
        habit, chance = self.habit, self.chance
        for day in range(7 * WEEKS):
            if day % 7 == 0 and chance.random() < habit.leaves:
                self.rests_until = max(self.rests_until, day + chance.randint(7, 35))
            goes = 1.0 - habit.skips if day % 7 in WEEKDAYS else habit.walks_extra
            if day < self.rests_until or chance.random() >= goes:
                continue
            self._be_ready(day)
            walked = self._walked(day)
            self.told.append(walked)
            self._obey(walked, self._decision())
            if walked.pain_during > PAIN:
                still = chance.random() < habit.mornings
                morning = walked.pain_during if still else PAIN
                self.told[-1] = walked._replace(morning=morning)
            yield day, walked.dose.backward_s * walked.share

    def _be_ready(self, day: int) -> None:
        """Answer the health questions where they are due, and step back after a break."""
        if day - self.screened_on >= (SUPPORTED_DAYS if self.supported else FREE_DAYS):
            self.screened_on, self.supported = day, False
        last = self.told[-1].day if self.told else day
        pause = after_break(START + timedelta(days=last), START + timedelta(days=day))
        if pause is not None and pause.kind is not Comeback.HOLD:
            self.dose = dose_after(PROGRAMME, self.dose, pause.kind)

    def _walked(self, day: int) -> Walked:
        habit, random, choice = self.habit, self.chance.random, self.chance.choice
        falls = random() < habit.falls
        strains = choice((5.0, 5.0, 6.0, 7.0)) if random() < habit.too_hard else 2.0
        hurts = PAIN + choice((1, 1, 2, 3)) if random() < habit.hurts else PAIN
        return Walked(
            day=day,
            dose=self.dose,
            supported=self.supported,
            share=0.6 if falls or random() < habit.stops_early else 1.0,
            pain_during=hurts,
            pain_after=PAIN if random() < habit.eases else hurts,
            rpe_cr10=None if random() < habit.forgets else strains,
            stumbles=choice((1, 1, 2)) if random() < habit.stumbles else 0,
            falls=falls,
            morning=None,
        )

    def _decision(self) -> Decision:
        """Return the decision on the newest session.

        The rules see a week, the session before and the last few since the screening, not
        which year it is, so that weeks that are alike are asked for once; for some people the
        whole log is asked for each time.
        """
        last = self.told[-1]
        near = sum(w.day > last.day - SEEN for w in self.told[-SEEN:])
        seen = self.told[-max(near + 1, TOO_MUCH_TO_REFER) :]
        since = tuple(w.day >= self.screened_on for w in seen[-TOO_MUCH_TO_REFER:])
        alike = (last.day % 7, since, *((last.day - w.day, w[1:]) for w in seen))
        decision = MEMORY.get(alike)
        if decision is None:
            self.tally.asked += 1
            if len(MEMORY) >= REMEMBERED:
                MEMORY.clear()
            decision = MEMORY[alike] = decide(self._log(seen))
        if self.whole:
            self._check(decision)
        self.tally.moves[decision.move.value] += 1
        self.tally.rules[decision.rule] += 1
        return decision

    def _check(self, decision: Decision) -> None:
        log = self._log(self.told)
        begun = time.process_time()
        for _ in range(AGAIN):
            made = decide(log)
        self.tally.timed_s += time.process_time() - begun
        self.tally.timed += AGAIN
        if made != decision:
            raise SystemExit(f"the whole log says {made}; its last week said {decision}")

    def _log(self, told: Sequence[Walked]) -> Log:
        return Log(
            records=tuple(walked.record() for walked in told),
            programme=PROGRAMME,
            clearance=_cleared(self.screened_on, supported=told[-1].supported),
            person=WHO,
            now=MIDNIGHT + timedelta(days=told[-1].day, hours=10),
            weekdays=WEEKDAYS,
            dose=told[-1].dose,
        )

    def _obey(self, walked: Walked, decision: Decision) -> None:
        if decision.move is Move.PROGRESS and decision.lever is not None:
            may = allowance(_cleared(0, supported=self.supported), WHO)
            self.dose = grown(PROGRAMME, self.dose, decision.lever, may)
        elif decision.move is Move.REGRESS:
            self.dose = shrunk(PROGRAMME, self.dose)
        elif decision.move is Move.REFER:
            self.dose = begun_again(PROGRAMME, shrunk(PROGRAMME, self.dose))
            self.rests_until = walked.day + self.chance.randint(3, 28)
            self.screened_on, self.supported = self.rests_until, True


def _cleared(day: int, *, supported: bool) -> Clearance:
    """Return a clearance of that day: free, or with support after a reported fall."""
    on = START + timedelta(days=day)
    return Clearance(
        outcome=Outcome.CLEARED_WITH_SUPPORT if supported else Outcome.CLEARED,
        support=Support.SECOND_PERSON if supported else Support.NONE,
        effort=Effort.LIGHT if supported else Effort.MODERATE,
        reasons=(),
        screened_on=on,
        review_on=on + timedelta(days=SUPPORTED_DAYS if supported else FREE_DAYS),
        still_possible=(),
    )


@lru_cache(maxsize=64)  # a session is looked at again in the decisions after it
def _record(walked: Walked) -> SessionRecord:
    told, done = _walk(walked.dose, walked.share, walked.supported)
    return SessionRecord(
        session_id=str(walked.day),
        started_at=MIDNIGHT + timedelta(days=walked.day, hours=9),
        prescription=told,
        ending=Ending.STOPPED_BY_SYMPTOM if walked.falls else Ending.COMPLETED,
        intervals=done,
        pain_before=PAIN,
        pain_after=walked.pain_after,
        rpe_cr10=walked.rpe_cr10,
        stumbles=walked.stumbles,
        symptoms=(Symptom.FALL,) if walked.falls else (),
        simulated=True,
        pain_during=walked.pain_during,
        pain_next_morning=walked.morning,
    )


@lru_cache(maxsize=4096)
def _walk(
    dose: Dose, share: float, supported: bool
) -> tuple[Prescription, tuple[IntervalDone, ...]]:
    """Return what a session of this dose tells, and a share of it walked."""
    terms = Terms(PROGRAMME, _cleared(0, supported=supported), WHO)
    told = prescribe(terms, dose, PLACE)
    done = (
        IntervalDone(i.direction, i.duration_s, i.duration_s * share, None)
        for i in told.intervals
    )
    return told, tuple(done)
