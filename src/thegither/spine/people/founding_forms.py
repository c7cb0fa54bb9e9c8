"""What a partnership says of itself: when it is founded, and whenever that changes."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from thegither.spine.people.actions.founding import Founding
from thegither.spine.people.models import Organization
from thegither.spine.spaces.addresses import check_address, suggest_address
from thegither.spine.spaces.errors import SpaceError
from thegither.spine.spaces.models import Partnership

# All of a founding travels in one cookie until its code is typed, and a cookie holds 4 kB.
LONGEST_NAME, LONGEST_PURPOSE = 120, 400
LONGEST_WAIT = 60
ME, ANOTHER = "me", "another"


class FoundingForm(forms.Form):
    """What `thegither found` asks for; the address is checked where the partnership is made."""

    name = forms.CharField(max_length=200)
    slug = forms.CharField(max_length=200)
    purpose = forms.CharField(max_length=1_000)
    coordinator = forms.CharField(max_length=200)
    email = forms.EmailField()
    body = forms.CharField(max_length=200, required=False)
    sector = forms.ChoiceField(choices=[("", ""), *Organization.Sector.choices], required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("body") and not given.get("sector"):
            self.add_error("sector", _("Say which sector the body belongs to."))
        return given


class StartForm(forms.Form):
    """The page on which somebody starts a partnership. Nothing of it is stored until a code is typed."""

    name = forms.CharField(
        label=_("What is the partnership called?"), max_length=LONGEST_NAME,
        help_text=_("For example Kirkbrae Together."),
    )  # fmt: skip
    purpose = forms.CharField(
        label=_("What is it for?"),
        max_length=LONGEST_PURPOSE,
        help_text=_("One or two sentences. Anybody may read them. You can change them later."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    slug = forms.CharField(
        label=_("Its web address here"),
        max_length=200,
        required=False,
        help_text=_(
            "Small letters, digits and dashes. Leave it empty, and we make one from the name. "
            "It cannot be changed later."
        ),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    coordinator = forms.CharField(
        label=_("Your name"),
        max_length=LONGEST_NAME,
        help_text=_("You will be its first coordinator."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We send a code to it, to be sure that it is you. You need no password."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    body = forms.CharField(
        label=_("Which body do you work for, or come from?"),
        max_length=LONGEST_NAME,
        help_text=_("A council, a health board, a charity, a carers' group ..."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    sector = forms.ChoiceField(
        label=_("Which sector is it in?"),
        choices=Organization.Sector.choices,
        widget=forms.RadioSelect,
    )
    lead = forms.ChoiceField(
        label=_("Who is told when somebody may be at risk of harm?"),
        choices=[(ME, _("Me, for now")), (ANOTHER, _("Somebody else"))],
        help_text=_("Every box in which people write names this person: the safeguarding lead."),
        initial=ME,
        widget=forms.RadioSelect,
    )
    lead_name = forms.CharField(
        label=_("Name of the safeguarding lead"),
        max_length=LONGEST_NAME,
        required=False,
        help_text=_("Only if it is somebody else."),
    )
    lead_email = forms.EmailField(
        label=_("E-mail of the safeguarding lead"),
        required=False,
        help_text=_("Only if it is somebody else."),
    )
    lead_phone = forms.CharField(
        label=_("Phone of the safeguarding lead"), max_length=50, required=False
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        self._clean_lead(given)
        if given.get("name"):
            self._clean_address(given)
        return given

    def _clean_lead(self, given: dict[str, Any]) -> None:
        """A name typed beside "Me, for now" is left out, so that what is kept is what was chosen."""
        if given.get("lead") == ANOTHER:
            for name in ("lead_name", "lead_email"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, _("Say who it is, or choose “Me, for now”."))
        else:
            given["lead_name"] = given["lead_email"] = ""
            self.errors.pop("lead_email", None)

    def _clean_address(self, given: dict[str, Any]) -> None:
        wanted = given.get("slug", "").strip().lower() or suggest_address(given["name"])
        try:
            check_address(wanted)
        except SpaceError as problem:
            other = suggest_address(given["name"])
            hint = _("“%s” is free.") % other if other and other != wanted else ""
            self.add_error("slug", f"{problem} {hint}".strip())
        given["slug"] = wanted

    def founding(self) -> Founding:
        given = {name: value for name, value in self.cleaned_data.items() if name != "lead"}
        return Founding(**given)

    @staticmethod
    def as_typed(founding: Founding) -> dict[str, str]:
        """The form's first values for somebody who wants to change what they typed."""
        names = Founding.__slots__
        chosen = ANOTHER if founding.lead_name else ME
        return {name: getattr(founding, name) for name in names} | {"lead": chosen}


class PartnershipForm(forms.Form):
    """What a coordinator may change on any day. The safeguarding lead has a page of its own."""

    name = forms.CharField(label=_("Name"), max_length=200)
    purpose = forms.CharField(
        label=_("What it is for"),
        max_length=1_000,
        help_text=_("One or two sentences. They stand on the front door."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    language = forms.ChoiceField(
        label=_("Language in which you mostly write"), choices=settings.LANGUAGES
    )
    answer_days = forms.IntegerField(
        label=_("Working days in which a question is answered"),
        help_text=_(
            "When somebody asks what became of something. After that it goes to the board. "
            "Questions asked already keep their day."
        ),
        min_value=1,
        max_value=LONGEST_WAIT,
    )
    complaints = forms.CharField(
        label=_("How can somebody complain?"),
        max_length=2_000,
        required=False,
        help_text=_("Whom to write to or ring, and what happens then. Anybody may read it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    @staticmethod
    def of(partnership: Partnership) -> dict[str, Any]:
        return {name: getattr(partnership, name) for name in PartnershipForm.base_fields}
