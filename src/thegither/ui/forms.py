"""How a form looks: the design system's markup for every field, so that `{{ form }}` is all a page needs."""

from django import forms
from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Draws forms from `ui/components/form.html`, an error summary first, one question after another."""

    form_template_name = "ui/components/form.html"
    field_template_name = "ui/components/field.html"


class RowOfChoices(forms.RadioSelect):
    """Radio buttons side by side, each as large as a thumb: for many short questions on one page."""

    template_name = "ui/components/row_of_choices.html"
    is_row = True


class NamedChoice(forms.Select):
    """A list whose first entry says what choosing nothing means, so that the label need not."""

    names_nothing = True


class DayInput(forms.DateInput):
    """A day, asked for by the browser's own calendar and sent as 2026-11-21."""

    input_type = "date"

    def __init__(self, attrs: dict[str, str] | None = None) -> None:
        super().__init__({"class": "ds_input--fixed-10", **(attrs or {})}, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """A time of day, asked for by the browser's own clock and sent as 09:30."""

    input_type = "time"

    def __init__(self, attrs: dict[str, str] | None = None) -> None:
        super().__init__({"class": "ds_input--fixed-10", **(attrs or {})}, format="%H:%M")
