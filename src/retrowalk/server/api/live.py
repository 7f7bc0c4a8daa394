"""Steps told while the person walks; best effort, the recorded chunks remain the truth."""

from typing import Annotated, Literal, Self

import numpy as np
from ninja import Path, Router, Schema
from pydantic import Field, StringConstraints, model_validator

from retrowalk.arrays import FloatArray
from retrowalk.directions import Direction
from retrowalk.gait.following.live_step import LiveStep
from retrowalk.server.api.login import SignedInRequest
from retrowalk.server.api.refusals import LIVE
from retrowalk.server.api.sent import NO_CONTROL_CHARACTERS, MotionSent
from retrowalk.server.api.walks import SESSION, SessionPath
from retrowalk.server.pace import Pace
from retrowalk.server.sessions.assemble import MS_PER_S, specific_force_sign
from retrowalk.server.sessions.live_steps import live_steps
from retrowalk.server.sessions.live_stream import FreshPiece, ToldNow

MOST_LIVE_SAMPLES = 1200  # 10 s at 120 a second; the player sends 1 to 3 s
MOST_LIVE_MS = 60_000.0  # from a piece's first sample to its last
PACE = Pace(per_s=3.0, burst=6)  # of each session; the player sends one a second

router = Router(tags=["live"])


class LiveSent(MotionSent):
    """The newest motion, in columns as in a chunk.

    number: rises from piece to piece. site, device: as the session document will say.
    """

    number: Annotated[int, Field(strict=True, ge=0, le=1_000_000_000)]
    site: Literal["pocket", "lower_back"]
    device: Annotated[str, StringConstraints(max_length=400, pattern=NO_CONTROL_CHARACTERS)]

    @model_validator(mode="after")
    def _is_short(self) -> Self:
        if (
            len(self.t_ms) > MOST_LIVE_SAMPLES
            or self.t_ms[-1] - self.t_ms[0] > MOST_LIVE_MS
        ):
            message = (
                f"{len(self.t_ms)} samples over {(self.t_ms[-1] - self.t_ms[0]) / 1000:.1f} s "
                f"came; a piece holds at most {MOST_LIVE_SAMPLES} of at most 60 s"
            )
            raise ValueError(message)
        return self

    def as_piece(self) -> FreshPiece:
        """Return the piece in the units of a recording."""
        acc = np.array([self.ax, self.ay, self.az], dtype=np.float64).T
        gyr = np.array([self.gx, self.gy, self.gz], dtype=np.float64).T
        signed: FloatArray = acc * specific_force_sign(self.device)
        return FreshPiece(
            number=self.number,
            samples=np.hstack([signed, np.deg2rad(gyr)]),
            time_s=np.array(self.t_ms, dtype=np.float64) / MS_PER_S,
        )


class StepCounts(Schema):
    """Steps of both feet, by the way they went."""

    forward: int
    backward: int
    unknown: int


class StepAnswer(Schema):
    """One contact; from a pocket only that leg's own. confidence null: direction not known."""

    time_s: float
    direction: Direction
    confidence: float | None
    cadence_spm: float | None


class LiveAnswer(Schema):
    """What is known after a piece; another stream than before: its counts began anew."""

    stream: int
    number: int
    steps: StepCounts
    told: list[StepAnswer]
    why_not: str | None


@router.post(SESSION + "/live", response={200: LiveAnswer, **LIVE})
def post_live(
    request: SignedInRequest, path: Path[SessionPath], motion: LiveSent
) -> LiveAnswer:
    """Take the newest motion and tell the steps it settles; nothing of it is stored."""
    upload = path.upload(request.auth)
    PACE.take((request.auth.pk, path.session_id))
    return _answer(live_steps(upload, motion.site, motion.as_piece()))


def _answer(now: ToldNow) -> LiveAnswer:
    return LiveAnswer(
        stream=now.stream,
        number=now.number,
        steps=StepCounts(**{way.value: n for way, n in now.steps.items()}),
        told=[_step(step) for step in now.told],
        why_not=now.why_not,
    )


def _step(step: LiveStep) -> StepAnswer:
    return StepAnswer(
        time_s=step.time_s,
        direction=step.direction,
        confidence=_known(step.confidence),
        cadence_spm=_known(step.cadence_spm),
    )


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
