"""A correction that does not take back what somebody else has corrected meanwhile."""

from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import localize
from django.utils.translation import gettext as _


class SinceRead(forms.ModelForm):
    """Carries along what the entry said when its page was read, and asks again where that has changed.

    Asking is enough: whoever saves a second time has read what the entry says now. A post without the mark,
    as a program may send it, is taken as it is.
    """

    as_read = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.as_now = _mark(self.initial) if self.instance.pk and self.initial else ""
        self.initial["as_read"] = self.as_now

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        as_read = cleaned.pop("as_read", "")
        others = [name for name in self.changed_data if name != "as_read"]
        if as_read and as_read != self.as_now and others:
            self.data = self.data.copy()
            self.data[self.add_prefix("as_read")] = self.as_now
            raise ValidationError(self._changed(others))
        return cleaned

    def _changed(self, names: list[str]) -> str:
        return _(
            "Somebody changed this entry while you had it open. It now says: %(now)s. "
            "What you typed still stands below: save again if it is right."
        ) % {"now": "; ".join(map(self._now_says, names))}

    def _now_says(self, name: str) -> str:
        display = getattr(self.instance, f"get_{name}_display", None)
        value = display() if display else getattr(self.instance, name)
        text = localize(value) if value not in (None, "") else _("nothing")
        return f"{self.fields[name].label}: {text}"


def _mark(said: dict[str, Any]) -> str:
    """The same for the same values, and telling none of them."""
    return sha256(
        repr(sorted((name, str(value)) for name, value in said.items())).encode()
    ).hexdigest()
