"""A researcher's own studies: taken whole or refused, marked, logged, and nobody else's."""

import csv
import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from retrowalk.evidence.added_studies import blank_row
from retrowalk.evidence.schema import OWN_STUDIES
from retrowalk.server.learn.models import OwnChange, OwnResult, OwnStudy
from retrowalk.server.learn.own import MOST_STUDIES
from retrowalk.server.people.models import Account

YOURS = "yours, not part of our library"
ROW = blank_row() | {
    "source": "miller2026",
    "citation": "Miller et al. 2026",
    "address": "10.1000/miller",
    "year": "2026",
    "population": "knee osteoarthritis",
    "people": "knee_osteoarthritis",
    "comparator": "parallel: usual care",
    "against": "usual_care",
    "outcome": "pain",
    "scale": "NRS 0-10",
    "timepoint_weeks": "6",
    "n_backward": "40",
    "mean_backward": "1.5",
    "sd_backward": "0.7",
    "n_control": "41",
    "mean_control": "2.2",
    "sd_control": "0.8",
    "kind": "post",
    "better": "lower",
}
FORM = {name: cell for name, cell in ROW.items() if name != "simulated"} | {
    "design": "parallel",
    "comparator": "usual care",
}


def table(*rows: dict[str, str]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, OWN_STUDIES.names)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def hand_in(client: Client, *rows: dict[str, str]) -> HttpResponse:
    return client.post(reverse("own_upload"), {"pasted": table(*rows)})


def add(client: Client, **changed: str) -> HttpResponse:
    return client.post(reverse("own_add"), FORM | changed)


@pytest.fixture
def has_one(signed_in: Client, account: Account) -> OwnStudy:
    """Return the study of an account that has added one."""
    assert add(signed_in).status_code == 302
    return OwnStudy.objects.get(account=account)


def test_a_study_is_added_by_a_form_and_stands_everywhere_marked_as_ones_own(
    signed_in: Client, has_one: OwnStudy
) -> None:
    for url in (
        reverse("own_studies"),
        reverse("own_study", args=[has_one.pk]),
        reverse("pooled"),
        reverse("claim", args=["knee_pain_function"]),
        reverse("outcome", args=["pain"])
        + "?people=knee_osteoarthritis&against=usual_care",
    ):
        page = signed_in.get(url).content.decode()
        assert "with yours" in page or "yours" in page, url
    page = signed_in.get(reverse("own_study", args=[has_one.pk])).content.decode()
    assert YOURS in page
    assert "people 40; mean 1.5; standard deviation 0.7" in page


def test_the_pool_is_worked_out_again_with_it_and_can_be_seen_without_it(
    signed_in: Client, has_one: OwnStudy
) -> None:
    asked = {"people": "knee_osteoarthritis", "against": "usual_care"}
    url = reverse("outcome", args=["pain"])
    with_mine = signed_in.get(url, asked)
    assert "The pool of 2 studies, 1 of them yours" in with_mine.context["sentence"]
    assert [(row.name, row.own) for row in with_mine.context["rows"]] == [
        ("Chen et al. 2021", False),
        (has_one.citation, True),
    ]
    assert YOURS in with_mine.content.decode()  # on the plot itself
    without = signed_in.get(url, asked | {"mine": "no"})
    assert "One single study" in without.context["sentence"]
    assert not any(row.own for row in without.context["rows"])


def test_nobody_else_sees_it(has_one: OwnStudy, stranger: Account) -> None:
    other = Client()
    other.force_login(stranger)
    for client in (other, Client()):
        page = client.get(reverse("outcome", args=["pain"])).content.decode()
        assert has_one.citation not in page
        document = json.loads(client.get(reverse("library_json")).content)
        assert document["own"]["rows"] == []
    for name in ("own_study", "own_result"):
        assert other.get(reverse(name, args=[has_one.pk])).status_code == 404
    assert other.post(reverse("own_remove", args=[has_one.pk])).status_code == 404
    assert OwnStudy.objects.filter(pk=has_one.pk).exists()


def test_the_log_says_what_it_changed_in_which_answer(
    signed_in: Client, has_one: OwnStudy, account: Account
) -> None:
    (entry,) = OwnChange.objects.filter(account=account)
    assert (entry.number, entry.act, entry.studies) == (1, "added", [has_one.citation])
    (change,) = entry.changes
    assert change["key"] == "pain | knee_osteoarthritis | usual_care"
    assert change["before"].startswith("no pool, 1 study with numbers")
    assert change["after"].startswith("pool of 2: ")
    signed_in.post(reverse("own_remove", args=[has_one.pk]))
    last = OwnChange.objects.filter(account=account).first()
    assert last is not None
    assert (last.number, last.act) == (2, "removed")
    assert last.changes[0]["after"] == change["before"]
    assert not OwnResult.objects.exists()
    page = signed_in.get(reverse("library_changes")).content.decode()
    assert "Library 2, your change 2" in page
    assert "pool of 2: " in page


def test_another_result_of_the_same_study_is_added_beside_it(
    signed_in: Client, has_one: OwnStudy
) -> None:
    url = reverse("own_result", args=[has_one.pk])
    assert b"citation" not in signed_in.get(url).content.split(b"<form")[1]
    answer = signed_in.post(url, FORM | {"outcome": "disability", "scale": "WOMAC"})
    assert answer.status_code == 302
    assert has_one.results.count() == 2
    again = signed_in.post(url, FORM | {"outcome": "Disability", "scale": "WOMAC"})
    assert "expected every result once" in again.content.decode()
    assert has_one.results.count() == 2


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        (
            "address",
            "somewhere",
            "address is &#x27;somewhere&#x27;; expected a DOI or a URL",
        ),
        ("n_backward", "2.5", "n_backward is &#x27;2.5&#x27;; expected a whole number"),
        ("mean_control", "2,2", "expected a number with a point"),
        ("source", "chen2021", "which is there already as chen2021"),
        ("address", "https://doi.org/10.1155/2021/5574966", "is there already as chen2021"),
        ("comparator", "", "This field is required."),
        ("people", "knees", "Select a valid choice"),
        ("outcome", "=1+1", "which a spreadsheet would run"),
    ],
)
def test_a_wrong_field_of_the_form_says_at_the_field_what_was_expected(
    signed_in: Client, cell: str, value: str, said: str
) -> None:
    answer = add(signed_in, **{cell: value})
    assert answer.status_code == 200
    assert cell in answer.context["form"].errors
    assert said in answer.content.decode()
    assert not OwnStudy.objects.exists()


def test_a_study_without_a_short_word_gets_one_that_is_free(
    signed_in: Client, account: Account
) -> None:
    add(signed_in, source="")
    add(signed_in, source="", address="10.1000/second")
    keys = OwnStudy.objects.filter(account=account).values_list("key", flat=True)
    assert list(keys) == ["miller2026", "miller2026_2"]


def test_a_table_is_taken_whole(signed_in: Client, account: Account) -> None:
    other = ROW | {"source": "b2026", "citation": "B 2026", "address": "https://b.example"}
    answer = hand_in(signed_in, ROW, ROW | {"outcome": "falls"}, other)
    assert answer.status_code == 302
    assert OwnStudy.objects.filter(account=account).count() == 2
    assert OwnResult.objects.count() == 3
    assert OwnChange.objects.get().studies == ["Miller et al. 2026", "B 2026"]


def test_a_file_is_taken_like_pasted_text(signed_in: Client) -> None:
    file = SimpleUploadedFile("own.csv", ("\ufeff" + table(ROW)).encode())
    assert signed_in.post(reverse("own_upload"), {"file": file}).status_code == 302
    assert OwnStudy.objects.get().key == "miller2026"


def test_what_was_exported_can_be_handed_in_again(
    signed_in: Client, has_one: OwnStudy, stranger: Account
) -> None:
    exported = signed_in.get(reverse("library_csv", args=["own_studies"])).content.decode()
    other = Client()
    other.force_login(stranger)
    other.post(reverse("own_upload"), {"pasted": exported})
    assert OwnStudy.objects.get(account=stranger).key == has_one.key
    theirs = other.get(reverse("library_csv", args=["own_studies"])).content.decode()
    assert theirs == exported


def test_the_example_is_a_table_that_is_taken(signed_in: Client) -> None:
    example = Client().get(reverse("own_example")).content.decode()
    assert "Example et al. 2026" in example
    assert signed_in.post(reverse("own_upload"), {"pasted": example}).status_code == 302
    page = signed_in.get(reverse("own_study", args=[OwnStudy.objects.get().pk]))
    assert "simulated: made up" in page.content.decode()


def test_a_table_with_a_wrong_row_is_refused_by_row_and_column_and_nothing_is_taken(
    signed_in: Client,
) -> None:
    bad = ROW | {"source": "b2026", "address": "10.1000/b", "year": "x", "better": "up"}
    answer = hand_in(signed_in, ROW, bad)
    assert answer.status_code == 200
    assert [str(one) for one in answer.context["refused"]] == [
        "Row 3, year is 'x'; expected a number or a blank",
        "Row 3, better is 'up'; expected one of lower, higher",
    ]
    assert "Nothing was taken" in answer.content.decode()
    assert not OwnStudy.objects.exists()


def test_a_study_is_not_taken_twice_from_whatever_side(
    signed_in: Client, has_one: OwnStudy
) -> None:
    for answer in (
        hand_in(signed_in, ROW),
        hand_in(signed_in, ROW | {"source": "other2026"}),
        add(signed_in),
    ):
        assert answer.status_code == 200
        assert "there already as miller2026" in answer.content.decode()
    assert list(OwnStudy.objects.all()) == [has_one]


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({}, "Choose a file, or paste the table"),
        ({"pasted": "a,b\n1,2\n"}, "row 1 lacks the column"),
        ({"file": SimpleUploadedFile("x.csv", b"\xff\xfe\x00")}, "not text in UTF-8"),
        ({"file": SimpleUploadedFile("x.csv", b"")}, "row 1 lacks the column"),
        (
            {"file": SimpleUploadedFile("x.csv", b"x" * 1_000_001)},
            "at most 1000000 are taken",
        ),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(signed_in: Client, posted, said) -> None:
    answer = signed_in.post(reverse("own_upload"), posted)
    assert answer.status_code == 200
    assert said in answer.content.decode()


def test_a_study_that_our_library_takes_in_later_is_not_counted_twice(
    signed_in: Client, has_one: OwnStudy
) -> None:
    result = has_one.results.get()
    has_one.address = result.cells["address"] = "https://doi.org/10.1155/2021/5574966"
    has_one.save()
    result.save()
    page = signed_in.get(reverse("own_study", args=[has_one.pk])).content.decode()
    assert "yours is not counted a second time" in page
    answer = signed_in.get(reverse("outcome", args=["pain"]))
    assert not any(row.own for row in answer.context["rows"])


def test_there_is_a_most_of_studies(
    signed_in: Client, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MOST_STUDIES >= 100
    monkeypatch.setattr("retrowalk.server.learn.own.MOST_STUDIES", 1)
    assert add(signed_in).status_code == 302
    answer = add(signed_in, source="second", address="10.1000/second")
    assert "more than 1 studies" in answer.content.decode()


def test_the_demo_household_keeps_no_studies(account: Account, signed_in: Client) -> None:
    account.is_demo = True
    account.save()
    assert "keeps no studies" in signed_in.get(reverse("own_studies")).content.decode()
    assert add(signed_in).status_code == 200
    assert hand_in(signed_in, ROW).status_code == 200
    assert not OwnStudy.objects.exists()


def test_nobody_who_is_not_signed_in_can_add(db: None) -> None:
    for name in ("own_studies", "own_add", "own_upload"):
        assert Client().get(reverse(name)).status_code == 302
    assert hand_in(Client(), ROW).status_code == 302
    assert not OwnStudy.objects.exists()


def test_a_text_of_a_study_is_shown_as_text(signed_in: Client) -> None:
    add(signed_in, citation="<script>x</script> 2026", population='"><img src=x>')
    study = OwnStudy.objects.get()
    for url in (
        reverse("own_study", args=[study.pk]),
        reverse("outcome", args=["pain"]),
        reverse("library_changes"),
    ):
        page = signed_in.get(url).content.decode()
        assert "<script>x" not in page
        assert "<img src=x>" not in page
