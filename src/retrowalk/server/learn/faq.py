"""What people ask first, and what can be answered.

Each sentence carries the keys of its sources, and none says more than the claim beside it.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Said:
    """One part of an answer. sources: keys of the library, between blanks."""

    sentence: Promise
    sources: str = ""

    @property
    def keys(self) -> list[str]:
        """The keys of its sources."""
        return self.sources.split()


@dataclass(frozen=True, slots=True)
class Asked:
    """One question. short: the answer in one line; claims: where to read on."""

    key: str
    question: Promise
    short: Promise
    said: tuple[Said, ...]
    claims: tuple[str, ...] = ()


QUESTIONS = (
    Asked(
        "safe",
        _("Is it safe for me?"),
        _("That depends on you, so Retrowalk asks before it plans."),
        (
            Said(
                _(
                    "Your answers may say: go on, go on with support, or ask a clinician first."
                ),
                "acsm2015 design_backward_gate",
            ),
            Said(
                _(
                    "Small trials with trained people beside the walkers reported no safety "
                    "concerns."
                ),
                "delmastro2023 bltt2024",
            ),
            Said(
                _(
                    "How often people stumble or fall while walking backward is not known: no "
                    "report we have seen counted it."
                ),
                "delmastro2023",
            ),
            Said(
                _(
                    "Stop at once with chest pain, dizziness, severe breathlessness, new "
                    "numbness or weakness, sharp pain, a knee that gives way, or a fall."
                ),
                "design_hard_stops",
            ),
        ),
        ("safe_at_home", "start_slow"),
    ),
    Asked(
        "home",
        _("Can I do it at home, and alone?"),
        _("At home, with somebody or something to hold; nobody has tested doing it alone."),
        (
            Said(
                _(
                    "We have seen no study of people who trained at home on their own; that is "
                    "a lack of reports, not a proof of safety."
                ),
                "delmastro2023",
            ),
            Said(
                _(
                    "As a precaution: level, dry, clear ground, closed shoes, a wall or rail "
                    "within reach, and outdoors always a partner who is your eyes."
                ),
                "design_places",
            ),
        ),
        ("safe_at_home", "start_slow"),
    ),
    Asked(
        "how_long",
        _("How long, and how often?"),
        _(
            "Begin with less than the trials did, and let each session decide about the next."
        ),
        (
            Said(
                _(
                    "Trials with sore knees and backs used 10 to 15 minutes backward, 3 times a "
                    "week, for 3 to 6 weeks."
                ),
                "alghadir2019 physioquart2023",
            ),
            Said(
                _(
                    "5 minutes a day add up to about the smallest dose of any trial, but were "
                    "never tested as such; of a minute or two a day nothing was found."
                ),
                "alghadir2019",
            ),
            Said(
                _(
                    "Retrowalk starts with short backward stretches and forward walking between "
                    "them, and adds minutes first."
                ),
                "design_first_dose design_levers",
            ),
        ),
        ("five_minutes_daily", "one_or_two_minutes", "ten_to_fifteen"),
    ),
    Asked(
        "when",
        _("When will I notice something?"),
        _(
            "In sore knees trials measured after two to six weeks; for much else it is not known."
        ),
        (
            Said(
                _(
                    "In knee osteoarthritis, averages differed after 2 to 6 weeks; for balance in "
                    "healthy adults that is not shown."
                ),
                "balasukumaran2019 chen2021 alghadir2019",
            ),
            Said(
                _(
                    "The average gain over the comparison group was 0.8 and 0.69 points of 10 in "
                    "two trials, less than the 1 point that one person usually notices."
                ),
                "alghadir2019 chen2021 salaffi2004",
            ),
            Said(
                _(
                    "So look at your own change: Retrowalk says whether it is larger than chance, "
                    "or too small to tell."
                ),
                "design_single_case",
            ),
        ),
        ("four_weeks", "knee_points"),
    ),
    Asked(
        "weight",
        _("Will I lose weight?"),
        _("Do not count on it: the few studies disagree."),
        (
            Said(
                _(
                    "Body fat fell in one small study of young women, body composition did not "
                    "change in one of men, and in young adults with overweight the body mass "
                    "index fell more than with forward walking."
                ),
                "terblanche2005 kachanathu2020 crp_rct",
            ),
            Said(
                _(
                    "At the same speed it takes more oxygen than walking forward, 28 % more in "
                    "13 athletes; at an effort people chose themselves there was no difference."
                ),
                "williford1998 jsr2004",
            ),
            Said(
                _(
                    "Most people walk backward slowly, and below 3 km/h nobody has published what "
                    "it costs, so Retrowalk shows no calories there."
                ),
                "laufer2005 acsm_walking",
            ),
        ),
        ("weight_loss", "more_energy_same_pace", "more_energy_own_effort"),
    ),
    Asked(
        "knees",
        _("Does it help sore knees?"),
        _(
            "Added to the usual treatment it may ease pain for some weeks; how sure that is: low."
        ),
        (
            Said(
                _(
                    "Thirteen small trials together favour adding it to rehabilitation, for pain "
                    "and for daily life."
                ),
                "lin2025",
            ),
            Said(
                _(
                    "That it works alone, lasts, or beats walking forward is not established."
                ),
                "lin2025 rangey2016",
            ),
            Said(
                _(
                    "Of the two peaks of sideways load on the inner knee only the first one fell; "
                    "that it spares the knee as a whole was not shown."
                ),
                "zhang2025",
            ),
        ),
        ("knee_pain_function", "knee_softer_landing", "knee_inner_side", "kneecap_load"),
    ),
    Asked(
        "back",
        _("Does it help a sore back?"),
        _("Perhaps: small studies point that way, none is large."),
        (
            Said(
                _(
                    "In one study of 34 people pain fell more than in the comparison group, and "
                    "after one session in 30 people pain was lower; how much was not visible."
                ),
                "chitkara_lbp chan2025",
            ),
            Said(
                _(
                    "New bladder or bowel trouble, numbness between the legs or weakness of both "
                    "legs: go to a hospital at once, and do not train."
                ),
                "cauda_equina_flags",
            ),
        ),
        ("back_pain", "back_pain_weeks", "spine_strain"),
    ),
    Asked(
        "falls",
        _("Does it prevent falls?"),
        _("No trial has shown fewer falls."),
        (
            Said(
                _(
                    "Training improved scores of balance tests, most clearly after a stroke, but "
                    "a better score is not fewer falls."
                ),
                "wen2022 chen2020",
            ),
            Said(
                _("Two trials that count falls had no result to see when we looked."),
                "trainbw nct02688777",
            ),
            Said(
                _(
                    "No single test of walking or balance can predict falls, so Retrowalk shows no "
                    "personal risk."
                ),
                "umbrella_falls2022",
            ),
        ),
        ("fewer_falls", "balance", "balance_after_stroke"),
    ),
    Asked(
        "forward",
        _("Is it better than walking forward?"),
        _("Mostly a small advantage, or an unproven one."),
        (
            Said(
                _(
                    "After a stroke forward speed gained 0.16 m/s over forward training in one "
                    "review, and 0.03 m/s when added to it."
                ),
                "stroke2024",
            ),
            Said(
                _(
                    "Single trials in sore knees, stroke and multiple sclerosis saw no difference "
                    "on most measures."
                ),
                "rangey2016 bltt2024 delmastro2023",
            ),
        ),
        ("better_than_forward",),
    ),
    Asked(
        "treadmill",
        _("Can I do it on a treadmill?"),
        _(
            "Yes, if you are used to it, clipped on, with a hand on the rail and somebody there."
        ),
        (
            Said(
                _("Several trials used treadmills; some had staff, rails or a harness."),
                "delmastro2023 bltt2024 cha2016 design_clinician_led",
            ),
            Said(
                _(
                    "On an ordinary treadmill you turn round and the console is behind you: clip "
                    "on the safety key, begin with the belt at its slowest, and have a second "
                    "person beside you."
                ),
                "design_places",
            ),
            Said(
                _(
                    "Retrowalk never starts a belt or makes it faster, and never asks for more "
                    "than 1.5 m/s (5.4 km/h), below where people begin to run backward."
                ),
                "design_speed_limit hreljac2005",
            ),
        ),
        ("two_by_two", "slope_more_work"),
    ),
    Asked(
        "hurts",
        _("What if it hurts?"),
        _("Sharp pain means stop; more pain than before means less next time."),
        (
            Said(
                _(
                    "If pain is 2 points higher after a session, or above 5 of 10, Retrowalk takes "
                    "a step back, and it never adds anything after a painful session."
                ),
                "design_progression",
            ),
            Said(
                _("It also asks for the morning after, because some pain comes late."),
                "design_next_morning",
            ),
        ),
        ("ten_to_fifteen",),
    ),
    Asked(
        "disease",
        _("I have multiple sclerosis, Parkinson's, or had a stroke. Is it for me?"),
        _("Only led by a clinician."),
        (
            Said(
                _(
                    "Trials after a stroke and in multiple sclerosis had staff, rails, a harness "
                    "or hands that helped."
                ),
                "delmastro2023 bltt2024 rose2018 design_clinician_led",
            ),
            Said(
                _("For Parkinson's we have seen no trial of backward walking as training."),
                "design_clinician_led",
            ),
        ),
        ("multiple_sclerosis", "balance_after_stroke"),
    ),
    Asked(
        "brain",
        _("Does it train the brain?"),
        _("Hardly known."),
        (
            Said(
                _(
                    "Of forty older men, those who trained for 12 weeks were quicker in three "
                    "tests than those who lived as usual; whether forward walking would do the "
                    "same is not known."
                ),
                "execfunction2024",
            ),
            Said(
                _(
                    "For reaction time, doing two things at once and mood no study was found."
                ),
                "execfunction2024",
            ),
        ),
        ("executive_function", "reaction_time", "multitasking", "mental_fatigue"),
    ),
)
