"""The report as a PDF: tagged for screen readers, at most two pages, made without the network.

WeasyPrint is the extra `pdf` and needs Pango on the machine. It is handed the page and the
style as text, and may fetch nothing: no address, and no file of this machine.
"""

import hashlib
import importlib
from datetime import date
from importlib.resources import files
from types import ModuleType
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from retrowalk.errors import RetrowalkError
from retrowalk.server.outcomes.said import saying_for
from retrowalk.server.people.models import Person
from retrowalk.server.proof.reported import reported
from retrowalk.server.report.clinician_report import ROOMS, report_of

MOST_PAGES = 2
STYLE = files("retrowalk.server.report") / "static" / "report" / "report_pdf.css"
VARIANT = "pdf/ua-1"


class NoPdf(RetrowalkError):
    """No PDF can be made on this machine; the sentence says what is missing."""


def report_pdf(person: Person, today: date, language: str) -> bytes:
    """Return the report as a PDF; raise NoPdf where something for it is missing here."""
    if why := _why_not():
        raise NoPdf(why)
    html, paper = on_paper(person, today, language)
    written: bytes = paper.write_pdf(
        pdf_variant=VARIANT,
        pdf_tags=True,
        pdf_identifier=hashlib.sha256(html.encode()).digest()[:16],
    )
    return written


def on_paper(person: Person, today: date, language: str) -> tuple[str, Any]:
    """Return the report and how it lies on paper, shortened until it fits MOST_PAGES."""
    html, paper, trials = "", None, reported(person, today, saying_for(person))
    for room in ROOMS:
        context = {
            "person": person,
            "today": today,
            "language": language,
            "report": report_of(person, today, trials, room),
        }
        html = render_to_string("report/report_pdf.html", context)
        paper = laid_out(html)
        if len(paper.pages) <= MOST_PAGES:
            break
    return html, paper


def laid_out(html: str) -> Any:
    """Return a page laid out on paper: WeasyPrint's document, which has pages."""
    weasyprint = _weasyprint()
    nothing = importlib.import_module("weasyprint.urls").URLFetcher(
        allowed_protocols=(), allow_redirects=False
    )
    style = weasyprint.CSS(
        string=STYLE.read_text(encoding="utf-8"), url_fetcher=nothing, base_url=None
    )
    paper = weasyprint.HTML(string=html, url_fetcher=nothing, base_url=None)
    return paper.render(stylesheets=[style])


def _why_not() -> str:
    """Return why no PDF can be made here, empty where it can."""
    try:
        _weasyprint()
    except ImportError:
        return _(
            'PDFs need WeasyPrint: install Retrowalk with pip install "retrowalk[pdf]".'
        )
    except OSError:
        return _(
            "PDFs need Pango, which is missing on this machine: on Debian install "
            "libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0."
        )
    return ""


def _weasyprint() -> ModuleType:
    # Only once a PDF is asked for: it takes half a second, and it may be missing.
    return importlib.import_module("weasyprint")
