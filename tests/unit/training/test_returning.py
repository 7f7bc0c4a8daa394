"""After days without a session: nothing is added, then a step back, then begin again."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.training.dose import Dose
from retrowalk.training.prescription import Variation
from retrowalk.training.programmes.programme import Programme, start_dose
from retrowalk.training.progression.returning import Comeback, after_break, dose_after

MON = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("days", "kind", "then"),
    [
        (7, Comeback.HOLD, "so nothing is added yet."),
        (13, Comeback.HOLD, "so nothing is added yet."),
        (14, Comeback.STEP_BACK, "so the next session is shorter."),
        (27, Comeback.STEP_BACK, "so the next session is shorter."),
        (28, Comeback.BEGIN_AGAIN, "so this block ends and you begin again with little."),
        (4000, Comeback.BEGIN_AGAIN, "so this block ends and you begin again with little."),
    ],
)
def test_the_longer_the_break_the_further_back(days: int, kind: Comeback, then: str):
    pause = after_break(MON, MON + timedelta(days=days))
    assert pause is not None
    assert (pause.kind, pause.days_off) == (kind, days)
    assert pause.reason == f"It is {days} days since your last session, {then}"
    assert pause.sources == ("design_return",)


@pytest.mark.parametrize("days", [-400, -1, 0, 1, 6])
def test_less_than_a_week_is_no_break(days: int):
    assert after_break(MON, MON + timedelta(days=days)) is None


doses = st.builds(
    Dose,
    backward_s=st.integers(1, 120).map(lambda n: 15.0 * n),
    bout_s=st.integers(1, 40).map(lambda n: 15.0 * n),
    speed_mps=st.none() | st.floats(0.1, 1.4),
    incline_pct=st.floats(0, 15),
    variation=st.none() | st.sampled_from(Variation),
)


def levers(dose: Dose) -> tuple[float, ...]:
    return (
        dose.backward_s,
        dose.bout_s,
        dose.speed_mps or 0.0,
        dose.incline_pct,
        dose.variation is not None,
    )


@given(dose=doses)
def test_a_break_never_leads_to_more_and_a_longer_one_never_to_more_than_a_shorter(
    a_programme: Callable[..., Programme], dose: Dose
):
    rules = a_programme()
    told = [dose, *(dose_after(rules, dose, kind) for kind in Comeback)]
    for before, then in pairwise(told):
        assert all(b <= a for a, b in zip(levers(before), levers(then), strict=True))


def test_a_week_keeps_the_dose_two_take_it_back_and_four_begin_again(
    a_programme: Callable[..., Programme],
):
    rules = a_programme()
    dose = Dose(600.0, 120.0)
    assert dose_after(rules, dose, Comeback.HOLD) == dose
    assert dose_after(rules, dose, Comeback.STEP_BACK) == Dose(450.0, 105.0)
    assert dose_after(rules, dose, Comeback.BEGIN_AGAIN) == start_dose(rules)


def test_who_begins_again_after_the_first_session_begins_lower_than_it(
    a_programme: Callable[..., Programme],
):
    rules = a_programme()
    again = dose_after(rules, start_dose(rules), Comeback.BEGIN_AGAIN)
    assert again == Dose(225.0, 60.0)
