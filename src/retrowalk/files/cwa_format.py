"""How the samples of one CWA file are written, and what one count of them is worth."""

from dataclasses import dataclass

import numpy as np

from retrowalk.files.cwa_layout import (
    ACC_SCALE_CODES,
    ACC_SCALE_CODES_AX6,
    AXES,
    CAPACITY,
    COUNTS_PER_G_LOG2,
    GYR_FULL_DPS,
    GYR_SCALE_CODES,
    HIGHEST_RANGE_G,
    HIGHEST_RATE_HZ,
    PACKED,
)
from retrowalk.units import STANDARD_GRAVITY_MPS2


@dataclass(frozen=True, slots=True)
class Format:
    """How all samples of one file are written: the four bytes every sector repeats."""

    form: int
    rate: int
    scale: int  # the six bits above the light

    @property
    def nominal_hz(self) -> float:
        """Sampling rate the device was asked for."""
        return float(HIGHEST_RATE_HZ / 2.0 ** (15 - (self.rate & 0x0F)))

    @property
    def range_g(self) -> int:
        """Acceleration at which the sensor runs out of range."""
        return HIGHEST_RANGE_G >> (self.rate >> 6)

    @property
    def axes(self) -> int:
        """Values in a sample."""
        return AXES[self.form]

    @property
    def capacity(self) -> int:
        """Samples in a full sector."""
        return CAPACITY[self.form]

    @property
    def packed(self) -> bool:
        """Whether the three axes of a sample share one word and one exponent."""
        return self.form == PACKED

    @property
    def has_gyroscope(self) -> bool:
        """Whether rotation was recorded."""
        return self.axes > 3

    @property
    def acc_mps2_per_count(self) -> float:
        """Acceleration of one count."""
        return STANDARD_GRAVITY_MPS2 / 2.0 ** (COUNTS_PER_G_LOG2 + (self.scale >> 3))

    @property
    def gyr_radps_per_count(self) -> float:
        """Angular rate of one count; NaN without a gyroscope."""
        if not self.has_gyroscope:
            return float("nan")
        full_dps = GYR_FULL_DPS / 2.0 ** (self.scale & 0x07)
        return float(np.deg2rad(full_dps / 32_768.0))


def trouble(form: Format) -> str | None:
    """Say why samples of a format cannot be read; None where they can."""
    if form.form not in AXES:
        return (
            f"samples are of format {form.form:#04x}; expected 0x30, 0x32, 0x62 or 0x92 "
            "(3, 6 or 9 axes)"
        )
    if form.rate == 0:
        return "the sampling rate is not said, as in files of before 2012; expected a rate"
    acc_codes = ACC_SCALE_CODES.get(form.form, ACC_SCALE_CODES_AX6)
    if form.scale >> 3 not in acc_codes:
        return (
            f"the scale of acceleration has code {form.scale >> 3}; expected "
            f"{', '.join(str(code) for code in acc_codes)}"
        )
    if form.has_gyroscope and form.scale & 0x07 not in GYR_SCALE_CODES:
        return f"the range of rotation has code {form.scale & 0x07}; expected 2 to 6"
    return None
