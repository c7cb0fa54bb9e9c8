"""One entry of the register, as somebody types it: parsed and checked field by field, stored nowhere."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thegither.spine.people.models import Membership, Organization, Person, Post
from thegither.spine.spaces.visibility import Viewer
from thegither.ui.forms import DayInput
from thegither.ui.since_read import SinceRead

A_PAGE = 50


class LookUpForm(forms.Form):
    """Whose name to look for, and which page of what is found. What cannot be read asks for nothing."""

    q = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    def words(self) -> str:
        return self.cleaned_data.get("q", "") if self.is_valid() else ""

    def page(self, entries: QuerySet) -> Page:
        return Paginator(entries, A_PAGE).get_page(self.data.get("page"))


class PeopleForm(LookUpForm):
    """Whom to look for, and on which day; an empty or unreadable day means today."""

    on = forms.DateField(label=_("On which day?"), required=False, widget=DayInput)
    everybody = forms.BooleanField(
        label=_("Also people without a post on that day"), required=False
    )

    def day(self) -> Any:
        chosen = self.cleaned_data.get("on") if self.is_valid() else None
        return chosen or timezone.localdate()

    def wants_everybody(self) -> bool:
        return self.is_valid() and self.cleaned_data["everybody"]


class PersonForm(SinceRead):
    class Meta:
        model = Person
        fields = ("name", "email", "phone")
        help_texts = {"email": _("Sign-in codes go to this address.")}


class OrganizationForm(SinceRead):
    class Meta:
        model = Organization
        fields = (
            "name",
            "sector",
            "classification",
            "parent",
            "founding_date",
            "dissolution_date",
        )
        widgets = {
            "sector": forms.RadioSelect,
            "founding_date": DayInput,
            "dissolution_date": DayInput,
        }
        help_texts = {"classification": _("Such as council, health board or carers’ group.")}

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = Organization.objects.visible_to(viewer).exclude(pk=self.instance.pk)
        self.fields["parent"].queryset = self.others.order_by("name", "pk")
        self.fields["parent"].empty_label = str(_("no larger body"))
        self.fields["sector"].choices = Organization.Sector.choices

    def clean_name(self) -> str:
        """A list finds a body by its name, so that two of one name would be mistaken for each other."""
        name = self.cleaned_data["name"]
        if self.others.filter(name__iexact=name).exists():
            raise ValidationError(_("There is an organisation of this name already."))
        return name


class PostForm(SinceRead):
    class Meta:
        model = Post
        fields = ("label", "level")
        widgets = {"level": forms.RadioSelect}
        help_texts = {"label": _("The position, whoever holds it: such as support worker.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = Post.Level.choices


class _PostChoice(forms.ModelChoiceField):
    def label_from_instance(self, post: Any) -> str:
        return f"{post.organization} – {post}"


class MembershipForm(forms.Form):
    organization = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organization.objects.none(), empty_label=_("choose one")
    )
    post = _PostChoice(
        label=_("Post"),
        queryset=Post.objects.none(),
        required=False,
        empty_label=_("without a post"),
        help_text=_(
            "A post of that organisation. Is it missing? Add it on the organisation's page."
        ),
    )
    role = forms.CharField(
        label=_("Role"),
        max_length=200,
        required=False,
        help_text=_("In words of your own, such as observer."),
    )
    valid_from = forms.DateField(label=_("First day"), required=False, widget=DayInput)
    valid_to = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=DayInput,
        help_text=_("Leave it empty while it goes on."),
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = Organization.objects.visible_to(viewer).order_by("name", "pk")
        posts = Post.objects.visible_to(viewer).select_related("organization")
        self.fields["organization"].queryset = bodies
        self.fields["post"].queryset = posts.order_by("organization__name", "label", "pk")

    @staticmethod
    def of(tie: Membership) -> dict[str, Any]:
        """What the form begins with when a membership is corrected."""
        names = ("organization", "post", "role", "valid_from", "valid_to")
        return {name: getattr(tie, name) for name in names}
