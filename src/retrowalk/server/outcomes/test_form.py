"""A test typed in: a stopwatch and a sheet of paper are devices, too."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from retrowalk.outcomes.measures import measure
from retrowalk.outcomes.protocols.protocol import Gives, Part, Protocol, Reading
from retrowalk.outcomes.results import results
from retrowalk.outcomes.taken import Ended, TakenTest, Trial
from retrowalk.outcomes.taken_json import LONGEST_NOTE


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of one trial.

    fills: the trial's own field, or the key of a measure that goes into its values.
    """

    name: str
    part: str
    row: int
    fills: str
    in_values: bool


class TestForm(forms.Form):
    """The trials of one test, one number after the other, and when it was done."""

    day = forms.DateField(
        label=gettext_lazy("On which day?"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": gettext_lazy("Choose the day.")},
    )
    note = forms.CharField(
        label=gettext_lazy("Anything that was different this time?"),
        help_text=gettext_lazy(
            "Other shoes, another place, a bad night. This may stay empty."
        ),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, of: Protocol, data: Any = None) -> None:
        today = timezone.localdate()
        super().__init__(data, initial={"day": today.isoformat()})
        self.of = of
        self.cells = cells(of)
        self.fields["day"].widget.attrs["max"] = today.isoformat()
        for cell in self.cells:
            self.fields[cell.name] = _number(of, cell)
        if data is not None and "sure" in data:
            self.fields["sure"] = _sure()
        self.order_fields([*(cell.name for cell in self.cells), "day", "note", "sure"])

    def clean_day(self) -> Any:
        """Refuse a day that has not come."""
        day = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("That day has not come yet."))
        return day

    def taken(self) -> TakenTest:
        """Return the test as it was typed; call after is_valid()."""
        said = self.cleaned_data
        trials: dict[tuple[str, int], dict[str, Any]] = {}
        for cell in self.cells:
            trial = trials.setdefault((cell.part, cell.row), {"values": {}})
            value = said.get(cell.name)
            if value is None:
                continue
            if cell.in_values:
                trial["values"][cell.fills] = value
            else:
                trial[cell.fills] = int(value) if cell.fills == "count" else value
        sure = bool(said.get("sure"))
        done = [
            Trial(part=part, confirmed=sure, **given)
            for (part, _row), given in trials.items()
            if given["values"] or len(given) > 1
        ]
        return TakenTest(
            protocol=self.of.key,
            taken_at=_moment(said["day"]),
            trials=tuple(done),
            version=self.of.version,
            ended=Ended.DONE,
            note=said["note"],
        )

    def ask(self, taken: TakenTest) -> bool:
        """Ask once more where a value is unlikely or impossible; say whether it was asked."""
        if self.cleaned_data.get("sure"):
            return False
        doubts = [one.asks or one.why_not for one in results(taken) if one.value is None]
        needed = [one for one in doubts if one and one != "It was not taken."]
        if not needed:
            return False
        self.fields.setdefault("sure", _sure())
        self.add_error(None, " ".join(dict.fromkeys(needed)))
        return True


def cells(of: Protocol) -> list[Cell]:
    """Return the numbers a test asks for, trial by trial."""
    return [
        Cell(f"{part.key or 'trial'}_{row}_{fills}", part.key, row, fills, in_values)
        for part in of.parts
        for row in range(1, of.trials + 1)
        for fills, in_values in _asked(of, part)
    ]


def _asked(of: Protocol, part: Part) -> list[tuple[str, bool]]:
    found = [_fills(reading) for reading in of.readings if reading.part in ("", part.key)]
    return list(dict.fromkeys(found))


def _fills(reading: Reading) -> tuple[str, bool]:
    match reading.gives:
        case Gives.TIME | Gives.SPEED | Gives.STAGES | Gives.SLOWER_PCT:
            return "time_s", False
        case Gives.COUNT:
            return "count", False
        case Gives.DISTANCE:
            return "distance_m", False
        case Gives.EXERTION:
            return "rpe_cr10", False
        case Gives.HEART_RATE:
            return "heart_rate_bpm", False
        case Gives.VALUE:
            return reading.measure, True


def _number(of: Protocol, cell: Cell) -> forms.FloatField:
    what = {
        "time_s": _("time in seconds"),
        "count": _("how many"),
        "distance_m": _("distance in metres"),
        "rpe_cr10": _("how hard it felt, 0 to 10"),
        "heart_rate_bpm": _("heart rate of the last 2 minutes, beats per minute"),
    }.get(cell.fills) or f"{_(measure(cell.fills).name)}, {_(measure(cell.fills).unit)}"
    part = next(one.told for one in of.parts if one.key == cell.part)
    words = [_(part).rstrip(".")] if part else []
    if of.trials > 1:
        words.append(_("trial %(row)d") % {"row": cell.row})
    optional = cell.fills in ("rpe_cr10", "heart_rate_bpm")
    label = ", ".join([*words, what])
    return forms.FloatField(
        label=label[:1].upper() + label[1:],
        required=False,
        localize=True,
        help_text=_("This may stay empty.") if optional else "",
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"invalid": _("Write a number, such as 12.5.")},
    )


def _sure() -> forms.BooleanField:
    return forms.BooleanField(
        label=gettext_lazy("It is right as it stands: keep it so."), required=False
    )


def _moment(day: Any) -> datetime:
    """Return noon of a day, or now if it is today: an hour is not asked for."""
    now = timezone.localtime()
    if day == now.date():
        return now
    return timezone.make_aware(datetime.combine(day, time(12)))
