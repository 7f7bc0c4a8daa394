"""What is only offered with a clinician who leads it."""

from retrowalk.training.person import Group
from retrowalk.training.prescription import Place
from retrowalk.training.programmes.programme import EvidenceStatus, Oversight, Programme
from retrowalk.training.programmes.starter_data.where import TREADMILL_ONLY

MS_30_MIN = Programme(
    key="ms_30_min",
    name="Thirty minutes with multiple sclerosis",
    groups=(Group.MULTIPLE_SCLEROSIS,),
    places=TREADMILL_ONLY,
    sessions_per_week=3,
    weeks=8,
    start_backward_s=480,
    target_backward_s=1800,
    step_s=120,
    first_bout_s=120,
    last_bout_s=300,
    bout_step_s=60,
    warm_up_s=120,
    recovery_s=60,
    cool_down_s=120,
    status=EvidenceStatus.TRIAL,
    oversight=Oversight.CLINICIAN_LED,
    dose_from_source="30 minutes on a treadmill, 3 times a week for 8 weeks, supervised.",
    dose_from_us=(
        "We begin with 8 minutes in bouts of two, with forward walking between them; the "
        "study's speed and rests are not known, so your clinician sets them."
    ),
    evidence=(
        "In one trial 8 people walked backward and 8 forward: nearly every session was "
        "walked, no safety concerns were reported, and only the strength of one hip movement "
        "gained more than with forward walking."
    ),
    sources=("delmastro2023", "design_first_dose", "design_clinician_led"),
)

STROKE_TREADMILL = Programme(
    key="stroke_treadmill",
    name="Treadmill sessions after a stroke",
    groups=(Group.STROKE,),
    places=TREADMILL_ONLY,
    sessions_per_week=3,
    weeks=3,
    start_backward_s=600,
    target_backward_s=1200,
    step_s=120,
    first_bout_s=60,
    last_bout_s=120,
    bout_step_s=30,
    warm_up_s=120,
    recovery_s=60,
    cool_down_s=120,
    status=EvidenceStatus.TRIAL,
    oversight=Oversight.CLINICIAN_LED,
    dose_from_source="9 sessions of 30 minutes on a treadmill in 3 weeks.",
    dose_from_us=(
        "We begin with 10 minutes in bouts of one minute and stop at 20, because we add no "
        "more than 4 minutes a week; whether to go on to 30 is for your clinician to say."
    ),
    evidence=(
        "In a study of 40 people long after a stroke both groups walked faster afterwards, "
        "and backward was no better than forward; in one of 18 people one week after a "
        "stroke, walking backward brought more speed than balance training."
    ),
    sources=("bltt2024", "rose2018", "design_first_dose", "design_clinician_led"),
)

WITH_A_CLINICIAN = Programme(
    key="with_a_clinician",
    name="Short bouts with your clinician",
    groups=(Group.PARKINSON, Group.STROKE, Group.MULTIPLE_SCLEROSIS),
    places=(Place.HALLWAY, Place.TREADMILL, Place.GYM_FLOOR),
    sessions_per_week=3,
    weeks=4,
    start_backward_s=60,
    target_backward_s=300,
    step_s=30,
    first_bout_s=15,
    last_bout_s=60,
    bout_step_s=15,
    warm_up_s=120,
    recovery_s=60,
    cool_down_s=60,
    status=EvidenceStatus.UNTESTED,
    oversight=Oversight.CLINICIAN_LED,
    dose_from_source="There is no published dose to take for this.",
    dose_from_us=(
        "All of it is ours: one minute in bouts of 15 seconds to begin with, and your "
        "clinician may write another one instead."
    ),
    evidence=(
        "No study seen trained backward walking in Parkinson disease, so what it does there "
        "is not known; for a stroke or multiple sclerosis this is only a gentler beginning "
        "than the trials had."
    ),
    sources=("design_first_dose", "design_clinician_led"),
)
