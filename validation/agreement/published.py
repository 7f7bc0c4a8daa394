"""The readings of the published examples, as printed in their papers.

Bland & Altman 1986 (10.1016/S0140-6736(86)90837-8), table 1; Bland & Altman 2007
(10.1080/10543400701329422), table 1; Shrout & Fleiss 1979 (10.1037/0033-2909.86.2.420);
Weir 2005, data set A. Seen in the documentation and tests of R and Python packages (blandr,
BlandAltmanLeh, SimplyAgree, psych, pingouin), which agree with each other.
"""

from collections.abc import Sequence

from retrowalk.evidence.bland_altman_repeated import Repeats

FLOW_LARGE = [
    494,
    395,
    516,
    434,
    476,
    557,
    413,
    442,
    650,
    433,
    417,
    656,
    267,
    478,
    178,
    423,
    427,
]
FLOW_MINI = [
    512,
    430,
    520,
    428,
    500,
    600,
    364,
    380,
    658,
    445,
    432,
    626,
    260,
    477,
    259,
    350,
    451,
]
JUDGED = [
    [9, 2, 5, 8],
    [6, 1, 3, 2],
    [8, 4, 6, 8],
    [7, 1, 2, 6],
    [10, 5, 6, 9],
    [6, 2, 4, 7],
]
WEIR = [[146, 148, 170, 90, 157, 156, 176, 205], [140, 152, 152, 99, 145, 153, 167, 218]]

_CARDIAC = """
1,7.83,6.57 1,7.42,5.62 1,7.89,6.9 1,7.12,6.57 1,7.88,6.35 2,6.16,4.06 2,7.26,4.29
2,6.71,4.26 2,6.54,4.09 3,4.75,4.71 3,5.24,5.5 3,4.86,5.08 3,4.78,5.02 3,6.05,6.01
3,5.42,5.67 4,4.21,4.14 4,3.61,4.2 4,3.72,4.61 4,3.87,4.68 4,3.92,5.04 5,3.13,3.03
5,2.98,2.86 5,2.85,2.77 5,3.17,2.46 5,3.09,2.32 5,3.12,2.43 6,5.92,5.9 6,6.42,5.81
6,5.92,5.7 6,6.27,5.76 7,7.13,5.09 7,6.62,4.63 7,6.58,4.61 7,6.93,5.09 8,4.54,4.72
8,4.81,4.61 8,5.11,4.36 8,5.29,4.2 8,5.39,4.36 8,5.57,4.2 9,4.48,3.17 9,4.92,3.12
9,3.97,2.96 10,4.22,4.35 10,4.65,4.62 10,4.74,3.16 10,4.44,3.53 10,4.5,3.53 11,6.78,7.2
11,6.07,6.09 11,6.52,7.0 11,6.42,7.1 11,6.41,7.4 11,5.76,6.8 12,5.06,4.5 12,4.72,4.2
12,4.9,3.8 12,4.8,3.8 12,4.9,4.2 12,5.1,4.5
"""
# Person, radionuclide ventriculography, impedance cardiography.
CARDIAC = [
    (int(who), float(first), float(second))
    for who, first, second in (cell.split(",") for cell in _CARDIAC.split())
]


def cardiac(method: int, *, people: int = 12, leave_out: Sequence[int] = ()) -> Repeats:
    """Return one method's readings (0 or 1) of the first people, without some rows."""
    rows = [row for k, row in enumerate(CARDIAC) if row[0] <= people and k not in leave_out]
    return Repeats([row[0] for row in rows], [row[1 + method] for row in rows])
