"""What a guided session taught, as JSON: to be kept and used the next time."""

import json
from dataclasses import asdict, fields
from pathlib import Path

from retrowalk.errors import BadInput
from retrowalk.files.whole_file import write_text
from retrowalk.gait.calibration import Calibration
from retrowalk.signals.recording import SensorSite, Side

SCHEMA = 1
_MOST_BYTES = 10_000  # a calibration takes a tenth of that


def calibration_document(learnt: Calibration) -> dict[str, object]:
    """Return a calibration as what JSON can hold."""
    return {
        "schema": SCHEMA,
        **asdict(learnt),
        "site": learnt.site.value,
        "side": learnt.side.value if learnt.side else None,
        "up": list(learnt.up),
        "forward": list(learnt.forward),
    }


def calibration_from(document: object) -> Calibration:
    """Return the calibration in a JSON document; raise BadInput where it is none."""
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise BadInput(f"this is no calibration; expected schema {SCHEMA}")
    names = {field.name for field in fields(Calibration)}
    try:
        plain = {name: document[name] for name in names}
        side = plain["side"]
        return Calibration(
            site=SensorSite(plain["site"]),
            side=None if side is None else Side(side),
            up=_three(plain["up"]),
            forward=_three(plain["forward"]),
            facing_score=float(plain["facing_score"]),
            going_middle=float(plain["going_middle"]),
            going_scale=float(plain["going_scale"]),
            forward_strides=int(plain["forward_strides"]),
            backward_strides=int(plain["backward_strides"]),
        )
    except KeyError as error:
        raise BadInput(f"the calibration has no {error}; expected every field") from error
    except (TypeError, ValueError) as error:
        raise BadInput(f"the calibration cannot be used: {error}") from error


def write_calibration(learnt: Calibration, path: Path) -> None:
    """Write a calibration to a file, whole or not at all."""
    write_text(json.dumps(calibration_document(learnt), indent=2) + "\n", path)


def read_calibration(path: Path) -> Calibration:
    """Return the calibration in a file; raise BadInput, in one sentence, where it is none."""
    try:
        size = path.stat().st_size
        if size > _MOST_BYTES:
            raise BadInput(f"{path.name}: has {size} bytes and is no calibration")
        document = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInput(f"{path}: cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise BadInput(f"{path.name}: is no JSON; expected a calibration") from error
    try:
        return calibration_from(document)
    except BadInput as error:
        raise BadInput(f"{path.name}: {error}") from error


def _three(values: object) -> tuple[float, float, float]:
    if not isinstance(values, list) or len(values) != 3:
        raise BadInput(f"the calibration holds {values!r}; expected three numbers")
    x, y, z = (float(value) for value in values)
    return x, y, z
