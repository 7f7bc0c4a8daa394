"""Energy: ranges that hold what was measured, and no figure where nothing was."""

import csv
from importlib.resources import files
from math import inf, nan

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from retrowalk.directions import Direction
from retrowalk.errors import BadProgramme
from retrowalk.training.clearance import Effort
from retrowalk.training.effort.energy import (
    FASTEST_M_MIN,
    NEW_TO_IT,
    PRACTISED_LOW,
    SLOWEST_MPS,
    backward_vo2,
    effort_at,
    forward_vo2,
    hardest_effort,
    met,
    practised,
)
from retrowalk.training.effort.energy_calibration import SOURCES as CALIBRATION
from retrowalk.training.effort.energy_of_intervals import kcal_per_minute, met_range, vo2
from retrowalk.training.effort.energy_ranges import (
    CostRatio,
    KcalRange,
    MetRange,
    NotKnown,
    Vo2Range,
)
from retrowalk.training.effort.intensity import HEART_RATE_NOT_KNOWN
from retrowalk.training.effort.measured_costs import (
    COMPENDIUM,
    KIM,
    WILLIFORD,
    WILLIFORD_BPM,
    WILLIFORD_FAST,
    WILLIFORD_FAST_BPM,
    Measured,
)
from retrowalk.training.person import Group, Person
from retrowalk.training.prescription import Band, Interval
from retrowalk.units import mps_from_kmh, mps_from_mph

EFFORTS = list(Effort)
FASTEST_MPS = FASTEST_M_MIN / 60.0
speeds = st.floats(SLOWEST_MPS, FASTEST_MPS)
slopes = st.floats(0.0, 10.0)
any_slope = st.floats(0.0, 15.0)
not_numbers = st.sampled_from([nan, inf, -inf, -0.1, -1e300])


def known(told: Vo2Range | NotKnown) -> Vo2Range:
    assert isinstance(told, Vo2Range)
    return told


def a_person(weight_kg: float | None = 70.0) -> Person:
    return Person("Ida", 70, Group.OLDER_ADULT, weight_kg=weight_kg)


def backward(speed_mps: float | None, incline_pct: float = 0.0) -> Interval:
    band = None if speed_mps is None else Band(speed_mps, speed_mps)
    return Interval(Direction.BACKWARD, 60.0, band, incline_pct)


@pytest.mark.parametrize("at", [WILLIFORD, KIM, COMPENDIUM], ids=lambda at: at.source)
def test_the_ranges_hold_every_mean_measured_at_a_walking_speed(at: Measured):
    ahead = known(forward_vo2(at.speed_m_min / 60.0, 0.0))
    back = known(backward_vo2(at.speed_m_min / 60.0, 0.0))
    slack = 1e-9
    assert ahead.low_ml_kg_min <= at.forward <= ahead.high_ml_kg_min + slack
    assert back.low_ml_kg_min <= at.backward <= back.high_ml_kg_min + slack


def test_the_range_holds_the_athletes_within_one_standard_deviation():
    back = known(backward_vo2(WILLIFORD.speed_m_min / 60.0, 0.0))
    assert back.low_ml_kg_min <= 15.95 - 2.45
    assert back.high_ml_kg_min >= 15.95 + 2.45


def test_the_range_holds_the_catalogue_on_the_level_and_uphill():
    level = met(known(backward_vo2(mps_from_mph(3.5), 0.0)))
    uphill = met(known(backward_vo2(mps_from_mph(3.5), 5.0)))
    assert level.low_met <= 6.0 <= level.high_met
    assert uphill.low_met <= 8.0 <= uphill.high_met


@pytest.mark.parametrize("at", [WILLIFORD, WILLIFORD_FAST, KIM, COMPENDIUM])
def test_the_ratio_of_beginners_holds_every_ratio_measured(at: Measured):
    assert NEW_TO_IT.low <= at.ratio <= NEW_TO_IT.high


def test_every_source_named_is_in_the_evidence_library():
    table = files("retrowalk.evidence") / "library" / "sources.csv"
    rows = csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    keys = {row["key"] for row in rows}
    slope = kcal_per_minute(backward(1.0, 5.0), a_person(), practised(1.0))
    for told in (
        slope,
        backward_vo2(0.1, 0.0),
        backward_vo2(1.0, 12.0),
        HEART_RATE_NOT_KNOWN,
    ):
        assert told.sources
        assert set(told.sources) <= keys
    assert set(CALIBRATION) <= keys


def test_the_figures_are_those_of_the_evidence_library():
    table = files("retrowalk.evidence") / "library" / "studies.csv"
    rows = csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    seen = {
        row["scale"]: (float(row["mean_control"]), float(row["mean_backward"]))
        for row in rows
        if row["source"] in {"williford1998", "heath2001"} and row["mean_backward"]
    }
    assert (WILLIFORD.forward, WILLIFORD.backward) == seen["VO2 ml/kg/min at 80.45 m/min"]
    assert (WILLIFORD_FAST.forward, WILLIFORD_FAST.backward) == seen[
        "VO2 ml/kg/min at 134.08 m/min"
    ]
    assert seen["bpm at 80.45 m/min"] == WILLIFORD_BPM
    assert seen["bpm at 134.08 m/min"] == WILLIFORD_FAST_BPM
    assert seen["VO2 L/min"] == (2.05, 1.66)


@given(speed=speeds, slope=slopes, faster=st.floats(0.0, 1.0), steeper=st.floats(0.0, 10.0))
def test_cost_rises_with_speed_and_slope(
    speed: float, slope: float, faster: float, steeper: float
):
    speed_2, slope_2 = min(speed + faster, FASTEST_MPS), min(slope + steeper, 10.0)
    for cost in (forward_vo2, backward_vo2):
        less, more = known(cost(speed, slope)), known(cost(speed_2, slope_2))
        assert less.low_ml_kg_min <= more.low_ml_kg_min
        assert less.high_ml_kg_min <= more.high_ml_kg_min


@given(speed=speeds, slope=slopes, weeks=st.floats(0.0, 520.0))
def test_backward_is_never_told_to_be_cheaper_than_forward(
    speed: float, slope: float, weeks: float
):
    ahead = known(forward_vo2(speed, slope))
    back = known(backward_vo2(speed, slope, practised(weeks)))
    assert ahead.low_ml_kg_min <= back.low_ml_kg_min <= back.high_ml_kg_min
    assert ahead.high_ml_kg_min <= back.high_ml_kg_min


@given(speed=speeds, slope=st.floats(0.1, 10.0))
def test_climbing_backward_costs_as_much_as_forward_to_a_fifth_more(
    speed: float, slope: float
):
    climb = known(forward_vo2(speed, slope)).low_ml_kg_min
    climb -= known(forward_vo2(speed, 0.0)).low_ml_kg_min
    steep, level = known(backward_vo2(speed, slope)), known(backward_vo2(speed, 0.0))
    assert steep.low_ml_kg_min - level.low_ml_kg_min == pytest.approx(climb)
    assert steep.high_ml_kg_min - level.high_ml_kg_min == pytest.approx(1.2 * climb)


def test_walking_forward_follows_the_equation_within_its_factors():
    level, steep = known(forward_vo2(1.0, 0.0)), known(forward_vo2(1.0, 5.0))
    assert level.low_ml_kg_min < 3.5 + 0.1 * 60.0 < level.high_ml_kg_min
    assert steep.low_ml_kg_min - level.low_ml_kg_min == pytest.approx(1.8 * 60.0 * 0.05)
    assert level.high_ml_kg_min == pytest.approx(3.5 + 1.488 * 6.0)
    assert level.low_ml_kg_min == pytest.approx(3.5 + 0.824 * 6.0, abs=0.01)


@given(weeks=st.floats(0.0, 520.0), more=st.floats(0.0, 520.0))
def test_practice_widens_the_ratio_downward_only(weeks: float, more: float):
    early, late = practised(weeks), practised(weeks + more)
    assert PRACTISED_LOW <= late.low <= early.low <= NEW_TO_IT.low
    assert late.high == NEW_TO_IT.high


def test_four_weeks_reach_what_was_seen_after_four_weeks():
    fallen = (WILLIFORD.backward * 1.66 / 2.05 - 3.5) / (WILLIFORD.forward - 3.5)
    assert fallen == pytest.approx(1.06, abs=0.005)
    assert practised(0.0).low == NEW_TO_IT.low
    assert practised(4.0).low <= fallen < practised(0.0).low
    assert "heath2001" in practised(4.0).sources


@given(speed=st.floats(0.0, 49.9 / 60.0), slope=any_slope)
def test_below_three_kilometres_an_hour_no_cost_is_told(speed: float, slope: float):
    assert isinstance(forward_vo2(speed, slope), NotKnown)
    assert isinstance(backward_vo2(speed, slope), NotKnown)
    assert hardest_effort(speed, slope) is None
    if speed > 0.0:
        told = kcal_per_minute(backward(speed, slope), a_person())
        assert isinstance(told, NotKnown)
        assert told.why.endswith(".")


@pytest.mark.parametrize(
    "speed", [mps_from_kmh(3.0), 3.0 / 3.6, 3000 / 3600, 0.8333, 0.833]
)
def test_three_kilometres_an_hour_is_judged_however_it_is_rounded(speed: float):
    assert hardest_effort(speed, 0.0) is Effort.MODERATE
    assert hardest_effort(speed, 10.0) is Effort.VIGOROUS
    assert isinstance(backward_vo2(speed, 10.0), Vo2Range)


def test_the_catalogues_vigorous_speed_is_vigorous():
    assert hardest_effort(mps_from_mph(3.5), 0.0) is Effort.VIGOROUS


@given(
    speed=st.floats(SLOWEST_MPS, 3.0),
    slope=any_slope,
    faster=st.floats(0.0, 1.0),
    steeper=st.floats(0.0, 15.0),
)
def test_faster_or_steeper_is_never_judged_easier(
    speed: float, slope: float, faster: float, steeper: float
):
    less = hardest_effort(speed, slope)
    more = hardest_effort(speed + faster, min(slope + steeper, 15.0))
    assert less is not None
    assert more is not None
    assert EFFORTS.index(less) <= EFFORTS.index(more)


@given(speed=speeds, slope=slopes)
def test_effort_is_judged_by_the_upper_end(speed: float, slope: float):
    told = met(known(backward_vo2(speed, slope)))
    assert hardest_effort(speed, slope) is effort_at(told.high_met)


@pytest.mark.parametrize(
    ("cost_met", "effort"),
    [
        (2.99, Effort.LIGHT),
        (3.0, Effort.MODERATE),
        (5.99, Effort.MODERATE),
        (6.0, Effort.VIGOROUS),
    ],
)
def test_efforts_begin_at_three_and_six_met(cost_met: float, effort: Effort):
    assert effort_at(cost_met) is effort


@given(slope=st.floats(10.01, 15.0), speed=speeds)
def test_above_ten_per_cent_no_backward_cost_is_told_but_it_is_judged_hard(
    slope: float, speed: float
):
    assert isinstance(backward_vo2(speed, slope), NotKnown)
    assert hardest_effort(speed, slope) is Effort.VIGOROUS


@given(
    speed=st.floats(FASTEST_MPS + 0.01, 5.0),
)
def test_above_six_kilometres_an_hour_no_cost_is_told(speed: float):
    assert isinstance(forward_vo2(speed, 0.0), NotKnown)
    assert isinstance(backward_vo2(speed, 0.0), NotKnown)
    assert hardest_effort(speed, 0.0) is Effort.VIGOROUS


@given(bad=not_numbers)
def test_what_is_no_speed_slope_or_time_is_refused_in_a_sentence(bad: float):
    for ask in (forward_vo2, backward_vo2, hardest_effort):
        with pytest.raises(BadProgramme, match=r"walking speed is .* expected"):
            ask(bad, 0.0)
        with pytest.raises(BadProgramme, match=r"slope is .* expected"):
            ask(1.0, bad)
    with pytest.raises(BadProgramme, match=r"weeks of practice is .* expected"):
        practised(bad)


def test_a_slope_steeper_than_any_programme_is_refused():
    with pytest.raises(BadProgramme, match=r"slope is 15\.1 %; expected 0 to 15 %"):
        hardest_effort(1.0, 15.1)


@pytest.mark.parametrize("kind", [Vo2Range, MetRange, KcalRange, CostRatio])
@pytest.mark.parametrize(
    ("low", "high"), [(2.0, 1.0), (0.0, 1.0), (nan, 1.0), (1.0, inf), (-1.0, 1.0)]
)
def test_a_range_out_of_order_cannot_be_built(
    kind: type[Vo2Range], low: float, high: float
):
    with pytest.raises(BadProgramme, match="expected figures above 0, in this order"):
        kind(low, high, ())


@given(speed=st.floats(SLOWEST_MPS, 1.5), slope=slopes, kg=st.floats(25.0, 350.0))
def test_kilocalories_are_a_range_that_grows_with_weight(
    speed: float, slope: float, kg: float
):
    assume(kg > 25.1)
    heavy = kcal_per_minute(backward(speed, slope), a_person(kg))
    light = kcal_per_minute(backward(speed, slope), a_person(25.0))
    assert isinstance(heavy, KcalRange)
    assert isinstance(light, KcalRange)
    assert 0.0 < light.low_kcal_min < heavy.low_kcal_min < heavy.high_kcal_min


def test_kilocalories_follow_oxygen_weight_and_the_formula_of_weir():
    told = kcal_per_minute(backward(KIM.speed_m_min / 60.0), a_person(70.0))
    assert isinstance(told, KcalRange)
    assert told.high_kcal_min == pytest.approx(23.6 * 70.0 / 1000.0 * 5.0)
    lowest = known(backward_vo2(KIM.speed_m_min / 60.0, 0.0)).low_ml_kg_min
    assert told.low_kcal_min == pytest.approx(lowest * 70.0 / 1000.0 * 4.67)


def test_without_a_weight_no_kilocalories_are_told():
    told = kcal_per_minute(backward(1.0), a_person(None))
    assert isinstance(told, NotKnown)
    assert "weight" in told.why


def test_where_the_person_chooses_the_speed_no_cost_is_told():
    assert isinstance(vo2(backward(None)), NotKnown)
    assert isinstance(met_range(backward(None)), NotKnown)
    assert isinstance(kcal_per_minute(backward(None), a_person()), NotKnown)


def test_an_interval_costs_what_its_direction_and_aimed_speed_cost():
    band = Band(0.9, 1.1)
    ahead = Interval(Direction.FORWARD, 60.0, band, 2.0)
    back = Interval(Direction.BACKWARD, 60.0, band, 2.0)
    assert vo2(ahead) == forward_vo2(1.0, 2.0)
    assert vo2(back) == backward_vo2(1.0, 2.0)
    assert vo2(back, practised(4.0)) == backward_vo2(1.0, 2.0, practised(4.0))
    assert met_range(back) == met(known(backward_vo2(1.0, 2.0)))
