"""A plan as a FHIR CarePlan, and what it works towards as a Goal.

No ServiceRequest is written: in the guide it is an order by a named practitioner with a
reason, and a plan that a person made for themselves is not one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from html import escape
from types import MappingProxyType

from retrowalk.directions import Direction
from retrowalk.files.fhir.naming import (
    CAREPLAN_CATEGORY,
    GOAL_ACHIEVEMENT,
    OWN_IDENTIFIERS,
    PA_CODES,
    id_of,
)
from retrowalk.files.fhir.own_codes import BACKWARD_MINUTES, session_code
from retrowalk.files.fhir.parts import (
    Json,
    coding,
    concept,
    meta,
    own_coding,
    quantity,
    reference,
)
from retrowalk.files.fhir.person import FhirPerson
from retrowalk.training.plan import Plan, PlannedSession, PlanState
from retrowalk.training.planning.alternating import as_walked
from retrowalk.training.prescription import Prescription
from retrowalk.training.programmes.programme import Programme

_STATUS: Mapping[PlanState, str] = MappingProxyType(
    {
        PlanState.RUNNING: "active",
        PlanState.RESTING: "on-hold",
        PlanState.ENDED: "completed",
    }
)
_ABOUT = concept(coding(PA_CODES, "PhysicalActivity", "Physical Activity"))
_XHTML = "http://www.w3.org/1999/xhtml"


@dataclass(frozen=True, slots=True)
class FhirPlan:
    """A plan with the programme it follows; without one it has no goal."""

    plan: Plan
    programme: Programme | None = None

    @property
    def about(self) -> tuple[str, str]:
        """What tells it from another plan of the same person."""
        return self.plan.programme, self.plan.started_on.isoformat()


def care_plan(whose: FhirPerson, of: FhirPlan) -> Json:
    """Return the plan with its sessions ahead."""
    # On the forward days of a trial of oneself a session is not walked as the plan keeps it.
    plan, name = (
        as_walked(of.plan),
        of.programme.name if of.programme else of.plan.programme,
    )
    identifier = id_of("plan", whose.key, *of.about)
    made: Json = {
        "resourceType": "CarePlan",
        "id": identifier,
        "meta": meta("pa-careplan", simulated=whose.simulated),
        "text": _narrative(f"Walking backward: {name}. {plan.reason}"),
        "identifier": [{"system": OWN_IDENTIFIERS, "value": f"urn:uuid:{identifier}"}],
        "status": _STATUS[plan.state],
        "intent": "plan",
        "category": [
            concept(
                coding(CAREPLAN_CATEGORY, "assess-plan", "Assessment and Plan of Treatment")
            ),
            _ABOUT,
        ],
        "title": name,
        "description": plan.reason,
        "subject": reference(whose.id),
        "period": {
            "start": plan.started_on.isoformat(),
            "end": _last_day(plan),
        },
    }
    if of.programme:
        made["goal"] = [reference(_goal_id(whose, of))]
    if plan.ahead:
        made["activity"] = [{"detail": _planned(one)} for one in plan.ahead]
    return made


def goal(whose: FhirPerson, of: FhirPlan) -> Json | None:
    """Return what the programme asks for at most, None where none is known."""
    if of.programme is None:
        return None
    minutes = of.programme.target_backward_s / 60.0
    last = _last_day(of.plan)
    words = f"Walk backward for {minutes:g} minutes in a session, by {last} at the latest."
    made: Json = {
        "resourceType": "Goal",
        "id": _goal_id(whose, of),
        "meta": meta("pa-goal", simulated=whose.simulated),
        "lifecycleStatus": _STATUS[of.plan.state],
        "category": [_ABOUT],
        "description": {"text": words},
        "subject": reference(whose.id),
        "startDate": of.plan.started_on.isoformat(),
        "target": [
            {
                "measure": concept(own_coding(BACKWARD_MINUTES)),
                "detailQuantity": quantity(minutes, "minutes", "min"),
                "dueDate": last,
            }
        ],
    }
    if of.plan.state is PlanState.RUNNING:
        made["achievementStatus"] = concept(
            coding(GOAL_ACHIEVEMENT, "in-progress", "In Progress")
        )
    return made


def _goal_id(whose: FhirPerson, of: FhirPlan) -> str:
    return id_of("goal", whose.key, *of.about)


def _last_day(plan: Plan) -> str:
    return (plan.ends_on - timedelta(days=1)).isoformat()


def _planned(one: PlannedSession) -> Json:
    day = one.day.isoformat()
    told = tuple(interval.direction for interval in one.prescription.intervals)
    return {
        "code": concept(own_coding(session_code(told))),
        "status": "scheduled",
        "scheduledPeriod": {"start": day, "end": day},
        "description": f"Session {one.number}: {_told(one.prescription)}",
    }


def _told(prescription: Prescription) -> str:
    parts = [
        f"{interval.direction} {interval.duration_s:g} s"
        for interval in prescription.intervals
    ]
    backward_s = sum(
        one.duration_s
        for one in prescription.intervals
        if one.direction is Direction.BACKWARD
    )
    where = prescription.place.replace("_", " ")
    support = prescription.support.replace("_", " ")
    return (
        f"{', '.join(parts)} ({backward_s / 60.0:g} min backward in all); {where}, "
        f"support: {support}."
    )


def _narrative(text: str) -> Json:
    return {"status": "generated", "div": f'<div xmlns="{_XHTML}">{escape(text)}</div>'}
