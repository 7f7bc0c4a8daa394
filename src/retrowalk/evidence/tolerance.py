"""How many standard deviations from the mean a share of a normal population may end.

The exact factors behind the intervals of limits of agreement, for one limit or both at once.
Sources: Carkeet 2015 (10.1097/OPX.0000000000000513), whose table the tests hold; Witkovsky
2014, Austrian Journal of Statistics 43(4):279-92, for the integral.
"""

from functools import lru_cache
from math import exp, pi, sqrt

import numpy as np
from scipy.special import chdtrc, ndtr

from retrowalk.arrays import FloatArray
from retrowalk.evidence.quantiles import noncentral_t

_NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(80)
_LOG_FACTOR = (
    -7.0,
    12.0,
)  # from 0.001 to 160,000: beyond any factor of three people or more
_HALVINGS = 80  # of an interval, to the last bit of a number
_BEYOND = 12.0  # standard deviations; a normal share past it is below 1e-32


def single_factor(n: int, z: float, chance: float) -> float:
    """Return the factor k with P(mean + k sd >= mu + z sigma) = chance, for a sample of n.

    z: the limit itself, in standard deviations of the population. The noncentral t
    distribution is exact here.
    """
    return noncentral_t(chance, n - 1, z * sqrt(n)) / sqrt(n)


@lru_cache(maxsize=1024)
def pair_factor(n: int, share: float, chance: float) -> float:
    """Return the factor k with P(mean ± k sd covers at least `share`) = chance.

    share: of the population, between the two limits. Solved on the exact integral over where
    the sample's mean may lie; about 1e-8 accurate for n >= 3.
    """
    half_widths = _half_widths(n, share)

    low, high = _LOG_FACTOR
    for _ in range(_HALVINGS):
        middle = (low + high) / 2.0
        needed = (n - 1) * (half_widths / exp(middle)) ** 2
        covers = float(_WEIGHTS @ chdtrc(n - 1, needed)) / sqrt(2.0 * pi)
        low, high = (middle, high) if covers < chance else (low, middle)
    return exp((low + high) / 2.0)


def _half_widths(n: int, share: float) -> FloatArray:
    """Return the half width that covers `share` from each place the mean may be at.

    shape (nodes,): in standard deviations of the population.
    """
    at = _NODES / sqrt(n)
    low, high = np.zeros_like(at), np.abs(at) + _BEYOND
    for _ in range(_HALVINGS):  # of every node at once
        middle = (low + high) / 2.0
        covered = ndtr(at + middle) - ndtr(at - middle)
        low = np.where(covered < share, middle, low)
        high = np.where(covered < share, high, middle)
    found: FloatArray = (low + high) / 2.0
    return found
