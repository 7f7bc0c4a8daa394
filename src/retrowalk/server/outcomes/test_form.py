"""A test typed in: a stopwatch and a sheet of paper are devices, too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from retrowalk.outcomes.asking import in_another_unit, meant_in_another_unit
from retrowalk.outcomes.measures import measure
from retrowalk.outcomes.protocols.protocol import Gives, Part, Protocol, Reading
from retrowalk.outcomes.results import results
from retrowalk.outcomes.taken import Ended, TakenTest, Trial
from retrowalk.outcomes.taken_json import LONGEST_NOTE
from retrowalk.server.outcomes.said import ACCELERATION, Unit
from retrowalk.server.outcomes.typed_units import TypedUnit, first_choice, units_of


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

    def __init__(
        self,
        of: Protocol,
        data: Any = None,
        units: str = "metric",
        earlier: Mapping[str, Sequence[float]] | None = None,
    ) -> None:
        """Make the form of one test.

        units: of the person, chosen first. earlier: values that counted, by measure, the
            newest last, so that a number in other units than last time is noticed.
        """
        today = timezone.localdate()
        super().__init__(data, initial={"day": today.isoformat()})
        self.of = of
        self.cells = cells(of)
        self.earlier = earlier or {}
        self.units = _units(self.cells)
        if self.units:
            self.fields["unit"] = forms.ChoiceField(
                label=gettext_lazy("In which unit?"),
                choices=[(one.name, one.label) for one in self.units],
                initial=first_choice(self.units, units),
                required=False,
            )
        self.fields["day"].widget.attrs["max"] = today.isoformat()
        for cell in self.cells:
            self.fields[cell.name] = _number(of, cell)
        if data is not None and "sure" in data:
            self.fields["sure"] = _sure()
        self.fields["asked"] = forms.CharField(required=False, widget=forms.HiddenInput)
        order = [*(cell.name for cell in self.cells), "unit", "day", "note", "sure"]
        self.order_fields(order)

    def clean_day(self) -> Any:
        """Refuse a day that has not come."""
        day = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("That day has not come yet."))
        return day

    def taken(self) -> TakenTest:
        """Return the test as it was typed; call after is_valid()."""
        said = self.cleaned_data
        unit = next((one for one in self.units if one.name == said.get("unit")), None)
        trials: dict[tuple[str, int], dict[str, Any]] = {}
        for cell in self.cells:
            trial = trials.setdefault((cell.part, cell.row), {"values": {}})
            value = said.get(cell.name)
            if value is None:
                continue
            if unit is not None and unit.size != 1.0 and _has_units(cell):
                trial["series"] = {f"typed_{unit.name}": (value,)}
                value = round(value * unit.size, 3)
            if cell.in_values:
                trial["values"][cell.fills] = value
            else:
                trial[cell.fills] = int(value) if cell.fills == "count" else value
        sure = bool(said.get("sure"))
        done = [
            Trial(part=part, confirmed=sure, **_timed(self.of, part, given))
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
        """Ask once more where a value is unlikely or impossible; say whether it was asked.

        Who says it is right says so of what was asked: other numbers are asked about anew.
        """
        text = " ".join(dict.fromkeys(self._doubts(taken)))
        sure = self.cleaned_data.get("sure") and self.cleaned_data.get("asked") == text
        if not text or sure:
            return False
        self.fields["sure"] = _sure()
        posted = {name: value for name, value in self.data.items() if name != "sure"}
        self.data = {**posted, "asked": text}
        self.add_error(None, text)
        return True

    def _doubts(self, taken: TakenTest) -> list[str]:
        unsure = replace(
            taken, trials=tuple(replace(one, confirmed=False) for one in taken.trials)
        )
        doubts = []
        for one in results(unsure):
            about, earlier = measure(one.measure), self.earlier.get(one.measure, ())
            if one.value is None and one.why_not != "It was not taken.":
                doubts += [one.asks or one.why_not]
                typed = next(iter(one.tried), None)
                doubts += [] if typed is None else [meant_in_another_unit(about, typed)]
            elif one.value is not None:
                doubts += [in_another_unit(about, one.value, earlier)]
        return [doubt for doubt in doubts if doubt]


def _timed(of: Protocol, part: str, given: dict[str, Any]) -> dict[str, Any]:
    """Return what was typed of a trial; one of a fixed time in which is counted lasts that time."""
    fixed = next((p.limit_s for p in of.parts if p.key == part and p.counts), None)
    return given if fixed is None else {"time_s": fixed, **given}


def cells(of: Protocol) -> list[Cell]:
    """Return the numbers a test asks for, trial by trial."""
    return [
        Cell(f"{part.key or 'trial'}_{row}_{fills}", part.key, row, fills, in_values)
        for part in of.parts
        for row in range(1, of.trials + 1)
        for fills, in_values in _asked(of, part)
    ]


def _asked(of: Protocol, part: Part) -> list[tuple[str, bool]]:
    """Return the numbers of a part; of several that a device works out only the first."""
    if part.counts:
        timed = [] if part.limit_s else [("time_s", False)]
        return [*timed, ("count", False)]
    mine = [
        reading
        for reading in of.readings
        if reading.part in ("", part.key) and reading.gives is not Gives.FEWER_PCT
    ]
    worked_out = [one for one in mine if one.gives is Gives.VALUE][1:]
    return list(dict.fromkeys(_fills(one) for one in mine if one not in worked_out))


def _fills(reading: Reading) -> tuple[str, bool]:
    match reading.gives:
        case Gives.TIME | Gives.SPEED | Gives.STAGES | Gives.SLOWER_PCT:
            return "time_s", False
        case Gives.COUNT | Gives.FEWER_PCT:
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
        "distance_m": _("distance"),
        "rpe_cr10": _("how hard it felt, 0 to 10"),
        "heart_rate_bpm": _("heart rate of the last 2 minutes, beats per minute"),
    }.get(cell.fills) or _named(cell)
    part = next(one.told for one in of.parts if one.key == cell.part)
    words = [_(part).rstrip(".")] if part else []
    if of.trials > 1:
        words.append(_("trial %(row)d") % {"row": cell.row})
    optional = cell.fills in ("rpe_cr10", "heart_rate_bpm")
    if words and what[1:2].islower():
        what = what[:1].lower() + what[1:]
    label = ", ".join([*words, what])
    return forms.FloatField(
        label=label[:1].upper() + label[1:],
        required=False,
        localize=True,
        help_text=_("This may stay empty.") if optional else "",
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"invalid": _("Write a number, such as 12.5.")},
    )


def _named(cell: Cell) -> str:
    about = measure(cell.fills)
    unit = ACCELERATION.get(about.unit, Unit(about.unit))
    return _(about.name) if _has_units(cell) else f"{_(about.name)}, {_(unit.name)}"


def _has_units(cell: Cell) -> bool:
    return bool(units_of(cell.fills, in_values=cell.in_values))


def _units(all_of: Sequence[Cell]) -> tuple[TypedUnit, ...]:
    """Return the units of the one number of a test that can be typed in several."""
    found = (units_of(cell.fills, in_values=cell.in_values) for cell in all_of)
    return next((units for units in found if units), ())


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
