"""A source from its first piece to its last: what walks is looked at while the rest comes.

Reading and gating run in the caller's thread; looking at what moves runs in others, and
in the caller's while they are busy. All of it is machine code that needs no lock for most
of its time. What is found does not depend on how many threads there are, nor on the size
of the source's pieces.
"""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np

from retrowalk.arrays import FloatArray, IntArray
from retrowalk.gait.facts import Facts
from retrowalk.gait.finding.gate import BLOCK_S, grid, in_long_runs
from retrowalk.gait.finding.pieces import Pieces
from retrowalk.gait.finding.stretching import Stretcher
from retrowalk.gait.kernels.kernels import Kernels
from retrowalk.gait.looking import Found, Look
from retrowalk.signals.blocks import runs
from retrowalk.signals.clock import Clock, told_clock
from retrowalk.signals.gaps import Gap, reasons
from retrowalk.signals.quality import MIN_STILL_S, NOT_WORN_S
from retrowalk.signals.source import Source

WAITING = 2  # batches read ahead of the looking at most, which bounds the memory
ANCHOR_EVERY_S = 60.0  # a device's clock drifts by far less than a sample in a minute


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """What a source said, once it has been heard to its end.

    found: its walks, ascending. not_worn_s: shape (k, 2), [start, end) in which the
    sensor lay still for longer than a person does, in seconds of the source's clock.
    """

    found: list[Found]
    facts: Facts
    gaps: tuple[Gap, ...]
    not_worn_s: FloatArray


@dataclass(slots=True)
class _Listening:
    """What is noted of a source beside its samples."""

    anchor_sample: list[IntArray] = field(default_factory=list)
    anchor_s: list[FloatArray] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)


def heard(source: Source, look: Look, kernels: Kernels, threads: int) -> Heard:
    """Return what a source says, heard with so many threads in all."""
    stretcher, listening = Stretcher(source, kernels), _Listening()
    batches = _batches(source, stretcher, listening)
    if threads <= 1:
        found = look.at(batches)
    else:
        with ThreadPoolExecutor(threads - 1) as others:
            found = _looked_at(batches, look, others)
    return _heard(source, stretcher, listening, found)


@dataclass(slots=True)
class _Job:
    """Pieces that somebody is to look at: one of the other threads, or this one."""

    pieces: Pieces | None
    theirs: Future[list[Found]]
    ours: list[Found] | None = None

    def done(self) -> bool:
        """Say whether the walks are there already."""
        return self.ours is not None or self.theirs.done()

    def do(self, look: Look) -> None:
        """Look at the pieces in this thread, unless another has begun."""
        if self.pieces is not None and self.theirs.cancel():
            self.ours, self.pieces = look.at((self.pieces,)), None

    def found(self) -> list[Found]:
        """Return the walks, waiting for another thread where one has begun."""
        return self.theirs.result() if self.ours is None else self.ours


def _looked_at(batches: Iterator[Pieces], look: Look, others: Executor) -> list[Found]:
    """Return the walks in batches, ascending.

    The others begin with the oldest. Who reads is quicker than who looks; so once enough
    waits, this thread does the newest itself, and no processor stands still.
    """
    found: list[Found] = []
    jobs: deque[_Job] = deque()
    for batch in batches:
        jobs.append(_Job(batch, others.submit(look.at, (batch,))))
        while jobs and jobs[0].done():
            found += jobs.popleft().found()
        if sum(not job.done() for job in jobs) > WAITING:
            jobs[-1].do(look)
    for job in reversed(jobs):
        job.do(look)
    for job in jobs:
        found += job.found()
    return found


def _batches(
    source: Source, stretcher: Stretcher, listening: _Listening
) -> Iterator[Pieces]:
    """Yield what moves, many pieces at once, and note what else the source says."""
    for chunk in source.chunks():
        listening.anchor_sample.append(chunk.anchor_sample)
        listening.anchor_s.append(chunk.anchor_s)
        listening.gaps += chunk.gaps
        yield from stretcher.push(chunk)
    yield from stretcher.finish()


def _heard(
    source: Source, stretcher: Stretcher, listening: _Listening, found: list[Found]
) -> Heard:
    clock = _clock(source, stretcher, listening)
    n, rate_hz = stretcher.n_samples, source.rate_hz
    end_s = (
        float(clock.seconds(np.full(1, n - 1.0))[0]) + 1.0 / rate_hz
        if n
        else source.start_s
    )
    size = grid(rate_hz).block_samples
    still = np.concatenate([np.zeros(0, dtype=np.bool_), *stretcher.still])
    least = round(MIN_STILL_S / BLOCK_S)
    pairs = runs(still)
    pairs = pairs[np.diff(pairs, axis=1)[:, 0] >= round(NOT_WORN_S / BLOCK_S)] * size
    facts = Facts(
        start_s=source.start_s,
        duration_s=end_s - source.start_s,
        rate_hz=rate_hz,
        site=source.site,
        side=source.side,
        axes=source.axes,
        simulated=source.simulated,
        has_gyroscope=stretcher.has_gyroscope,
        missing_s=float(sum(one.end_s - one.start_s for one in listening.gaps)),
        still_share=in_long_runs(still, least) / max(len(still), 1),
        clock=clock,
        lost=reasons(listening.gaps),
    )
    not_worn_s = clock.seconds(pairs.astype(np.float64))
    return Heard(found, facts, tuple(listening.gaps), not_worn_s)


def _clock(source: Source, stretcher: Stretcher, listening: _Listening) -> Clock:
    """Return the clock through the source's anchors, a few of many: enough for its drift.

    Of those that share a while one is kept; around a jump in time all are.
    """
    breaks = np.array(stretcher.breaks, dtype=np.int64)
    sample = np.concatenate([np.zeros(0, dtype=np.int64), *listening.anchor_sample])
    time_s = np.concatenate([np.zeros(0), *listening.anchor_s])
    kept = np.isin(sample, np.concatenate([breaks, breaks - 1]))
    kept |= np.diff(sample // round(ANCHOR_EVERY_S * source.rate_hz), prepend=-2) > 0
    kept[len(kept) - 1 :] = True
    return told_clock(sample[kept], time_s[kept], breaks, source.start_s, source.rate_hz)
