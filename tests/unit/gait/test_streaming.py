"""A source is heard the same way however it comes, and as the recording it stands for."""

import threading
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field, fields

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from retrowalk.directions import Direction
from retrowalk.errors import BadRecording
from retrowalk.gait import streaming
from retrowalk.gait.analyse import analyse, analyse_stream, stream_report
from retrowalk.gait.finding import gate, stretching
from retrowalk.gait.finding.gate import grid, stretches
from retrowalk.gait.finding.stretching import Stretcher
from retrowalk.gait.kernels.compiled import COMPILED
from retrowalk.gait.kernels.reference import REFERENCE
from retrowalk.gait.known import Known
from retrowalk.gait.looking import Look
from retrowalk.gait.settings import Settings
from retrowalk.signals.clock import even_clock, told_clock
from retrowalk.signals.recording import Recording, SensorSite, ToldAxes
from retrowalk.signals.source import Chunk
from retrowalk.simulate.plan import Interval
from retrowalk.simulate.walker import simulate

UNTIMED = settings(
    deadline=None,
    max_examples=12,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.generate],  # a whole analysis is too slow to shrink with
)
PER_COUNT = 9.80665 / 256.0
RADPS_PER_COUNT = np.radians(1.0 / 16.4)


@dataclass(frozen=True)
class PiecesSource:
    """Counts in memory, handed out in pieces of given sizes from one buffer."""

    acc: np.ndarray
    gyr: np.ndarray | None = None
    sizes: tuple[int, ...] = (10_000,)
    breaks: tuple[int, ...] = ()
    jump_s: float = 100.0
    start_s: float = 50.0
    rate_hz: float = 100.0
    acc_mps2_per_count: float = PER_COUNT
    gyr_radps_per_count: float = RADPS_PER_COUNT
    site: SensorSite = SensorSite.LOWER_BACK
    side: None = None
    axes: ToldAxes = field(default_factory=lambda: ToldAxes("+z", "+x"))
    simulated: bool = True

    def chunks(self):
        buffer = np.zeros((max(self.sizes), 3), dtype=np.int16)
        turning = np.zeros_like(buffer)
        at = row = 0
        while at < len(self.acc):
            size = min(self.sizes[row % len(self.sizes)], len(self.acc) - at)
            buffer[:size] = self.acc[at : at + size]
            if self.gyr is not None:
                turning[:size] = self.gyr[at : at + size]
            breaks = [one for one in self.breaks if at <= one < at + size]
            beats = range(-(-at // 500) * 500, at + size, 500)
            told = sorted({*beats, *breaks, *(one - 1 for one in breaks)})
            times = [self._time(one) for one in told]
            yield Chunk(
                at,
                buffer[:size],
                None if self.gyr is None else turning[:size],
                np.array(breaks, dtype=np.int64),
                np.array(told, dtype=np.int64),
                np.array(times),
            )
            at, row = at + size, row + 1
        buffer[:] = 32_000  # whoever kept a piece without copying it notices

    def _time(self, sample):
        jumps = sum(one <= sample for one in self.breaks)
        return self.start_s + sample / self.rate_hz + self.jump_s * jumps


def a_walk_between_rests(seed=1, seconds=14.0, gyroscope=False):
    """Counts of rest, walk forward, rest, walk backward, a fidget, rest."""
    parts, turns = [], []
    for number, way in enumerate((Direction.FORWARD, Direction.BACKWARD)):
        plan = [Interval(seconds, way, 100.0, 0.55)]
        walked = simulate(plan, SensorSite.LOWER_BACK, rate_hz=100.0, seed=seed + number)
        rest = np.tile([0.0, 0.0, 9.80665], (700 + 37 * number, 1))
        still = np.zeros_like(rest)
        parts += [rest, walked.recording.acc_mps2]
        turns += [still, walked.recording.gyr_radps]
    parts.append(rest)
    turns.append(still)
    acc = np.round(np.concatenate(parts) / PER_COUNT).astype(np.int16)
    acc[-300:-250, 0] += (40.0 * np.sin(np.arange(50))).astype(np.int16)
    gyr = np.round(np.concatenate(turns) / RADPS_PER_COUNT).astype(np.int16)
    return acc, gyr if gyroscope else None


def same(one, other, name="report", close=0.0):
    """Fail unless two reports are equal, or close, in every column."""
    assert type(one) is type(other), name
    if isinstance(one, np.ndarray):
        if close and one.dtype.kind == "f":
            np.testing.assert_allclose(one, other, rtol=close, atol=close, err_msg=name)
            return
        np.testing.assert_array_equal(one, other, err_msg=name)
        return
    if isinstance(one, float):
        assert one == pytest.approx(other, nan_ok=True, abs=close), name
        return
    if hasattr(one, "__dataclass_fields__"):
        for field_ in fields(one):
            here, there = getattr(one, field_.name), getattr(other, field_.name)
            same(here, there, f"{name}.{field_.name}", close)
        return
    if isinstance(one, tuple):
        assert len(one) == len(other), name
        for here, there in zip(one, other, strict=True):
            same(here, there, name, close)
        return
    assert one == other, name


def reported(source, kernels=COMPILED, threads=1):
    return stream_report(source, Settings(), Known(), kernels, threads)


@UNTIMED
@given(
    sizes=st.lists(st.integers(1, 3000), min_size=1, max_size=6),
    gyroscope=st.booleans(),
    threads=st.sampled_from((1, 2, 3)),
)
def test_the_report_does_not_depend_on_the_pieces_nor_on_the_threads(
    sizes, gyroscope, threads
):
    acc, gyr = a_walk_between_rests(gyroscope=gyroscope)
    whole = reported(PiecesSource(acc, gyr, (len(acc),)))
    assert len(whole.bouts.start_s) == 2
    pieces = PiecesSource(acc, gyr, (*sizes, 50))
    same(reported(pieces, threads=threads), whole)


def test_who_reads_looks_too_while_the_others_are_busy_and_the_order_stays(monkeypatch):
    monkeypatch.setattr(stretching, "BATCH_SAMPLES", 1)  # each walk is a batch of its own
    acc, _ = a_walk_between_rests(seconds=8.0)
    source = PiecesSource(np.tile(acc, (4, 1)), sizes=(400,))
    alone = reported(source)
    assert len(alone.bouts.start_s) == 8
    same(reported(source, threads=2), alone)
    seen: list[int] = []
    looks = Look.at

    def noted(look, pieces):
        seen.append(threading.get_ident())
        return looks(look, pieces)

    class Asleep(Executor):
        def submit(self, *_):
            return Future()  # nobody ever begins it

    monkeypatch.setattr(Look, "at", noted)
    monkeypatch.setattr(streaming, "ThreadPoolExecutor", lambda _: Asleep())
    same(reported(source, threads=2), alone)
    assert set(seen) == {threading.get_ident()}


@pytest.mark.parametrize("gyroscope", [False, True])
@pytest.mark.parametrize("kernels", [REFERENCE, COMPILED], ids=lambda one: one.name)
def test_a_source_is_heard_as_the_recording_it_stands_for(gyroscope, kernels):
    acc, gyr = a_walk_between_rests(gyroscope=gyroscope)
    source = PiecesSource(acc, gyr, (777,))
    recording = Recording(
        start_s=50.0,
        rate_hz=100.0,
        acc_mps2=acc * PER_COUNT,
        gyr_radps=None if gyr is None else gyr * RADPS_PER_COUNT,
        site=SensorSite.LOWER_BACK,
        axes=ToldAxes("+z", "+x"),
        simulated=True,
    )
    stream, whole = reported(source, kernels), analyse(recording)
    same(stream.bouts, whole.bouts, close=1e-6)
    same(stream.steps, whole.steps, close=1e-6)
    same(stream.bout_measures, whole.bout_measures, close=1e-5)
    same(analyse_stream(source).steps, whole.steps, close=1e-6)


def test_a_jump_in_time_ends_a_walk_and_contacts_lie_on_the_clock_of_their_side():
    acc, _ = a_walk_between_rests(seconds=20.0)
    middle = 700 + 1000
    report = reported(PiecesSource(acc, sizes=(901,), breaks=(middle,)))
    plain = reported(PiecesSource(acc, sizes=(901,)))
    assert len(report.bouts.start_s) == len(plain.bouts.start_s) + 1
    jump_s = 50.0 + middle / 100.0
    contact_s = report.steps.initial_contact_s
    assert not ((contact_s > jump_s) & (contact_s < jump_s + 100.0)).any()
    assert (np.diff(contact_s) > 0.0).all()
    assert report.duration_s == pytest.approx(plain.duration_s + 100.0)


def test_what_never_rests_is_looked_at_in_parts_alike_in_pieces_and_whole(monkeypatch):
    monkeypatch.setattr(gate, "MOST_SAMPLES", 100 * 50)
    random = np.random.default_rng(3)
    acc = random.integers(-300, 300, (40_037, 3)).astype(np.int16)
    expected = None
    for sizes in ((100_000,), (1_234,), (49, 51, 3000)):
        source = PiecesSource(acc, sizes=sizes)
        stretcher = Stretcher(source, COMPILED)
        batches = [some for chunk in source.chunks() for some in stretcher.push(chunk)]
        batches += stretcher.finish()
        found = [
            (first, first + high - low)
            for some in batches
            for first, (low, high) in zip(
                some.first.tolist(), some.edges.tolist(), strict=True
            )
        ]
        np.testing.assert_array_equal(np.concatenate([one.acc for one in batches]), acc)
        assert max(last - first for first, last in found) <= 100 * 50
        expected = expected or found
        assert expected == found
    blocks = grid(100.0)
    spread = COMPILED.count_spread(acc, blocks.block_samples, PER_COUNT)
    assert expected == [tuple(one) for one in stretches(spread, len(acc), blocks).tolist()]


def test_a_source_too_slow_or_too_short_is_refused_in_one_sentence():
    acc, _ = a_walk_between_rests()
    with pytest.raises(BadRecording, match=r"sampling rate is 5 Hz; at least 20 Hz"):
        reported(PiecesSource(acc, rate_hz=5.0))
    with pytest.raises(BadRecording, match="long; at least"):
        reported(PiecesSource(acc[:30]))
    with pytest.raises(BadRecording, match="long; at least"):
        reported(PiecesSource(acc[:0]))


def test_a_source_worn_the_other_way_up_than_told_is_refused():
    acc, _ = a_walk_between_rests()
    with pytest.raises(
        BadRecording, match=r"along \+z, which was told to point up, is usua"
    ):
        reported(PiecesSource(-acc))


@UNTIMED
@given(
    start_s=st.floats(0.0, 1e9),
    rate_hz=st.floats(20.0, 200.0),
    drift=st.floats(-1e-3, 1e-3),
)
def test_the_clock_goes_through_what_the_source_told_and_jumps_where_it_jumps(
    start_s, rate_hz, drift
):
    anchors = np.arange(0, 100_001, 10_000)
    times = start_s + anchors / rate_hz * (1.0 + drift)
    clock = told_clock(anchors, times, np.zeros(0, dtype=np.int64), start_s, rate_hz)
    np.testing.assert_allclose(clock.seconds(anchors.astype(float)), times, rtol=1e-12)
    jumped = times + np.where(anchors >= 50_000, 3600.0, 0.0)
    clock = told_clock(anchors, jumped, np.array([47_000]), start_s, rate_hz)
    before, after = clock.seconds(np.array([46_999.0, 47_000.0]))
    assert after - before == pytest.approx(3600.0, abs=20.0)
    even = even_clock(start_s, rate_hz).seconds(np.array([np.nan, 5.0]))
    assert np.isnan(even[0])
    assert even[1] == pytest.approx(start_s + 5.0 / rate_hz)
