"""From chunks to a recording: one sign, one clock, gaps left open."""

import json

import numpy as np
import pytest
from phone import ANDROID, IPHONE, pieces, swaying

from retrowalk.errors import BadRecording
from retrowalk.server.sessions.assemble import assemble, specific_force_sign

IPAD = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari"
CHROME_ON_IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit/605.1.15 CriOS/150.0"
)
CHROMIUM_ON_A_MAC = "Mozilla/5.0 (Macintosh) AppleWebKit/537.36 Chrome/150.0 Safari/537.36"
FIREFOX = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"


def recording(motion, device=ANDROID):
    return assemble(pieces(motion), "lower_back", device, simulated=False)


@pytest.mark.parametrize(
    ("device", "sign"),
    [
        (ANDROID, 1.0),
        (FIREFOX, 1.0),
        (CHROMIUM_ON_A_MAC, 1.0),
        ("", 1.0),
        (IPHONE, -1.0),
        (CHROME_ON_IPHONE, -1.0),
        (IPAD, -1.0),
    ],
)
def test_webkit_on_apple_devices_alone_reports_the_opposite_sign(device, sign):
    assert specific_force_sign(device) == sign


def test_at_rest_the_axis_that_points_up_reads_plus_g_on_every_phone():
    upright = swaying(10)
    from_an_iphone = {
        **upright,
        **{a: (-np.array(upright[a])).tolist() for a in ("ax", "ay", "az")},
    }

    assert recording(upright).acc_mps2[:, 1].min() == 9.8
    np.testing.assert_array_equal(
        recording(upright).acc_mps2, recording(from_an_iphone, IPHONE).acc_mps2
    )


def test_angular_rate_comes_out_in_radians_with_its_sign_on_every_phone():
    motion = {**swaying(10), "gx": [180.0] * 600}

    for device in (ANDROID, IPHONE):
        assert recording(motion, device).gyr_radps[0] == pytest.approx([np.pi, 0.0, 0.0])


def test_without_a_gyroscope_there_is_no_angular_rate():
    absent = [None] * 600

    assert (
        recording({**swaying(10), "gx": absent, "gy": absent, "gz": absent}).gyr_radps
        is None
    )


def test_a_pause_stays_a_gap_and_the_clock_goes_on_evenly():
    motion = swaying(20)
    kept = [k for k in range(1200) if not 480 <= k < 720]  # 4 s that were not recorded
    whole = recording({name: [column[k] for k in kept] for name, column in motion.items()})

    assert whole.rate_hz == pytest.approx(60.0, abs=0.05)
    assert whole.n_samples == pytest.approx(1200, abs=1)
    missing = np.isnan(whole.acc_mps2[:, 0])
    assert np.flatnonzero(missing)[[0, -1]] == pytest.approx([480, 719], abs=1)
    assert missing[482:718].all()


def test_a_rest_longer_than_the_walk_costs_no_sample():
    motion = swaying(20)
    rested = [t if t < 10_000 else t + 600_000 for t in motion["t_ms"]]  # ten minutes
    whole = recording({**motion, "t_ms": rested})

    assert np.count_nonzero(~np.isnan(whole.acc_mps2[:, 0])) == pytest.approx(1200, abs=2)


def test_times_that_jitter_are_put_on_an_even_clock():
    rng = np.random.default_rng(7)
    motion = swaying(20)
    shaken = np.array(motion["t_ms"]) + rng.uniform(-4.0, 4.0, 1200)
    whole = recording({**motion, "t_ms": np.round(shaken, 1).tolist()})

    assert whole.rate_hz == pytest.approx(60.0, abs=0.2)
    assert not np.isnan(whole.acc_mps2).any()


def test_the_recording_starts_on_the_clock_of_the_session():
    assert recording(swaying(10, start_ms=90_000.0)).start_s == pytest.approx(90.0)


@pytest.mark.parametrize("second_starts_ms", [0.0, 9_983.3])
def test_chunks_that_overlap_in_time_are_refused_with_the_place(second_starts_ms):
    bodies = [
        json.dumps({"schema": 1, **swaying(10, start_ms=start)}).encode()
        for start in (0.0, second_starts_ms)
    ]
    with pytest.raises(BadRecording, match="chunk 1, sample 0"):
        assemble(bodies, "pocket", ANDROID, simulated=False)


def test_no_motion_is_said_as_such():
    with pytest.raises(BadRecording, match="no motion was recorded"):
        assemble([], "pocket", ANDROID, simulated=False)
