"""Ways to make a level walk harder: what to do, when not yet, what to mind, what is known.

They come last, after minutes, longer bouts and speed, and one at a time; the last backward
bout tries them. Nothing seen tested that order (design_variations).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from retrowalk.training.prescription import Variation

NOT_ON_A_BELT = frozenset({Variation.LUNGES})  # a belt carries on; design_variations


@dataclass(frozen=True, slots=True)
class VariationAdvice:
    """What to know about one variation; each text is one sentence.

    told: what a voice says when it begins. precondition: when not yet.
    caution: what to mind. evidence: what is known, its status first.
    tick: what to check before a session that holds it.
    frees_hands: whether the hands leave the rail or the wall.
    claim: key of the claim in the evidence library; None where there is none.
    """

    name: str
    told: str
    precondition: str
    caution: str
    evidence: str
    tick: str
    sources: tuple[str, ...]
    frees_hands: bool = False
    claim: str | None = None


SLOPE = VariationAdvice(
    name="Slope",
    told="Now uphill: short steps, and both hands near the rails.",
    precondition=(
        "Only on a treadmill with rails, and only once you walk backward on the level "
        "steadily and without pain."
    ),
    caution=(
        "Backward uphill makes the front of your thigh work more and lands on a more bent "
        "knee, so it does not spare a knee that hurts around the kneecap."
    ),
    evidence=(
        "Supported for harder work: muscles and knee bend rose from 0 to 10 % in 16 people; "
        "that it trains more than the level was seen only after repair of a knee ligament."
    ),
    tick="I set the slope after the level warm-up, and nothing hurts around my kneecaps.",
    sources=(
        "cipriani1995",
        "hooper2004",
        "shen2021",
        "design_variations",
    ),
    claim="slope_more_work",
)

ADVICE: Mapping[Variation, VariationAdvice] = MappingProxyType(
    {
        Variation.SHOULDER_CHECKS: VariationAdvice(
            name="Eyes ahead with shoulder checks",
            told="Look ahead, and now and then look back over one shoulder.",
            precondition="Only when looking back over your shoulder does not make you dizzy.",
            caution=(
                "Turn your head slowly, keep your steps short while you look, and hold on if "
                "you sway."
            ),
            evidence=(
                "Not tested: articles advise to look ahead, and no study seen compared that "
                "with looking back."
            ),
            tick="I have looked back over both shoulders, and it did not make me dizzy.",
            sources=("popular_s0", "popular_s3", "design_variations"),
        ),
        Variation.HANDS_FREE: VariationAdvice(
            name="Hands free",
            told="Let go with both hands, and keep them ready to hold.",
            precondition=(
                "Only if your screening lets you walk without support, and you have not "
                "stumbled lately."
            ),
            caution="Keep the rail or the wall within reach, and take hold at the first sway.",
            evidence=(
                "Not tested: no study seen compared backward walking with and without "
                "holding on."
            ),
            tick="I feel steady enough today to let go, and I take hold at the first sway.",
            sources=("design_variations", "design_places"),
            frees_hands=True,
        ),
        Variation.ARM_SWING: VariationAdvice(
            name="Arm swing",
            told="Let your arms swing easily at your sides.",
            precondition="Only once you have walked with free hands without a stumble.",
            caution="Your hands are off the rail or the wall, so take shorter steps.",
            evidence="Not found: articles advise it, and no study seen tried it.",
            tick="My arms can swing freely, and nothing is in their way.",
            sources=("popular_s3", "design_variations"),
            frees_hands=True,
            claim="lunges_arms",
        ),
        Variation.DUAL_TASK: VariationAdvice(
            name="A task for the mind",
            told="Count down from fifty in threes while you walk.",
            precondition="Only when you walk backward steadily without thinking about it.",
            caution=(
                "A task takes your mind off your steps, so one hand stays on the rail or the "
                "wall, and if you sway you stop counting first."
            ),
            evidence=(
                "Not found: no study seen shows that backward walking trains doing two "
                "things at once."
            ),
            tick="One hand stays on the rail or the wall, if there is one; if I sway I stop.",
            sources=("popular_s1", "design_variations"),
            claim="multitasking",
        ),
        Variation.LUNGES: VariationAdvice(
            name="Lunges",
            told="Step far back, bend both knees a little, stand up, and step again.",
            precondition=(
                "Only on a level floor with something to hold, and only if your knees, hips "
                "and back are free of pain."
            ),
            caution=(
                "Bending the knees under your weight loads them more, so go only as low as "
                "does not hurt, and never on a treadmill."
            ),
            evidence="Not found: articles advise it, and no study seen tried it.",
            tick="My knees, hips and back do not hurt today, and I have something to hold.",
            sources=("popular_s3", "design_variations"),
            claim="lunges_arms",
        ),
    }
)
