"""axe on one page in its looks, without loading it anew: a light phone and a dark desktop.

Colours do not hang on the size of the window and the layout not on the colours, so each
of the two sizes and each of the two schemes is looked at once, by every rule.
"""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
LOOKS = ((PHONE, "light"), (DESKTOP, "dark"))


def blamed_in_every_look(screen: Page, name: str) -> list[str]:
    """Return what axe blames on a page as it stands, in both looks.

    Motion is reduced, so that no colour is caught half-way from one scheme to the other.
    """
    found = []
    for size, scheme in LOOKS:
        screen.set_viewport_size(size)
        screen.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        response = Axe().run(screen).response
        found += [
            f"{name} {scheme} {size['width']} px: {violation['id']} "
            f"{violation['nodes'][0]['html'][:120]}"
            for violation in response["violations"]
        ]
    return found
