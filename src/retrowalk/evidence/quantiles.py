"""Single numbers of the distributions that intervals are made of.

Straight from scipy.special, as distributions.py has its columns of them: scipy.stats would
double the time every command of the terminal takes to start.
"""

from scipy.special import chdtri, fdtri, nctdtr, nctdtrit, ndtri, stdtrit


def normal(share: float) -> float:
    """Return the value below which a share of the standard normal lies."""
    return float(ndtri(share))


def student(share: float, df: float) -> float:
    """Return the value below which a share of Student's t lies."""
    return float(stdtrit(df, share))


def chi2(share: float, df: float) -> float:
    """Return the value below which a share of chi-squared lies."""
    return float(chdtri(df, 1.0 - share))


def fisher(share: float, df_top: float, df_below: float) -> float:
    """Return the value below which a share of F lies."""
    return float(fdtri(df_top, df_below, share))


def noncentral_t(share: float, df: float, away: float) -> float:
    """Return the value below which a share of a t about `away` lies."""
    return float(nctdtrit(df, away, share))


def noncentral_t_below(value: float, df: float, away: float) -> float:
    """Return the share of a t about `away` that lies below a value."""
    return float(nctdtr(df, away, value))
