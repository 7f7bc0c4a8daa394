"""The arguments that say where and how the sensor was worn, and what its columns are."""

import argparse
import re

from retrowalk.errors import BadInput, BadRecording
from retrowalk.files.columns import ACC, GYR, TIME, ToldColumns, Worn
from retrowalk.files.header_words import UNITS, unit_of
from retrowalk.signals.frames import axis_vector, told_rotation
from retrowalk.signals.recording import SensorSite, Side, ToldAxes

SITES_HELP = "where on the body the sensor was worn"
_OURS = (TIME, *ACC, *GYR)
_AXES = re.compile(r"up=(?P<up>[^,=]*)(,forward=(?P<forward>[^,=]*))?")


def add_worn(parser: argparse.ArgumentParser) -> None:
    """Add --site, --side and --axes to a command."""
    parser.add_argument(
        "--site",
        required=True,
        choices=[site.value for site in SensorSite],
        help=SITES_HELP,
    )
    parser.add_argument(
        "--side",
        choices=[side.value for side in Side],
        help="which side, for a sensor on a limb",
    )
    parser.add_argument(
        "--axes",
        metavar="up=+x,forward=-z",
        help="sensor axes that point up and forward when standing, where known",
    )
    parser.add_argument(
        "--units",
        metavar="acc=g,gyr=deg/s",
        help="units of columns whose names do not say them: "
        + "; ".join(f"{channel} in {', '.join(units)}" for channel, units in UNITS.items()),
    )
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="acc_x_mps2=NAME",
        help="which column of the file is which of ours, where its name does not tell; once "
        "for each",
    )


def worn(arguments: argparse.Namespace) -> Worn:
    """Return what the arguments say; raise BadInput if the axes make no sense."""
    return Worn(
        site=SensorSite(arguments.site),
        side=side_of(arguments.side),
        axes=_axes(arguments.axes) if arguments.axes is not None else None,
        columns=ToldColumns(
            tuple(_column(text) for text in arguments.column),
            tuple(_unit(text) for text in (arguments.units or "").split(",") if text),
        ),
    )


def side_of(text: str | None) -> Side | None:
    """Return the side that was told, None where none was."""
    return Side(text) if text else None


def _column(text: str) -> tuple[str, str]:
    ours, _, theirs = text.partition("=")
    if ours.strip() not in _OURS or not theirs.strip():
        raise BadInput(
            f"--column is '{text}'; expected one of {', '.join(_OURS)}, then = and the name "
            "of the file's own column"
        )
    return ours.strip(), theirs.strip()


def _unit(text: str) -> tuple[str, str]:
    channel, _, said = (part.strip() for part in text.partition("="))
    unit = unit_of(channel, said) if channel in UNITS else None
    if unit is None:
        known = "; ".join(f"{name} in {', '.join(units)}" for name, units in UNITS.items())
        raise BadInput(
            f"--units holds '{text.strip()}'; expected for example acc=g, with {known}"
        )
    return channel, unit


def _axes(text: str) -> ToldAxes:
    told = _AXES.fullmatch(text.replace(" ", ""))
    if told is None:
        raise BadInput(
            f"--axes is '{text}'; expected for example up=+x or up=+x,forward=-z"
        )
    axes = ToldAxes(told["up"], told["forward"])
    try:
        axis_vector(axes.up)
        if axes.forward is not None:
            told_rotation(axes)
    except BadRecording as error:
        raise BadInput(f"--axes is '{text}': {error}") from error
    return axes
