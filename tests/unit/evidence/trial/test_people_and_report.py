"""From a table of text to a flow that adds up and a report that hides nothing."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrowalk.errors import BadInput
from retrowalk.evidence.trial.analysis import analyse
from retrowalk.evidence.trial.at_start import at_start
from retrowalk.evidence.trial.flow import flow_of
from retrowalk.evidence.trial.missing import Missing, tipping
from retrowalk.evidence.trial.report import SIMULATED, Beside, report

quietly = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30
)


def written(design, people):
    findings = analyse(people, design)
    return report(
        findings, design, Beside(at_start(people, design), "flow.svg", "Checked.")
    )


@pytest.fixture
def refused(a_design, a_table, people_of):
    """Return the sentence that a table is refused with when one cell is changed."""

    def sentence(column, cell):
        columns = a_table(a_design())
        columns[column][1] = cell
        with pytest.raises(BadInput) as error:
            people_of(a_design(), columns)
        return str(error.value)

    return sentence


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        (
            "arm",
            "Backward",
            "line 3: arm is 'Backward'; expected one of backward, forward, usual",
        ),
        ("sex", "", "line 3: sex is ''; expected one of woman, man"),
        (
            "person",
            "P000",
            "line 3: person is 'P000'; expected a study number of their own",
        ),
        ("person", "", "person is ''"),
        (
            "pain_nrs_week_6",
            "much",
            "pain_nrs_week_6 is 'much'; expected a number or a blank",
        ),
        ("pain_nrs_week_6", "nan", "expected -1e+12 to 1e+12 or a blank"),
        ("adherence", "85", "adherence is '85'; expected 0 to 2 or a blank"),
    ],
)
def test_a_cell_that_does_not_fit_is_named(refused, column, cell, said):
    assert refused(column, cell).startswith("people.csv, line ")
    assert said in refused(column, cell)


def test_a_missing_column_is_named(a_design, a_table, people_of):
    design, columns = a_design(), a_table(a_design())
    del columns["pain_nrs_week_12"], columns["site"]
    with pytest.raises(BadInput, match="missing columns site, pain_nrs_week_12"):
        people_of(design, columns)


def test_someone_excluded_has_no_arm(a_design, a_table, people_of):
    design, columns = a_design(), a_table(a_design())
    columns["excluded"] = ["declined"] + [""] * 89
    with pytest.raises(
        BadInput, match="excluded is 'declined'; expected a blank, because the arm"
    ):
        people_of(design, columns)
    columns["arm"][0] = ""
    people = people_of(design, columns)
    assert (len(people.person), people.excluded) == (89, {"declined": 1})


def test_what_is_told_of_walking_goes_before_what_adherence_says(
    a_design, a_table, people_of
):
    design, columns = a_design(), a_table(a_design(), n=6, lost=0.0)
    columns["adherence"] = ["0.9", "0.9", "0.9", "0.4", "", ""]
    assert people_of(design, columns).walked_backward.tolist() == [1, 0, 0, 0, 0, 0]
    columns["received"] = ["usual", "backward", "", "backward", "forward", "usual"]
    told = people_of(design, columns).walked_backward
    assert np.array_equal(told, [0, 1, np.nan, 1, 0, 0], equal_nan=True)


cells = st.lists(
    st.tuples(
        st.sampled_from(["", "backward", "forward", "usual"]),
        st.sampled_from(["", "3.5"]),
        st.sampled_from(["", "0.2", "0.9"]),
        st.sampled_from(["", "moved", "no time"]),
    ),
    min_size=1,
    max_size=40,
).filter(lambda rows: any(arm for arm, *_ in rows))


@quietly
@given(rows=cells)
def test_every_flow_adds_up(a_design, a_table, people_of, rows):
    design = a_design()
    columns = a_table(design, n=len(rows))
    for name, k in (("arm", 0), ("pain_nrs_week_6", 1), ("adherence", 2), ("withdrawn", 3)):
        columns[name] = [row[k] for row in rows]
    flow = flow_of(people_of(design, columns), design)
    assert flow.assessed == len(rows) == flow.randomised + sum(flow.excluded.values())
    for arm in flow.arms:
        assert arm.analysed + arm.not_analysed == arm.allocated
        assert arm.analysed == sum(row[0] == arm.key and row[1] != "" for row in rows)
    walked = flow.arms[0].walked
    assert walked.did + walked.did_not + walked.not_known == flow.arms[0].allocated


def test_a_flow_whose_numbers_do_not_add_up_cannot_be_built(a_design, people_of):
    design = a_design()
    flow = flow_of(people_of(design), design)
    with pytest.raises(BadInput, match="does not add up at assessed"):
        replace(flow, assessed=flow.assessed + 1)
    with pytest.raises(BadInput, match="does not add up at randomised"):
        replace(flow, arms=flow.arms[:2])
    with pytest.raises(BadInput, match="analysed"):
        replace(flow.arms[0], analysed=flow.arms[0].analysed + 1)
    with pytest.raises(BadInput, match="no more than were allocated"):
        replace(flow.arms[0], stopped={"moved": 1000})


def test_the_missing_move_the_answer_by_their_share(a_design, people_of):
    design = a_design()
    primary = analyse(people_of(design, n=300, effect=-2.0), design).primary[0]
    found = tipping(design, primary, Missing("backward", 100, 25))
    assert found.shift == pytest.approx(0.25)
    assert found.tips_at == pytest.approx(-primary.difference.high / 0.25)
    assert tipping(design, primary, Missing("backward", 100, 0)).tips_at is None


def test_the_report_begins_with_the_primary_answer_and_lists_every_outcome(
    a_design, people_of
):
    design = a_design()
    text = written(design, people_of(design))
    assert (
        text.index("## The answer")
        < text.index("## Who took part")
        < text.index("## Harms")
    )
    assert text.count("| Walking speed |") == 4
    assert "week 6" in text.split("## Who took part")[0]
    for figure in ("salaffi2004", "perera2006", "Assumed: a guess."):
        assert figure in text
    assert "Not known: the table has no column adverse_events" in text
    assert design.digest() in text


def test_the_report_has_no_p_values_and_says_which_comparison_is_biased(
    a_design, people_of
):
    design = a_design()
    text = written(design, people_of(design))
    assert "p =" not in text.lower()
    assert "p-value" not in text.lower()
    assert "signific" not in text.lower()
    assert "**Biased, for completeness only:**" in text


def test_made_up_people_are_called_so_and_real_ones_are_not(a_design, a_table, people_of):
    design, columns = a_design(), a_table(a_design())
    assert SIMULATED not in written(design, people_of(design, columns))
    columns["simulated"] = [""] * 89 + ["yes"]
    people = people_of(design, columns)
    assert SIMULATED in written(design, people)
    assert flow_of(people, design).simulated
    columns["simulated"][0] = "perhaps"
    with pytest.raises(BadInput, match="simulated is 'perhaps'"):
        people_of(design, columns)


def test_harms_are_counted_by_arm_and_blanks_are_not_zero(a_design, a_table, people_of):
    design, columns = a_design(), a_table(a_design(), n=9, lost=0.0)
    columns["adverse_events"] = ["2", "0", "", "1", "0", "0", "0", "", ""]
    columns = {name: list(cells) for name, cells in columns.items()}
    people = people_of(
        design, a_table(design) | {"adverse_events": columns["adverse_events"] * 10}
    )
    harms = analyse(people, design).harms
    assert [(h.events, h.affected, h.recorded) for h in harms] == [
        (30, 20, 30),
        (0, 0, 20),
        (0, 0, 10),
    ]


def test_a_reason_with_a_bar_or_a_line_break_cannot_break_the_report(
    a_design, a_table, people_of
):
    design, columns = a_design(), a_table(a_design())
    columns["withdrawn"][0] = "moved\n\n# away | x"
    text = written(design, people_of(design, columns))
    assert "moved # away | x: 1" in text
    assert "\n# away" not in text
