"""The starter programmes, each named as what it is: tried, printed, or merely advised."""

from collections.abc import Mapping
from types import MappingProxyType

from retrowalk.errors import BadProgramme, Unknown
from retrowalk.training.clearance import Clearance
from retrowalk.training.person import Group, Person
from retrowalk.training.prescription import Band, Place
from retrowalk.training.programmes import EvidenceStatus, Programme, by_key
from retrowalk.units import mps_from_mph

ANYWHERE = (
    Place.HALLWAY,
    Place.TREADMILL,
    Place.GYM_FLOOR,
    Place.TRACK,
    Place.OUTDOORS_WITH_PARTNER,
)
LEVEL_FLOOR = (Place.HALLWAY, Place.GYM_FLOOR, Place.TRACK)
HALF_A_MILE_AN_HOUR = Band(
    mps_from_mph(0.4), mps_from_mph(0.6)
)  # one belt step either side

KNEE_10_MIN = Programme(
    key="knee_10_min",
    name="Ten minutes for knees",
    groups=(Group.KNEE_OSTEOARTHRITIS,),
    places=ANYWHERE,
    sessions_per_week=3,
    weeks=6,
    start_backward_s=300,
    target_backward_s=600,
    step_s=75,
    first_bout_s=60,
    last_bout_s=120,
    warm_up_s=120,
    recovery_s=60,
    cool_down_s=60,
    speed_mps=None,
    status=EvidenceStatus.TRIAL,
    dose_from_source="10 minutes of backward walking, 3 times a week for 6 weeks, supervised.",
    dose_from_us=(
        "We begin with 5 minutes in bouts of one minute, with forward walking between "
        "them, because you may be on your own."
    ),
    evidence=(
        "In one trial of 68 people in three groups, pain fell by 1.8 points out of 10 with "
        "backward walking added to usual physiotherapy, and by 1.0 without it."
    ),
    sources=("alghadir2019", "lin2025", "design_first_dose"),
)

BACK_15_MIN = Programme(
    key="back_15_min",
    name="Fifteen minutes for the lower back",
    groups=(Group.LOW_BACK_PAIN,),
    places=ANYWHERE,
    sessions_per_week=3,
    weeks=3,
    start_backward_s=360,
    target_backward_s=900,
    step_s=75,
    first_bout_s=60,
    last_bout_s=180,
    warm_up_s=120,
    recovery_s=60,
    cool_down_s=60,
    speed_mps=None,
    status=EvidenceStatus.TRIAL,
    dose_from_source="15 minutes at a comfortable speed, 3 times a week for 3 weeks.",
    dose_from_us=(
        "We begin with 6 minutes in bouts of one minute and add to them step by step."
    ),
    evidence=(
        "In one small trial of 31 people of about 25 years, sleep improved more than with "
        "usual treatment; its results for pain were not visible to us."
    ),
    sources=("physioquart2023", "design_first_dose"),
)

TEN_TO_THIRTY = Programme(
    key="ten_to_thirty",
    name="From ten to thirty minutes",
    groups=(Group.LOW_BACK_PAIN, Group.ACTIVE_ADULT),
    places=LEVEL_FLOOR,
    sessions_per_week=3,
    weeks=6,
    start_backward_s=600,
    target_backward_s=1800,
    step_s=75,
    first_bout_s=60,
    last_bout_s=300,
    warm_up_s=120,
    recovery_s=60,
    cool_down_s=60,
    speed_mps=None,
    status=EvidenceStatus.PRINTED,
    dose_from_source=(
        "10 minutes growing to 30 minutes over 6 weeks, 3 times a week, on a flat floor."
    ),
    dose_from_us="The bouts, the forward walking between them and the size of a step are ours.",
    evidence=(
        "In one study of 34 people of 30 to 50 years with back pain from posture, pain fell "
        "more than in the comparison group; by how much was not visible to us."
    ),
    sources=("chitkara_lbp", "design_first_dose"),
)

BEGINNER_INTERVALS = Programme(
    key="beginner_intervals",
    name="Short bouts for beginners",
    groups=(
        Group.ACTIVE_ADULT,
        Group.OLDER_ADULT,
        Group.KNEE_OSTEOARTHRITIS,
        Group.LOW_BACK_PAIN,
    ),
    places=ANYWHERE,
    sessions_per_week=3,
    weeks=4,
    start_backward_s=120,
    target_backward_s=360,
    step_s=30,
    first_bout_s=30,
    last_bout_s=60,
    warm_up_s=120,
    recovery_s=60,
    cool_down_s=60,
    speed_mps=None,
    status=EvidenceStatus.UNTESTED,
    dose_from_source="Bouts of 30 to 60 seconds, 10 to 15 minutes in all, as articles advise.",
    dose_from_us="Three times a week, four bouts to begin with, and the steps up are ours.",
    evidence=(
        "This is popular advice that no study seen has tested; 10 to 15 minutes is what "
        "several trials used in all."
    ),
    sources=("popular_s3", "design_first_dose"),
)

TWO_BY_TWO = Programme(
    key="two_by_two",
    name="Two minutes back, two minutes forward",
    groups=(Group.ACTIVE_ADULT, Group.OLDER_ADULT),
    places=(Place.TREADMILL,),
    sessions_per_week=3,
    weeks=4,
    start_backward_s=240,
    target_backward_s=840,
    step_s=120,
    first_bout_s=120,
    last_bout_s=120,
    warm_up_s=120,
    recovery_s=120,
    cool_down_s=120,
    speed_mps=HALF_A_MILE_AN_HOUR,
    status=EvidenceStatus.UNTESTED,
    dose_from_source=(
        "2 minutes backward and 2 minutes forward in turn, 30 minutes at 0.5 mph on a treadmill."
    ),
    dose_from_us="We begin with two backward bouts and add one at a time.",
    evidence="This is popular advice that no study seen has tested.",
    sources=("popular_s2", "design_first_dose"),
)

FIVE_DAILY = Programme(
    key="five_daily",
    name="Five minutes every day",
    groups=(
        Group.ACTIVE_ADULT,
        Group.OLDER_ADULT,
        Group.KNEE_OSTEOARTHRITIS,
        Group.LOW_BACK_PAIN,
    ),
    places=ANYWHERE,
    sessions_per_week=7,
    weeks=4,
    start_backward_s=120,
    target_backward_s=300,
    step_s=30,
    first_bout_s=30,
    last_bout_s=60,
    warm_up_s=60,
    recovery_s=30,
    cool_down_s=30,
    speed_mps=None,
    status=EvidenceStatus.UNTESTED,
    dose_from_source="5 minutes of backward walking every day.",
    dose_from_us="We begin with 2 minutes in bouts of half a minute.",
    evidence=(
        "5 minutes a day add up to about as much a week as the smallest dose in any trial "
        "seen, 10 minutes 3 times a week, but no study seen tested it as 5 minutes a day."
    ),
    sources=("popular_s0", "alghadir2019", "design_first_dose"),
)

PROGRAMMES: Mapping[str, Programme] = MappingProxyType(
    by_key(
        (
            KNEE_10_MIN,
            BACK_15_MIN,
            BEGINNER_INTERVALS,
            FIVE_DAILY,
            TEN_TO_THIRTY,
            TWO_BY_TWO,
        )
    )
)

_FIRST_CHOICE = {
    Group.KNEE_OSTEOARTHRITIS: KNEE_10_MIN,
    Group.LOW_BACK_PAIN: BACK_15_MIN,
    Group.OLDER_ADULT: BEGINNER_INTERVALS,
    Group.ACTIVE_ADULT: BEGINNER_INTERVALS,
}


def programme(key: str) -> Programme:
    """Return the programme of that key; raise Unknown if there is none."""
    try:
        return PROGRAMMES[key]
    except KeyError:
        known = ", ".join(PROGRAMMES)
        raise Unknown(f"there is no programme {key!r}; expected one of {known}") from None


def suited_to(person: Person) -> tuple[Programme, ...]:
    """Return the programmes for what the person trains for, the usual choice first."""
    usual = _FIRST_CHOICE[person.group]
    others = (p for p in PROGRAMMES.values() if person.group in p.groups and p is not usual)
    return (usual, *others)


def starter(person: Person, clearance: Clearance) -> Programme:
    """Choose the programme to begin with; raise BadProgramme if not cleared."""
    if not clearance.may_train:
        raise BadProgramme(
            f"the screening of {clearance.screened_on} came to "
            f"{clearance.outcome.value.replace('_', ' ')}; expected a clearance before a programme"
        )
    return _FIRST_CHOICE[person.group]
