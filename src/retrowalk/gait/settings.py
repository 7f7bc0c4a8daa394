"""What a caller may choose about the analysis."""

from dataclasses import dataclass

from retrowalk.errors import BadInput


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices of the analysis; the defaults are meant for training sessions.

    min_steps: a shorter run of steps, of both feet, is not called a bout.
    max_pause_s: bouts closer than this are one bout.
    certainty: smallest confidence, 0.5 to 1, at which a direction is named; below it
        the direction is unknown. High on purpose: a wrong "backward" costs more than
        an honest "cannot tell".
    """

    min_steps: int = 4
    max_pause_s: float = 1.5
    certainty: float = 0.9

    def __post_init__(self) -> None:
        if self.min_steps < 2:
            raise BadInput(f"min_steps is {self.min_steps}; expected 2 or more")
        if not self.max_pause_s >= 0.0:
            raise BadInput(f"max_pause_s is {self.max_pause_s}; expected 0 or more")
        if not 0.5 <= self.certainty <= 1.0:
            raise BadInput(f"certainty is {self.certainty}; expected 0.5 to 1")
