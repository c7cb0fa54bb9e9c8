"""Directives, risks and standing permissions."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from thegither.capabilities.decisions.forms.fields import (
    box,
    day,
    line,
    offer_people,
    person,
    radios,
)
from thegither.capabilities.decisions.models import Permission, Risk, Room
from thegither.capabilities.decisions.phases import OVER
from thegither.capabilities.decisions.queries.reading import rooms_of
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer


class DirectiveForm(forms.Form):
    text = box(gettext_lazy("What is decided?"), rows=2)
    taken_by = person(gettext_lazy("By whom?"), empty=gettext_lazy("choose one"))
    mandate = box(gettext_lazy("On which mandate?"), rows=2)
    reason = box(gettext_lazy("Why could it not wait?"), rows=2)
    scope = box(gettext_lazy("What does it cover, and what does it not?"), rows=2)
    ends_on = day(
        gettext_lazy("On which day does it end?"),
        help_text=gettext_lazy(
            "Within half a year. It ends then by itself, unless you renew it together."
        ),
    )

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_people(self, partnership)


class AcknowledgeForm(forms.Form):
    said = box(
        gettext_lazy("What do you say to it?"),
        rows=2,
        required=False,
        help_text=gettext_lazy(
            "To have read it is not to agree. Members read this with your name."
        ),
    )


class RenewForm(forms.Form):
    room = forms.ModelChoiceField(
        label=gettext_lazy("Which decision, taken together, says so?"),
        queryset=Room.objects.none(),
        empty_label=gettext_lazy("choose one"),
    )
    until = day(gettext_lazy("Until when?"))

    def __init__(self, *args: Any, viewer: Viewer, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        over = rooms_of(viewer, partnership).filter(activity__phase__in=OVER, renewal=None)
        self.fields["room"].queryset = over


class RiskForm(forms.Form):
    """Seven short answers: under five minutes."""

    title = line(gettext_lazy("What do you want to try?"))
    benefit = box(gettext_lazy("What good may it do, and to whom?"), rows=2)
    harm = box(gettext_lazy("What harm may it do?"), rows=2)
    mitigation = box(gettext_lazy("What makes the harm less likely?"), rows=2)
    shared_by = line(gettext_lazy("Who shares the risk with you?"))
    stop_rule = box(
        gettext_lazy("When do you stop?"),
        rows=2,
        help_text=gettext_lazy("Something that anybody can see."),
    )
    review_on = day(gettext_lazy("When do you look at it?"))
    permission = forms.ModelChoiceField(
        label=gettext_lazy("On which standing permission?"),
        queryset=Permission.objects.none(),
        required=False,
        empty_label=gettext_lazy("none"),
    )

    def __init__(self, *args: Any, viewer: Viewer, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = Permission.objects.visible_to(viewer).filter(record__partnership=partnership)
        self.fields["permission"].queryset = seen.filter(
            ended_on=None, until__gte=timezone.localdate()
        )
        self.fields["permission"].label_from_instance = lambda one: one.may


class WentForm(forms.Form):
    went = radios(gettext_lazy("How did it go?"), [pair for pair in Risk.Went.choices if pair[0]])
    what_happened = box(gettext_lazy("What happened?"))


class PermissionForm(forms.Form):
    may = box(gettext_lazy("What may be tried?"), rows=2)
    within = box(gettext_lazy("Within which limits?"), rows=2)
    covered_by = line(
        gettext_lazy("Who covers it?"), help_text=gettext_lazy("The post that answers for it.")
    )
    until = day(gettext_lazy("Until when?"))
