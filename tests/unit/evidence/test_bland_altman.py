"""Limits of agreement: published examples, laws, and what is refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.errors import BadInput
from retrowalk.evidence.bland_altman import (
    Levels,
    Precision,
    limits_from,
    limits_of_agreement,
    limits_of_ratio,
)
from retrowalk.evidence.bland_altman_repeated import (
    Repeats,
    limits_of_linked_pairs,
    limits_of_repeats,
)
from retrowalk.evidence.bland_altman_trend import limits_by_size, trend
from retrowalk.evidence.tolerance import pair_factor, single_factor

# Bland & Altman 1986, peak expiratory flow in l/min, first readings.
LARGE = [
    494,
    395,
    516,
    434,
    476,
    557,
    413,
    442,
    650,
    433,
    417,
    656,
    267,
    478,
    178,
    423,
    427,
]
MINI = [512, 430, 520, 428, 500, 600, 364, 380, 658, 445, 432, 626, 260, 477, 259, 350, 451]
# Bland & Altman 2007: ejection by radionuclide ventriculography and impedance cardiography.
RV = {
    1: [7.83, 7.42, 7.89, 7.12, 7.88],
    2: [6.16, 7.26, 6.71, 6.54],
    3: [4.75, 5.24, 4.86, 4.78, 6.05, 5.42],
    4: [4.21, 3.61, 3.72, 3.87, 3.92],
    5: [3.13, 2.98, 2.85, 3.17, 3.09, 3.12],
    6: [5.92, 6.42, 5.92, 6.27],
    7: [7.13, 6.62, 6.58, 6.93],
    8: [4.54, 4.81, 5.11, 5.29, 5.39, 5.57],
    9: [4.48, 4.92, 3.97],
    10: [4.22, 4.65, 4.74, 4.44, 4.5],
    11: [6.78, 6.07, 6.52, 6.42, 6.41, 5.76],
    12: [5.06, 4.72, 4.9, 4.8, 4.9, 5.1],
}
IC = {
    1: [6.57, 5.62, 6.9, 6.57, 6.35],
    2: [4.06, 4.29, 4.26, 4.09],
    3: [4.71, 5.5, 5.08, 5.02, 6.01, 5.67],
    4: [4.14, 4.2, 4.61, 4.68, 5.04],
    5: [3.03, 2.86, 2.77, 2.46, 2.32, 2.43],
    6: [5.9, 5.81, 5.7, 5.76],
    7: [5.09, 4.63, 4.61, 5.09],
    8: [4.72, 4.61, 4.36, 4.2, 4.36, 4.2],
    9: [3.17, 3.12, 2.96],
    10: [4.35, 4.62, 3.16, 3.53, 3.53],
    11: [7.2, 6.09, 7.0, 7.1, 7.4, 6.8],
    12: [4.5, 4.2, 3.8, 3.8, 4.2, 4.5],
}


def repeats(by_person, leave_out=()):
    pairs = [(who, x) for who, readings in by_person.items() for x in readings]
    kept = [pair for k, pair in enumerate(pairs) if k not in leave_out]
    return Repeats([who for who, _ in kept], [x for _, x in kept])


readings = st.floats(-1e3, 1e3).map(lambda x: round(x, 3))
columns = st.lists(st.tuples(readings, readings), min_size=4, max_size=30).filter(
    lambda pairs: np.ptp([a - b for a, b in pairs]) > 0.01
)


def test_peak_flow_of_1986_gives_its_printed_numbers():
    found = limits_of_agreement(LARGE, MINI, Precision.APPROXIMATE)
    assert found.n == 17
    assert round(found.bias.value, 1) == -2.1
    assert round(found.sd, 1) == 38.8
    assert (found.lower.value, found.upper.value) == pytest.approx((-78.1, 73.9), abs=0.05)


def test_blood_pressure_of_1999_gives_its_printed_intervals():
    found = limits_from(-16.29, 19.61, 85, Precision.APPROXIMATE)
    assert (found.lower.value, found.upper.value) == pytest.approx((-54.7, 22.1), abs=0.06)
    assert (found.bias.low, found.bias.high) == pytest.approx((-20.5, -12.1), abs=0.06)
    assert (found.lower.low, found.lower.high) == pytest.approx((-61.9, -47.5), abs=0.11)
    assert (found.upper.low, found.upper.high) == pytest.approx((14.9, 29.3), abs=0.11)


@pytest.mark.parametrize(
    ("free", "inner", "outer"),
    [
        (2, 1.1051, 13.9396),
        (5, 1.2825, 5.1983),
        (10, 1.4102, 3.61),
        (16, 1.49, 3.0824),
        (30, 1.5856, 2.6685),
        (74, 1.6982, 2.3534),
    ],
)
def test_exact_factors_of_a_pair_are_those_of_carkeets_table(free, inner, outer):
    found = pair_factor(free + 1, 0.95, 0.025), pair_factor(free + 1, 0.95, 0.975)
    assert found == pytest.approx((inner, outer), abs=6e-5)


def test_exact_factors_of_one_side_and_of_other_shares_are_the_published_ones():
    assert single_factor(40, 1.2815515655, 0.99) == pytest.approx(1.9017, abs=6e-5)
    assert pair_factor(10, 0.95, 0.95) == pytest.approx(3.39, abs=0.005)
    assert pair_factor(20, 0.99, 0.95) == pytest.approx(3.62, abs=0.005)


def test_linked_pairs_of_2007_give_the_printed_limits():
    first, second = repeats(RV), repeats(IC)
    found = limits_of_linked_pairs(first.person, first.value, second.value)
    assert (found.people, found.readings) == (12, 60)
    assert found.bias.value == pytest.approx(0.6021667, abs=1e-7)
    assert found.sd == pytest.approx(0.99062408, abs=1e-7)
    limits = found.lower.value, found.upper.value
    assert limits == pytest.approx((-1.3394565, 2.5437899), abs=5e-5)  # printed with 1.96


def test_unlinked_repeats_of_1999_give_the_printed_limits():
    found = limits_of_repeats(repeats(RV), repeats(IC))
    assert found.bias.value == pytest.approx(0.7092, abs=5e-5)
    assert found.within_sd**2 == pytest.approx(0.1072 + 0.1379, abs=2e-4)
    limits = found.lower.value, found.upper.value
    assert limits == pytest.approx((-1.3521, 2.7705), abs=5e-4)


def test_unequal_repeats_give_the_intervals_published_for_zous_method():
    four = range(1, 5)
    first = repeats({who: RV[who] for who in four})
    second = repeats({who: IC[who] for who in four}, leave_out=(4, 8))
    found = limits_of_repeats(first, second)
    assert found.bias.value == pytest.approx(0.7125, abs=0.004)
    assert (found.lower.value, found.upper.value) == pytest.approx((-2.23, 3.66), abs=0.005)
    assert (found.lower.low, found.lower.high) == pytest.approx((-9.76, -0.48), abs=0.01)
    assert (found.upper.low, found.upper.high) == pytest.approx((1.91, 11.20), abs=0.01)


@given(columns, st.sampled_from(Precision))
def test_swapping_the_methods_mirrors_the_limits(pairs, precision):
    a, b = zip(*pairs, strict=True)
    found, swapped = (limits_of_agreement(*x, precision) for x in ((a, b), (b, a)))
    assert swapped.bias.value == pytest.approx(-found.bias.value, abs=1e-9)
    assert swapped.upper.value == pytest.approx(-found.lower.value, abs=1e-9)
    assert swapped.upper.high == pytest.approx(-found.lower.low, abs=1e-6)


@given(columns, st.sampled_from(Precision), st.floats(0.1, 50), st.floats(-100, 100))
def test_another_unit_scales_the_limits_and_a_shift_moves_them(
    pairs, precision, unit, shift
):
    a, b = map(np.array, zip(*pairs, strict=True))
    found = limits_of_agreement(a, b, precision)
    other = limits_of_agreement(a * unit + shift, b * unit, precision)
    for mine, theirs in ((found.lower, other.lower), (found.upper, other.upper)):
        assert theirs.value == pytest.approx(mine.value * unit + shift, abs=1e-6)
        assert theirs.low == pytest.approx(mine.low * unit + shift, abs=1e-5)


@given(columns)
def test_exact_intervals_reach_further_out_than_in(pairs):
    a, b = zip(*pairs, strict=True)
    for precision in (Precision.EXACT_PAIR, Precision.EXACT_SINGLE):
        upper = limits_of_agreement(a, b, precision).upper
        assert upper.high - upper.value > upper.value - upper.low


def test_ratios_are_the_limits_of_logarithms():
    a, b = np.array(LARGE, float), np.array(MINI, float)
    found = limits_of_ratio(a, b, Precision.EXACT_PAIR)
    logs = limits_of_agreement(np.log(a), np.log(b), Precision.EXACT_PAIR)
    assert found.lower.value == pytest.approx(np.exp(logs.lower.value))
    assert found.upper.high == pytest.approx(np.exp(logs.upper.high))
    doubled = limits_of_ratio(2 * a, b, Precision.EXACT_PAIR)
    assert doubled.bias.value == pytest.approx(2 * found.bias.value)


def test_a_difference_that_grows_with_size_is_seen_and_followed():
    rng = np.random.default_rng(4)
    true = rng.uniform(1, 10, 200)
    first = true * 1.2 + rng.normal(0, 0.02, 200) * true
    found = trend(first, true)
    assert found.slope.low > 0.15
    assert found.spread_slope.low > 0.0
    limits = limits_by_size(first, true)
    size = (first + true) / 2
    inside = (first - true > limits.lower[0] + limits.lower[1] * size) & (
        first - true < limits.upper[0] + limits.upper[1] * size
    )
    assert 0.9 < inside.mean() < 0.99


def test_no_trend_is_no_proportional_bias():
    assert not trend(LARGE, MINI).slope.excludes(0.0)


def test_equal_numbers_linked_or_not_share_their_bias():
    rng = np.random.default_rng(5)
    who = np.repeat(np.arange(10), 3)
    a, b = rng.normal(size=30), rng.normal(size=30)
    linked = limits_of_linked_pairs(who.tolist(), a, b)
    free = limits_of_repeats(Repeats(who.tolist(), a), Repeats(who.tolist(), b))
    assert linked.bias.value == pytest.approx(free.bias.value)


def test_repeats_of_one_person_in_any_order_say_the_same():
    first, second = repeats(RV), repeats(IC)
    order = np.random.default_rng(0).permutation(60)
    mixed = Repeats([first.person[k] for k in order], np.array(first.value)[order])
    found, again = (limits_of_repeats(x, second) for x in (first, mixed))
    assert again.upper.high == pytest.approx(found.upper.high)


def test_people_who_differ_by_chance_alone_have_no_spread_of_their_own():
    who = [p for p in range(6) for _ in range(2)]
    found = limits_of_linked_pairs(who, [1.0, -1.0] * 6, [0.0] * 12)
    assert found.between_sd == 0.0
    assert found.sd == found.within_sd


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ([1.0, 2.0, np.nan], [1.0, 2.0, 3.0], "no number in row 3"),
        ([1.0, 2.0, 3.0], [1.0, 2.0], "3 first and 2 second"),
        ([1.0, 2.0], [1.0, 3.0], "2 people"),
        ([1.0, 2.0, 3.0], [0.0, 1.0, 2.0], "all 1"),
        ([[1.0, 2.0, 3.0]], [1.0, 2.0, 3.0], "one column"),
        ([1.0, np.inf, 3.0], [1.0, 2.0, 3.0], "row 2"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_a_sentence(first, second, said):
    with pytest.raises(BadInput, match=said):
        limits_of_agreement(first, second, Precision.EXACT_PAIR)


def test_other_things_that_cannot_be_are_refused():
    with pytest.raises(BadInput, match="above 0"):
        limits_of_ratio([1, 2, 0], [1, 2, 3], Precision.EXACT_PAIR)
    with pytest.raises(BadInput, match="expected finite numbers"):
        limits_from(0.0, 0.0, 10, Precision.APPROXIMATE)
    with pytest.raises(BadInput, match="share between 0 and 1"):
        Levels(coverage=95)
    with pytest.raises(BadInput, match="never repeated"):
        limits_of_linked_pairs([1, 2, 3], [1, 2, 3], [3, 2, 2])
    with pytest.raises(BadInput, match="by one method only"):
        limits_of_repeats(
            Repeats([1, 1, 2, 3], [1, 2, 3, 4]), Repeats([1, 1, 2, 2], [1, 2, 3, 4])
        )
    with pytest.raises(BadInput, match="different size"):
        trend([1, 2, 3], [2, 3, 5])
