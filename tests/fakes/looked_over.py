"""axe on one page in every look: phone and desktop, light and dark, without loading it anew."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
# What can differ between two looks of one page: its colours, and what its size lays out.
COLOURS_AND_SIZE = {
    "runOnly": {
        "type": "rule",
        "values": [
            "color-contrast",
            "link-in-text-block",
            "target-size",
            "scrollable-region-focusable",
            "region",
            "skip-link",
            "aria-hidden-focus",
            "meta-viewport",
        ],
    }
}


def blamed_in_every_look(screen: Page, name: str) -> list[str]:
    """Return what axe blames: every rule on a light phone, then colours and size in the others."""
    found = []
    for size, scheme in (
        (PHONE, "light"),
        (PHONE, "dark"),
        (DESKTOP, "light"),
        (DESKTOP, "dark"),
    ):
        screen.set_viewport_size(size)
        screen.emulate_media(color_scheme=scheme)
        whole = (size, scheme) in ((PHONE, "light"), (DESKTOP, "dark"))
        found += blamed(screen, f"{name} {scheme} {size['width']} px", whole=whole)
    return found


def blamed(screen: Page, name: str, *, whole: bool = True) -> list[str]:
    """Return what axe blames on a page as it stands."""
    response = Axe().run(screen, options=None if whole else COLOURS_AND_SIZE).response
    return [
        f"{name}: {violation['id']} {violation['nodes'][0]['html'][:120]}"
        for violation in response["violations"]
    ]
