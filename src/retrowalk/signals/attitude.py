"""How a sensor turns during many strides at once, from its angular rate.

Rotations are unit quaternions (w, x, y, z), components first, so that each step of the
arithmetic works on whole arrays.
"""

import numpy as np

from retrowalk.arrays import FloatArray, IntArray


def attitudes(gyr_radps: FloatArray, rate_hz: float, offset: IntArray) -> FloatArray:
    """Return rotations from each sample's axes to those of its stretch's first, shape (4, n).

    gyr_radps: shape (n, 3), stretches end to end. offset: shape (n,), how many samples
    each lies past the first of its stretch. The running product is taken by doubling:
    log2 of the longest stretch rounds, not as many as it has samples.
    """
    half = np.zeros((3, len(offset)))  # of the turn since the sample before
    half[:, 1:] = (0.25 / rate_hz) * (gyr_radps[1:] + gyr_radps[:-1]).T
    half[:, offset == 0] = 0.0
    angle = np.sqrt(half[0] ** 2 + half[1] ** 2 + half[2] ** 2)
    turn = np.concatenate([np.cos(angle)[None], half * np.sinc(angle / np.pi)])
    reach = 1
    while reach <= offset.max(initial=0):
        before = turn[:, :-reach] * (offset[reach:] >= reach)
        before[0] += offset[reach:] < reach  # nothing is before a stretch's first sample
        turn[:, reach:] = _product(before, turn[:, reach:])
        reach *= 2
    return turn


def turned(rotation: FloatArray, vectors: FloatArray) -> FloatArray:
    """Return vectors, shape (…, 3), turned by rotations, shape (4, …)."""
    w, axis = rotation[0][..., None], np.moveaxis(rotation[1:], 0, -1)
    across = 2.0 * cross(axis, vectors)
    return np.asarray(vectors + w * across + cross(axis, across))


def units(vectors: FloatArray) -> FloatArray:
    """Return vectors of length 1 along the given ones, shape (…, 3); zeros stay zeros."""
    size = np.sqrt(np.einsum("...j,...j->...", vectors, vectors))[..., None]
    return np.asarray(vectors / np.maximum(size, 1e-12))


def _product(one: FloatArray, other: FloatArray) -> FloatArray:
    """Return the rotation that does the other first and then the one, shape (4, …)."""
    a, b, c, d = one
    w, x, y, z = other
    return np.stack(
        [
            a * w - b * x - c * y - d * z,
            a * x + b * w + c * z - d * y,
            a * y - b * z + c * w + d * x,
            a * z + b * y - c * x + d * w,
        ]
    )


def cross(one: FloatArray, other: FloatArray) -> FloatArray:
    """Return cross products, shape (…, 3); numpy's own is several times slower."""
    x, y, z = one[..., 0], one[..., 1], one[..., 2]
    u, v, w = other[..., 0], other[..., 1], other[..., 2]
    product = np.empty(np.broadcast_shapes(one.shape, other.shape))
    product[..., 0] = y * w - z * v
    product[..., 1] = z * u - x * w
    product[..., 2] = x * v - y * u
    return product
