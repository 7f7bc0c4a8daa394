"""Doses from studies of sore knees and of low back pain."""

from retrowalk.training.person import Group
from retrowalk.training.prescription import Variation
from retrowalk.training.programmes.programme import EvidenceStatus, Programme
from retrowalk.training.programmes.starter_data.where import ANYWHERE, LEVEL_FLOOR

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
    last_bout_s=240,
    bout_step_s=60,
    warm_up_s=120,
    recovery_s=60,
    cool_down_s=60,
    status=EvidenceStatus.TRIAL,
    dose_from_source=(
        "10 minutes of backward walking, 3 times a week for 6 weeks, supervised and beside "
        "usual physiotherapy."
    ),
    dose_from_us=(
        "We begin with 5 minutes in bouts of one minute, with forward walking between "
        "them, because you may be on your own; whether the study had its 10 minutes in one "
        "go is not known, and our bouts grow to 4 minutes at most."
    ),
    evidence=(
        "In one trial of 68 people in three groups, pain fell by 1.8 points out of 10 with "
        "backward walking beside usual physiotherapy, and by 1.0 with physiotherapy alone."
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
    start_backward_s=480,
    target_backward_s=900,
    step_s=75,
    first_bout_s=90,
    last_bout_s=180,
    bout_step_s=45,
    warm_up_s=120,
    recovery_s=60,
    cool_down_s=60,
    status=EvidenceStatus.TRIAL,
    dose_from_source="15 minutes at a comfortable speed, 3 times a week for 3 weeks.",
    dose_from_us=(
        "We begin with 8 minutes in bouts of one and a half minutes, with forward walking "
        "between them, and add to them step by step."
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
    groups=(Group.LOW_BACK_PAIN, Group.ACTIVE_ADULT, Group.WEIGHT_AND_FITNESS),
    places=LEVEL_FLOOR,
    sessions_per_week=3,
    weeks=6,
    start_backward_s=600,
    target_backward_s=1800,
    step_s=120,
    first_bout_s=120,
    last_bout_s=300,
    bout_step_s=60,
    warm_up_s=120,
    recovery_s=60,
    cool_down_s=60,
    variations=(Variation.SHOULDER_CHECKS,),
    status=EvidenceStatus.PRINTED,
    dose_from_source=(
        "10 minutes growing to 30 minutes over 6 weeks, 3 times a week, on a flat floor."
    ),
    dose_from_us=(
        "The bouts of two minutes and the forward walking between them are ours; we add at "
        "most 4 minutes a week and have one easier week, so that the six weeks end at 24 "
        "minutes at best, and you may repeat them to go on to 30; if walking backward is new "
        "to you, begin with short bouts."
    ),
    evidence=(
        "In one study of 34 people of 30 to 50 years with back pain from posture, pain fell "
        "more than in the comparison group; by how much was not visible to us."
    ),
    sources=("chitkara_lbp", "design_first_dose"),
)
