"""A plan and a decision as JSON objects and back, without loss."""

from retrowalk.training.codec.fields import (
    SCHEMA,
    Built,
    as_object,
    check_schema,
    day,
    each,
    text,
    texts,
    whole,
    word,
)
from retrowalk.training.codec.prescription import (
    prescription_from_json,
    prescription_to_json,
)
from retrowalk.training.plan import Decision, Move, Plan, PlannedSession


def plan_to_json(plan: Plan) -> Built:
    """Return the plan as a JSON object."""
    return {
        "schema": SCHEMA,
        "version": plan.version,
        "programme": plan.programme,
        "ahead": [
            {
                "number": session.number,
                "day": session.day.isoformat(),
                "prescription": prescription_to_json(session.prescription),
            }
            for session in plan.ahead
        ],
        "reason": plan.reason,
        "next_number": plan.next_number,
    }


def plan_from_json(value: object) -> Plan:
    """Return the plan of a JSON object; raise BadInput if it is not one."""
    data = as_object("plan", value)
    check_schema("plan", data)
    return Plan(
        version=whole(data, "version"),
        programme=text(data, "programme"),
        ahead=each(data, "ahead", _session_from_json),
        reason=text(data, "reason"),
        next_number=whole(data, "next_number"),
    )


def decision_to_json(decision: Decision) -> Built:
    """Return the decision as a JSON object."""
    return {
        "schema": SCHEMA,
        "move": decision.move.value,
        "reason": decision.reason,
        "rule": decision.rule,
        "sources": list(decision.sources),
    }


def decision_from_json(value: object) -> Decision:
    """Return the decision of a JSON object; raise BadInput if it is not one."""
    data = as_object("decision", value)
    check_schema("decision", data)
    return Decision(
        move=word(data, "move", Move),
        reason=text(data, "reason"),
        rule=text(data, "rule"),
        sources=texts(data, "sources"),
    )


def _session_from_json(value: object) -> PlannedSession:
    data = as_object("planned session", value)
    return PlannedSession(
        number=whole(data, "number"),
        day=day(data, "day"),
        prescription=prescription_from_json(data.get("prescription")),
    )
