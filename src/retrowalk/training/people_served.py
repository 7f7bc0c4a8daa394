"""The people Retrowalk serves: what is known for them, what to walk, mind and follow.

Other rooms' things are named by their keys: claims and sources of the evidence library,
measures of the outcomes. Where nothing was found, the profile says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from retrowalk.training.person import Group


@dataclass(frozen=True, slots=True)
class Caution:
    """Something to mind, in one sentence, with the keys of its sources."""

    sentence: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupProfile:
    """One group of people.

    known: keys of the claims that concern them; empty where no claim does.
    seen: what was seen in people like them, in one sentence; seen_sources: its sources.
    not_known: what was looked for and not found, in one sentence.
    programmes: keys of the programmes, the usual one first.
    measures: keys of the outcome measures to follow.
    clinician_led: whether a clinician has to lead every session.
    """

    group: Group
    name: str
    known: tuple[str, ...]
    seen: str
    seen_sources: tuple[str, ...]
    not_known: str
    programmes: tuple[str, ...]
    cautions: tuple[Caution, ...]
    measures: tuple[str, ...]
    clinician_led: bool = False


_SLOPE = Caution(
    "Uphill the front of your thigh works more and the knee lands more bent: a slope does "
    "not spare a knee that hurts around the kneecap.",
    ("cipriani1995", "design_allowance"),
)
_HOLD = Caution(
    "Keep something to hold or a person beside you; no study seen tested training alone at home.",
    ("design_places", "delmastro2023"),
)
_FAST_IS_HARD = Caution(
    "Backward at 3.5 miles (5.6 kilometres) an hour is vigorous already, 6 times resting.",
    ("compendium2011", "intensity_bands"),
)
_LED = Caution(
    "Where it was tried, trained people were there: every session is your clinician's.",
    ("delmastro2023", "rose2018", "design_clinician_led"),
)

_ALL = (
    GroupProfile(
        Group.ACTIVE_ADULT,
        "Active adults",
        known=("balance", "more_energy_same_pace", "quads_work_more", "prevents_overuse"),
        seen=(
            "In 33 healthy adults balance gained more than with forward walking on the same "
            "slope; in 30 others it did not."
        ),
        seen_sources=("cha2016", "kachanathu2016"),
        not_known="Whether it prevents injuries in healthy people was not found.",
        programmes=(
            "beginner_intervals",
            "one_or_two_daily",
            "five_daily",
            "ten_in_one_go",
            "two_by_two",
            "ten_to_thirty",
            "brisk_15_min",
            "slope_20_min",
        ),
        cautions=(_FAST_IS_HARD,),
        measures=("backward_speed_mps", "gait_speed_mps", "tandem_stand_s", "rpe_cr10"),
    ),
    GroupProfile(
        Group.OLDER_ADULT,
        "Older adults",
        known=("balance", "fewer_falls", "executive_function", "start_slow"),
        seen=(
            "Adults over 60 rose and walked faster after ten sessions and the others did not, "
            "but the two groups differed from the start."
        ),
        seen_sources=("maritz2021",),
        not_known="No trial that counted falls afterwards was seen.",
        programmes=(
            "beginner_intervals",
            "one_or_two_daily",
            "five_daily",
            "ten_in_one_go",
            "two_by_two",
        ),
        cautions=(
            Caution(
                "Older people walk backward more slowly and with shorter steps than younger "
                "ones, so begin slowly.",
                ("laufer2005",),
            ),
            _HOLD,
        ),
        measures=(
            "tug_s",
            "chair_stand_30s_reps",
            "tandem_stand_s",
            "backward_walk_3m_s",
            "gait_speed_mps",
        ),
    ),
    GroupProfile(
        Group.KNEE_OSTEOARTHRITIS,
        "Knee osteoarthritis",
        known=(
            "knee_pain_function",
            "knee_points",
            "better_than_forward",
            "knee_softer_landing",
            "four_weeks",
        ),
        seen=(
            "Thirteen small trials together favour adding it to rehabilitation, for pain and "
            "for daily life."
        ),
        seen_sources=("lin2025",),
        not_known=(
            "Whether it works alone, lasts, or beats forward walking is not established."
        ),
        programmes=(
            "knee_10_min",
            "beginner_intervals",
            "one_or_two_daily",
            "five_daily",
            "ten_in_one_go",
        ),
        cautions=(
            _SLOPE,
            Caution(
                "Of the two peaks of load on the inner knee only the first one fell, so it "
                "does not spare the knee throughout a step.",
                ("zhang2025",),
            ),
        ),
        measures=(
            "pain_nrs",
            "koos_pain",
            "koos_adl",
            "womac_total",
            "chair_stand_30s_reps",
            "tug_s",
        ),
    ),
    GroupProfile(
        Group.LOW_BACK_PAIN,
        "Long-lasting low back pain",
        known=("back_pain", "back_pain_weeks", "trunk_muscles", "spine_strain"),
        seen=(
            "Pain fell more than in the comparison in one study of 34 people over six weeks; "
            "by how much was not visible."
        ),
        seen_sources=("chitkara_lbp",),
        not_known="No large trial and no proof of less strain on the spine was found.",
        programmes=(
            "back_15_min",
            "beginner_intervals",
            "one_or_two_daily",
            "five_daily",
            "ten_to_thirty",
        ),
        cautions=(
            Caution(
                "New trouble with bladder or bowel, numbness between the legs or weak legs: "
                "to a hospital at once.",
                ("cauda_equina_flags",),
            ),
        ),
        measures=("pain_nrs", "gait_speed_mps", "six_minute_walk_m"),
    ),
    GroupProfile(
        Group.BALANCE_AND_FALLS,
        "Balance and worries about falling",
        known=("balance", "fewer_falls", "start_slow", "safe_at_home"),
        seen="Eleven studies taken together saw people stand more steadily after it.",
        seen_sources=("wang2019",),
        not_known="That it leads to fewer falls was not shown by any trial seen.",
        programmes=("beginner_intervals", "one_or_two_daily"),
        cautions=(
            _HOLD,
            Caution(
                "No single test of balance or walking tells who will fall.",
                ("umbrella_falls2022",),
            ),
        ),
        measures=(
            "tandem_stand_s",
            "tug_s",
            "chair_stand_30s_reps",
            "backward_walk_3m_s",
        ),
    ),
    GroupProfile(
        Group.AFTER_KNEE_INJURY,
        "After a knee injury",
        known=("proprioception", "quads_work_more"),
        seen=(
            "In 52 people after repair of the cruciate ligament the sense of the joint gained "
            "more than with rehabilitation without it, and more on a slope."
        ),
        seen_sources=("shen2021",),
        not_known="For other knee injuries, and without supervision, no trial was seen.",
        programmes=("beginner_intervals", "one_or_two_daily", "five_daily"),
        cautions=(
            _SLOPE,
            Caution(
                "Ask whether the knee has healed enough; a slope only if your clinician says "
                "so.",
                ("design_backward_gate", "design_allowance"),
            ),
        ),
        measures=(
            "pain_nrs",
            "koos_pain",
            "koos_symptoms",
            "koos_adl",
            "chair_stand_30s_reps",
        ),
    ),
    GroupProfile(
        Group.WEIGHT_AND_FITNESS,
        "Weight and fitness",
        known=(
            "weight_loss",
            "fitness",
            "more_energy_same_pace",
            "premium_shrinks",
            "heart_rate_higher",
        ),
        seen=(
            "Body fat fell in one small study of young women, and body composition did not "
            "change in another of men."
        ),
        seen_sources=("terblanche2005", "kachanathu2020"),
        not_known="What slow backward walking costs is not published.",
        programmes=(
            "beginner_intervals",
            "ten_in_one_go",
            "two_by_two",
            "ten_to_thirty",
            "brisk_15_min",
            "slope_20_min",
        ),
        cautions=(
            _FAST_IS_HARD,
            Caution(
                "The extra effort shrinks with practice: in eight men by about a fifth in "
                "four weeks.",
                ("heath2001",),
            ),
        ),
        measures=("six_minute_walk_m", "gait_speed_mps", "rpe_cr10"),
    ),
    GroupProfile(
        Group.FOCUS_AND_COGNITION,
        "Focus and thinking",
        known=(
            "executive_function",
            "reaction_time",
            "memory",
            "multitasking",
            "mental_fatigue",
            "brain_regions",
        ),
        seen=(
            "Forty older men were quicker in three tests of thinking after 12 weeks than men "
            "who lived as usual, which cannot tell backward walking from any exercise."
        ),
        seen_sources=("execfunction2024",),
        not_known=(
            "For reactions, memory over weeks, doing two things at once and mental fatigue "
            "no training study was found."
        ),
        programmes=("beginner_intervals", "one_or_two_daily", "five_daily"),
        cautions=(
            Caution(
                "A task for the mind takes it off your steps: it comes last, and only if your "
                "screening clears you without support.",
                ("design_allowance",),
            ),
        ),
        measures=("backward_speed_mps", "gait_speed_mps", "stance_time_sd_s"),
    ),
    GroupProfile(
        Group.DIABETIC_NEUROPATHY,
        "Diabetes with nerve damage in the feet",
        known=("balance", "fewer_falls"),
        seen=(
            "In 60 people the pressure under the forefoot fell where backward walking was "
            "added to the same medicine for 12 weeks."
        ),
        seen_sources=("zhang2014",),
        not_known="Whether balance, falls or wounds of the feet change was not seen.",
        programmes=("beginner_intervals", "one_or_two_daily"),
        cautions=(
            Caution(
                "You may not feel the floor or a sore: closed shoes, and a look at your feet "
                "afterwards.",
                ("design_backward_gate",),
            ),
            _HOLD,
        ),
        measures=("tandem_stand_s", "backward_walk_3m_s", "gait_speed_mps"),
    ),
    GroupProfile(
        Group.MULTIPLE_SCLEROSIS,
        "Multiple sclerosis",
        known=("multiple_sclerosis", "better_than_forward"),
        seen=(
            "Eight people trained for eight weeks without safety concerns; only the strength "
            "of one hip movement beat forward walking."
        ),
        seen_sources=("delmastro2023",),
        not_known="Whether it prevents falls is being studied; no result was seen.",
        programmes=("ms_30_min", "with_a_clinician"),
        cautions=(_LED,),
        measures=("backward_walk_3m_s", "gait_speed_mps", "tug_s"),
        clinician_led=True,
    ),
    GroupProfile(
        Group.STROKE,
        "After a stroke",
        known=("balance", "gait_control", "better_than_forward"),
        seen=(
            "Seven trials together saw walking speed 0.11 m/s higher than with other "
            "treatment; against forward training studies disagree."
        ),
        seen_sources=("wen2022", "stroke2024", "bltt2024"),
        not_known="Whether it prevents falls after a stroke: no result was seen.",
        programmes=("stroke_treadmill", "with_a_clinician"),
        cautions=(_LED,),
        measures=("backward_speed_mps", "gait_speed_mps", "tug_s"),
        clinician_led=True,
    ),
    GroupProfile(
        Group.PARKINSON,
        "Parkinson's disease",
        known=(),
        seen=(
            "The time for 3 metres backward was studied as a test; two studies on backward "
            "walking and thinking disagree."
        ),
        seen_sources=("pd_3mbwt2023", "correno2022"),
        not_known="No trial of backward walking as training was found.",
        programmes=("with_a_clinician",),
        cautions=(
            Caution(
                "Nobody seen has tried it as training with Parkinson's, so every session is "
                "your clinician's.",
                ("design_clinician_led",),
            ),
        ),
        measures=("backward_walk_3m_s", "gait_speed_mps", "tug_s"),
        clinician_led=True,
    ),
)

PROFILES: Mapping[Group, GroupProfile] = MappingProxyType({p.group: p for p in _ALL})


def profile(group: Group) -> GroupProfile:
    """Return what is known about one group."""
    return PROFILES[group]
