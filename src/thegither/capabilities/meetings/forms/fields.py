"""What the forms of meetings ask for, again and again: a time of day, somebody, a few sentences."""

from typing import Any

from django import forms

from thegither.capabilities.meetings.queries.people import Groups
from thegither.spine.people.models import Person
from thegither.spine.spaces.visibility import Viewer

LONGEST = 4000


class TimeInput(forms.TimeInput):
    """A time of day, asked for by the browser's own clock and sent as 14:30."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__({"class": "ds_input--fixed-10"}, format="%H:%M")


class PersonField(forms.ModelChoiceField):
    """Somebody from the register, found under the body they belong to."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Person.objects.none(), **kwargs)

    def offer(self, viewer: Viewer, groups: Groups) -> None:
        self.queryset = Person.objects.visible_to(viewer)
        self.choices = [("", self.empty_label or ""), *groups]


def words(label: str, *, rows: int = 3, required: bool = True, **kwargs: Any) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=LONGEST, required=required, widget=box, **kwargs)
