"""Lengths a Fourier transform is quick at."""

from functools import cache


@cache
def fast_length(n: int) -> int:
    """Return the smallest length, at least n, whose only prime factors are 2, 3 and 5."""
    best = 1
    while best < n:
        best *= 2
    five = 1
    while five < best:
        three = five
        while three < best:
            length = three
            while length < n:
                length *= 2
            best = min(best, length)
            three *= 3
        five *= 5
    return best
