"""Measures of rising, standing, bending and size."""

from retrowalk.outcomes.measure import Better, Measure

_LOWER, _HIGHER = Better.LOWER, Better.HIGHER

BODY = (
    Measure(
        "tug_s",
        "Timed up and go",
        "seconds",
        _LOWER,
        "Stand up from a chair, walk 3 metres, turn, walk back and sit down, timed.",
        2.0,
        300.0,
        ("tug_knee_oa2015",),
    ),
    Measure(
        "chair_stand_30s_reps",
        "Chair stands in 30 seconds",
        "stands",
        _HIGHER,
        "With your arms crossed, stand up fully and sit down as often as you can in 30 seconds.",
        0.0,
        60.0,
        ("steadi",),
    ),
    Measure(
        "tandem_stand_s",
        "Standing heel to toe",
        "seconds",
        _HIGHER,
        "Stand with one foot straight in front of the other, up to 10 seconds, near a wall.",
        0.0,
        10.0,
        ("four_stage",),
    ),
    Measure(
        "four_stage_stages",
        "Stages of standing held",
        "stages",
        _HIGHER,
        "Feet together, half a step, heel to toe, one leg: how many of the four you "
        "hold for 10 seconds.",
        0.0,
        4.0,
        ("four_stage",),
    ),
    Measure(
        # Not four_stage_stages: here the phone ends a stage at a jolt of the trunk, there an eye.
        "four_stage_phone_stages",
        "Stages of standing held, by the phone",
        "stages",
        _HIGHER,
        "The four stages of standing with the phone at your lower back: how many you hold for "
        "10 seconds before the phone notices a step or a grip.",
        0.0,
        4.0,
        ("four_stage", "design_sway"),
    ),
    *(
        Measure(
            f"sway_{stage}_mps2",
            f"Sway standing {words}",
            "metres per second squared",
            _LOWER,
            f"Stand {words} for 10 seconds with the phone at your lower back, eyes open.",
            0.0,
            5.0,
            ("design_sway",),
        )
        for stage, words in (
            ("together", "with feet side by side"),
            ("semi_tandem", "half a step apart"),
            ("tandem", "heel to toe"),
            ("one_leg", "on one leg"),
        )
    ),
    Measure(
        "sway_eyes_open_mps2",
        "Sway with eyes open",
        "metres per second squared",
        _LOWER,
        "Stand quietly for 30 seconds with the phone at your lower back, eyes open.",
        0.0,
        5.0,
        ("design_tests", "design_sway"),
    ),
    Measure(
        "sway_eyes_closed_mps2",
        "Sway with eyes closed",
        "metres per second squared",
        _LOWER,
        "Stand quietly for 30 seconds with the phone at your lower back, eyes closed.",
        0.0,
        5.0,
        ("design_tests",),
    ),
    *(
        Measure(
            f"sway_path_{eyes}_mps3",
            f"Path of the sway with eyes {eyes}",
            "metres per second cubed",
            _LOWER,
            f"How far the trunk's acceleration wanders a second while you stand, eyes {eyes}.",
            0.0,
            100.0,
            ("design_sway",),
        )
        for eyes in ("open", "closed")
    ),
    *(
        Measure(
            f"sway_ellipse_{eyes}_m2ps4",
            f"Ellipse of the sway with eyes {eyes}",
            "square metres per second to the fourth",
            _LOWER,
            "The area that holds 95 % of the trunk's acceleration on the level while you "
            f"stand, eyes {eyes}.",
            0.0,
            100.0,
            ("design_sway",),
        )
        for eyes in ("open", "closed")
    ),
    Measure(
        "knee_angle_error_deg",
        "Error of finding a knee angle again",
        "degrees",
        _LOWER,
        "Bend the knee to a shown angle, straighten it, and find the angle again with "
        "eyes closed.",
        0.0,
        90.0,
        ("shen2021",),
    ),
    Measure(
        "sit_and_reach_cm",
        "Sit and reach",
        "centimetres",
        _HIGHER,
        "Sit with straight legs and reach past your toes; short of them is below zero.",
        -60.0,
        50.0,
        ("whitley2011",),
    ),
    Measure(
        "hip_flexor_deg",
        "Hip flexor length",
        "degrees",
        _HIGHER,
        "Lie on the edge of a bed, hold one knee, and measure how far the other thigh "
        "hangs below level.",
        -60.0,
        60.0,
        ("design_tests",),
    ),
    Measure(
        "weight_kg",
        "Weight",
        "kilograms",
        _LOWER,
        "Weigh yourself in the morning, in the same clothes, on the same scales.",
        25.0,
        350.0,
        ("design_tests",),
    ),
    Measure(
        "waist_cm",
        "Waist",
        "centimetres",
        _LOWER,
        "Measure round your waist after breathing out, always at the same height.",
        40.0,
        250.0,
        ("design_tests",),
    ),
)
