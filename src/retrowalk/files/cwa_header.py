"""The first 1024 bytes of a CWA file: which device, which session, what was noted."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

import numpy as np

from retrowalk.errors import BadRecording
from retrowalk.files.columns import SIMULATED, printable
from retrowalk.files.cwa_layout import HEADER, HEADER_BYTES, HEADER_LENGTH, HEADER_MARK

_HARDWARE = {0x00: "AX3", 0x17: "AX3", 0xFF: "AX3", 0x64: "AX6"}
_UNKNOWN_WORD = 0xFFFF
_NOT_SAID = {"", "0", "false", "no", "none"}


@dataclass(frozen=True, slots=True)
class CwaHeader:
    """What a device wrote about itself before the first sample.

    hardware: "AX3", "AX6" or "unknown". device, session: as printed on the device and
        chosen at its set-up. notes: what was noted at the set-up, by its short names.
    """

    hardware: str
    device: int
    session: int
    firmware: int
    notes: tuple[tuple[str, str], ...]

    @property
    def simulated(self) -> bool:
        """Whether the notes say that the motion is made up."""
        return dict(self.notes).get(SIMULATED, "").lower() not in _NOT_SAID


def header(text: bytes, source: str) -> CwaHeader:
    """Return the facts of a header; raise BadRecording where it is none."""
    if len(text) < HEADER_BYTES:
        raise BadRecording(
            f"{source}: is {len(text)} bytes long; expected the {HEADER_BYTES} bytes of a "
            "CWA header and sectors of samples after them"
        )
    facts = np.frombuffer(text, HEADER, count=1)[0]
    if facts["mark"] != HEADER_MARK or facts["length"] != HEADER_LENGTH:
        raise BadRecording(
            f"{source}: begins with {text[:2]!r}; expected b'MD', the mark of a CWA file"
        )
    upper = int(facts["device_upper"])
    return CwaHeader(
        hardware=_HARDWARE.get(int(facts["hardware"]), "unknown"),
        device=int(facts["device"]) + ((0 if upper == _UNKNOWN_WORD else upper) << 16),
        session=int(facts["session"]),
        firmware=int(facts["firmware"]),
        notes=_notes(bytes(facts["annotation"])),
    )


def _notes(text: bytes) -> tuple[tuple[str, str], ...]:
    """Return the name-value pairs of the notes; what is no pair is passed over."""
    shown = text.rstrip(b"\x00\x20\xff").decode("utf-8", errors="replace")
    if "\0" in shown:
        return ()
    pairs = parse_qsl(shown.lstrip("&"), errors="replace")
    return tuple((printable(name), printable(value)) for name, value in pairs)
