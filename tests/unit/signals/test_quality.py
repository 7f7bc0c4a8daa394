from dataclasses import replace

import numpy as np
import pytest

from retrowalk.directions import Direction
from retrowalk.errors import BadRecording
from retrowalk.signals.bridging import bridged, usable
from retrowalk.signals.clipping import clipped_share
from retrowalk.signals.quality import check, missing, still, stretches
from retrowalk.signals.recording import Recording, SensorSite, ToldAxes
from retrowalk.signals.stretches import KINDS
from retrowalk.simulate.plan import Interval
from retrowalk.simulate.walker import simulate


def standing(n=1000, rate_hz=100.0, scale=1.0, gyr=0.01):
    acc = np.random.default_rng(0).normal(0.0, 0.02, (n, 3)) + np.array([0.0, 0.0, 9.81])
    return Recording(0.0, rate_hz, scale * acc, np.full((n, 3), gyr), SensorSite.FOOT)


def test_a_plausible_recording_passes():
    check(standing())


@pytest.mark.parametrize(
    ("recording", "words"),
    [
        (
            standing(scale=1 / 9.81),
            r"median size of 1; expected about 9.8 m/s2.*looks like g",
        ),
        (standing(scale=10.0), "ten times too large"),
        (standing(scale=1000 / 9.81), "thousandths of g"),
        (standing(scale=0.0), "gravity may have been removed"),
        (standing(gyr=60.0), r"angular rate reaches 104.*rad/s.*deg/s"),
        (standing(rate_hz=10.0), "10 Hz; at least 20 Hz"),
        (standing(n=50), "0.5 s long; at least 1 s"),
        (standing(scale=np.nan), "no finite sample"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence_that_says_got_and_wanted(
    recording, words
):
    with pytest.raises(BadRecording, match=words):
        check(recording)


def test_a_row_is_missing_if_any_value_of_it_is():
    acc, gyr = np.ones((5, 3)), np.ones((5, 3))
    acc[1, 2], gyr[3, 0] = np.nan, np.inf
    np.testing.assert_array_equal(missing(acc, gyr), [False, True, False, True, False])
    assert not missing(np.ones((5, 3)), None).any()


def test_brief_gaps_are_bridged_by_a_line_and_long_ones_are_not_used():
    gone = np.zeros(400, dtype=bool)
    gone[100:105] = gone[200:260] = gone[:3] = True
    fit = usable(gone, 100.0)
    assert fit[100:105].all()
    assert not fit[200:260].any()
    assert not fit[:3].any()
    ramp = np.arange(400.0)[:, None] * [1.0, 2.0, -1.0]
    holed = np.where(gone[:, None], np.nan, ramp)
    np.testing.assert_allclose(bridged(holed, gone)[100:105], ramp[100:105])


def test_clipping_shows_as_the_end_of_range_repeated():
    wave = 30.0 * np.sin(np.arange(1000.0) / 10.0)[:, None] * [1.0, 0.5, 0.2]
    assert clipped_share(wave) == 0.0
    assert clipped_share(np.clip(wave, -20.0, 20.0)) > 0.1


def test_still_stretches_are_found_and_a_walk_is_not_still():
    acc = np.random.default_rng(1).normal(0.0, 0.02, (6000, 3)) + np.array([0.0, 9.81, 0.0])
    acc[2000:4000, 1] += 3.0 * np.sin(np.arange(2000) / 8.0)
    np.testing.assert_array_equal(still(acc, 100.0), [[0, 2000], [4000, 6000]])


def walking(rate_hz=100.0, seed=0):
    return simulate(
        [Interval(3.0), Interval(12.0, Direction.FORWARD), Interval(3.0)],
        SensorSite.LOWER_BACK,
        rate_hz=rate_hz,
        seed=seed,
    ).recording


@pytest.mark.parametrize("site", list(SensorSite))
@pytest.mark.parametrize("way", [Direction.FORWARD, Direction.BACKWARD])
@pytest.mark.parametrize(
    ("acc", "gyr", "words"),
    [
        (1 / 9.80665, 1.0, "this looks like g"),
        (1000 / 9.80665, 1.0, "this looks like thousandths of g"),
        (1000.0, 1.0, "this looks like mm/s2"),
        (16_384 / 9.80665, 1.0, "this looks like a sensor's raw counts"),
        (1.0, 180 / np.pi, "this looks like deg/s"),
        (1.0, np.pi / 180, "this looks like rad/s named deg/s"),
    ],
)
def test_a_mistaken_unit_is_named_at_every_place_and_in_both_directions(
    site, way, acc, gyr, words
):
    made = simulate([Interval(2.0), Interval(15.0, way, 90.0, 0.4)], site).recording
    check(made)
    with pytest.raises(BadRecording, match=words):
        check(replace(made, acc_mps2=acc * made.acc_mps2, gyr_radps=gyr * made.gyr_radps))


def test_degrees_show_even_at_rest_where_a_gyroscope_has_a_bias():
    quiet = standing(gyr=0.02)
    check(quiet)
    with pytest.raises(BadRecording, match=r"on average while the acceleration lies still"):
        check(replace(quiet, gyr_radps=np.rad2deg(quiet.gyr_radps)))


def test_gravity_that_was_taken_out_is_named():
    made = walking()
    with pytest.raises(BadRecording, match="gravity may have been removed"):
        check(replace(made, acc_mps2=made.acc_mps2 - made.acc_mps2.mean(axis=0)))


def test_gravity_is_missed_at_a_foot_too_where_strides_are_as_large():
    made = simulate([Interval(12.0, Direction.FORWARD)], SensorSite.FOOT).recording
    strides = 3.0 * (made.acc_mps2 - made.acc_mps2.mean(axis=0))
    with pytest.raises(BadRecording, match="gravity may have been removed"):
        check(replace(made, acc_mps2=strides))


def test_a_told_up_that_gravity_contradicts_is_refused_as_it_would_turn_every_direction():
    made = walking()
    check(replace(made, axes=ToldAxes("+z", "+x")))
    for turned in (
        replace(made, axes=ToldAxes("-z", "+x")),
        replace(made, axes=ToldAxes("+z", "+x"), acc_mps2=-made.acc_mps2),
    ):
        with pytest.raises(BadRecording, match=r"told to point up.*turns the sign"):
            check(turned)


def test_an_axis_that_never_changes_is_named_and_a_sensor_at_rest_is_not():
    made = walking()
    dead = made.acc_mps2.copy()
    dead[:, 1] = -0.25
    with pytest.raises(BadRecording, match=r"acceleration along y is -0\.25 m/s2 in every"):
        check(replace(made, acc_mps2=dead))
    check(replace(made, acc_mps2=np.tile([0.0, 0.0, 9.81], (1800, 1)), gyr_radps=None))
    assert made.gyr_radps is not None
    for axes in ([2], [0, 1, 2]):  # a walk without a turn would be no walk, unsaid
        stuck = made.gyr_radps.copy()
        stuck[:, axes] = 0.0
        with pytest.raises(
            BadRecording, match=r"angular rate about [xz] is 0 rad/s in eve"
        ):
            check(replace(made, gyr_radps=stuck))
    hinge = made.gyr_radps[:, [0, 2, 1]] * np.array([0.0, 1.0, 0.0])
    check(replace(made, gyr_radps=hinge))  # a motion computed in a plane


def found(recording):
    held = stretches(recording)
    return [
        (KINDS[kind], round(first, 2), round(last, 2))
        for kind, first, last in zip(held.kind, held.start_s, held.end_s, strict=True)
    ]


def test_a_whole_recording_has_no_stretch_to_doubt():
    assert found(walking()) == []


def test_gaps_are_told_from_when_to_when_and_brief_ones_are_not():
    made = replace(walking(), start_s=50.0)
    made.acc_mps2[300:450] = made.acc_mps2[700:704] = np.nan
    assert found(made) == [("gap", 53.0, 54.5)]


def test_clipping_of_either_sensor_is_told_and_near_ones_are_one_stretch():
    made = walking()
    acc, gyr = made.acc_mps2.copy(), made.gyr_radps.copy()
    acc[400:404, 2] = acc[450:453, 2] = acc[600:604, 2] = 39.2
    gyr[900:903, 0] = gyr[910:914, 0] = -34.9
    assert found(replace(made, acc_mps2=acc, gyr_radps=gyr)) == [
        ("clipped", 4.0, 4.53),
        ("clipped", 6.0, 6.04),
        ("clipped", 9.0, 9.14),
    ]


def test_a_coarse_sensor_at_rest_repeats_its_values_and_is_not_clipped():
    acc = np.round(standing().acc_mps2 * 26.1) / 26.1
    assert clipped_share(acc) == 0.0


def test_half_an_hour_without_any_stir_is_not_worn():
    quiet = np.random.default_rng(0).normal([0.0, 9.81, 0.0], 0.01, (42_000, 3))
    quiet[40_000:] += np.random.default_rng(1).normal(0.0, 1.0, (2_000, 3))
    made = Recording(0.0, 20.0, quiet, None, SensorSite.LOWER_BACK)
    assert found(made) == [("not_worn", 0.0, 2000.0)]
    assert found(replace(made, acc_mps2=quiet[10_000:])) == []
