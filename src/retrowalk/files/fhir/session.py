"""A session as FHIR Observations: a group, and what was walked, felt and told."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from retrowalk.directions import Direction
from retrowalk.files.fhir import own_codes as codes
from retrowalk.files.fhir.naming import PA_CODES, id_of
from retrowalk.files.fhir.parts import (
    Json,
    coding,
    component,
    concept,
    loinc,
    moment,
    observation,
    own_coding,
    quantity,
    reference,
)
from retrowalk.files.fhir.person import FhirPerson
from retrowalk.files.fhir.units import DURATION, EXERCISE, PAIN, STEPS, WALKING
from retrowalk.training.session import IntervalDone, MeasuredWalk, SessionRecord

GROUP, MEASURE = "pa-observation-activity-group", "pa-observation-activity-measure"


def session_observations(whose: FhirPerson, record: SessionRecord) -> tuple[Json, ...]:
    """Return the group first, then its members; what was not answered is not there."""
    members = tuple(_Session(whose, record).members())
    group = observation(
        id_of("session", whose.key, record.session_id),
        concept(coding(PA_CODES, "PAPanel", "Physical Activity Panel")),
        whose.id,
        moment(record.started_at),
        profile=GROUP,
        simulated=whose.simulated or record.simulated,
        more={"hasMember": [reference(member["id"]) for member in members]},
    )
    return group, *members


class _Session:
    """The members of one session's group."""

    def __init__(self, whose: FhirPerson, record: SessionRecord) -> None:
        self._whose, self._record = whose, record

    def members(self) -> Iterator[Json]:
        """Yield every observation of the session."""
        told = tuple(one.direction for one in self._record.intervals)
        yield self._one(
            "activity",
            concept(loinc(*EXERCISE)),
            valueCodeableConcept=concept(
                loinc(*WALKING), own_coding(codes.session_code(told))
            ),
        )
        yield self._one(
            "duration",
            concept(loinc(*DURATION)),
            (
                self._share(codes.WALKED_BACKWARD, Direction.BACKWARD),
                self._share(codes.WALKED_FORWARD, Direction.FORWARD),
            ),
            valueQuantity=_minutes(sum(one.done_s for one in self._record.intervals)),
        )
        for number, interval in enumerate(self._record.intervals, 1):
            yield from self._interval(number, interval)
        yield from self._told()
        yield self._one(
            codes.ENDING,
            concept(own_coding(codes.ENDING)),
            valueCodeableConcept=concept(
                own_coding(codes.ending_code(self._record.ending))
            ),
        )
        for symptom in dict.fromkeys(self._record.symptoms):
            yield self._one(
                codes.symptom_code(symptom),
                concept(own_coding(codes.SYMPTOM)),
                valueCodeableConcept=concept(own_coding(codes.symptom_code(symptom))),
            )

    def _share(self, code: str, direction: Direction) -> Json:
        """Return how much of the session was walked one way, as it was told."""
        walked_s = sum(
            one.done_s for one in self._record.intervals if one.direction is direction
        )
        return component(code, valueQuantity=_minutes(walked_s))

    def _interval(self, number: int, interval: IntervalDone) -> Iterator[Json]:
        """Yield how long it was walked, and the steps where a sensor saw them."""
        place = component(codes.INTERVAL, valueInteger=number)
        told = component(
            codes.TOLD_DIRECTION,
            valueCodeableConcept=concept(
                own_coding(codes.direction_code(interval.direction))
            ),
        )
        meant = component(codes.PRESCRIBED, valueQuantity=_minutes(interval.prescribed_s))
        yield self._one(
            f"interval {number}",
            concept(own_coding(codes.INTERVAL_WALKED)),
            (place, told, meant),
            valueQuantity=_minutes(interval.done_s),
        )
        if interval.measured is None:
            return
        yield self._one(
            f"steps {number}",
            concept(loinc(*STEPS)),
            (place, told, *_seen(interval.measured)),
            valueQuantity=quantity(interval.measured.steps, "steps", "{steps}"),
        )

    def _told(self) -> Iterator[Json]:
        """Yield what the person answered."""
        record = self._record
        for code, points in (
            (codes.PAIN_BEFORE, record.pain_before),
            (codes.PAIN_DURING, record.pain_during),
            (codes.PAIN_AFTER, record.pain_after),
            (codes.PAIN_NEXT_MORNING, record.pain_next_morning),
        ):
            if points is not None:
                yield self._one(
                    code,
                    concept(own_coding(code), loinc(*PAIN)),
                    valueQuantity=quantity(points, "points", "{score}"),
                )
        if record.rpe_cr10 is not None:
            yield self._one(
                codes.EXERTION,
                concept(own_coding(codes.EXERTION)),
                valueQuantity=quantity(record.rpe_cr10, "points", "{score}"),
            )
        if record.stumbles is not None:
            yield self._one(
                codes.STUMBLES,
                concept(own_coding(codes.STUMBLES)),
                valueQuantity=quantity(record.stumbles, "stumbles", "{stumbles}"),
            )

    def _when(self, what: str) -> str:
        """Return the start of the session, or the day of an answer given on the next."""
        started_at = self._record.started_at
        if what == codes.PAIN_NEXT_MORNING:
            return (started_at.date() + timedelta(days=1)).isoformat()
        return moment(started_at)

    def _one(
        self, what: str, code: Json, components: tuple[Json, ...] = (), **value: Any
    ) -> Json:
        record = self._record
        return observation(
            id_of("session", self._whose.key, record.session_id, what),
            code,
            self._whose.id,
            self._when(what),
            profile=MEASURE,
            simulated=self._whose.simulated or record.simulated,
            more=value,
            components=components,
        )


def _seen(walk: MeasuredWalk) -> Iterator[Json]:
    """Yield the direction a sensor saw, and the cadence where there is one."""
    way = own_coding(codes.direction_code(walk.direction))
    yield component(
        codes.MEASURED_DIRECTION,
        valueCodeableConcept=concept(way, text=walk.why_unknown or ""),
    )
    if walk.cadence_spm is not None:
        cadence = quantity(walk.cadence_spm, "steps per minute", "{steps}/min")
        yield component(codes.CADENCE, valueQuantity=cadence)


def _minutes(seconds: float) -> Json:
    return quantity(seconds / 60.0, "minutes", "min")
