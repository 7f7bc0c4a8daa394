"""What the templates call sources."""

from django import template

from retrowalk.server.learn.shown import source_name

register = template.Library()
register.filter("source_name", source_name)
