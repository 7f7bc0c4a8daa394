"""A sentence of the rules on a page: in its language, or marked as the English it is."""

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

from retrowalk.server.catalogues import ENGLISH, translated

register = template.Library()


@register.simple_tag
def said(text: str | Promise) -> str | SafeString:
    """Return a text in the language of the page; in a span that says so where it is English."""
    if (found := translated(text)) is not None:
        return found
    return format_html('<span lang="{}">{}</span>', ENGLISH, text)
