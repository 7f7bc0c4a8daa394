"""The two doors: from a recording, or from a source too long for memory, to what the body did."""

import os

import numpy as np

from retrowalk.errors import BadRecording
from retrowalk.gait.facts import facts_of
from retrowalk.gait.finding.pieces import pieces
from retrowalk.gait.kernels.choice import compiled_kernels, kernels_for
from retrowalk.gait.kernels.kernels import Kernels
from retrowalk.gait.known import Known
from retrowalk.gait.looking import Look
from retrowalk.gait.measures.sway import quiet_standing
from retrowalk.gait.measures.sways import NOT_LOOKED_FOR
from retrowalk.gait.report import GaitReport
from retrowalk.gait.reporting.assembly import Beside, assembled
from retrowalk.gait.settings import Settings
from retrowalk.gait.streaming import Heard, heard
from retrowalk.signals.frames import axis_vector, told_rotation
from retrowalk.signals.plausible import check_up
from retrowalk.signals.quality import MIN_DURATION_S, MIN_RATE_HZ, check, stretches
from retrowalk.signals.recording import Recording
from retrowalk.signals.source import Source
from retrowalk.signals.stretches import KINDS, Stretches
from retrowalk.units import STANDARD_GRAVITY_MPS2

DEFAULT_SETTINGS = Settings()
NOTHING_KNOWN = Known()
THREADS = 2  # in all; more than there are processors hold each other up


def analyse(
    recording: Recording,
    settings: Settings = DEFAULT_SETTINGS,
    known: Known = NOTHING_KNOWN,
    *,
    kernels: Kernels | None = None,
) -> GaitReport:
    """Return the walking bouts, steps and directions of a recording.

    kernels: how the work is done; None takes the compiled ones for a long recording, and for
        any once they are ready (warming.py): a session then takes a quarter of the time, for
        170 MB and a second once. What is said is the same.

    Raises BadRecording, in one sentence, where the recording cannot be what it claims:
    too short, too slow, other units. What cannot be measured from this sensor at this
    site is listed in the report, with the reason, and is NaN or unknown in its columns.
    """
    check(recording)
    body = told_rotation(recording.axes)
    look = Look(recording.site, body, settings, known)
    found = look.at(pieces(recording, kernels or kernels_for(recording.n_samples)))
    quiet = quiet_standing(recording, body, [one.measured.walk for one in found])
    beside = Beside(stretches(recording), quiet)
    return assembled(facts_of(recording), found, settings, known, beside)


def analyse_stream(
    source: Source,
    settings: Settings = DEFAULT_SETTINGS,
    known: Known = NOTHING_KNOWN,
) -> GaitReport:
    """Return the walking bouts, steps and directions of a source, however long it is.

    The same as analyse, in one pass and bounded memory; only the sway of quiet standing
    is not measured. The result does not depend on how the source cuts itself into
    pieces. Raises BadRecording as analyse does.
    """
    threads = min(THREADS, os.cpu_count() or 1)
    return stream_report(source, settings, known, compiled_kernels(), threads)


def stream_report(
    source: Source, settings: Settings, known: Known, kernels: Kernels, threads: int
) -> GaitReport:
    """Return what analyse_stream returns, worked out in a chosen way."""
    if source.rate_hz < MIN_RATE_HZ:
        raise BadRecording(
            f"sampling rate is {source.rate_hz:g} Hz; at least {MIN_RATE_HZ:g} Hz needed"
        )
    body = told_rotation(source.axes)
    all_heard = heard(source, Look(source.site, body, settings, known), kernels, threads)
    if all_heard.facts.duration_s < MIN_DURATION_S:
        raise BadRecording(
            f"recording is {all_heard.facts.duration_s:g} s long; "
            f"at least {MIN_DURATION_S:g} s needed"
        )
    if source.axes is not None and all_heard.found:
        upward = np.stack([one.measured.up for one in all_heard.found])
        told = source.axes.up
        check_up(upward * STANDARD_GRAVITY_MPS2, axis_vector(told), told)
    beside = Beside(_quality(all_heard), NOT_LOOKED_FOR)
    return assembled(all_heard.facts, all_heard.found, settings, known, beside)


def _quality(all_heard: Heard) -> Stretches:
    """Return where the source was silent, and where the sensor lay somewhere."""
    gaps = [(one.start_s, one.end_s) for one in all_heard.gaps if one.end_s > one.start_s]
    kind = [KINDS.index("gap")] * len(gaps)
    kind += [KINDS.index("not_worn")] * len(all_heard.not_worn_s)
    spans = np.concatenate([np.array(gaps).reshape(-1, 2), all_heard.not_worn_s])
    order = np.argsort(spans[:, 0], kind="stable")
    spans = spans[order]
    return Stretches(np.array(kind, dtype=np.int8)[order], spans[:, 0], spans[:, 1])
