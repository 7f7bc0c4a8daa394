"""A stream taken up again, where the detector that heard its beginning is gone.

    detector = StepDetector(SensorSite.POCKET, rate_hz=60.0)
    steps = resumed(detector, recent, told_until_s)

A server that is started anew, or another of its workers, has no detector in memory, but the
newest minute of samples in its store. Nothing else need be kept of a detector.
"""

from collections.abc import Iterable

from retrowalk.arrays import FloatArray
from retrowalk.gait.finding.rhythm import MIN_STRIDE_S
from retrowalk.gait.following.live_step import LiveStep
from retrowalk.gait.live import StepDetector
from retrowalk.gait.sites import STEP_SITES

# So much of the stream before the newest sample is enough: the walk that goes on is known
# again after seconds, and a minute holds the strides that say how the sensor is worn.
REPLAY_S = 60.0


def resumed(
    detector: StepDetector,
    recent: Iterable[tuple[FloatArray, FloatArray]],
    told_until_s: float,
) -> tuple[LiveStep, ...]:
    """Hear the newest samples of a stream again; return the steps that nobody was told yet.

    detector: a fresh one, made as the lost one was. recent: pieces of samples and their
        times as StepDetector.push takes them, in order, of the last REPLAY_S before the
        first sample that was not pushed yet, and from there on as many as there are.
    told_until_s: time of the newest step that was told; -inf where none was.

    A step told by the lost detector is not told again, though this one may see it a little
    elsewhere: until half of the quickest interval after told_until_s it is the same one.
    Raises what StepDetector.push raises.
    """
    a_stride = 2 if detector.site in STEP_SITES else 1
    new_from_s = told_until_s + 0.5 * MIN_STRIDE_S / a_stride
    steps = [step for samples, time_s in recent for step in detector.push(samples, time_s)]
    return tuple(step for step in steps if step.time_s > new_from_s)
