"""The arguments that say where and how the sensor was worn."""

import argparse
import re

from retrowalk.errors import BadInput, BadRecording
from retrowalk.files.columns import Worn
from retrowalk.signals.frames import axis_vector, told_rotation
from retrowalk.signals.recording import SensorSite, Side, ToldAxes

SITES_HELP = "where on the body the sensor was worn"
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


def worn(arguments: argparse.Namespace) -> Worn:
    """Return what the arguments say; raise BadInput if the axes make no sense."""
    return Worn(
        site=SensorSite(arguments.site),
        side=side_of(arguments.side),
        axes=_axes(arguments.axes) if arguments.axes is not None else None,
    )


def side_of(text: str | None) -> Side | None:
    """Return the side that was told, None where none was."""
    return Side(text) if text else None


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
