"""Tests of rising, standing and bending, and the body's size."""

from retrowalk.outcomes.protocols.protocol import (
    Gives,
    Part,
    Protocol,
    Reading,
    Summary,
    Way,
)
from retrowalk.outcomes.protocols.walking import PATH_FREE, SAME_AGAIN, STOP_IF

HOLD_S = 10.0  # s; a stage counts once it was held so long (four_stage)
SWAY_S = 30.0  # s; own choice (design_tests)
NEAR_WALL = "Stand beside a wall or a heavy table, with somebody within reach."
PHONE_AT_BACK = "the phone in a belt or waistband at your lower back"
SOUND_UP = "Turn the phone's sound up: it tells you what to do, for you cannot see it."
SAME_PLACE = "Put the phone in the same place each time, tight, screen away from your back."
HELPER_TAPS = (
    "The helper taps STOP at a step or a grip: the phone does not feel a gentle one."
)
STAGES = (
    Part("together", "Feet side by side, touching.", HOLD_S),
    Part("semi_tandem", "One foot half a length ahead, touching.", HOLD_S),
    Part("tandem", "One foot straight in front of the other, heel to toe.", HOLD_S),
    Part("one_leg", "On one leg, the one you choose each time.", HOLD_S),
)
SAME_LEG = "Take the same leg each time: what the other does is another test."
HOLD_ON = "A wall or a heavy table is within reach of my hand."
CHAIR_FIRM = "The chair is firm, stands against a wall, and cannot slip."
FIRM_CHAIR = "Put a firm chair without wheels, about 45 centimetres high, against a wall."

UP_AND_GO = Protocol(
    key="up_and_go",
    name="Timed up and go",
    way=Way.STOPWATCH,
    readings=(Reading("tug_s", Gives.TIME),),
    needs=("a firm chair with arms", "3 metres of floor with a mark"),
    checks=(CHAIR_FIRM, PATH_FREE),
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
    checks=(CHAIR_FIRM,),
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
    checks=(HOLD_ON,),
    set_up=(NEAR_WALL, SAME_AGAIN),
    safety=("Catch yourself whenever you want; that ends the stage.",),
    told="Hold each position for 10 seconds without moving your feet or holding on.",
    parts=STAGES,
    parameters={"hold_s": HOLD_S},
    helper=True,
    sources=("four_stage", "design_tests"),
)

# Eyes stay open: closed eyes are for quiet standing only, where the feet stand side by side.
FOUR_STAGES_PHONE = Protocol(
    key="four_stages_phone",
    name="Four-stage balance with the phone",
    way=Way.SWAY,
    readings=(
        Reading("four_stage_phone_stages", Gives.STAGES),
        *(Reading(f"sway_{stage.key}_mps2", Gives.VALUE, stage.key) for stage in STAGES),
    ),
    needs=(PHONE_AT_BACK, "a wall or heavy table", "a person within reach"),
    checks=(HOLD_ON,),
    set_up=(NEAR_WALL, SOUND_UP, SAME_PLACE, HELPER_TAPS, SAME_AGAIN),
    safety=(
        "Keep your eyes open all the time.",
        "Step or hold on whenever you want; that ends the test, and what you held counts.",
        "Leave it out if you cannot get into a position without help.",
    ),
    told="Hold the position for 10 seconds, eyes open, without moving your feet or holding on.",
    parts=STAGES,
    helper=True,
    rest_s=10.0,
    duration_s=HOLD_S,
    parameters={"ready_s": 15.0, "step_mps2": 1.5, "hold_s": HOLD_S},
    sources=("four_stage", "design_tests", "design_sway"),
)

QUIET_STANDING = Protocol(
    key="quiet_standing",
    name="Quiet standing",
    way=Way.SWAY,
    readings=(
        Reading("sway_eyes_open_mps2", Gives.VALUE, "open"),
        Reading("sway_eyes_closed_mps2", Gives.VALUE, "closed"),
        Reading("sway_path_open_mps3", Gives.VALUE, "open"),
        Reading("sway_path_closed_mps3", Gives.VALUE, "closed"),
        Reading("sway_ellipse_open_m2ps4", Gives.VALUE, "open"),
        Reading("sway_ellipse_closed_m2ps4", Gives.VALUE, "closed"),
    ),
    needs=(PHONE_AT_BACK, "a wall or heavy table", "a person within reach"),
    checks=(HOLD_ON,),
    set_up=(
        NEAR_WALL,
        SOUND_UP,
        SAME_PLACE,
        "Feet together, arms hanging, eyes on a point ahead.",
        SAME_AGAIN,
    ),
    safety=(
        "Open your eyes, take a step or hold on whenever you want; that ends the trial.",
        "Leave out the part with closed eyes if you cannot stand safely with them open.",
    ),
    told="Stand as still as you can for 30 seconds.",
    parts=(Part("open", "Eyes open."), Part("closed", "Eyes closed.")),
    helper=True,
    practice_trials=1,
    trials=2,
    rest_s=30.0,
    summary=Summary.MEAN,
    duration_s=SWAY_S,
    parameters={"ready_s": 12.0, "step_mps2": 1.5},
    sources=("design_tests", "design_sway"),
)

KNEE_ANGLE = Protocol(
    key="knee_angle",
    name="Finding a knee angle again",
    way=Way.ANGLE,
    readings=(Reading("knee_angle_error_deg", Gives.VALUE),),
    needs=("the phone strapped to the front of your shin", "a high seat"),
    checks=("The seat is firm, and the leg hangs without pain.",),
    set_up=(
        "Sit so high that the lower leg hangs freely, the whole thigh on the seat.",
        "Strap the phone along the shin bone, tight, and turn its sound up: it tells you what "
        "to do.",
        SAME_LEG,
    ),
    safety=("Leave out an angle that hurts.",),
    told=(
        "Let the leg hang. Straighten the knee slowly until you are told to hold, relax, close "
        "your eyes, and find the same angle again."
    ),
    parts=(
        Part("30", "Knee bent by 30 degrees: nearly straight.", target=30.0),
        Part("45", "Knee bent by 45 degrees.", target=45.0),
        Part("60", "Knee bent by 60 degrees.", target=60.0),
    ),
    practice_trials=1,
    trials=3,
    rest_s=5.0,
    summary=Summary.MEAN,
    practice_effect=(
        "How much people gain only by knowing this test is not known. The thigh must lie still: "
        "its movement counts as the knee's."
    ),
    sources=("shen2021", "chen2021", "design_tests", "design_angles"),
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
    needs=("a firm bed or table", "the phone strapped to the front of your thigh"),
    checks=(
        "The hip of this leg was not replaced.",
        "I can lie back on the edge safely, or somebody is beside me.",
    ),
    set_up=(
        "Strap the phone to the front of the thigh, tight, and turn its sound up: it tells you "
        "what to do.",
        "Sit on the very edge, thighs level, feet off the floor.",
        SAME_LEG,
    ),
    safety=(
        "Leave it out after a hip replacement, or if it hurts.",
        "Have somebody beside you if lying back on an edge is not safe for you.",
    ),
    told=(
        "Sit with the thighs level, roll back with both knees to your chest, then hold the other "
        "knee and let this thigh hang loosely."
    ),
    practice_trials=1,
    trials=2,
    rest_s=10.0,
    summary=Summary.MEAN,
    practice_effect=(
        "How much people gain only by knowing this test is not known. A soft bed gives another "
        "level than a firm one: use the same."
    ),
    sources=("design_tests", "design_angles"),
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
    FOUR_STAGES_PHONE,
    QUIET_STANDING,
    KNEE_ANGLE,
    SIT_AND_REACH,
    HIP_FLEXOR,
    WEIGHT,
    WAIST,
)
