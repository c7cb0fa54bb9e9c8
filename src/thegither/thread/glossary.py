"""The words that are not everyday words, each with its plain sense. Pages link here: one tap away."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Entry:
    """One word: the name its place on the page has, the word, and what it means."""

    anchor: str
    word: Promise
    sense: Promise


GLOSSARY = (
    Entry("statement", _("Statement"), _("One short thought that others agree or disagree with.")),
    Entry(
        "pass",
        _("Pass"),
        _(
            "You have seen the statement and do not want to say yes or no. That counts as an answer."
        ),
    ),
    Entry(
        "asked",
        _("“31 of 52 answered”"),
        _("52 people could have answered, and 31 did. What the other 21 think, nobody knows."),
    ),
    Entry(
        "chance",
        _("“61%; 44 to 76”"),
        _(
            "61 of every 100 who answered agree. Had other people like them answered, chance alone "
            "could have made it anything from 44 to 76."
        ),
    ),
    Entry(
        "whatever",
        _("“Whatever the rest think”"),
        _(
            "The lowest and the highest that the number could be for everybody who was asked: first "
            "as if all who did not answer disagreed, then as if they all agreed."
        ),
    ),
    Entry(
        "group",
        _("Group"),
        _(
            "People who voted alike. A computer found the groups from the votes alone. It knows no "
            "names, jobs or places."
        ),
    ),
    Entry(
        "support",
        _("What everyone can support"),
        _(
            "More than half of every group agrees, and so clearly that chance does not explain it. "
            "A big group cannot carry a statement on its own."
        ),
    ),
    Entry(
        "landscape",
        _("Landscape"),
        _(
            "A picture of who voted alike. Spots that lie close together stand for people who gave "
            "much the same answers. Left, right, top and bottom have no meaning of their own."
        ),
    ),
    Entry(
        "withheld",
        _("Not shown"),
        _("So few people stand behind the number that it could point at one of them."),
    ),
    Entry(
        "sector",
        _("Sector"),
        _(
            "What kind of body somebody belongs to: public (such as a council), private (a firm), "
            "voluntary (a charity) or community (local people)."
        ),
    ),
    Entry(
        "key",
        _("Key and seal"),
        _(
            "While a conversation is open, a secret number (the key) lets you change your votes. When "
            "it closes, the key is destroyed, and nobody can tell whose vote is whose."
        ),
    ),
    Entry(
        "finding",
        _("Finding"),
        _("Something that votes, answers or records show, written as one sentence."),
    ),
    Entry(
        "mirror",
        _("Mirror"),
        _(
            "The results of an assessment: how the partnership sees itself, and who sees it differently."
        ),
    ),
    Entry(
        "alike",
        _("“Said of people like these”"),
        _(
            "Whoever answered stands for people in the same kind of post, not only for themselves. So the "
            "limits are there even where everybody answered."
        ),
    ),
    Entry(
        "level",
        _("Level"),
        _(
            "How a post stands among others: from the front line over managers to executives. Elected "
            "members and citizen leaders stand beside them."
        ),
    ),
    Entry(
        "citizen_leader",
        _("Citizen leader"),
        _("Somebody who uses services, or cares for somebody, and leads together with the others."),
    ),
    Entry(
        "mandate",
        _("Mandate"),
        _("What allows somebody to decide: a law, a scheme of delegation or an earlier decision."),
    ),
    Entry(
        "scheme",
        _("Scheme of delegation"),
        _("The list of who may decide what, and up to how much money, without asking anybody."),
    ),
    Entry("quorum", _("Quorum"), _("How many have to be there so that a meeting can decide.")),
    Entry(
        "fingerprint",
        _("Fingerprint and audit chain"),
        _(
            "Every step is written into a chain of entries. A fingerprint is a long number made from a "
            "text: change one letter, and it no longer fits. So a change made afterwards shows."
        ),
    ),
    Entry(
        "thread",
        _("Thread"),
        _("The line from what people said to what was found, decided, promised and done."),
    ),
    Entry(
        "polis",
        _("Polis"),
        _("Another program for such conversations. Its files can be brought in and taken away."),
    ),
)

# Of these, the words that readers stumble over when somebody else writes them.
STUMBLED_OVER = frozenset({"landscape", "sector", "polis", "finding"})


def own_words() -> dict[str, str]:
    """The words to explain wherever they stand, in small letters, each with its sense."""
    return {
        str(entry.word).lower(): str(entry.sense)
        for entry in GLOSSARY
        if entry.anchor in STUMBLED_OVER
    }
