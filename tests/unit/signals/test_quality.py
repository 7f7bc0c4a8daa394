import numpy as np
import pytest

from retrowalk.errors import BadRecording
from retrowalk.signals.bridging import bridged, usable
from retrowalk.signals.quality import check, clipped_share, missing, still
from retrowalk.signals.recording import Recording, SensorSite


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
