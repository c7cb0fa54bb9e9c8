"""What the made-up board talks about through a year, before any database knows it: plain data.

Days are counted back from today; those on which something is decided are the days of `demo.promised`.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from thegither.formats.documents import Bullets, Document, Heading, Paragraph


@dataclass(frozen=True, slots=True)
class Sitting:
    """One meeting: how many days ago, what it was about, and what the notes say."""

    ago: int
    topic: str
    notes: str


YEAR = (
    Sitting(
        340,
        "Who do families turn to?",
        "Three parents told how often they had to tell their story. The board agreed that one is enough.",
    ),
    Sitting(
        310, "Places in summer", "The school hall can be had. The voluntary providers bring staff."
    ),
    Sitting(
        280,
        "What the front line says",
        "Two support workers came. They ask for fewer forms, and for one list of who does what.",
    ),
    Sitting(
        250,
        "Letters that frighten people",
        "The panel read five letters aloud. Nobody wanted to have written them.",
    ),
    Sitting(
        222, "The year's money", "The council and the health board show the same figures for once."
    ),
    Sitting(
        194, "Housing and early help", "Housing officers see families first. They are asked along."
    ),
    Sitting(
        167,
        "Young carers",
        "The young carers' circle showed a film. Schools do not know who cares at home.",
    ),
    Sitting(
        140,
        "Calls in the evening",
        "Most calls come between five and eight, and nobody answers them.",
    ),
    Sitting(105, "Winter", "Each partner says what it can do when roads are closed."),
    Sitting(
        70,
        "Our newsletter",
        "Forty people open it. The chair thanked those who had written it for six years.",
    ),
    Sitting(
        42,
        "Sharing what we know",
        "Who may tell whom what: the nurses' paper is taken as the starting point.",
    ),
    Sitting(
        14,
        "Before the new plan",
        "What should be in it is asked of everybody in the open conversation.",
    ),
)


def weekday_before(day: date) -> date:
    """Boards do not meet at weekends: a Saturday or Sunday becomes the Friday before.

    >>> weekday_before(date(2026, 11, 21)), weekday_before(date(2026, 11, 19))
    (datetime.date(2026, 11, 20), datetime.date(2026, 11, 19))
    """
    return day - timedelta(days=max(0, day.weekday() - 4))


WELCOME, LAST_MINUTES = "Welcome and apologies", "Minutes of the last meeting"
WELCOMED, AGREED = "The chair welcomed everybody.", "Agreed as they stand."
ASKED_FOR = "Could the meeting start after school hours, so that parents can come?"
AHEAD, FORUM_AHEAD = 12, 5
FORUM_TITLE, FORUM_ITEM = "Community forum", "What should be in the new plan?"
PAPER = Document(
    "What the new plan should settle",
    "For the board, to read before the meeting",
    (
        Paragraph(
            "The last plan named nineteen aims. Most of us cannot name five. This paper asks the board to "
            "choose few, and to say for each who answers for it."
        ),
        Heading("What we ask the board to do"),
        Bullets(
            (
                "Choose at most four aims for three years.",
                "Name one person for each, who tells the board twice a year.",
                "Keep one aim open until the conversation with families has closed.",
            )
        ),
        Heading("What we do not know"),
        Paragraph(
            "How many families gave up on asking for help. No partner counts them, and none can alone."
        ),
    ),
)
