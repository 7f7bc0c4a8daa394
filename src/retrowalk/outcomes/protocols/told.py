"""What a person tells or brings: pain, falls, and totals of forms filled in elsewhere.

The items of licensed forms are never shown here; only their totals are stored.
"""

from retrowalk.outcomes.protocols.protocol import Gives, Protocol, Reading, Way

DAY, WEEK, MONTH = 1, 7, 30  # days


def _total(key: str, name: str, measure: str, told: str, *sources: str) -> Protocol:
    return Protocol(
        key=key,
        name=name,
        way=Way.TOLD,
        readings=(Reading(measure, Gives.VALUE),),
        set_up=("Fill in the form where it is published; enter only its total.",),
        safety=(),
        told=told,
        practice_effect="Answer it without looking at your last total.",
        sources=(*sources, "design_tests"),
    )


PAIN_WEEK = Protocol(
    key="pain_week",
    name="Pain over the last week",
    way=Way.TOLD,
    readings=(Reading("pain_nrs", Gives.VALUE),),
    set_up=("Think of the last 7 days on average.",),
    safety=(),
    told="Say a whole number from 0, no pain, to 10, the worst pain you can imagine.",
    practice_effect="Answer it without looking at your last number.",
    every_days=WEEK,
    sources=("salaffi2004", "design_tests"),
)

PAIN_DAY = Protocol(
    key="pain_day",
    name="Pain today",
    way=Way.TOLD,
    readings=(Reading("pain_nrs", Gives.VALUE),),
    set_up=("Think of today as a whole, up to now.",),
    safety=(),
    told="Say a whole number from 0, no pain, to 10, the worst pain you can imagine.",
    practice_effect="Answer it without looking at your last number.",
    every_days=DAY,
    sources=("salaffi2004", "design_tests"),
)

FALLS = Protocol(
    key="falls",
    name="Falls calendar",
    way=Way.TOLD,
    readings=(Reading("falls_month", Gives.VALUE),),
    set_up=(
        "A fall is when you end up on the ground or floor when you did not expect to.",
        "Count from the same day of last month to today.",
    ),
    safety=("Tell a clinician about every fall, also one without harm.",),
    told="Enter how often you fell in the last month, 0 if never.",
    practice_effect=(
        "Falls are rare: no single month says anything, and no test here foretells them."
    ),
    every_days=MONTH,
    sources=("nct02688777", "umbrella_falls2022", "design_tests"),
)

TOLD = (
    PAIN_WEEK,
    PAIN_DAY,
    FALLS,
    _total(
        "koos_pain", "KOOS pain", "koos_pain", "Enter the score, 0 to 100.", "koos_mdc2014"
    ),
    _total(
        "koos_symptoms",
        "KOOS symptoms",
        "koos_symptoms",
        "Enter the score, 0 to 100.",
        "koos_mdc2014",
    ),
    _total(
        "koos_adl",
        "KOOS daily living",
        "koos_adl",
        "Enter the score, 0 to 100.",
        "koos_mdc2014",
    ),
    _total(
        "koos_qol",
        "KOOS quality of life",
        "koos_qol",
        "Enter the score, 0 to 100.",
        "koos_mdc2014",
    ),
    _total(
        "rdq",
        "Roland-Morris",
        "rdq_total",
        "Enter the score, 0 to 24.",
        "roland_fairbank2000",
    ),
    _total(
        "womac",
        "WOMAC total",
        "womac_total",
        "Enter the total your clinician gave you.",
        "angst2002",
    ),
    _total(
        "odi",
        "Oswestry",
        "odi_pct",
        "Enter the score in percent, 0 to 100.",
        "odi_change",
    ),
)
