"""The words of an instrument in another language: a box beside each, filled with what is there already."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thegither.capabilities.assessments.forms.instruments import Content, Versioned
from thegither.spine.spaces.languages import LANGUAGES

HEAD = ("title", "purpose")


@dataclass(frozen=True, slots=True)
class Words:
    """One place where words stand: which part of a translation, whose id, and how they read as they are."""

    part: str
    key: str
    now: str
    lines: int = 1

    @property
    def name(self) -> str:
        return f"{self.part}:{self.key}"


def words_in(content: Content) -> Iterator[Words]:
    """Everything that people read, in the order in which they read it."""
    yield from (Words(part, "", content[part]) for part in HEAD)
    for scale in content["scale"]:
        yield Words("scales", scale["id"], scale["title"])
        if scale.get("about"):
            yield Words("about", scale["id"], scale["about"])
    for item in content["item"]:
        yield Words("items", item["id"], item["text"])
        if item.get("safeguarding"):
            yield Words("safeguarding", item["id"], item["safeguarding"])
    for name, options in content["options"].items():
        labels = options["labels"]
        yield Words("labels", name, "\n".join(labels), len(labels))
        if options.get("dont_know"):
            yield Words("dont_know", name, options["dont_know"])


class LanguageForm(forms.Form):
    """Into which language? Those that the questions are in already can be changed."""

    language = forms.ChoiceField(label=gettext_lazy("Into which language?"))

    def __init__(self, content: Content, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = content["language"].partition("-")[0]
        others = [pair for pair in LANGUAGES if pair[0].partition("-")[0] != own]
        known = {code for code, _name in others}
        more = [(code, code) for code in content.get("translation", {}) if code not in known]
        self.fields["language"].choices = [*others, *more]


class TranslationForm(Versioned):
    """A box for each place. What is left empty stays in the language in which it was written."""

    def __init__(self, content: Content, language: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = list(words_in(content))
        told = content.get("translation", {}).get(language, {})
        for words in self.places:
            rows = max(words.lines, 1 + len(words.now) // 100)
            self.fields[words.name] = forms.CharField(
                label=words.now.replace("\n", " · "),
                required=False,
                max_length=2000,
                initial=_told(told, words),
                widget=forms.Textarea(attrs={"rows": rows, "lang": language}),
                help_text=_("The same number of lines, one answer a line.")
                if words.lines > 1
                else "",
            )

    def clean(self) -> Content:
        said = super().clean()
        for words in self.places:
            lines = _lines(said.get(words.name, ""))
            if words.lines > 1 and lines and len(lines) != words.lines:
                why = _("Write %(lines)s lines, one for each answer, or none.")
                self.add_error(words.name, why % {"lines": words.lines})
        return said

    @property
    def translation(self) -> Content:
        """The words as `translation.<language>` of the content holds them."""
        found: Content = {}
        for words in self.places:
            text = self.cleaned_data[words.name].strip()
            if not text:
                continue
            if words.part in HEAD:
                found[words.part] = text
            elif words.part in ("labels", "dont_know"):
                one = found.setdefault("options", {}).setdefault(words.key, {})
                one[words.part] = _lines(text) if words.part == "labels" else text
            else:
                found.setdefault(words.part, {})[words.key] = text
        return found


def _told(told: Content, words: Words) -> str:
    """What the translation says there already."""
    if words.part in HEAD:
        return told.get(words.part, "")
    if words.part in ("labels", "dont_know"):
        found = told.get("options", {}).get(words.key, {}).get(words.part, "")
        return found if isinstance(found, str) else "\n".join(found)
    return told.get(words.part, {}).get(words.key, "")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
