"""What the site calls the things of the library, in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from retrowalk.evidence.claims import Certainty, Topic, Verdict
from retrowalk.evidence.effect_sizes import Measure
from retrowalk.evidence.numbers import Says
from retrowalk.evidence.sources import Kind
from retrowalk.evidence.study import Against, Better, Design, People, Reported

TOPICS: dict[Topic, Promise] = {
    Topic.KNEE: _("Knee"),
    Topic.MUSCLE: _("Muscles"),
    Topic.BACK: _("Back"),
    Topic.BALANCE: _("Balance"),
    Topic.HEART_AND_ENERGY: _("Heart and energy"),
    Topic.BRAIN: _("Brain"),
    Topic.SAFETY: _("Safety"),
}

VERDICTS: dict[Verdict, Promise] = {
    Verdict.SUPPORTED: _("Supported"),
    Verdict.PARTLY: _("Partly true"),
    Verdict.CONTRADICTED: _("Contradicted"),
    Verdict.NOT_FOUND: _("No evidence found"),
    Verdict.MISATTRIBUTED: _("Not what the source says"),
}

CERTAINTIES: dict[Certainty, Promise] = {
    Certainty.HIGH: _("high"),
    Certainty.MODERATE: _("moderate"),
    Certainty.LOW: _("low"),
    Certainty.VERY_LOW: _("very low"),
    Certainty.NONE: _("none: nothing was found"),
}

KINDS: dict[Kind, Promise] = {
    Kind.STUDY: _("Studies"),
    Kind.REVIEW: _("Reviews of many studies"),
    Kind.GUIDELINE: _("Guidelines"),
    Kind.CATALOGUE: _("Catalogues and tables"),
    Kind.POPULAR: _("Popular articles (what is claimed, not what is known)"),
    Kind.DESIGN_RULE: _("Retrowalk's own rules (no study behind them)"),
}

KIND: dict[Kind, Promise] = {
    Kind.STUDY: _("Study"),
    Kind.REVIEW: _("Review of many studies"),
    Kind.GUIDELINE: _("Guideline"),
    Kind.CATALOGUE: _("Catalogue or table"),
    Kind.POPULAR: _("Popular article"),
    Kind.DESIGN_RULE: _("Our own rule"),
}

PEOPLE: dict[People, Promise] = {
    People.KNEE_OSTEOARTHRITIS: _("knee osteoarthritis"),
    People.LOW_BACK_PAIN: _("low back pain"),
    People.AFTER_KNEE_INJURY: _("after a knee injury"),
    People.STROKE: _("after a stroke"),
    People.MULTIPLE_SCLEROSIS: _("multiple sclerosis"),
    People.PARKINSON: _("Parkinson's"),
    People.CEREBRAL_PALSY: _("cerebral palsy"),
    People.DIABETIC_NEUROPATHY: _("nerve damage from diabetes"),
    People.OLDER_ADULT: _("older adults"),
    People.HEALTHY_ADULT: _("healthy adults"),
    People.OVERWEIGHT: _("adults with overweight"),
    People.CHILDREN: _("children"),
    People.MIXED: _("different people together"),
    People.OTHER: _("other people"),
}

AGAINST: dict[Against, Promise] = {
    Against.FORWARD: _("forward walking"),
    Against.FORWARD_IN_BOTH: _("forward walking in both groups"),
    Against.USUAL_CARE: _("the usual treatment in both groups"),
    Against.OTHER_TRAINING: _("other training"),
    Against.NO_TRAINING: _("no training"),
    Against.BEFORE: _("the same people before"),
    Against.MIXED: _("more than one of these"),
    Against.NOT_STATED: _("something not stated"),
}

DESIGNS: dict[Design, Promise] = {
    Design.PARALLEL: _("Two groups of people"),
    Design.CROSSOVER: _("The same people on two walks"),
    Design.BASELINE: _("The same people before and after, no other group"),
    Design.UNCLEAR: _("Not clear whether two groups were compared"),
}

REPORTED: dict[Reported, Promise] = {
    Reported.POST: _("values afterwards"),
    Reported.CHANGE: _("changes"),
}

BETTER: dict[Better, Promise] = {
    Better.LOWER: _("lower is better"),
    Better.HIGHER: _("higher is better"),
}

SAYS: dict[Says, Promise] = {
    Says.FOR: _("better with backward walking"),
    Says.AGAINST: _("better with the comparison"),
    Says.UNCLEAR: _("cannot tell, it may be no difference"),
    Says.NO_INTERVAL: _("cannot tell, its interval is not visible"),
}

MEASURES: dict[Measure, Promise] = {
    Measure.MEAN_DIFFERENCE: _("difference of means"),
    Measure.STANDARDISED: _("difference in standard deviations (Hedges' g)"),
    Measure.LOG_RATIO_OF_MEANS: _("ratio of means"),
    Measure.LOG_ODDS_RATIO: _("odds ratio"),
    Measure.LOG_RISK_RATIO: _("risk ratio"),
}
