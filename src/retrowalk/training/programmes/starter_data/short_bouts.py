"""Popular advice for beginners; no trial tested any of it as it is given."""

from retrowalk.training.person import Group
from retrowalk.training.prescription import Variation
from retrowalk.training.programmes.programme import EvidenceStatus, Programme
from retrowalk.training.programmes.starter_data.where import ANYWHERE, TREADMILL_ONLY
from retrowalk.units import mps_from_mph

HALF_A_MILE_AN_HOUR = mps_from_mph(0.5)  # popular_s2

BEGINNER_INTERVALS = Programme(
    key="beginner_intervals",
    name="Short bouts for beginners",
    groups=(
        Group.ACTIVE_ADULT,
        Group.OLDER_ADULT,
        Group.KNEE_OSTEOARTHRITIS,
        Group.LOW_BACK_PAIN,
        Group.BALANCE_AND_FALLS,
        Group.AFTER_KNEE_INJURY,
        Group.WEIGHT_AND_FITNESS,
        Group.FOCUS_AND_COGNITION,
        Group.DIABETIC_NEUROPATHY,
    ),
    places=ANYWHERE,
    sessions_per_week=3,
    weeks=4,
    start_backward_s=120,
    target_backward_s=360,
    step_s=60,
    first_bout_s=30,
    last_bout_s=60,
    bout_step_s=30,
    warm_up_s=120,
    recovery_s=30,
    cool_down_s=60,
    variations=(Variation.SHOULDER_CHECKS, Variation.HANDS_FREE, Variation.ARM_SWING),
    status=EvidenceStatus.UNTESTED,
    dose_from_source="Bouts of 30 to 60 seconds, 10 to 15 minutes in all.",
    dose_from_us=(
        "We count the forward walking into the 10 to 15 minutes, and the four bouts of the "
        "first session, the days and the steps up are ours."
    ),
    evidence=(
        "This is popular advice for a start, and no study seen tested it; studies with 10 to "
        "15 minutes were with people who had sore knees or backs, and with ten women."
    ),
    sources=(
        "popular_s3",
        "alghadir2019",
        "physioquart2023",
        "whitley2011",
        "design_first_dose",
    ),
)

ONE_OR_TWO_DAILY = Programme(
    key="one_or_two_daily",
    name="One or two minutes a day",
    groups=(
        Group.ACTIVE_ADULT,
        Group.OLDER_ADULT,
        Group.KNEE_OSTEOARTHRITIS,
        Group.LOW_BACK_PAIN,
        Group.BALANCE_AND_FALLS,
        Group.AFTER_KNEE_INJURY,
        Group.FOCUS_AND_COGNITION,
        Group.DIABETIC_NEUROPATHY,
    ),
    places=ANYWHERE,
    sessions_per_week=7,
    weeks=4,
    start_backward_s=60,
    target_backward_s=120,
    step_s=15,
    first_bout_s=15,
    last_bout_s=60,
    bout_step_s=15,
    warm_up_s=60,
    recovery_s=30,
    cool_down_s=30,
    status=EvidenceStatus.UNTESTED,
    dose_from_source="A minute or two of backward walking each day.",
    dose_from_us=(
        "We begin with one minute in bouts of 15 seconds; the forward walking around them, "
        "the four weeks and the steps up are ours."
    ),
    evidence=(
        "This is popular advice, and no study seen tried so little: the least in any trial "
        "was 10 minutes 3 times a week, so whether this does anything is not known."
    ),
    sources=("popular_s2", "alghadir2019", "design_first_dose"),
)

FIVE_DAILY = Programme(
    key="five_daily",
    name="Five minutes every day",
    groups=(
        Group.ACTIVE_ADULT,
        Group.OLDER_ADULT,
        Group.KNEE_OSTEOARTHRITIS,
        Group.LOW_BACK_PAIN,
        Group.AFTER_KNEE_INJURY,
        Group.FOCUS_AND_COGNITION,
    ),
    places=ANYWHERE,
    sessions_per_week=7,
    weeks=4,
    start_backward_s=120,
    target_backward_s=300,
    step_s=30,
    first_bout_s=30,
    last_bout_s=60,
    bout_step_s=15,
    warm_up_s=60,
    recovery_s=30,
    cool_down_s=30,
    variations=(Variation.SHOULDER_CHECKS, Variation.HANDS_FREE, Variation.DUAL_TASK),
    status=EvidenceStatus.UNTESTED,
    dose_from_source="5 minutes of backward walking every day.",
    dose_from_us=(
        "We begin with 2 minutes in bouts of half a minute; the four weeks and the steps up "
        "are ours."
    ),
    evidence=(
        "5 minutes a day add up to about as much a week as the smallest dose in any trial "
        "seen, 10 minutes 3 times a week, but no study seen tested it as 5 minutes a day."
    ),
    sources=("popular_s0", "alghadir2019", "design_first_dose"),
)

TEN_IN_ONE_GO = Programme(
    key="ten_in_one_go",
    name="Ten minutes in one go",
    groups=(
        Group.ACTIVE_ADULT,
        Group.OLDER_ADULT,
        Group.KNEE_OSTEOARTHRITIS,
        Group.WEIGHT_AND_FITNESS,
    ),
    places=ANYWHERE,
    sessions_per_week=3,
    weeks=4,
    start_backward_s=360,
    target_backward_s=600,
    step_s=120,
    first_bout_s=180,
    last_bout_s=600,
    bout_step_s=150,
    warm_up_s=120,
    recovery_s=60,
    cool_down_s=60,
    status=EvidenceStatus.UNTESTED,
    dose_from_source="10 minutes of backward walking in one go, 3 times a week for 4 weeks.",
    dose_from_us=(
        "We begin with 6 minutes in bouts of three, add minutes first, and then make the "
        "bouts longer until the 10 minutes are one; if walking backward is new to you, begin "
        "with short bouts."
    ),
    evidence=(
        "This is popular advice, and no study seen tested it as it is; a trial with sore "
        "knees had 10 minutes 3 times a week, but for 6 weeks, and whether it was in one go "
        "is not known."
    ),
    sources=("popular_s2", "alghadir2019", "design_first_dose"),
)

TWO_BY_TWO = Programme(
    key="two_by_two",
    name="Two minutes back, two minutes forward",
    groups=(Group.ACTIVE_ADULT, Group.OLDER_ADULT, Group.WEIGHT_AND_FITNESS),
    places=TREADMILL_ONLY,
    sessions_per_week=3,
    weeks=4,
    start_backward_s=240,
    target_backward_s=840,
    step_s=120,
    first_bout_s=120,
    last_bout_s=120,
    bout_step_s=15,
    warm_up_s=120,
    recovery_s=120,
    cool_down_s=120,
    start_speed_mps=HALF_A_MILE_AN_HOUR,
    top_speed_mps=HALF_A_MILE_AN_HOUR,
    status=EvidenceStatus.UNTESTED,
    dose_from_source=(
        "2 minutes backward and 2 minutes forward in turn, 30 minutes at 0.5 mph on a treadmill."
    ),
    dose_from_us=(
        "We begin with two backward bouts and add one at a time; the days and the four "
        "weeks are ours, and because a session begins and ends forward, 14 of its 30 "
        "minutes are backward."
    ),
    evidence=(
        "This is popular advice that no study seen has tested, and it asks for more than "
        "other articles advise to beginners."
    ),
    sources=("popular_s2", "popular_s3", "design_first_dose"),
)
