"""How a form looks: the design system's markup for every field, so that `{{ form }}` is all a page needs."""

from django import forms
from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Draws forms from `ui/components/form.html`, an error summary first, one question after another."""

    form_template_name = "ui/components/form.html"
    field_template_name = "ui/components/field.html"


class DayInput(forms.DateInput):
    """A day, asked for by the browser's own calendar and sent as 2026-11-21."""

    input_type = "date"

    def __init__(self, attrs: dict[str, str] | None = None) -> None:
        super().__init__({"class": "ds_input--fixed-10", **(attrs or {})}, format="%Y-%m-%d")
