"""The words on the forest plot, in the reader's language."""

from django.utils.translation import gettext as _

from retrowalk.charts.forest import ForestWords
from retrowalk.server.learn.words import MEASURES


def forest_words() -> ForestWords:
    """Return what the plot says."""
    measures = {measure: str(said) for measure, said in MEASURES.items()}
    return ForestWords(
        title=_("Backward walking against a comparison: {outcome}"),
        measures={
            measure: f"{said}, {{unit}}" if measure.keeps_unit else said
            for measure, said in measures.items()
        },
        studies=_("Single studies"),
        people=_("{backward} and {control} people"),
        own=_("yours, not part of our library"),
        simulated=_("simulated: made up, no evidence"),
        pool=_("Our pool of {count} studies"),
        average=_("average"),
        new_study=_("true effect in a new study"),
        others=_("Pools that others published"),
        trials=_("{count} trials; against {comparator}"),
        against=_("against {comparator}"),
        interval_not_visible=_("interval not visible"),
        interval=_("{estimate} ({low} to {high})"),
        backward_better=_("better with backward walking"),
        control_better=_("better with the comparison"),
        kept_out=_("Kept out, and why"),
        elsewhere=_("Published in another measure, so not drawn"),
    )
