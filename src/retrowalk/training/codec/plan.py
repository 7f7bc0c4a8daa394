"""A plan and a decision as JSON objects and back, without loss."""

from datetime import date
from itertools import chain

from retrowalk.errors import BadInput
from retrowalk.training.alternation import MOST_DAYS, Alternation, DayFor
from retrowalk.training.codec.fields import (
    SCHEMA,
    Built,
    JsonObject,
    as_object,
    check_schema,
    day,
    each,
    number,
    optional,
    text,
    texts,
    whole,
    word,
)
from retrowalk.training.codec.prescription import (
    prescription_from_json,
    prescription_to_json,
)
from retrowalk.training.dose import Dose, Lever
from retrowalk.training.plan import Decision, Move, Plan, PlannedSession, PlanState
from retrowalk.training.prescription import Variation


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
        "started_on": plan.started_on.isoformat(),
        "ends_on": plan.ends_on.isoformat(),
        "weekdays": list(plan.weekdays),
        "dose": _dose_to_json(plan.dose),
        "state": plan.state.value,
        "days_off": [off.isoformat() for off in plan.days_off],
        "break_since": None if plan.break_since is None else plan.break_since.isoformat(),
        "trial": None if plan.trial is None else _trial_to_json(plan.trial),
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
        started_on=day(data, "started_on"),
        ends_on=day(data, "ends_on"),
        weekdays=each(data, "weekdays", _weekday),
        dose=_dose_from_json(data.get("dose")),
        state=word(data, "state", PlanState),
        days_off=each(data, "days_off", lambda item: day({"day off": item}, "day off")),
        break_since=optional(day, data, "break_since"),
        trial=optional(_trial, data, "trial"),
    )


def days_from_json(value: object) -> tuple[date, ...]:
    """Return the days of the sessions ahead of a plan, without reading all of it.

    For whoever looks through all versions; raise BadInput if there are no days.
    """
    return each(
        as_object("plan", value),
        "ahead",
        lambda one: day(as_object("planned session", one), "day"),
    )


def decision_to_json(decision: Decision) -> Built:
    """Return the decision as a JSON object."""
    return {
        "schema": SCHEMA,
        "move": decision.move.value,
        "reason": decision.reason,
        "rule": decision.rule,
        "sources": list(decision.sources),
        "lever": None if decision.lever is None else decision.lever.value,
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
        lever=optional(_lever, data, "lever"),
    )


def _dose_to_json(dose: Dose) -> Built:
    return {
        "backward_s": dose.backward_s,
        "bout_s": dose.bout_s,
        "speed_mps": dose.speed_mps,
        "incline_pct": dose.incline_pct,
        "variation": None if dose.variation is None else dose.variation.value,
    }


def _dose_from_json(value: object) -> Dose:
    data = as_object("dose", value)
    return Dose(
        backward_s=number(data, "backward_s"),
        bout_s=number(data, "bout_s"),
        speed_mps=optional(number, data, "speed_mps"),
        incline_pct=number(data, "incline_pct"),
        variation=optional(_variation, data, "variation"),
    )


def _variation(data: JsonObject, key: str) -> Variation:
    return word(data, key, Variation)


def _lever(data: JsonObject, key: str) -> Lever:
    return word(data, key, Lever)


def _trial_to_json(trial: Alternation) -> Built:
    runs = [{"for": kind.value, "days": days} for kind, days in trial.runs]
    return {"starts_on": trial.starts_on.isoformat(), "runs": runs}


def _trial(data: JsonObject, key: str) -> Alternation:
    trial = as_object(key, data[key])
    runs = each(trial, "runs", _run_from_json)
    return Alternation(day(trial, "starts_on"), tuple(chain.from_iterable(runs)))


def _run_from_json(value: object) -> tuple[DayFor, ...]:
    run = as_object("run of days", value)
    count = whole(run, "days")
    if not 1 <= count <= MOST_DAYS:
        raise BadInput(f"a run has {count} days; expected 1 to {MOST_DAYS}")
    return (word(run, "for", DayFor),) * count


def _weekday(value: object) -> int:
    found = whole({"weekday": value}, "weekday")
    if not 0 <= found <= 6:
        raise BadInput(f"weekday is {found}; expected 0 for Monday to 6 for Sunday")
    return found


def _session_from_json(value: object) -> PlannedSession:
    data = as_object("planned session", value)
    return PlannedSession(
        number=whole(data, "number"),
        day=day(data, "day"),
        prescription=prescription_from_json(data.get("prescription")),
    )
