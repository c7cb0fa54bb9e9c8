"""Who else is expected, and who comes instead."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thegither.capabilities.meetings.forms.fields import PersonField
from thegither.capabilities.meetings.models import Meeting
from thegither.capabilities.meetings.queries.people import people_by_body
from thegither.spine.people.models import Organization
from thegither.spine.spaces.visibility import Viewer


class ExpectForm(forms.Form):
    """One more person, or everybody of a body."""

    person = PersonField(label=gettext_lazy("One person"), required=False)
    body = forms.ModelChoiceField(
        label=gettext_lazy("Everybody of"),
        queryset=Organization.objects.none(),
        required=False,
        empty_label=gettext_lazy("no body"),
    )

    def __init__(self, *args: Any, viewer: Viewer, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = timezone.localdate(meeting.starts_at)
        groups = people_by_body(viewer, meeting.record.partnership, day)
        self.fields["person"].empty_label = _("nobody")
        self.fields["person"].offer(viewer, groups)
        bodies = Organization.objects.visible_to(viewer).order_by("name", "pk")
        self.fields["body"].queryset = bodies

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if not self.errors and not said.get("person") and not said.get("body"):
            raise forms.ValidationError(_("Choose a person, or a body."))
        return said


class SubstituteForm(forms.Form):
    MAY = [
        ("decide", gettext_lazy("may decide in my place")),
        ("speak", gettext_lazy("may speak, not decide")),
    ]
    substitute = PersonField(label=gettext_lazy("Who comes in your place?"))
    may = forms.ChoiceField(
        label=gettext_lazy("What may they do there?"), choices=MAY, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, viewer: Viewer, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = timezone.localdate(meeting.starts_at)
        self.fields["substitute"].empty_label = _("choose somebody")
        groups = people_by_body(viewer, meeting.record.partnership, day)
        self.fields["substitute"].offer(viewer, groups)
