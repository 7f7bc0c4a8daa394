"""What can be done under a clearance, for the very reasons that led to it.

While a clinician is asked, lighter things with support are offered, and only those that
fit every reason at once. They are Retrowalk's own (design_lighter_options): everyday
movements, not training, and no study seen tested them.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from types import MappingProxyType

from retrowalk.training.clearance import Effort, Outcome
from retrowalk.training.prescription import Support

SOURCES = ("design_lighter_options",)


class Lighter(Enum):
    """One lighter thing to do until a clinician has agreed, as it is said."""

    USUAL_WALKS = "Go on with the forward walks you are used to, slowly enough to talk."
    SEATED = "Sit on a firm chair with arms and lift your knees in turn, for as long as it is easy."
    HOLD_AND_SHIFT = (
        "Stand with both hands on a worktop and a chair behind you, and shift your weight "
        "from one foot to the other."
    )
    HOLD_AND_STEP = "With both hands on a worktop or a rail, step slowly on the spot."
    THERAPIST = (
        "A physiotherapist can try the first steps backward with you: ask for that, too."
    )


_W, _S, _T = Lighter.USUAL_WALKS, Lighter.SEATED, Lighter.THERAPIST
_SHIFT, _STEP = Lighter.HOLD_AND_SHIFT, Lighter.HOLD_AND_STEP
_STANDING = frozenset({_W, _S, _SHIFT, _STEP, _T})
_NOTHING: frozenset[Lighter] = frozenset()

# What fits a reason; a reason that is not here fits nothing.
FITS: Mapping[str, frozenset[Lighter]] = MappingProxyType(
    {
        "heart_disease": _STANDING,
        "metabolic_disease": _STANDING,
        "kidney_disease": _STANDING,
        "leg_cramp_walking": frozenset({_S, _SHIFT}),
        "pregnant": frozenset({_W, _S, _SHIFT, _STEP}),
        "fallen_past_year": frozenset({_W, _S, _SHIFT, _T}),
        "feels_unsteady": frozenset({_W, _S, _SHIFT, _T}),
        "worries_about_falling": _STANDING,
        "dizziness": frozenset({_S}),
        "cannot_see_or_hear": _STANDING,
        "numb_feet": frozenset({_W, _S, _SHIFT, _T}),
        "walking_aid": frozenset({_W, _S, _T}),
        "makes_drowsy": frozenset({_W, _S, _T}),
        "neurological_disease": frozenset({_W, _S, _T}),
        "recent_surgery_or_fracture": frozenset({_T}),
        "knee_gives_way": frozenset({_W, _S, _T}),
        "fragile_bones": frozenset({_W, _S, _SHIFT, _T}),
        "reported_fall": frozenset({_W, _S, _T}),
        "reported_dizziness": frozenset({_S}),
        "reported_knee_gave_way": frozenset({_W, _S, _T}),
    }
)

# How to walk with a reason, once the person may.
CARE: Mapping[str, str] = MappingProxyType(
    {
        "heart_disease": "Ask a clinician before you work harder than this.",
        "kidney_disease": "Ask a clinician before you work harder than this.",
        "metabolic_disease": "Do what your diabetes team told you about sugar and exercise.",
        "leg_cramp_walking": "Stop when a calf cramps, and go on only when it is gone.",
        "very_high_blood_pressure": "Do not train on a day when it is that high again.",
        "pregnant": "End the session when your balance or your breath is not as usual.",
        "fallen_past_year": "Begin along a wall or a rail, and turn round while you stand.",
        "feels_unsteady": "Take short, slow steps, with one hand on the rail or the wall.",
        "worries_about_falling": (
            "Ask somebody to stay with you for the first sessions if that eases the worry."
        ),
        "dizziness": "Sit down at the first sign of it, and end the session.",
        "cannot_see_or_hear": (
            "Your second person walks forward beside you and says aloud what is behind you."
        ),
        "numb_feet": "Wear closed shoes, and look at the skin of your feet afterwards.",
        "walking_aid": "Keep your aid within reach, and your second person closer still.",
        "makes_drowsy": (
            "Train when you are wide awake: never after alcohol, never soon after a pill "
            "that makes you sleepy."
        ),
        "neurological_disease": (
            "Walk backward only in a programme that your clinician leads."
        ),
        "recent_surgery_or_fracture": (
            "Keep to what you were told about putting weight on that part."
        ),
        "knee_gives_way": "End the session when the knee gives way or locks.",
        "fragile_bones": "Walk only on level, dry, clear ground, never without your person.",
        "reported_fall": "Begin again as if for the first time, low and slow.",
        "reported_chest_pain": (
            "If it comes again, stop, and call for emergency help if it does not pass."
        ),
        "reported_new_numbness_or_weakness": (
            "If it comes again, stop, and call for emergency help."
        ),
    }
)

# What to do first about a reason that cannot wait or has to pass.
FIRST: Mapping[str, str] = MappingProxyType(
    {
        "back_red_flags": "Go to a hospital or call for emergency help now.",
        "unstable_heart": (
            "Speak to your doctor today, and call for emergency help if it gets worse."
        ),
        "swollen_joint": (
            "Spare that joint, and have it looked at if it does not settle or you feel ill."
        ),
        "fever_or_infection": "Move about at home as you feel able, and get well first.",
    }
)

# When not to wait for an appointment, said first where a clinician is asked.
_HEART = (
    "With chest pain, breathlessness or fainting that is new, strong, or does not pass at "
    "rest: call for emergency help now."
)
_NERVES = (
    "With numbness or weakness that is still there, or comes again: call for emergency help "
    "now."
)
AT_ONCE: Mapping[str, str] = MappingProxyType(
    {
        "chest_discomfort": _HEART,
        "unusual_breathlessness": _HEART,
        "faintness": _HEART,
        "reported_chest_pain": _HEART,
        "reported_breathlessness": _HEART,
        "reported_stopped_by_symptom": _HEART,
        "reported_new_numbness_or_weakness": _NERVES,
    }
)

_LESS_EFFORT = (
    "If light effort is enough for you, answer so: then you can start now, with something to "
    "hold, and ask a clinician before you work harder."
)
_NOTHING_LIGHTER = (
    "With what you told us we offer nothing lighter to train before it has been looked at."
)
_HOLD = "You can start with something to hold or a second person beside you."
_START: Mapping[Support, str] = MappingProxyType(
    {
        Support.NONE: _HOLD,
        Support.RAIL_OR_WALL: _HOLD,
        Support.SECOND_PERSON: "You can start with a second person beside you all the time.",
    }
)
_STOP = "Stop at once with chest pain, dizziness, severe breathlessness or sharp pain."
_PACE: Mapping[Effort, str] = MappingProxyType(
    {
        Effort.LIGHT: "Keep to a pace at which you could sing.",
        Effort.MODERATE: "Keep to a pace at which you can talk in whole sentences.",
        Effort.VIGOROUS: "Begin at a pace at which you can talk, and work harder later.",
    }
)


def still_possible(
    outcome: Outcome,
    effort: Effort,
    keys: Sequence[str],
    *,
    support: Support,
    light_would_do: bool,
) -> tuple[str, ...]:
    """Return what can be done, most important first.

    keys: of the reasons, in their order. support: the least that is needed.
    light_would_do: whether wanting light effort would be enough to start now; it matters
        only while a clinician is to be asked.
    """
    match outcome:
        case Outcome.NOT_NOW:
            return (
                *_of(FIRST, keys),
                *_of(AT_ONCE, keys),
                "Rest from training, and get medical help if it gets worse or worries you.",
                "Answer the questions again when it has settled.",
            )
        case Outcome.ASK_CLINICIAN_FIRST:
            return _while_asking(keys, light_would_do=light_would_do)
        case Outcome.CLEARED_WITH_SUPPORT:
            start = _START[support]
        case Outcome.CLEARED:
            start = "You can start with backward walking at a comfortable speed."
    return (start, _PACE[effort], *_of(CARE, keys), _STOP)


def lighter_options(keys: Iterable[str]) -> tuple[Lighter, ...]:
    """Return the lighter things that fit every one of these reasons."""
    fit = frozenset(Lighter).intersection(*(FITS.get(key, _NOTHING) for key in keys))
    return tuple(option for option in Lighter if option in fit)


def _while_asking(keys: Sequence[str], *, light_would_do: bool) -> tuple[str, ...]:
    lighter = tuple(option.value for option in lighter_options(keys)) or (_NOTHING_LIGHTER,)
    return (
        *_of(AT_ONCE, keys),
        "Show your answers to a clinician who knows you, and come back with their word.",
        *((_LESS_EFFORT,) if light_would_do else ()),
        "Until then, go on with your ordinary day, and stop whatever brings on what you told "
        "us about.",
        *lighter,
    )


def _of(table: Mapping[str, str], keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(table[key] for key in keys if key in table))
