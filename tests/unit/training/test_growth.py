"""Growing and shrinking a dose: laws that hold for every programme and every person."""

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from retrowalk.directions import Direction
from retrowalk.training.clearance import Clearance, Effort, Outcome
from retrowalk.training.dose import Dose, Lever, dose_of
from retrowalk.training.person import Group, Person
from retrowalk.training.prescription import (
    BACKWARD_SPEED_MAX_MPS,
    Interval,
    Place,
    Prescription,
    Support,
    Variation,
)
from retrowalk.training.programmes.layout import intervals
from retrowalk.training.programmes.programme import (
    GRID_S,
    SPEED_MIDDLE_MAX_MPS,
    SPEED_ROOM_MPS,
    EvidenceStatus,
    Oversight,
    Programme,
    start_dose,
    target_dose,
)
from retrowalk.training.progression.growth import (
    INCLINE_STEP_PCT,
    SPEED_STEP_MPS,
    begun_again,
    grown,
    lesser,
    next_growth,
    rank,
    shrunk,
)
from retrowalk.training.screening.allowance import Allowance, allowance, speed_limit_mps
from retrowalk.units import mps_from_kmh

SAME = 1e-9
DRAWN = Programme(
    key="drawn",
    name="A drawn programme",
    groups=tuple(Group),
    places=(Place.TREADMILL,),
    sessions_per_week=3,
    weeks=6,
    start_backward_s=300,
    target_backward_s=600,
    step_s=75,
    first_bout_s=60,
    last_bout_s=120,
    bout_step_s=15,
    warm_up_s=120,
    recovery_s=60,
    cool_down_s=60,
    status=EvidenceStatus.OWN,
    dose_from_source="Nothing.",
    dose_from_us="All.",
    evidence="None.",
    sources=("design_first_dose",),
    oversight=Oversight.CLINICIAN_LED,
)
speed = st.floats(0.05, SPEED_MIDDLE_MAX_MPS)
CLEARED = Allowance(
    Effort.VIGOROUS, Support.NONE, 1.5, 15.0, frozenset(Variation), clinician_led=True
)


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    """Draw a programme of any size that can be built."""
    start, target = sorted(draw(st.tuples(st.integers(1, 160), st.integers(1, 160))))
    first = draw(st.integers(1, start))
    speeds = draw(st.none() | st.tuples(speed, speed).map(sorted))
    slopes = sorted(draw(st.tuples(st.floats(0, 15), st.floats(0, 15))))
    ways = draw(st.permutations([v for v in Variation if v is not Variation.LUNGES]))
    return replace(
        DRAWN,
        sessions_per_week=draw(st.integers(1, 7)),
        start_backward_s=start * GRID_S,
        target_backward_s=target * GRID_S,
        step_s=draw(st.integers(1, 16)) * GRID_S,
        first_bout_s=first * GRID_S,
        last_bout_s=draw(st.integers(first, target)) * GRID_S,
        bout_step_s=draw(st.integers(1, 20)) * GRID_S,
        start_speed_mps=speeds[0] if speeds else None,
        top_speed_mps=speeds[1] if speeds else None,
        start_incline_pct=slopes[0],
        top_incline_pct=slopes[1],
        variations=tuple(ways[: draw(st.integers(0, 4))]),
    )


clearances = st.builds(
    Clearance,
    outcome=st.sampled_from([Outcome.CLEARED, Outcome.CLEARED_WITH_SUPPORT]),
    support=st.sampled_from(Support),
    effort=st.sampled_from(Effort),
    reasons=st.just(()),
    screened_on=st.just(date(2026, 11, 1)),
    review_on=st.just(date(2027, 11, 1)),
    still_possible=st.just(()),
    clinician_agreed=st.booleans(),
)
allowances = st.builds(
    lambda cleared, group: allowance(cleared, Person("Kim", 66, group)),
    clearances,
    st.sampled_from(Group),
)
doses = st.builds(
    Dose,
    backward_s=st.integers(1, 200).map(lambda n: 15.0 * n),
    bout_s=st.integers(1, 60).map(lambda n: 15.0 * n),
    speed_mps=st.none() | st.floats(0.05, 1.45),
    incline_pct=st.floats(0, 15),
    variation=st.none() | st.sampled_from(Variation),
)


def levers(rules: Programme, dose: Dose) -> tuple[float, ...]:
    return (
        dose.backward_s,
        dose.bout_s,
        dose.speed_mps or 0.0,
        dose.incline_pct,
        rank(rules, dose.variation),
    )


def none_above(rules: Programme, less: Dose, more: Dose) -> bool:
    pairs = zip(levers(rules, less), levers(rules, more), strict=True)
    return all(a <= b + SAME for a, b in pairs)


# ---- laws


@given(rules=programmes(), dose=doses, lever=st.sampled_from(Lever), may=allowances)
def test_growing_moves_one_lever_up_and_no_other(
    rules: Programme, dose: Dose, lever: Lever, may: Allowance
):
    more = grown(rules, dose, lever, may)
    names = ["backward_s", "bout_s", "speed_mps", "incline_pct", "variation"]
    field = names[list(Lever).index(lever)]
    assert none_above(rules, dose, more)
    assert replace(more, **{field: getattr(dose, field)}) == dose


@given(rules=programmes(), dose=doses, lever=st.sampled_from(Lever), may=allowances)
def test_what_grew_is_within_the_programme_and_the_person(
    rules: Programme, dose: Dose, lever: Lever, may: Allowance
):
    more = grown(rules, dose, lever, may)
    assume(more != dose)
    top = target_dose(rules)
    assert lever is not Lever.MINUTES or more.backward_s <= top.backward_s
    assert lever is not Lever.CONTINUOUS or more.bout_s <= min(
        rules.last_bout_s, dose.backward_s
    )
    if lever is Lever.SPEED:
        assert more.speed_mps <= top.speed_mps
        high = more.speed_mps + SPEED_ROOM_MPS
        assert (
            high
            <= min(BACKWARD_SPEED_MAX_MPS, speed_limit_mps(may, dose.incline_pct)) + SAME
        )
    if lever is Lever.INCLINE:
        assert more.incline_pct <= min(top.incline_pct, may.incline_max_pct)
        fastest = speed_limit_mps(may, more.incline_pct) - SPEED_ROOM_MPS
        assert (more.speed_mps or 0.0) <= max(fastest, 0.0) + 1e-6
    assert lever is not Lever.VARIATION or more.variation in may.variations


@given(rules=programmes(), dose=doses, lever=st.sampled_from(Lever), may=allowances)
def test_a_step_is_never_larger_than_it_says(
    rules: Programme, dose: Dose, lever: Lever, may: Allowance
):
    more = grown(rules, dose, lever, may)
    assert more.backward_s - dose.backward_s <= rules.step_s
    assert more.bout_s - dose.bout_s <= rules.bout_step_s
    assert (more.speed_mps or 0.0) - (dose.speed_mps or 0.0) <= SPEED_STEP_MPS + SAME
    assert more.incline_pct - dose.incline_pct <= INCLINE_STEP_PCT + SAME


@given(rules=programmes(), dose=doses)
def test_shrinking_is_never_more_in_any_lever_and_less_in_minutes(
    rules: Programme, dose: Dose
):
    less = shrunk(rules, dose)
    assert none_above(rules, less, dose)
    assert less.variation is None
    assert less.backward_s < dose.backward_s or dose.backward_s == GRID_S
    assert less.backward_s >= GRID_S


@given(rules=programmes(), dose=doses, lever=st.sampled_from(Lever), may=allowances)
def test_a_step_back_takes_away_at_least_what_a_step_added(
    rules: Programme, dose: Dose, lever: Lever, may: Allowance
):
    """The least a session can have is one GRID_S, so a dose below it has no way back."""
    less = shrunk(rules, grown(rules, dose, lever, may))
    start = start_dose(rules)
    assert less.backward_s <= dose.backward_s
    # A lever below the programme's own start grows towards it before it counts as grown.
    assert less.bout_s <= max(dose.bout_s, start.bout_s)
    assert (less.speed_mps or 0.0) <= max(
        dose.speed_mps or 0.0, start.speed_mps or 0.0
    ) + SAME
    assert less.incline_pct <= max(dose.incline_pct, start.incline_pct)
    assert less.variation is None


@given(rules=programmes(), may=allowances)
def test_from_the_start_a_step_up_and_a_step_back_leave_no_more_than_before(
    rules: Programme, may: Allowance
):
    dose = start_dose(rules)
    while (growth := next_growth(rules, dose, may)) is not None:
        more = growth[1]
        assert none_above(rules, shrunk(rules, more), dose)
        dose = more


@given(rules=programmes(), may=allowances)
def test_growth_ends_and_goes_through_the_levers_in_their_order(
    rules: Programme, may: Allowance
):
    dose, order = start_dose(rules), []
    while (growth := next_growth(rules, dose, may)) is not None:
        lever, more = growth
        assert more == grown(rules, dose, lever, may) != dose
        dose = more
        order.append(list(Lever).index(lever))
    assert order == sorted(order)
    assert (dose.backward_s, dose.bout_s) == (
        rules.target_backward_s,
        max(start_dose(rules).bout_s, min(rules.last_bout_s, rules.target_backward_s)),
    )


@given(rules=programmes(), may=allowances)
def test_every_dose_on_the_way_is_laid_out_as_it_is(rules: Programme, may: Allowance):
    dose = start_dose(rules)
    while (growth := next_growth(rules, dose, may)) is not None:
        dose = growth[1]
        told = Prescription(
            "x", intervals(rules, dose), Place.TREADMILL, Support.NONE, ("x",)
        )
        seen = dose_of(told)
        assert seen.speed_mps == pytest.approx(dose.speed_mps)
        assert replace(seen, speed_mps=dose.speed_mps) == dose


@given(rules=programmes(), one=doses, other=doses)
def test_the_lesser_dose_is_above_neither(rules: Programme, one: Dose, other: Dose):
    less = lesser(rules, one, other)
    assert none_above(rules, less, one)
    assert none_above(rules, less, other)
    assert less == lesser(rules, other, one)
    assert lesser(rules, less, one) == less


@given(rules=programmes(), dose=doses)
def test_beginning_again_is_low_and_never_above_the_last(rules: Programme, dose: Dose):
    again = begun_again(rules, dose)
    assert none_above(rules, again, dose)
    assert none_above(rules, again, start_dose(rules))


# ---- figures


@pytest.fixture(scope="session")
def rules(a_programme: Callable[..., Programme]) -> Programme:
    """Return ten minutes in bouts of two, 0.5 to 1.0 m/s, 0 to 5 %, two variations."""
    return a_programme(
        start_speed_mps=0.5,
        top_speed_mps=1.0,
        start_incline_pct=1.0,
        top_incline_pct=5.0,
        variations=(Variation.ARM_SWING, Variation.DUAL_TASK),
        places=(Place.TREADMILL,),
    )


FULL = Dose(600.0, 120.0, 1.0, 5.0, Variation.DUAL_TASK)


@pytest.mark.parametrize(
    ("dose", "lever", "changed"),
    [
        (Dose(300.0, 60.0, 0.5), Lever.MINUTES, {"backward_s": 375.0}),
        (Dose(585.0, 60.0, 0.5), Lever.MINUTES, {"backward_s": 600.0}),
        (Dose(600.0, 60.0, 0.5), Lever.CONTINUOUS, {"bout_s": 75.0}),
        (Dose(600.0, 110.0, 0.5), Lever.CONTINUOUS, {"bout_s": 120.0}),
        (Dose(600.0, 120.0, 0.5), Lever.SPEED, {"speed_mps": 0.5 + mps_from_kmh(0.2)}),
        (Dose(600.0, 120.0, 0.98), Lever.SPEED, {"speed_mps": 1.0}),
        (Dose(600.0, 120.0, 0.99), Lever.INCLINE, {"incline_pct": 1.0}),
        (Dose(600.0, 120.0, 1.0, 4.5), Lever.INCLINE, {"incline_pct": 5.0}),
        (Dose(600.0, 120.0, None, 4.0), Lever.INCLINE, {"incline_pct": 5.0}),
        (Dose(600.0, 120.0, 1.0, 5.0), Lever.VARIATION, {"variation": Variation.ARM_SWING}),
        (
            Dose(600.0, 120.0, 1.0, 5.0, Variation.ARM_SWING),
            Lever.VARIATION,
            {"variation": Variation.DUAL_TASK},
        ),
        (
            Dose(600.0, 120.0, 1.0, 5.0, Variation.LUNGES),
            Lever.VARIATION,
            {"variation": Variation.ARM_SWING},
        ),
    ],
)
def test_the_next_growth_is_one_step_of_the_first_lever_with_room(
    rules: Programme, dose: Dose, lever: Lever, changed: dict[str, object]
):
    assert next_growth(rules, dose, CLEARED) == (lever, replace(dose, **changed))


def test_at_the_most_of_everything_nothing_grows(rules: Programme):
    assert next_growth(rules, FULL, CLEARED) is None


def test_a_variation_that_is_not_allowed_is_passed_over(rules: Programme):
    may = replace(CLEARED, variations=frozenset({Variation.DUAL_TASK}))
    plain = Dose(600.0, 120.0, 1.0, 5.0)
    assert next_growth(rules, plain, may) == (Lever.VARIATION, FULL)


def test_the_band_not_its_middle_stays_below_what_is_allowed(rules: Programme):
    may = replace(CLEARED, speed_max_mps=0.8)
    more = grown(rules, Dose(600.0, 120.0, 0.74), Lever.SPEED, may)
    assert more.speed_mps == pytest.approx(0.8 - SPEED_ROOM_MPS)


def test_a_rest_of_speed_too_small_for_a_belt_is_no_step(rules: Programme):
    dose = Dose(600.0, 120.0, 1.0 - mps_from_kmh(0.049))
    assert grown(rules, dose, Lever.SPEED, CLEARED) == dose
    dose = Dose(600.0, 120.0, 1.0 - mps_from_kmh(0.051))
    assert grown(rules, dose, Lever.SPEED, CLEARED).speed_mps == 1.0


def test_a_comfortable_speed_stays_comfortable(
    rules: Programme, a_programme: Callable[..., Programme]
):
    comfortable = Dose(600.0, 120.0)
    assert grown(rules, comfortable, Lever.SPEED, CLEARED) == comfortable
    fast = Dose(600.0, 120.0, 0.5)
    assert grown(a_programme(), fast, Lever.SPEED, CLEARED) == fast


def test_the_slope_grows_only_while_it_asks_for_no_slower_walking(rules: Programme):
    moderate = replace(
        CLEARED, effort=Effort.MODERATE, speed_max_mps=1.2, incline_max_pct=5.0
    )
    limits = [speed_limit_mps(moderate, pct) - SPEED_ROOM_MPS for pct in (2.0, 3.0)]
    middle = sum(limits) / 2
    dose = Dose(600.0, 120.0, middle, 2.0)
    assert grown(rules, dose, Lever.INCLINE, moderate) == dose
    slower = replace(dose, speed_mps=limits[1])
    assert grown(rules, slower, Lever.INCLINE, moderate).incline_pct == 3.0
    comfortable = replace(dose, speed_mps=None)
    assert grown(rules, comfortable, Lever.INCLINE, moderate).incline_pct == 3.0


@pytest.mark.parametrize(
    ("dose", "less"),
    [
        (FULL, Dose(450.0, 105.0, 1.0 - mps_from_kmh(0.2), 1.0)),
        (Dose(300.0, 60.0, 0.5, 1.0), Dose(225.0, 60.0, 0.5, 1.0)),
        (Dose(375.0, 60.0, 0.5, 1.0), Dose(270.0, 60.0, 0.5, 1.0)),
        (Dose(150.0, 150.0, 0.52, 0.5), Dose(75.0, 75.0, 0.5, 0.5)),
        (Dose(120.0, 60.0, 0.3), Dose(45.0, 45.0, 0.3)),
        (Dose(90.0, 45.0), Dose(15.0, 15.0)),
        (Dose(15.0, 15.0), Dose(15.0, 15.0)),
        (Dose(10.0, 10.0), Dose(10.0, 10.0)),
    ],
)
def test_a_step_back_takes_a_quarter_or_a_step_and_everything_extra(
    rules: Programme, dose: Dose, less: Dose
):
    assert asdict(shrunk(rules, dose)) == pytest.approx(asdict(less))


def test_a_large_dose_loses_a_quarter(rules: Programme):
    assert shrunk(rules, Dose(1800.0, 300.0)).backward_s == 1350.0


@pytest.mark.parametrize(
    ("one", "other", "less"),
    [
        (FULL, Dose(300.0, 150.0, 0.7, 6.0), Dose(300.0, 120.0, 0.7, 5.0)),
        (
            replace(FULL, variation=Variation.ARM_SWING),
            FULL,
            replace(FULL, variation=Variation.ARM_SWING),
        ),
        (
            replace(FULL, speed_mps=None),
            FULL,
            Dose(600.0, 120.0, None, 5.0, Variation.DUAL_TASK),
        ),
        (replace(FULL, variation=Variation.LUNGES), FULL, replace(FULL, variation=None)),
    ],
)
def test_the_lesser_of_two_doses(rules: Programme, one: Dose, other: Dose, less: Dose):
    assert lesser(rules, one, other) == less


def test_a_variation_of_another_programme_counts_as_plain_walking(rules: Programme):
    ranks = [rank(rules, v) for v in (None, Variation.LUNGES, Variation.ARM_SWING)]
    assert ranks == [0, 0, 1]
    assert rank(rules, Variation.DUAL_TASK) == 2


def test_the_dose_of_a_prescription_is_read_from_its_backward_bouts():
    told = (
        Interval(Direction.FORWARD, 600.0),
        Interval(Direction.BACKWARD, 30.0, incline_pct=1.0),
        Interval(Direction.FORWARD, 60.0, incline_pct=2.0),
        Interval(Direction.BACKWARD, 45.0, variation=Variation.DUAL_TASK),
    )
    seen = dose_of(Prescription("x", told, Place.TREADMILL, Support.NONE, ("x",)))
    assert seen == Dose(75.0, 45.0, None, 2.0, Variation.DUAL_TASK)
    forward = Prescription("x", told[:1], Place.TREADMILL, Support.NONE, ("x",))
    assert dose_of(forward) == Dose(0.0, 0.0)
