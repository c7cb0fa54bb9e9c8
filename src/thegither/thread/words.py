"""The words of the loop, in their order, and what each page says before there is anything on it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class Word:
    """One turn of the loop: its question is the heading, the empty words say what to do first.

    `begins_with` is the word from which it is fed: where to go while there is nothing here.
    """

    name: str
    label: Promise
    question: Promise
    empty: Promise
    begins_with: str


WORDS = (
    Word(
        "listen",
        pgettext_lazy("word of the loop", "Listen"),
        _("Who has something to say, and to what?"),
        _(
            "Nothing has been asked yet. A coordinator starts a conversation with one question; "
            "then everybody answers in their own words and votes on what others wrote."
        ),
        "listen",
    ),
    Word(
        "see",
        pgettext_lazy("word of the loop", "See"),
        _("What do we now know about ourselves?"),
        _(
            "Nothing has been found yet. When a conversation closes, what everyone can support "
            "and where people differ will stand here."
        ),
        "listen",
    ),
    Word(
        "decide",
        pgettext_lazy("word of the loop", "Decide"),
        _("What are we deciding, and who may?"),
        _(
            "No decision is open. Decisions will start from what people said: once something is "
            "found, it can be brought here to be settled."
        ),
        "listen",
    ),
    Word(
        "learn",
        pgettext_lazy("word of the loop", "Learn"),
        _("What did we try, and what came of it?"),
        _(
            "Nothing has been tried yet. When a decision becomes a promise with a date, what came "
            "of it will be told here."
        ),
        "decide",
    ),
    Word(
        "grow",
        pgettext_lazy("word of the loop", "Grow"),
        _("Who is being helped to lead?"),
        _(
            "Nothing is offered yet. What people need in order to lead, and who can help, will "
            "stand here."
        ),
        "learn",
    ),
)
FOUND_UNDER = "see"
BY_NAME = {word.name: word for word in WORDS}


class WordConverter:
    """The part of an address that is one of the words."""

    regex = "|".join(BY_NAME)

    def to_python(self, value: str) -> Word:
        return BY_NAME[value]

    def to_url(self, value: Word | str) -> str:
        return getattr(value, "name", value)
