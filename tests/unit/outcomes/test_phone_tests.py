"""Sway and angles of a phone, and pairs: worked out from what is kept, the same in the player."""

import importlib.util
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.errors import BadAnswer
from retrowalk.gait.measures.sway import sway
from retrowalk.outcomes.inclination import angle_deg, below_level, found_again, turn_deg
from retrowalk.outcomes.pairing import compared, first_way, seed_of
from retrowalk.outcomes.populations import Population
from retrowalk.outcomes.protocols.catalogue import PAIRS, PROTOCOLS
from retrowalk.outcomes.results import results
from retrowalk.outcomes.sway import AXES, RATE_HZ, STEP, standing
from retrowalk.outcomes.taken import Ended, TakenTest, Trial
from retrowalk.outcomes.taken_json import from_json, to_json
from retrowalk.signals.recording import Recording, SensorSite

TRANSCRIPTS = Path(__file__).parents[3] / "contracts" / "tests"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
FOUR = ("together", "semi_tandem", "tandem", "one_leg")
SEED = seed_of("somebody", date(2026, 11, 22))


def test_the_transcripts_are_what_the_rules_say_today():
    spec = importlib.util.spec_from_file_location("m", TRANSCRIPTS / "make_phone_tests.py")
    assert spec
    assert spec.loader
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    kept = json.loads((TRANSCRIPTS / make.NAME).read_text(encoding="utf-8"))
    now = json.loads(make.written(make.stories()))
    for name in ("order", "difference"):
        assert now[name] == kept[name]
    for name in ("sway", "stage", "knee", "hip"):
        for one, other in zip(now[name], kept[name], strict=True):
            assert one["why_not"] == other["why_not"]
            assert one["values"] == pytest.approx(other["values"], abs=1e-12)


def stood(size_mps2: float, step_mps2: float = 0.1, seconds: float = 30.0) -> Trial:
    t_s = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    ahead = size_mps2 * np.sqrt(2.0) * np.sin(2 * np.pi * 0.5 * t_s)
    columns = (ahead, np.full(t_s.size, 9.8), np.zeros(t_s.size))
    series = {name: tuple(one.tolist()) for name, one in zip(AXES, columns, strict=True)}
    return Trial(part="open", series={**series, STEP: (step_mps2,)})


def test_sway_is_the_engine_s_and_a_known_sway_is_told():
    trial = stood(0.2)
    told = standing(trial)
    acc = np.array([trial.series[name] for name in AXES]).T
    row = sway(Recording(0.0, RATE_HZ, acc, None, SensorSite.LOWER_BACK), 0.0, 30.0)
    assert told["sway_eyes_open_mps2"] == float(row.rms_mps2[0])
    assert told["sway_eyes_open_mps2"] == pytest.approx(0.2, rel=0.03)
    assert told["sway_path_open_mps3"] == float(row.path_mps3[0])


def test_less_sway_than_half_a_step_of_the_browser_gets_no_number():
    with pytest.raises(
        BadAnswer, match=r"more still than this phone's browser can tell \(0.05"
    ):
        standing(stood(0.03))
    assert standing(stood(0.03, step_mps2=0.001))["sway_eyes_open_mps2"] > 0.02


def test_a_short_or_ragged_series_is_not_counted():
    with pytest.raises(BadAnswer, match="Only 20 seconds"):
        standing(stood(0.2, seconds=20.0))
    with pytest.raises(BadAnswer, match="not equally long"):
        standing(Trial(part="open", series={"ax_mps2": (1.0,)}))


def test_the_value_is_worked_out_from_the_series_whatever_the_phone_said():
    lied = Trial(part="open", series=stood(0.2).series, values={"sway_eyes_open_mps2": 4.0})
    first, *_ = results(TakenTest("quiet_standing", NOON, (lied, lied)))
    assert first.value == pytest.approx(0.2, rel=0.03)
    still = stood(0.01)
    told = results(TakenTest("quiet_standing", NOON, (lied, still)))
    assert told[0].value is None
    assert "more still" in told[0].why_not
    assert (
        "more still" not in told[1].why_not
    )  # eyes closed were not done, and that is said


def stage(part: str, seconds: float, size_mps2: float = 0.2) -> Trial:
    return replace(stood(size_mps2, seconds=seconds), part=part, time_s=seconds)


def test_stages_held_with_the_phone_are_counted_and_each_held_one_has_its_sway():
    goes = (stage("together", 10.0), stage("semi_tandem", 10.0, 0.3), stage("tandem", 6.4))
    stages, *sways = results(TakenTest("four_stages_phone", NOON, goes))
    assert stages.value == 2.0
    assert sways[0].value == pytest.approx(0.2, rel=0.05)
    assert sways[1].value == pytest.approx(0.3, rel=0.05)
    assert [one.value for one in sways[2:]] == [None, None]
    assert sways[2].why_not == (
        "Sway is told only of a position that was held for 10 seconds."
    )


def test_a_stage_stood_more_still_than_the_browser_tells_is_held_all_the_same():
    still = (stage("together", 10.0, 0.01), stage("semi_tandem", 1.0))
    stages, together, *_ = results(TakenTest("four_stages_phone", NOON, still))
    assert stages.value == 1.0
    assert "more still" in together.why_not


def test_a_broken_stage_has_no_sway_whatever_was_sent_of_it():
    long = replace(stage("together", 10.0), time_s=4.0)
    typed = Trial(part="together", time_s=4.0, values={"sway_together_mps2": 0.2})
    for one in (long, typed):
        stages, together, *_ = results(TakenTest("four_stages_phone", NOON, (one,)))
        assert stages.value == 0.0
        assert together.value is None


def test_an_interrupted_stage_counts_neither_way():
    cut = replace(stage("together", 4.0), ended=Ended.INTERRUPTED)
    goes = (cut, *(stage(part, 10.0) for part in FOUR))
    assert results(TakenTest("four_stages_phone", NOON, goes))[0].value == 4.0
    assert results(TakenTest("four_stages_phone", NOON, (cut,)))[0].value is None


def test_nobody_closes_the_eyes_in_a_stage():
    of = PROTOCOLS["four_stages_phone"]
    assert "Keep your eyes open all the time." in of.safety
    assert of.helper
    assert [part.key for part in of.parts] == list(FOUR)


ANGLES = st.floats(-170.0, 170.0)


def pull(pitch_deg: float, strap: np.ndarray) -> tuple[float, ...]:
    p = np.deg2rad(pitch_deg)
    return tuple((strap @ (9.81 * np.array([0.0, np.cos(p), np.sin(p)]))).tolist())


@given(st.floats(20.0, 160.0), ANGLES, st.integers(0, 2**32 - 1))
def test_an_angle_does_not_hang_on_how_the_phone_is_strapped(second, third, seed):
    strap, _ = np.linalg.qr(np.random.default_rng(seed).normal(size=(3, 3)))
    held = [pull(deg, strap) for deg in (0.0, second, third)]
    assert turn_deg(*held) == pytest.approx(third, abs=1e-6)
    assert angle_deg(held[0], held[1]) == pytest.approx(second, abs=1e-6)


def test_two_positions_too_much_alike_give_no_plane():
    with pytest.raises(BadAnswer, match="too much alike"):
        turn_deg((0.0, 9.8, 0.0), (0.0, 9.8, 1.0), (0.0, 0.0, 9.8))


def held(**degrees: float) -> Trial:
    return Trial(
        part="45" if "shown" in degrees else "",
        series={f"{name}_mps2": pull(deg, np.eye(3)) for name, deg in degrees.items()},
    )


def test_an_error_is_absolute_and_a_strap_that_slipped_is_noticed():
    near = found_again(held(hanging=0, shown=45, found=41, rested=1))
    assert near["knee_angle_error_deg"] == pytest.approx(4.0)
    with pytest.raises(BadAnswer, match="9 degrees apart before and after"):
        found_again(held(hanging=0, shown=45, found=41, rested=9))
    with pytest.raises(BadAnswer, match="“found” was not measured"):
        found_again(held(hanging=0, shown=45, rested=1))


def test_a_thigh_above_level_is_below_zero():
    low = below_level(held(level=90, bent=20, hanging=104))["hip_flexor_deg"]
    high = below_level(held(level=90, bent=20, hanging=83))["hip_flexor_deg"]
    assert (low, high) == (pytest.approx(14.0), pytest.approx(-7.0))


def test_a_typed_angle_stands_as_it_is():
    typed = [Trial(values={"hip_flexor_deg": 10.0}), Trial(values={"hip_flexor_deg": 12.0})]
    assert results(TakenTest("hip_flexor", NOON, tuple(typed)))[0].value == 11.0


SIX = PAIRS[0]


def walked(way: str, metres: float, begun: timedelta, *, ended: bool = True) -> TakenTest:
    of = SIX.forward if way == "forward" else SIX.backward
    at = NOON + begun
    over = at + timedelta(minutes=7) if ended else None
    return TakenTest(of.key, at, (Trial(distance_m=metres, time_s=360.0),), ended_at=over)


def test_both_ways_are_compared_after_their_rest_and_too_small_is_said():
    people = Population.SEVERE_KNEE_OSTEOARTHRITIS
    first, second = (
        walked("backward", 300, timedelta()),
        walked("forward", 350, timedelta(minutes=37)),
    )
    told = compared(SIX, (second, first), people, SEED)
    assert told.difference == -50.0
    assert "too small to tell, because it is within the 79 metres" in told.sentence
    assert told.sources
    unknown = compared(SIX, (second, first), Population.ACTIVE_ADULT, SEED)
    assert unknown.sentence.endswith("whether that is more than chance is not known.")


def test_without_the_whole_rest_they_are_no_pair():
    first, second = (
        walked("forward", 400, timedelta()),
        walked("backward", 300, timedelta(minutes=36)),
    )
    told = compared(SIX, (first, second), Population.OLDER_ADULT, SEED)
    assert told.difference is None
    assert told.sentence.startswith("Not paired: 29 of 30 minutes of rest")


def test_of_typed_tests_neither_the_rest_nor_the_order_is_known():
    forward = walked("forward", 400, timedelta(), ended=False)
    backward = walked("backward", 300, timedelta(), ended=False)
    told = compared(SIX, (forward, backward), Population.OLDER_ADULT, SEED)
    assert told.cautions == (
        "How long the rest between them was is not known.",
        "Which of the two was done first is not known.",
    )


@pytest.mark.parametrize("seed", ["one", "two", "three", "four", "five", "six"])
def test_another_order_than_the_drawn_one_is_said(seed: str):
    forward = walked("forward", 400, timedelta())
    backward = walked("backward", 300, timedelta(minutes=37))
    told = compared(SIX, (forward, backward), Population.OLDER_ADULT, seed)
    swapped = first_way(SIX, seed).value == "backward"
    assert any("Chance had drawn" in one for one in told.cautions) is swapped


def test_a_half_pair_is_not_compared():
    forward = walked("forward", 400, timedelta())
    cut = TakenTest(
        SIX.backward.key,
        NOON + timedelta(hours=1),
        (Trial(ended=Ended.INTERRUPTED, time_s=100.0),),
        ended=Ended.INTERRUPTED,
    )
    told = compared(SIX, (forward, cut), Population.OLDER_ADULT, SEED)
    assert told.difference is None
    assert told.sentence.startswith("One of the two ways has no value")


def test_the_end_of_a_test_travels_and_an_impossible_one_is_refused():
    taken = walked("forward", 400, timedelta())
    assert from_json(json.loads(json.dumps(to_json(taken)))) == taken
    assert "ended_at" not in to_json(walked("forward", 400, timedelta(), ended=False))
    with pytest.raises(BadAnswer, match="ended before it began"):
        TakenTest("weight", NOON, (), ended_at=NOON - timedelta(seconds=1))


@pytest.mark.parametrize(
    ("key", "trial", "sentence"),
    [
        (
            "chair_stand_30s",
            Trial(count=12, time_s=900.0),
            "It ran 900 seconds",
        ),
        ("six_minute_walk", Trial(distance_m=300.0, time_s=120.0), "It ran 120 seconds"),
        (
            "dual_task",
            Trial(part="single", time_s=0.2),
            "0.2 seconds for 10 metres cannot be",
        ),
    ],
)
def test_a_trial_of_another_length_or_speed_is_another_test(key, trial, sentence):
    first = results(TakenTest(key, NOON, (trial,) * 2))[0]
    assert first.value is None
    assert sentence in first.why_not


def test_a_hold_counts_to_its_limit_and_an_odd_one_is_asked_about():
    def stages(seconds: float, *, sure: bool = False) -> TakenTest:
        parts = ("together", "semi_tandem", "tandem", "one_leg")
        held = (Trial(part=part, time_s=seconds, confirmed=sure) for part in parts)
        return TakenTest("four_stages", NOON, tuple(held))

    assert [one.value for one in results(stages(12.0))] == [4.0, 10.0]
    assert (
        results(stages(900.0))[0].asks
        == "A position held for 900 seconds is unusual. Is it right?"
    )
    assert results(stages(900.0))[1].value is None


def test_the_cost_of_walking_for_thinking_is_of_right_answers_a_second():
    rows = [("seated", 30.0, 15), ("single", 8.0, None), ("dual", 10.0, 4)] * 2
    trials = tuple(Trial(part=part, time_s=s, count=count) for part, s, count in rows)
    slower, fewer = results(TakenTest("dual_task", NOON, trials))
    assert slower.value == pytest.approx(20.0)
    assert fewer.value == pytest.approx(20.0)
    walked = tuple(t for t in trials if t.part != "seated")
    slower, fewer = results(TakenTest("dual_task", NOON, walked))
    assert slower.value == pytest.approx(20.0)
    assert "2 of 4 trials" in fewer.why_not
    none = tuple(Trial(part=t.part, time_s=t.time_s, count=0) for t in trials)
    assert "nothing to compare" in results(TakenTest("dual_task", NOON, none))[1].why_not
