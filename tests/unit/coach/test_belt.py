"""The rules of a treadmill's belt, one by one."""

import pytest

from retrowalk.coach.belt import (
    AskForControl,
    Belt,
    Command,
    SetBeltSpeed,
    StopBelt,
)
from retrowalk.coach.belt_rule import follow
from retrowalk.coach.cues import CueCode
from retrowalk.coach.events import (
    BeltControlled,
    BeltFound,
    BeltLost,
    BeltRefused,
    BeltRight,
    BeltTaken,
    BeltTargetSeen,
    Event,
    PainReported,
    Pause,
    Resume,
    SpeedSeen,
    Start,
    StopPressed,
    Tick,
)
from retrowalk.coach.limits import BELIEVED_TICK_S, BELT_TOLD_BLIND
from retrowalk.coach.live import Live, Phase, begin
from retrowalk.coach.script import script
from retrowalk.coach.step import step
from retrowalk.directions import Direction
from retrowalk.training.prescription import Band, Interval, Place, Prescription, Support
from retrowalk.units import mps_from_kmh

LOW_KMH, HIGH_KMH = 1.5, 2.0
BAND = Band(mps_from_kmh(LOW_KMH), mps_from_kmh(HIGH_KMH))
FOUND = BeltFound(mps_from_kmh(0.5), mps_from_kmh(12.0), None, may_set_speed=True)
ONLY_LISTENS = BeltFound(None, None, None, may_set_speed=False)


class Session:
    """A session on a treadmill, with all that was asked and said."""

    def __init__(self, *told: Event, band: Band | None = BAND) -> None:
        way, support = Direction.BACKWARD, Support.RAIL_OR_WALL
        walks = (Interval(way, 120.0, band), Interval(way, 60.0, band))
        dose = Prescription("test", walks, Place.TREADMILL, support, ())
        self.live: Live = begin(script(dose))
        self.belt = Belt()
        self.asked: list[Command] = []
        self.said: list[CueCode] = []
        self.tell(*told)

    def tell(self, *told: Event) -> "Session":
        for event in told:
            self.live, _ = step(self.live, event)
            self.belt, commands, cues = follow(self.belt, self.live, event)
            self.asked += commands
            self.said += [cue.code for cue in cues]
        return self

    def seconds(self, n: int, kmh: float | None) -> "Session":
        """Let seconds pass in which the belt tells this speed, or nothing."""
        for _ in range(n):
            self.tell(Tick(1.0))
            if kmh is not None:
                self.tell(SpeedSeen(mps_from_kmh(kmh)))
        return self

    def since(self) -> tuple[list[Command], list[CueCode]]:
        """Return what was asked and said since the last time."""
        asked, said = self.asked, self.said
        self.asked, self.said = [], []
        return asked, said


def walking(kmh: float, band: Band | None = BAND) -> Session:
    """Return a session under way on a belt that we may set, at this speed."""
    session = Session(FOUND, BeltControlled(), Start(), band=band)
    session.seconds(1, 0.0).seconds(1, kmh)
    session.since()
    return session


def kmh(command: Command) -> float:
    assert isinstance(command, SetBeltSpeed)
    return round(command.speed_mps * 3.6, 6)


def test_finding_a_treadmill_asks_for_control_and_moves_nothing():
    assert Session(FOUND).since() == ([AskForControl()], [])
    assert Session(ONLY_LISTENS).since() == ([], [])


def test_a_belt_that_stands_is_never_asked_for_a_speed():
    session = Session(FOUND, BeltControlled(), Start()).seconds(60, 0.0)
    assert session.since() == ([AskForControl()], [])


def test_a_belt_below_the_band_is_made_faster_by_one_small_step_after_a_warning():
    session = walking(1.0).seconds(5, 1.0)
    assert session.since() == ([], [CueCode.BELT_FASTER])
    assert session.seconds(2, 1.0).since() == ([], [])
    asked, said = session.seconds(1, 1.0).since()
    assert ([kmh(one) for one in asked], said) == ([1.2], [])


def test_step_by_step_the_belt_comes_to_the_low_end_of_the_band_and_no_further():
    session, speed, reached = walking(1.0), 1.0, []
    for _ in range(60):
        asked, _ = session.seconds(1, speed).since()
        for command in asked:
            speed = kmh(command)
            reached.append(speed)
    assert reached == [1.2, 1.4, 1.5]


def test_within_the_band_the_person_chooses():
    for speed in (1.5, 1.7, 2.0):
        assert walking(speed).seconds(60, speed).since() == ([], [])


def test_a_belt_a_little_above_the_band_is_slowed_to_its_top_after_a_warning():
    session = walking(2.15)
    assert session.seconds(1, 2.15).said[:1] in ([], [CueCode.BELT_SLOWER])
    asked, _ = session.seconds(4, 2.15).since()
    assert [kmh(one) for one in asked] == [2.0]


def test_a_belt_far_above_the_band_is_left_to_the_person_who_is_told():
    session = walking(3.0)
    assert session.seconds(20, 3.0).since() == ([], [])
    told = step(session.tell(Tick(15.0)).live, SpeedSeen(mps_from_kmh(3.0)))[1]
    assert [cue.code for cue in told] == [CueCode.BELT_TOO_FAST]


def test_a_belt_that_was_slowed_by_hand_is_left_alone_in_that_interval():
    session = walking(1.45).seconds(2, 1.45).seconds(20, 1.0)
    assert SetBeltSpeed not in [type(one) for one in session.since()[0]]
    asked, _ = session.seconds(110, 1.0).since()
    assert [kmh(one) for one in asked][:1] == [1.2]  # in the next interval


def test_without_a_prescribed_speed_none_is_set():
    assert walking(1.0, band=None).seconds(60, 1.0).since() == ([], [])


def test_a_belt_is_not_made_faster_just_before_the_end_of_a_walk():
    session = walking(1.5).seconds(165, 1.5)
    session.since()
    assert session.seconds(12, 1.3).since() == ([], [CueCode.BELT_STOPS])


def test_a_change_that_was_announced_is_not_made_once_the_reading_is_old():
    session = walking(1.0).seconds(5, 1.0)
    assert session.since()[1] == [CueCode.BELT_FASTER]
    assert session.seconds(5, None).since() == ([], [])


@pytest.mark.parametrize("grain_kmh", [0.1, 0.16])
def test_a_speed_is_one_that_the_machine_can_do_rounded_down(grain_kmh: float):
    found = BeltFound(None, None, mps_from_kmh(grain_kmh), may_set_speed=True)
    session = Session(found, BeltControlled(), Start()).seconds(1, 0.0)
    asked, _ = session.seconds(20, 1.07).since()
    reached = [kmh(one) for one in asked if isinstance(one, SetBeltSpeed)]
    assert reached
    for speed in reached:
        assert speed <= 1.27
        assert speed / grain_kmh == pytest.approx(round(speed / grain_kmh), abs=0.07)


@pytest.mark.parametrize(
    ("low_kmh", "high_kmh"),
    [(5.0, None), (None, 0.9)],
    ids=["above the band", "below the belt"],
)
def test_a_speed_outside_the_range_of_the_machine_is_not_sent(
    low_kmh: float | None, high_kmh: float | None
):
    ends = [None if kmh is None else mps_from_kmh(kmh) for kmh in (low_kmh, high_kmh)]
    found = BeltFound(ends[0], ends[1], None, may_set_speed=True)
    session = Session(found, BeltControlled(), Start()).seconds(1, 0.0).seconds(30, 1.0)
    assert session.since() == ([AskForControl()], [])


@pytest.mark.parametrize("event", [Pause(), StopPressed()])
def test_a_stop_is_sent_with_the_event_that_asks_for_it(event: Event):
    assert walking(1.6).tell(event).since()[0] == [StopBelt()]


def test_a_stop_is_repeated_every_second_until_the_belt_twice_says_zero():
    session = walking(1.6).tell(Pause())
    session.since()
    asked, said = session.seconds(1, 1.2).seconds(1, 0.6).seconds(1, 0.0).since()
    assert (asked, said) == ([StopBelt()] * 3, [])
    assert session.belt.stopping
    assert session.tell(SpeedSeen(0.0)).since() == ([], [CueCode.BELT_STANDS])
    assert not session.belt.stopping
    assert session.seconds(20, 0.0).since() == ([], [])


def test_a_single_zero_followed_by_silence_counts_as_standing():
    session = walking(1.6).tell(Pause()).seconds(1, 0.0).seconds(3, None)
    assert not session.belt.stopping


def test_a_belt_that_does_not_get_slower_is_said_aloud_again_and_again():
    session = walking(1.6).tell(Pause())
    session.since()
    _, said = session.seconds(14, 1.6).since()
    assert said == [CueCode.BELT_NOT_STOPPED] * 3
    assert session.asked == []


def test_going_on_before_the_belt_stands_still_asks_for_nothing_but_a_stop():
    session = walking(1.0).tell(Pause(), Resume())
    session.since()
    asked, _ = session.seconds(30, 1.0).since()
    assert set(map(type, asked)) == {StopBelt}


def test_without_control_a_stop_asks_for_it_first():
    session = Session(FOUND, Start()).seconds(3, 1.6)
    session.since()
    assert session.tell(Pause()).since()[0] == [AskForControl(), StopBelt()]


def test_a_refused_stop_is_asked_for_anew_with_control():
    session = walking(1.6).tell(Pause())
    session.since()
    session.tell(BeltRefused(BeltRight.STOP)).seconds(1, 1.6)
    assert session.since()[0] == [AskForControl(), StopBelt()]


def test_where_only_listening_is_allowed_a_stop_is_watched_and_told_but_not_sent():
    session = Session(ONLY_LISTENS, Start()).seconds(3, 1.6).tell(Pause())
    assert session.seconds(4, 1.6).since() == ([], [CueCode.BELT_NOT_STOPPED])
    assert session.seconds(2, 0.0).since() == ([], [CueCode.BELT_STANDS])


def test_a_treadmill_nobody_found_is_never_spoken_of():
    session = Session(Start()).seconds(10, 1.6).tell(Pause(), StopPressed())
    assert session.seconds(20, 1.6).since() == ([], [])


def test_a_lost_radio_is_told_once_and_its_return_once():
    session = walking(1.6)
    assert session.tell(BeltLost(), BeltLost()).since() == ([], [CueCode.BELT_LOST])
    assert session.tell(FOUND).since() == ([AskForControl()], [CueCode.BELT_BACK])


def test_a_moving_belt_that_falls_silent_counts_as_lost():
    session = walking(1.6)
    assert session.seconds(5, None).since() == ([], [])
    assert session.seconds(1, None).since() == ([], [CueCode.BELT_LOST])
    assert session.seconds(1, 1.6).since() == ([], [CueCode.BELT_BACK])


def test_after_the_radio_was_lost_the_belt_is_never_made_faster():
    session = walking(1.0).tell(BeltLost(), FOUND, BeltControlled())
    session.since()
    assert session.seconds(60, 1.0).since() == ([], [])


def test_a_radio_lost_before_the_start_takes_nothing_away():
    session = Session(FOUND, BeltLost(), FOUND, BeltControlled(), Start())
    asked, _ = session.seconds(1, 0.0).seconds(20, 1.0).since()
    assert SetBeltSpeed in [type(one) for one in asked]


def test_a_stop_with_the_radio_lost_is_told_at_once_and_not_for_ever():
    session = walking(1.6).tell(BeltLost())
    session.since()
    assert session.tell(StopPressed()).since() == ([], [CueCode.BELT_NOT_STOPPED])
    _, said = session.seconds(120, None).since()
    assert len(said) == BELT_TOLD_BLIND - 1
    assert session.tell(FOUND).since()[0] == [AskForControl(), AskForControl(), StopBelt()]


def test_a_speed_somebody_else_sets_makes_us_let_go_for_the_session():
    session = walking(1.0).seconds(8, 1.0)
    session.since()
    ours, theirs = mps_from_kmh(1.2), mps_from_kmh(3.0)
    assert session.tell(BeltTargetSeen(ours)).since() == ([], [])
    assert session.tell(BeltTargetSeen(theirs)).since() == ([], [CueCode.BELT_LET_GO])
    assert session.tell(BeltControlled()).seconds(60, 1.2).since() == ([], [])
    assert session.tell(Pause()).since()[0] == [AskForControl(), StopBelt()]


def test_the_hand_that_starts_a_belt_is_nobody_else():
    assert walking(1.6).tell(BeltTargetSeen(mps_from_kmh(1.6))).since() == ([], [])


def test_control_that_was_taken_or_refused_is_told_and_let_go():
    for event, code in (
        (BeltTaken(), CueCode.BELT_LET_GO),
        (BeltRefused(BeltRight.SPEED), CueCode.BELT_REFUSED),
        (BeltRefused(BeltRight.CONTROL), CueCode.BELT_REFUSED),
    ):
        session = walking(1.0).tell(event)
        assert session.since() == ([], [code])
        assert session.seconds(60, 1.0).since() == ([], [])


def test_a_long_sleep_neither_loses_the_radio_nor_changes_the_speed():
    session = walking(1.0).seconds(5, 1.0)
    session.since()
    assert session.tell(Tick(20.0)).since() == ([], [])
    assert session.tell(SpeedSeen(mps_from_kmh(1.0))).since()[0] == []


def test_a_session_that_ends_by_the_clock_warns_stops_the_belt_and_follows_it_to_rest():
    session = walking(1.6).seconds(172, 1.6)
    assert session.since() == ([], [])
    assert session.seconds(5, 1.6).since() == ([], [CueCode.BELT_STOPS])
    assert session.seconds(1, 1.6).since() == ([StopBelt()], [])
    assert session.seconds(3, 0.0).since()[1] == [CueCode.BELT_STANDS]


def test_between_two_walks_the_same_way_the_belt_goes_on_and_nothing_is_said():
    session = walking(1.6).seconds(125, 1.6)
    assert session.since() == ([], [])


def test_a_halt_that_nobody_was_warned_of_is_said_and_the_stop_follows():
    session = walking(1.6).tell(Tick(BELIEVED_TICK_S + 1.0))
    assert session.live.phase is Phase.PAUSED
    assert session.since() == ([], [CueCode.BELT_STOPS])
    assert session.seconds(2, 1.6).since() == ([], [])
    assert session.seconds(1, 1.6).since() == ([StopBelt()], [])


def test_a_stop_by_hand_does_not_wait_for_the_warning_of_another():
    session = walking(1.6).tell(Tick(BELIEVED_TICK_S + 1.0))
    session.since()
    assert session.tell(StopPressed()).since()[0] == [StopBelt()]


def test_a_rating_told_while_resting_stops_no_belt_again():
    session = walking(1.6).tell(Pause()).seconds(3, 0.0)
    session.since()
    assert session.tell(PainReported(1)).seconds(5, 1.0).since() == ([], [])
