"""The same truth in other words and units: a door says it its own way."""

from datetime import date

from retrowalk.outcomes.change import judge
from retrowalk.outcomes.course import Value, course
from retrowalk.outcomes.measures import measure
from retrowalk.outcomes.populations import Population
from retrowalk.outcomes.progress import trend
from retrowalk.outcomes.saying import Saying

KNEES = Population.KNEE_OSTEOARTHRITIS


def _filled(template: str) -> str:
    return f"[{template}]"


MARKED = Saying(_filled, lambda _of, size: f"{size:g} of ours")


def test_every_part_of_a_verdict_goes_through_the_way_of_saying():
    plain = judge(measure("tug_s"), KNEES, 12.0, 10.0)
    said = judge(measure("tug_s"), KNEES, 12.0, 10.0, MARKED)
    assert (said.word, said.change, said.sources) == (
        plain.word,
        plain.change,
        plain.sources,
    )
    assert "2 of ours" in said.sentence
    assert "[people with knee osteoarthritis]" in said.sentence
    assert "seconds" not in said.sentence


def test_a_course_and_a_trend_are_said_the_same_way():
    days = [Value(date(2026, 1, k), 12.0) for k in (1, 3, 5, 7)]
    assert course(measure("tug_s"), days, KNEES, MARKED).sentence.startswith("[Against")
    assert course(measure("tug_s"), days[:1], KNEES, MARKED).sentence.startswith("[[Timed")
    assert trend(measure("pain_nrs"), [5.0], KNEES, MARKED).sentence.startswith("[[Pain")
