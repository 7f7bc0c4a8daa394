"""What the site calls topics, verdicts and certainty, in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from retrowalk.evidence.claims import Certainty, Topic, Verdict
from retrowalk.evidence.sources import Kind

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
