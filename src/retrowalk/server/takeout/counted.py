"""How much there is, in words: "3 people, 214 sessions, 12 tests"."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from retrowalk.server.takeout.catalogue import KEPT
from retrowalk.server.takeout.documents import Whose, stored


def total(whose: Whose) -> dict[str, int]:
    """Return how many rows an account has, or a person of it, by document."""
    return {
        kept.document: stored(kept, whose).count()
        for kept in KEPT
        if whose.person is None or kept.of_a_person
    }


def counted(rows: Mapping[str, int]) -> str:
    """Return how many there are of what people know, then of all the rest together."""
    named = _named(rows)
    said = [words % rows[name] for name, words in named.items() if rows.get(name)]
    rest = sum(count for name, count in rows.items() if name not in named)
    if rest:
        said.append(ngettext("%d other entry", "%d other entries", rest) % rest)
    return ", ".join(said) or _("nothing")


def _named(rows: Mapping[str, int]) -> dict[str, str]:
    """Return the words for each document that people know by name."""
    n = {kept.document: rows.get(kept.document, 0) for kept in KEPT}
    return {
        "persons": ngettext("%d person", "%d people", n["persons"]),
        "sessions": ngettext("%d session", "%d sessions", n["sessions"]),
        "tests": ngettext("%d test", "%d tests", n["tests"]),
        "plans": ngettext("%d version of a plan", "%d versions of plans", n["plans"]),
        "screenings": ngettext("%d screening", "%d screenings", n["screenings"]),
        "own_trials": ngettext(
            "%d trial of yourself", "%d trials of yourself", n["own_trials"]
        ),
        "watch_files": ngettext(
            "%d file of a watch", "%d files of a watch", n["watch_files"]
        ),
        "own_studies": ngettext("%d own study", "%d own studies", n["own_studies"]),
    }
