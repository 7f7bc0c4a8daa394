"""Look for treadmills and straps, and let the person choose, before a session."""

from collections.abc import Callable
from dataclasses import dataclass

from retrowalk.devices.background import BackgroundRadio
from retrowalk.devices.radio import Found
from retrowalk.devices.transport import Kind

SCAN_S = 6.0  # design rule: devices advertise at least every second or two
NAMES = {Kind.TREADMILL: "treadmill", Kind.STRAP: "heart rate"}
LOOKING = "Looking for treadmills and heart-rate straps..."
NOTHING = (
    "Nothing was found. Switch the treadmill on, put the strap on, and end other apps that "
    "may hold them: most talk to one app only."
)
WHICH = "Which shall I connect? Numbers, or r to look again, or Enter for none: "
MAY_I = (
    "May I change the belt's speed within your session, and stop it when you stop? "
    "I never start it. y or n: "
)
NO_SUCH = "Please type numbers of the list, for example: 1 2"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What to connect. may_set: the person lets us change and stop the belt."""

    devices: tuple[Found, ...]
    may_set: bool


def choose(
    radio: BackgroundRadio, ask: Callable[[str], str], say: Callable[[str], None]
) -> Chosen:
    """Look around until the person has chosen; nothing is connected yet."""
    while True:
        say(LOOKING)
        found = radio.scan(SCAN_S)
        for number, one in enumerate(found, start=1):
            say(f"  {number}  {NAMES[one.kind]:10}  {one.title}")
        if not found:
            say(NOTHING)
        devices = _which(found, ask, say)
        if devices is not None:
            break
    belt = any(one.kind is Kind.TREADMILL for one in devices)
    return Chosen(devices, belt and ask(MAY_I).strip().lower() in ("y", "yes"))


def _which(
    found: tuple[Found, ...], ask: Callable[[str], str], say: Callable[[str], None]
) -> tuple[Found, ...] | None:
    """Return what was chosen, one device of a sort; None to look again."""
    while True:
        words = ask(WHICH).replace(",", " ").split()
        if words == ["r"]:
            return None
        if all(word.isdecimal() and 0 < int(word) <= len(found) for word in words):
            chosen = tuple(found[int(word) - 1] for word in dict.fromkeys(words))
            if len({one.kind for one in chosen}) == len(chosen):
                return chosen
            say("One treadmill and one strap at most, please.")
            continue
        say(NO_SUCH)
