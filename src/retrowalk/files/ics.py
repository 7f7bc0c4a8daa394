"""A plan as an iCalendar file (RFC 5545): one event a session, for any calendar.

Calendars are shared, shown on lock screens and read out in cars. So an event says "Walking
session 4" and nothing of health, unless the person asks for more.

Times are floating: 9:00 is 9:00 on the wall, wherever the person is and also after the
night the clocks change. A session keeps its UID when it moves, and the plan's version is
the SEQUENCE, so that a calendar that reads the file again changes what it has.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from math import ceil

from icalendar import Alarm, Calendar, Event, vText

from retrowalk.errors import BadInput
from retrowalk.training.plan import Plan, PlannedSession

PRODUCT = "-//Retrowalk//Plan//EN"
_KEY = re.compile(r"[A-Za-z0-9-]{1,64}")
_MINUTE_S = 60.0


@dataclass(frozen=True, slots=True)
class IcsWords:
    """What an event says.

    {number} stands for the session's number, {minutes} for its minutes of walking and
    {backward} for those of them that are backward.
    """

    summary: str
    description: str


PLAIN = IcsWords("Walking session {number}", "What to walk today stands in your plan.")
DETAILED = IcsWords(
    "Backward walking, session {number}",
    "{minutes} minutes of walking in all, {backward} of them backward.",
)


@dataclass(frozen=True, slots=True)
class IcsStyle:
    """How the events look.

    name: of the calendar, as it is shown in a list of calendars.
    starts_at: the time on the wall, without a zone; None for events of a whole day.
    remind_before: how long before its start an event reminds, less than 0 for after; the
        start of a whole day is its midnight. None for no reminder.
    """

    name: str = "Retrowalk"
    starts_at: time | None = None
    remind_before: timedelta | None = None
    words: IcsWords = PLAIN

    def __post_init__(self) -> None:
        if self.starts_at is not None and self.starts_at.tzinfo is not None:
            raise BadInput(
                f"the sessions start at {self.starts_at}, in a time zone; expected a time "
                "on the wall, without one"
            )


def plan_ics(
    plan: Plan,
    person_key: str,
    made_at: datetime,
    style: IcsStyle = IcsStyle(),
    cancelled: Sequence[PlannedSession] = (),
) -> bytes:
    """Return the sessions ahead as an iCalendar file in UTF-8, with folded lines.

    person_key: tells this person's events from others'; 1 to 64 letters, digits or hyphens,
        the same in every file, and no name, because it goes with every shared event.
    made_at: when the file is made, with its time zone.
    cancelled: sessions that earlier files held and that are dropped, to be taken away from
        calendars; those that are ahead again are not.

    Raises BadInput for another key, or a time without a zone.
    """
    if not _KEY.fullmatch(person_key):
        raise BadInput(
            f"the person's key for calendars is {person_key[:70]!r}; expected 1 to 64 "
            "letters, digits or hyphens"
        )
    if made_at.tzinfo is None:
        raise BadInput(f"the file is made at {made_at}, without a time zone; expected one")
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    # As text, because only that is escaped: a line break in a name must not end the line.
    calendar.add("x-wr-calname", vText(style.name))
    ahead = {session.number for session in plan.ahead}
    for session in plan.ahead:
        event = _event(session, plan, person_key, made_at, style)
        event.add("status", "CONFIRMED")
        if style.remind_before is not None:
            event.add_component(_alarm(event, style.remind_before))
        calendar.add_component(event)
    for session in cancelled:
        if session.number not in ahead:
            event = _event(session, plan, person_key, made_at, style)
            event.add("status", "CANCELLED")
            calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _event(
    session: PlannedSession,
    plan: Plan,
    person_key: str,
    made_at: datetime,
    style: IcsStyle,
) -> Event:
    told = session.prescription
    figures = {
        "number": session.number,
        "minutes": ceil(told.duration_s / _MINUTE_S),
        "backward": f"{told.backward_s / _MINUTE_S:g}",
    }
    event = Event()
    event.add("uid", f"{person_key}-session-{session.number}@retrowalk")
    event.add("sequence", plan.version)
    event.add("dtstamp", made_at.astimezone(UTC))
    event.add("summary", style.words.summary.format(**figures))
    description = style.words.description.format(**figures)
    event.add("description", f"{description}{_way(session, plan)}")
    event.add("class", "PRIVATE")
    if style.starts_at is None:
        event.add("dtstart", session.day)
        event.add("dtend", session.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        return event
    start = datetime.combine(session.day, style.starts_at)
    event.add("dtstart", start)
    event.add("dtend", start + timedelta(minutes=ceil(told.duration_s / _MINUTE_S)))
    event.add("transp", "OPAQUE")
    return event


def _way(session: PlannedSession, plan: Plan) -> str:
    """Say which way a day of a trial of oneself is walked; it says nothing of health."""
    if plan.trial is None or plan.trial.on(session.day) is None:
        return ""
    way = "backward, as planned" if session.prescription.backward_s else "forward"
    return f" Trial day: {way}."


def _alarm(event: Event, before: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", str(event["summary"]))
    alarm.add("trigger", -before)
    return alarm
