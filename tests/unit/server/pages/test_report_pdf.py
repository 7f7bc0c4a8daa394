"""The report as a PDF: two pages at most, in the person's words, and nothing is fetched for it."""

import importlib
import os
import re
import uuid
import zlib
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from retrowalk.outcomes.protocols.catalogue import PROTOCOLS
from retrowalk.outcomes.taken import TakenTest, Trial
from retrowalk.outcomes.taken_json import to_json
from retrowalk.server.catalogues import in_language
from retrowalk.server.outcomes.receive_test import receive
from retrowalk.server.people.models import Person
from retrowalk.server.report import report_pdf

LONG = "Maximiliane-Josephine Freifrau von Rückwärtsgang-Hinterhuber zu Niederobersdorf"


@pytest.fixture(scope="module", autouse=True)
def _paper() -> None:
    """Skip where this machine has no WeasyPrint, or no Pango for it, unless it is asked for."""
    try:
        importlib.import_module("weasyprint")
    except (ImportError, OSError):
        if os.environ.get("RETROWALK_REQUIRE_PDF"):
            raise
        pytest.skip("no WeasyPrint here; install the extra pdf and Debian's libpango")


def text_of(paper: Any) -> str:
    """Return every word that stands on the pages, as WeasyPrint laid it out."""

    def words(box: Any) -> Iterator[str]:
        yield from ([box.text] if hasattr(box, "text") else [])
        for child in getattr(box, "children", ()):
            yield from words(child)

    return " ".join(" ".join(words(page._page_box)) for page in paper.pages)


def _unpacked(pdf: bytes) -> bytes:
    """Return the streams of a PDF as they are before they are packed."""
    packed = re.findall(rb"stream\n(.*?)\nendstream", pdf, re.DOTALL)
    return pdf + b"".join(
        zlib.decompressobj().decompress(one) for one in packed if one[:1] == b"x"
    )


def keep(person: Person, key: str, day: date, trial: Trial) -> None:
    of = PROTOCOLS[key]
    noon = timezone.make_aware(datetime(day.year, day.month, day.day, 12))
    taken = TakenTest(key, noon, (trial,) * of.trials, version=of.version)
    receive(person, uuid.uuid4(), to_json(taken))


@pytest.fixture
def walked(begun: Callable[..., Person], walk: Any, today: date) -> Person:
    person = begun("knee_10_min", today - timedelta(days=14))
    for days_ago in (14, 12, 7):
        walk(person, today - timedelta(days=days_ago))
    for days_ago, seconds in ((12, 12.0), (10, 12.2), (8, 11.8), (1, 10.0)):
        keep(person, "up_and_go", today - timedelta(days=days_ago), Trial(time_s=seconds))
        keep(person, "ten_metres", today - timedelta(days=days_ago), Trial(time_s=seconds))
    return person


def test_it_is_handed_out_as_a_tagged_file_and_the_same_twice(
    signed_in: Client, walked: Person
):
    address = reverse("report_pdf", args=[walked.pk])
    one, other = signed_in.get(address), signed_in.get(address)
    assert one["Content-Type"] == "application/pdf"
    assert one["Content-Disposition"].startswith('attachment; filename="retrowalk-report-')
    assert one.content.startswith(b"%PDF-")
    assert b"/MarkInfo" in _unpacked(one.content)
    assert one.content == other.content


def test_it_speaks_the_persons_language_and_units(walked: Person, today: date):
    walked.units, walked.coach_language = "imperial", "de"
    walked.name = LONG
    with in_language("de") as language:
        html, paper = report_pdf.on_paper(walked, today, language)
    said = " ".join(text_of(paper).split())
    assert '<html lang="de">' in html
    assert "Rückwärtsgehen: Bericht von Maximiliane" in said
    assert "Aufstehen und gehen auf Zeit" in said
    assert "echt: mehr als die 1,1 Sekunden" in said
    assert "mph" in said
    assert "km/h" not in said
    assert (
        '<span lang="en">You ' in html
    )  # the plan's reasons are not translated yet: said so


def test_two_pages_hold_an_invented_person_however_much_there_is_to_say(
    walked: Person, today: date
):
    walked.name, walked.simulated = LONG, True
    for k in range(30):
        day = today - timedelta(days=k)
        walked.adverse_events.create(day=day, symptom="fall", note="on the stairs " * 40)
    for key, of in PROTOCOLS.items():
        for reading in of.readings[:1]:
            middle = Trial(values={reading.measure: 20.0}, time_s=20.0, count=12)
            keep(walked, key, today, middle)
    _html, paper = report_pdf.on_paper(walked, today, "en")
    said = text_of(paper)
    assert len(paper.pages) <= report_pdf.MOST_PAGES
    assert "earlier events are not listed here" in said
    assert "more measures stand on the person's own pages" in said
    assert "not medical advice" in said
    assert "This person does not exist." in said


def test_nothing_is_fetched_from_the_network_or_from_this_machine(tmp_path, monkeypatch):
    secret = tmp_path / "secret.css"
    secret.write_text("p::before { content: 'SECRET'; }", encoding="utf-8")
    asked: list[str] = []
    urls = importlib.import_module("weasyprint.urls")
    monkeypatch.setattr(
        urls.request.OpenerDirector, "open", lambda _self, url, *_a, **_k: asked.append(url)
    )
    html = (
        f'<html><head><link rel="stylesheet" href="{secret.as_uri()}">'
        '<style>@import url("http://127.0.0.1:9/x.css");</style></head>'
        f'<body><p>plain</p><img src="{secret.as_uri()}" alt=""><img src="http://127.0.0.1:9/a">'
        f'<object data="{secret.as_uri()}"></object></body></html>'
    )
    said = text_of(report_pdf.laid_out(html))
    assert "plain" in said
    assert "SECRET" not in said
    assert asked == []


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [(ImportError("no"), "pip install"), (OSError("no"), "libpango-1.0-0")],
)
def test_where_it_cannot_be_made_the_page_says_what_is_missing(
    signed_in: Client, walked: Person, monkeypatch, missing, sentence
):
    def fails() -> None:
        raise missing

    monkeypatch.setattr(report_pdf, "_weasyprint", fails)
    address = reverse("report_pdf", args=[walked.pk])
    page = signed_in.get(address, follow=True)
    assert page.redirect_chain == [(reverse("report", args=[walked.pk]), 302)]
    assert sentence in page.content.decode()


def test_nobody_elses_report_is_handed_out(walked: Person, stranger):
    client = Client()
    client.force_login(stranger)
    assert client.get(reverse("report_pdf", args=[walked.pk])).status_code == 404
