"""Level walking first: nobody's first backward walk is up a slope or brisk.

In the studies behind the slope and the brisk programme it was not seen how much backward walking
their people had done before. So both the number of sessions and the speed that counts as
brisk are Retrowalk's own design (design_level_first). Where a clinician leads, the clinician
decides.
"""

from collections.abc import Sequence
from datetime import date

from retrowalk.training.programmes.programme import Programme
from retrowalk.training.progression.returning import BEGIN_AGAIN_DAYS
from retrowalk.training.progression.session_rules import is_good
from retrowalk.training.screening.allowance import SUPPORTED_SPEED_MAX_MPS
from retrowalk.training.session import SessionRecord

SOURCES = ("design_level_first",)
GOOD_SESSIONS_FIRST = 6  # sessions, two weeks of three; design_level_first
BRISK_FROM_MPS = SUPPORTED_SPEED_MAX_MPS  # 3 km/h, faster is brisk; design_level_first


def why_not_yet(
    programme: Programme, walked: Sequence[SessionRecord], today: date
) -> str | None:
    """Return why this programme has to wait for level sessions; None if it need not.

    walked: all sessions of the person so far, in any order.
    """
    asked = asks_first(programme)
    if asked is None:
        return None
    count = good_sessions(walked, today)
    if count >= GOOD_SESSIONS_FIRST:
        return None
    return f"{asked} You have walked {count or 'none'} so far."


def asks_first(programme: Programme) -> str | None:
    """Return what has to be walked before this programme, in a sentence; None if nothing."""
    if (harder := _harder(programme)) is None:
        return None
    return (
        f"This programme begins {harder}, so first walk {GOOD_SESSIONS_FIRST} good sessions "
        "of a slower, level one, without a break of 4 weeks."
    )


def good_sessions(walked: Sequence[SessionRecord], today: date) -> int:
    """Return how many good sessions were walked up to today since the last long break.

    Simulated sessions count only where there are no others.
    """
    only_simulated = all(record.simulated for record in walked)
    told = [r for r in walked if only_simulated or not r.simulated]
    count, until = 0, today
    for record in sorted(told, key=lambda r: r.started_at, reverse=True):
        day = record.started_at.date()
        if (until - day).days >= BEGIN_AGAIN_DAYS:
            break
        count += is_good(record)
        until = day
    return count


def _harder(programme: Programme) -> str | None:
    """Return what a programme begins with that level, slow walking comes before."""
    if programme.clinician_led:
        return None
    if programme.start_incline_pct > 0.0:
        return "on a slope"
    if (programme.start_speed_mps or 0.0) > BRISK_FROM_MPS:
        return "briskly"
    return None
