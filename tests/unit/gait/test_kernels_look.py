"""The compiled look at pieces finds the walks that the plain one finds, and no others."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from retrowalk.gait.finding.pieces import Pieces
from retrowalk.gait.finding.sight import sight_of
from retrowalk.gait.kernels.compiled import COMPILED
from retrowalk.gait.kernels.reference import REFERENCE
from retrowalk.gait.settings import Settings
from retrowalk.signals.recording import SensorSite

UNTIMED = settings(deadline=None, max_examples=60)
SITES = st.sampled_from([SensorSite.LOWER_BACK, SensorSite.WRIST, SensorSite.SHANK])


def strides(random, n, rate_hz):
    """Something like a walk: a rhythm with landings, of its own pace and strength."""
    time_s = np.arange(n) / rate_hz
    stride_s = random.uniform(0.5, 2.6)
    beat = 2.0 * np.pi * time_s / stride_s
    acc = np.stack([np.sin(beat), np.cos(2.0 * beat), np.sin(2.0 * beat + 1.0)], axis=1)
    landing = np.exp(-((2.0 * time_s / stride_s) % 1.0) * 12.0)
    acc = acc * random.uniform(0.0, 3.0) + landing[:, None] * random.uniform(0.0, 6.0, 3)
    acc += random.normal([0.3, 0.1, 9.8], random.uniform(0.0, 0.6), (n, 3))
    return acc, np.stack([np.sin(beat), 0.3 * np.cos(beat), 0.1 * beat % 1.0], axis=1)


def batch(seed, sizes, rate_hz, *, gyroscope, counts):
    """Pieces that walk, fidget, rest with a sensor's noise and walk on, end to end."""
    random = np.random.default_rng(seed)
    accs, gyrs = [], []
    for size in sizes:
        cuts = np.sort(random.integers(0, size + 1, 2))
        for n in np.diff([0, *cuts, size]):
            acc, gyr = strides(random, n, rate_hz)
            if random.random() < 0.3:
                acc = random.normal([0.0, 0.2, 9.8], 0.04, (n, 3))  # a sensor at rest
                gyr = random.normal(0.0, 0.01, (n, 3))
            accs.append(acc)
            gyrs.append(gyr)
    acc, gyr = np.concatenate(accs), np.concatenate(gyrs)
    ends = np.cumsum(sizes)
    edges = np.stack([ends - sizes, ends], axis=1)
    return Pieces(
        acc=np.round(acc * 250.0).astype(np.int16) if counts else acc,
        gyr=(np.round(gyr * 900.0).astype(np.int16) if counts else gyr)
        if gyroscope
        else None,
        missing=None,
        edges=edges,
        first=edges[:, 0],
        rate_hz=rate_hz,
        acc_scale=1.0 / 250.0 if counts else 1.0,
        gyr_scale=1.0 / 900.0 if counts else 1.0,
        kernels=REFERENCE,
    )


@UNTIMED
@given(
    seed=st.integers(0, 99_999),
    sizes=st.lists(st.integers(1, 1500), min_size=1, max_size=4),
    rate_hz=st.sampled_from((25.0, 60.0, 100.0)),
    site=SITES,
    gyroscope=st.booleans(),
    counts=st.booleans(),
)
def test_the_same_walks_are_found_in_every_piece(  # noqa: PLR0917 (drawn values)
    seed, sizes, rate_hz, site, gyroscope, counts
):
    some = batch(seed, np.array(sizes), rate_hz, gyroscope=gyroscope, counts=counts)
    sight = sight_of(some, site, Settings())
    expected = REFERENCE.look(some.acc, some.gyr, some.edges, sight)
    got = COMPILED.look(some.acc, some.gyr, some.edges, sight)
    np.testing.assert_array_equal(got[:, :3], expected[:, :3])
    np.testing.assert_allclose(got, expected, rtol=1e-6, atol=1e-9)


def test_the_walks_drawn_here_are_often_walks():
    found = 0
    for seed in range(60):
        some = batch(seed, np.array([1500]), 100.0, gyroscope=False, counts=True)
        sight = sight_of(some, SensorSite.LOWER_BACK, Settings())
        found += len(COMPILED.look(some.acc, None, some.edges, sight)) > 0
    assert 15 <= found <= 55


@UNTIMED
@given(
    seed=st.integers(0, 999), sizes=st.lists(st.integers(200, 1500), min_size=2, max_size=4)
)
def test_a_piece_is_looked_at_by_itself_whatever_lies_beside_it(seed, sizes):
    some = batch(seed, np.array(sizes), 100.0, gyroscope=True, counts=True)
    sight = sight_of(some, SensorSite.LOWER_BACK, Settings())
    for look in (REFERENCE.look, COMPILED.look):
        together = look(some.acc, some.gyr, some.edges, sight)
        for piece, edge in enumerate(some.edges):
            alone = look(some.acc, some.gyr, edge[None, :], sight)
            np.testing.assert_array_equal(
                alone[:, 1:], together[together[:, 0] == piece, 1:]
            )
