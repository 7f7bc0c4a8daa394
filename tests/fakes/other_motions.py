"""Movements that are not walking, worked out from how a body or a hand moves."""

import numpy as np

GRAVITY = 9.80665
THIGH_M, SHANK_M, CRANK_M = 0.42, 0.44, 0.17


def pedalled(seconds, rpm, place, *, road_mps2=0.0, rate_hz=100.0, seed=0):
    """Acceleration and angular rate of a thigh, shank or foot that pedals, shape (n, 3) each.

    Hip and crank stay where they are, the foot goes round with the pedal, thigh and
    shank follow (two bars that meet at the knee). road_mps2: spread of a rough road's
    shaking.
    """
    fine = 10
    time_s = np.arange(int(seconds * rate_hz * fine)) / (rate_hz * fine)
    random = np.random.default_rng(seed)
    pace = rpm / 60.0 * (1.0 + 0.02 * np.sin(2.0 * np.pi * 0.1 * time_s))
    turn = 2.0 * np.pi * np.cumsum(pace) / (rate_hz * fine)
    pedal = np.stack([0.2 + CRANK_M * np.cos(turn), -0.62 - CRANK_M * np.sin(turn)], axis=1)
    reach = np.linalg.norm(pedal, axis=1)
    bend = np.arccos((THIGH_M**2 + reach**2 - SHANK_M**2) / (2.0 * THIGH_M * reach))
    down = np.arctan2(pedal[:, 0], -pedal[:, 1])
    thigh = down + bend  # from straight down, ahead
    knee = THIGH_M * np.stack([np.sin(thigh), -np.cos(thigh)], axis=1)
    shank = np.arctan2(pedal[:, 0] - knee[:, 0], knee[:, 1] - pedal[:, 1])
    where, lean = {
        "thigh": (0.6 * knee, thigh),
        "shank": (0.5 * (knee + pedal), shank),
        "foot": (pedal, 0.15 * np.sin(turn)),
    }[place]
    pull = np.gradient(np.gradient(where, axis=0), axis=0) * (rate_hz * fine) ** 2
    pull[:, 1] += GRAVITY
    rate = np.gradient(lean) * rate_hz * fine
    cos, sin = np.cos(lean), np.sin(lean)
    ahead = cos * pull[:, 0] + sin * pull[:, 1]
    above = -sin * pull[:, 0] + cos * pull[:, 1]
    level = np.zeros_like(ahead)
    acc = np.stack([ahead, level, above], axis=1)[20:-20:fine]
    gyr = np.stack([level, -rate, level], axis=1)[20:-20:fine]
    return _noisy(acc, gyr, random, road_mps2)


def shaken(seconds, hz, size_mps2, rate_hz=100.0, seed=0):
    """A phone shaken in the hand, to and fro along a slant, and a little round."""
    random = np.random.default_rng(seed)
    phase = 2.0 * np.pi * hz * np.arange(int(seconds * rate_hz)) / rate_hz
    along = np.array([0.6, 0.3, 0.74])
    acc = size_mps2 * np.sin(phase)[:, None] * along + [0.0, 0.0, GRAVITY]
    gyr = 1.5 * np.cos(phase)[:, None] * np.array([0.2, 0.9, 0.3])
    return _noisy(acc, gyr, random)


def swayed(seconds, hz, size_mps2, rate_hz=100.0, seed=0):
    """A trunk that sways from side to side, as on a boat or to music."""
    random = np.random.default_rng(seed)
    phase = 2.0 * np.pi * hz * np.arange(int(seconds * rate_hz)) / rate_hz
    acc = np.stack(
        [
            0.2 * size_mps2 * np.sin(2.0 * phase),
            size_mps2 * np.sin(phase),
            GRAVITY + 0.5 * size_mps2 * np.cos(2.0 * phase),
        ],
        axis=1,
    )
    gyr = 0.8 * np.cos(phase)[:, None] * np.array([1.0, 0.1, 0.2])
    return _noisy(acc, gyr, random)


def bounced(seconds, hz, rate_hz=100.0, seed=0):
    """The thigh of somebody who sits and bounces a leg on its toes."""
    random = np.random.default_rng(seed)
    phase = 2.0 * np.pi * hz * np.arange(int(seconds * rate_hz)) / rate_hz
    lift_m = 0.015
    acc = np.stack(
        [GRAVITY + lift_m * (2.0 * np.pi * hz) ** 2 * np.sin(phase), 0 * phase, 0 * phase],
        1,
    )
    gyr = (lift_m / 0.4 * 2.0 * np.pi * hz * np.cos(phase))[:, None] * np.array([0, 1.0, 0])
    return _noisy(acc, gyr, random)


def quiet(seconds, tremble_mps2, rate_hz=100.0, seed=0):
    """Standing or sitting: a slow tremble and nothing else."""
    random = np.random.default_rng(seed)
    n = int(seconds * rate_hz)
    wander = np.cumsum(random.normal(0.0, 1.0, (n, 3)), axis=0)
    wander -= np.linspace(wander[0], wander[-1], n)
    acc = [0.0, 0.0, GRAVITY] + tremble_mps2 * wander / wander.std()
    return _noisy(acc, np.zeros((n, 3)), random)


def _noisy(acc, gyr, random, road_mps2=0.0):
    acc = acc + random.normal(0.0, np.hypot(0.05, road_mps2), acc.shape)
    return acc, gyr + random.normal(0.0, 0.01, gyr.shape)
