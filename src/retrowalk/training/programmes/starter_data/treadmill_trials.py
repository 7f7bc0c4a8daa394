"""Doses from studies of healthy adults on a treadmill: a slope, and a brisk speed."""

from retrowalk.training.person import Group
from retrowalk.training.programmes.programme import EvidenceStatus, Programme
from retrowalk.training.programmes.starter_data.where import TREADMILL_ONLY
from retrowalk.units import mps_from_kmh, mps_from_mph

SLOPE_20_MIN = Programme(
    key="slope_20_min",
    name="Twenty minutes up a slope",
    groups=(Group.ACTIVE_ADULT, Group.WEIGHT_AND_FITNESS),
    places=TREADMILL_ONLY,
    sessions_per_week=5,
    weeks=4,
    start_backward_s=600,
    target_backward_s=1200,
    step_s=120,
    first_bout_s=120,
    last_bout_s=120,
    bout_step_s=15,
    warm_up_s=120,
    recovery_s=60,
    cool_down_s=120,
    start_speed_mps=mps_from_kmh(3.0),
    top_speed_mps=mps_from_kmh(3.0),
    start_incline_pct=5.0,
    top_incline_pct=10.0,
    status=EvidenceStatus.TRIAL,
    dose_from_source="20 minutes at 3 km/h on a 10 % slope, 5 times a week for 4 weeks.",
    dose_from_us=(
        "We begin with 10 minutes in bouts of two on half the slope, which grows last and to "
        "7 % at best, so that you need to repeat the four weeks to walk on all of it; it "
        "opens after six good sessions of a level programme."
    ),
    evidence=(
        "In one trial of 33 healthy adults, balance to the front and back, step length and "
        "walking speed improved more than with forward walking of the same dose; in another, "
        "with 30 men on a 10 % slope, balance did not differ."
    ),
    sources=("cha2016", "kachanathu2016", "design_first_dose", "design_level_first"),
)

BRISK_15_MIN = Programme(
    key="brisk_15_min",
    name="Fifteen brisk minutes",
    groups=(Group.ACTIVE_ADULT, Group.WEIGHT_AND_FITNESS),
    places=TREADMILL_ONLY,
    sessions_per_week=3,
    weeks=4,
    start_backward_s=600,
    target_backward_s=900,
    step_s=75,
    first_bout_s=120,
    last_bout_s=120,
    bout_step_s=15,
    warm_up_s=180,
    recovery_s=60,
    cool_down_s=120,
    start_speed_mps=mps_from_mph(2.5),
    top_speed_mps=mps_from_mph(3.2),
    status=EvidenceStatus.TRIAL,
    dose_from_source=(
        "15 minutes, 3 times a week for 4 weeks; the tests were at 3.2 to 3.7 mph, and the "
        "speed of the training is not known."
    ),
    dose_from_us=(
        "We begin with 10 minutes at 2.5 mph in bouts of two, add speed last and slowly, and "
        "stay at 3.2 mph or below, because a part of the tested speeds is above our limit of "
        "1.5 m/s (3.4 mph); it opens after six good sessions of a slower programme."
    ),
    evidence=(
        "Eight men without a comparison group used about a fifth less oxygen at the same "
        "speed after the four weeks; what that does for health is not known."
    ),
    sources=(
        "heath2001",
        "hreljac2005",
        "design_speed_limit",
        "design_first_dose",
        "design_level_first",
    ),
)
