"""Advice on plain words beside a box: when "Check my words" is pressed, and while one types with htmx.

It never stands in the way: a form sends what it holds, whatever the advice says.
"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.forms.utils import ErrorDict
from django.utils.module_loading import import_string

from thegither.formats.plain_english import Advice, advise

PRESSED = "check_words"


class ChecksWords:
    """For a form with boxes whose words can be checked: `checked = ("question", "background")`.

    Its page puts `ui/components/check_words.html` after the button that sends. Pressing that shows the
    form again with what was typed and the advice: nothing is saved, and nothing is called wrong yet.
    """

    checked: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.checked:
            self.fields[name].checks_words = True
            if self.asks_for_advice:
                text = self.data.get(self.add_prefix(name), "")
                self.fields[name].advice = advice_on(text, self.data.get("language", ""))

    @property
    def asks_for_advice(self) -> bool:
        return self.is_bound and PRESSED in self.data

    def full_clean(self) -> None:
        if self.asks_for_advice:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()

    def is_valid(self) -> bool:
        return not self.asks_for_advice and super().is_valid()


def advice_on(text: str, language: str) -> Advice | None:
    """Advice with the words of the house's own glossary; None for an empty box, or another language."""
    is_english = language in ("", "en") or language.startswith("en-")
    if not text.strip() or not is_english:
        return None
    glossary: Mapping[str, str] = import_string(settings.OWN_WORDS)()
    return advise(text, glossary)
