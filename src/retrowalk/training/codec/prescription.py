"""A prescription as a JSON object and back, without loss."""

from retrowalk.directions import Direction
from retrowalk.training.codec.fields import (
    SCHEMA,
    Built,
    JsonObject,
    as_object,
    check_schema,
    each,
    number,
    optional,
    text,
    texts,
    word,
)
from retrowalk.training.prescription import (
    Band,
    Interval,
    Place,
    Prescription,
    Support,
    Variation,
)


def prescription_to_json(prescription: Prescription) -> Built:
    """Return the prescription as a JSON object."""
    return {
        "schema": SCHEMA,
        "programme": prescription.programme,
        "intervals": [_interval_to_json(i) for i in prescription.intervals],
        "place": prescription.place.value,
        "support": prescription.support.value,
        "sources": list(prescription.sources),
    }


def prescription_from_json(value: object) -> Prescription:
    """Return the prescription of a JSON object; raise BadInput if it is not one."""
    data = as_object("prescription", value)
    check_schema("prescription", data)
    return Prescription(
        programme=text(data, "programme"),
        intervals=each(data, "intervals", _interval_from_json),
        place=word(data, "place", Place),
        support=word(data, "support", Support),
        sources=texts(data, "sources"),
    )


def _interval_to_json(interval: Interval) -> Built:
    return {
        "direction": interval.direction.value,
        "duration_s": interval.duration_s,
        "speed_mps": _band_to_json(interval.speed_mps),
        "incline_pct": interval.incline_pct,
        "cadence_spm": _band_to_json(interval.cadence_spm),
        "heart_rate_bpm": _band_to_json(interval.heart_rate_bpm),
        "rpe_cr10": _band_to_json(interval.rpe_cr10),
        "variation": None if interval.variation is None else interval.variation.value,
    }


def _band_to_json(band: Band | None) -> Built | None:
    return None if band is None else {"low": band.low, "high": band.high}


def _interval_from_json(value: object) -> Interval:
    data = as_object("interval", value)
    return Interval(
        direction=word(data, "direction", Direction),
        duration_s=number(data, "duration_s"),
        speed_mps=optional(_band, data, "speed_mps"),
        incline_pct=number(data, "incline_pct"),
        cadence_spm=optional(_band, data, "cadence_spm"),
        heart_rate_bpm=optional(_band, data, "heart_rate_bpm"),
        rpe_cr10=optional(_band, data, "rpe_cr10"),
        variation=optional(_variation, data, "variation"),
    )


def _band(data: JsonObject, key: str) -> Band:
    band = as_object(key, data[key])
    return Band(number(band, "low"), number(band, "high"))


def _variation(data: JsonObject, key: str) -> Variation:
    return word(data, key, Variation)
