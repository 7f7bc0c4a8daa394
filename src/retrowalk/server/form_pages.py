"""How every form of the site is drawn: one template for all fields, allauth's included."""

from django.forms.renderers import TemplatesSetting


class PageForms(TemplatesSetting):
    """Draws forms with the site's own templates."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
