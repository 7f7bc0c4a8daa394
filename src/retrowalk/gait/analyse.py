"""The one door: from a recording to what the body did."""

from retrowalk.gait.assembly import report
from retrowalk.gait.bouts import walks
from retrowalk.gait.known import Known
from retrowalk.gait.measure import measured
from retrowalk.gait.measured import Measured
from retrowalk.gait.report import GaitReport
from retrowalk.gait.settings import Settings
from retrowalk.signals.frames import told_rotation
from retrowalk.signals.quality import check
from retrowalk.signals.recording import Recording

DEFAULT_SETTINGS = Settings()
NOTHING_KNOWN = Known()


def analyse(
    recording: Recording,
    settings: Settings = DEFAULT_SETTINGS,
    known: Known = NOTHING_KNOWN,
) -> GaitReport:
    """Return the walking bouts, steps and directions of a recording.

    Raises BadRecording, in one sentence, where the recording cannot be what it claims:
    too short, too slow, other units. What cannot be measured from this sensor at this
    site is listed in the report, with the reason, and is NaN or unknown in its columns.
    """
    del known  # not used yet
    check(recording)
    body = told_rotation(recording.axes)
    found: list[Measured] = []
    for walk in walks(recording, settings):
        one = measured(walk, recording.site, body)
        if one.contacts.steps >= settings.min_steps and len(one.contacts.initial) >= 2:
            found.append(one)
    return report(recording, body, found, settings)
