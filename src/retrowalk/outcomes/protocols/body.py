"""Tests of rising, standing and bending, and the body's size."""

from retrowalk.outcomes.protocols.protocol import (
    Gives,
    Part,
    Protocol,
    Reading,
    Summary,
    Way,
)
from retrowalk.outcomes.protocols.walking import SAME_AGAIN, STOP_IF

HOLD_S = 10.0  # s; a stage counts once it was held so long (four_stage)
SWAY_S = 30.0  # s; own choice (design_tests)
NEAR_WALL = "Stand beside a wall or a heavy table, with somebody within reach."
FIRM_CHAIR = "Put a firm chair without wheels, about 45 centimetres high, against a wall."

UP_AND_GO = Protocol(
    key="up_and_go",
    name="Timed up and go",
    way=Way.STOPWATCH,
    readings=(Reading("tug_s", Gives.TIME),),
    needs=("a firm chair with arms", "3 metres of floor with a mark"),
    set_up=(FIRM_CHAIR, "Mark 3 metres from its front legs.", SAME_AGAIN),
    safety=(STOP_IF, "Use your walking aid if you have one, and always the same."),
    told="At the tone stand up, walk to the mark, turn, walk back and sit down.",
    practice_trials=1,
    trials=2,
    rest_s=30.0,
    summary=Summary.MEAN,
    sources=("tug_knee_oa2015", "barry2014", "design_tests"),
)

CHAIR_STANDS = Protocol(
    key="chair_stand_30s",
    name="Chair stands in 30 seconds",
    way=Way.COUNTDOWN,
    readings=(Reading("chair_stand_30s_reps", Gives.COUNT),),
    needs=("a firm chair without arms",),
    set_up=(FIRM_CHAIR, SAME_AGAIN),
    safety=(STOP_IF, "Stop if a knee hurts more than 5 of 10."),
    told=(
        "Cross your arms over your chest. Stand up fully and sit down as often as you can until "
        "the tone; a stand more than half done at the tone counts."
    ),
    duration_s=30.0,
    sources=("cdc_chair_stand", "steadi", "design_pain_walking", "design_tests"),
)

FOUR_STAGES = Protocol(
    key="four_stages",
    name="Four-stage balance",
    way=Way.HOLD,
    readings=(
        Reading("four_stage_stages", Gives.STAGES),
        Reading("tandem_stand_s", Gives.TIME, "tandem"),
    ),
    needs=("a wall or heavy table", "a person within reach"),
    set_up=(NEAR_WALL, SAME_AGAIN),
    safety=("Catch yourself whenever you want; that ends the stage.",),
    told="Hold each position for 10 seconds without moving your feet or holding on.",
    parts=(
        Part("together", "Feet side by side, touching.", HOLD_S),
        Part("semi_tandem", "One foot half a length ahead, touching.", HOLD_S),
        Part("tandem", "One foot straight in front of the other, heel to toe.", HOLD_S),
        Part("one_leg", "On one leg, the one you choose each time.", HOLD_S),
    ),
    helper=True,
    sources=("four_stage", "design_tests"),
)

QUIET_STANDING = Protocol(
    key="quiet_standing",
    name="Quiet standing",
    way=Way.SWAY,
    readings=(
        Reading("sway_eyes_open_mps2", Gives.VALUE, "open"),
        Reading("sway_eyes_closed_mps2", Gives.VALUE, "closed"),
    ),
    needs=("the phone in a belt or waistband at your lower back", "a person within reach"),
    set_up=(NEAR_WALL, "Feet together, arms hanging, eyes on a point ahead.", SAME_AGAIN),
    safety=("Open your eyes and hold on whenever you want; that ends the trial.",),
    told="Stand as still as you can for 30 seconds.",
    parts=(Part("open", "Eyes open."), Part("closed", "Eyes closed.")),
    helper=True,
    practice_trials=1,
    trials=2,
    rest_s=30.0,
    summary=Summary.MEAN,
    duration_s=SWAY_S,
    sources=("design_tests",),
)

KNEE_ANGLE = Protocol(
    key="knee_angle",
    name="Finding a knee angle again",
    way=Way.ANGLE,
    readings=(Reading("knee_angle_error_deg", Gives.VALUE),),
    needs=("the phone strapped to the front of your shin", "a high seat"),
    set_up=(
        "Sit with the lower leg hanging freely.",
        "Strap the phone along the shin bone.",
    ),
    safety=("Leave out an angle that hurts.",),
    told=(
        "Bend or straighten to the angle you hear, hold it for 3 seconds, relax, close your eyes, "
        "and find it again."
    ),
    parts=(
        Part("30", "30 degrees.", target=30.0),
        Part("45", "45 degrees.", target=45.0),
        Part("60", "60 degrees.", target=60.0),
    ),
    practice_trials=1,
    trials=3,
    rest_s=5.0,
    summary=Summary.MEAN,
    sources=("shen2021", "chen2021", "design_tests"),
)

SIT_AND_REACH = Protocol(
    key="sit_and_reach",
    name="Sit and reach",
    way=Way.TOLD,
    readings=(Reading("sit_and_reach_cm", Gives.VALUE),),
    needs=("a ruler on the floor, its 0 at your soles",),
    set_up=(
        "Sit with straight legs, soles against a wall or box.",
        "Warm up for 5 minutes.",
    ),
    safety=("Go slowly and never into pain.",),
    told="Reach forward with both hands, hold for 2 seconds, and read the ruler.",
    practice_trials=1,
    trials=2,
    rest_s=10.0,
    summary=Summary.BEST,
    sources=("whitley2011", "design_tests"),
)

HIP_FLEXOR = Protocol(
    key="hip_flexor",
    name="Hip flexor length",
    way=Way.ANGLE,
    readings=(Reading("hip_flexor_deg", Gives.VALUE),),
    needs=("a firm bed or table", "the phone on the front of your thigh"),
    set_up=("Lie on the edge, pull one knee to your chest, let the other thigh hang.",),
    safety=("Leave it out after a hip replacement, or if it hurts.",),
    told="Let the thigh hang loosely and keep still until the tone.",
    practice_trials=1,
    trials=2,
    rest_s=10.0,
    summary=Summary.MEAN,
    sources=("design_tests",),
)

WEIGHT = Protocol(
    key="weight",
    name="Weight",
    way=Way.TOLD,
    readings=(Reading("weight_kg", Gives.VALUE),),
    needs=("scales",),
    set_up=("In the morning, in the same clothes, on the same scales.",),
    safety=(),
    told="Enter what the scales show.",
    practice_effect="Weight moves by itself from day to day; how much in you shows only a series.",
    sources=("design_tests",),
)

WAIST = Protocol(
    key="waist",
    name="Waist",
    way=Way.TOLD,
    readings=(Reading("waist_cm", Gives.VALUE),),
    needs=("a tape measure",),
    set_up=("Always at the same height, after breathing out.",),
    safety=(),
    told="Enter what the tape shows.",
    trials=2,
    summary=Summary.MEAN,
    practice_effect="How much a tape at home moves by itself is not known.",
    sources=("design_tests",),
)

BODY = (
    UP_AND_GO,
    CHAIR_STANDS,
    FOUR_STAGES,
    QUIET_STANDING,
    KNEE_ANGLE,
    SIT_AND_REACH,
    HIP_FLEXOR,
    WEIGHT,
    WAIST,
)
