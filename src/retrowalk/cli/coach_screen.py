"""What the terminal shows of a session: a calm picture, or plain lines where there is none."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from rich.align import Align
from rich.console import Console, Group
from rich.live import Live as LivePicture
from rich.panel import Panel
from rich.text import Text

from retrowalk.coach.cues import Cue
from retrowalk.coach.glance import Glance, glance
from retrowalk.coach.live import Live, Phase
from retrowalk.coach.segments import Kind
from retrowalk.coach.words import sentence
from retrowalk.training.session import Ending
from retrowalk.units import clock, kmh_from_mps

SIMULATED = "SIMULATED: nobody is walking"
STOPPING = "The belt was asked to stop. Hold on until it stands."
KEYS = "space: pause and go on     s: I stumbled     p: it hurts     q: stop"
NOT_KEPT = "Nothing was kept. Sessions are kept, and plans follow them,"
NO_PLAN = "No plan follows from it. Plans follow what is walked"
ENDINGS = {
    Ending.COMPLETED: "Walked to the end.",
    Ending.STOPPED_BY_CHOICE: "Stopped before the end.",
    Ending.STOPPED_BY_PAIN: "Ended early because it hurt.",
    Ending.STOPPED_BY_SYMPTOM: "Stopped because of a symptom.",
}
# Five rows of three cells a digit; "#" is lit.
DIGITS = {
    "0": "### #.# #.# #.# ###",
    "1": ".#. ##. .#. .#. ###",
    "2": "### ..# ### #.. ###",
    "3": "### ..# ### ..# ###",
    "4": "#.# #.# ### ..# ..#",
    "5": "### #.. ### ..# ###",
    "6": "### #.. ### #.# ###",
    "7": "### ..# ..# ..# ..#",
    "8": "### #.# ### #.# ###",
    "9": "### #.# ### ..# ###",
    ":": "... .#. ... .#. ...",
}


@dataclass(frozen=True, slots=True)
class Readings:
    """What devices measure now; None where nothing measures. stopping: a stop is asked for."""

    speed_mps: float | None = None
    bpm: float | None = None
    stopping: bool = False


class Screen(Protocol):
    """Where a session is shown."""

    def say(self, live: Live, cues: Sequence[Cue]) -> None:
        """Show what the coach says now, one cue or more."""

    def note(self, text: str) -> None:
        """Show a sentence that is not the coach's."""

    def look(self, live: Live, readings: Readings) -> None:
        """Show where the session stands."""

    def summary(self, live: Live, *, kept: bool) -> None:
        """Show how the session ended; kept: a file holds it."""


@contextmanager
def screen(name: str, *, simulated: bool) -> Iterator[Screen]:
    """Give a picture at a terminal, plain lines elsewhere."""
    console = Console(highlight=False)
    if not console.is_terminal:
        yield Lines(console, simulated=simulated)
        return
    with LivePicture(console=console, auto_refresh=False) as picture:
        yield Picture(name, console, picture, simulated=simulated)


class Lines:
    """One line for each thing said, stamped with the session's clock."""

    def __init__(self, console: Console, *, simulated: bool) -> None:
        self._console = console
        self._label = "[SIMULATED] " if simulated else ""

    def say(self, live: Live, cues: Sequence[Cue]) -> None:
        """Print what the coach says."""
        for cue in cues:
            self._print(f"{clock(live.at_s):>5}  {sentence(cue)}")

    def note(self, text: str) -> None:
        """Print a sentence that is not the coach's."""
        self._print(text)

    def look(self, live: Live, readings: Readings) -> None:
        """Print nothing: a clock in lines would only be noise."""

    def summary(self, live: Live, *, kept: bool) -> None:
        """Print how the session ended."""
        for line in _summary(live, kept=kept):
            self._print(line)

    def _print(self, text: str) -> None:
        self._console.print(self._label + text, markup=False, soft_wrap=True)


class Picture:
    """A big clock, what to do, what comes next, and what was said last."""

    def __init__(
        self, name: str, console: Console, picture: LivePicture, *, simulated: bool
    ) -> None:
        self._name = name
        self._console = console
        self._picture = picture
        self._simulated = simulated
        self._said = ""

    def say(self, live: Live, cues: Sequence[Cue]) -> None:
        """Show what the coach says until it says something else."""
        del live
        self._said = "\n".join(sentence(cue) for cue in cues)

    def note(self, text: str) -> None:
        """Print a sentence above the picture."""
        self._console.print(text, markup=False)

    def look(self, live: Live, readings: Readings) -> None:
        """Draw the picture."""
        now = glance(live)
        lines = (
            Text(SIMULATED if self._simulated else "", style="bold reverse"),
            Text(_told(now), style="bold"),
            Text(_big(clock(now.left_s)), no_wrap=True),
            Text(self._said, style="bold", justify="center"),
            Text(_next(now)),
            Text(f"walked {clock(now.walked_s)} of {clock(now.total_s)}"),
            Text(STOPPING if readings.stopping else "", style="bold reverse"),
            Text(_measured(readings)),
            Text(KEYS, style="dim"),
        )
        shown = (Align.center(line) for line in lines if line.plain)
        self._picture.update(Panel(Group(*shown), title=self._name), refresh=True)

    def summary(self, live: Live, *, kept: bool) -> None:
        """Print how the session ended."""
        label = f"{SIMULATED}\n" if self._simulated else ""
        self._console.print(label + "\n".join(_summary(live, kept=kept)), markup=False)


def _told(now: Glance) -> str:
    if now.phase is Phase.READY:
        return "Press space when you are ready"
    if now.phase is Phase.PAUSED:
        return "PAUSED"
    if now.direction is None:
        return "OVER"
    verb = "WALK" if now.kind is Kind.WALK else "TURN TO WALK"
    return f"{verb} {now.direction.value.upper()}"


def _next(now: Glance) -> str:
    if now.next_direction is None:
        return "then: the end"
    return f"then: {now.next_direction.value}"


def _measured(now: Readings) -> str:
    speed_mps, bpm = now.speed_mps, now.bpm
    belt = "" if speed_mps is None else f"belt {kmh_from_mps(speed_mps):.1f} km/h"
    heart = "" if bpm is None else f"heart rate {bpm:.0f}"
    return "     ".join(part for part in (belt, heart) if part)


def _big(digits: str) -> str:
    rows = zip(*(DIGITS[digit].split() for digit in digits), strict=True)
    lit = (" ".join(row).replace("#", "██").replace(".", "  ") for row in rows)
    return "\n" + "\n".join(lit) + "\n"


def _summary(live: Live, *, kept: bool) -> tuple[str, ...]:
    now = glance(live)
    ending = ENDINGS[live.ending] if live.ending else "Not over."
    return (
        f"{ending} Walked {clock(now.walked_s)} of {clock(now.total_s)}; "
        f"stumbles told: {live.stumbles}; highest pain told while walking: "
        f"{'none' if live.pain_most_nrs is None else f'{live.pain_most_nrs} of 10'}.",
        f"{NO_PLAN if kept else NOT_KEPT} in: retrowalk serve",
    )
