"""What a made-up partnership decides and promises over a year. All of it our own words.

Days are counted back from the day on which it is built.
"""

from dataclasses import dataclass

# Where a decision is taken, if nothing else is said.
BOARD = "The board"
# What becomes of a promise: settled as promised, let down, put off and then kept, or still to come.
KEPT, BROKEN, LATER, OPEN, OVERDUE = "kept", "broken", "later", "open", "overdue"


@dataclass(frozen=True, slots=True)
class PlannedPromise:
    """`due` days after the decision; `became` says what happened, `said` in whose words."""

    promise: str
    due: int
    became: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class PlannedDecision:
    """`ago` days before today; `review` days after it was taken (0: never)."""

    text: str
    how: str
    ago: int
    promises: tuple[PlannedPromise, ...] = ()
    mandate: str = ""
    level: str = BOARD
    dissent: str = ""
    no_promise_because: str = ""
    review: int = 0
    # What a review found when its day came; empty where nobody has looked yet.
    found: str = ""


ONE_PERSON = PlannedDecision(
    text="Every family that asks for help gets the name of one person within a week.",
    how="agreed at the meeting",
    ago=340,
    mandate="Partnership agreement, part 3: how families reach us",
    promises=(
        PlannedPromise(
            "Print the names on one leaflet and lay it out in every surgery and school.", 60, KEPT,
            "It lies in all 31 places. The library asked for it too.",
        ),
        PlannedPromise(
            "Ring twenty families after three months and ask whether it works.", 110, KEPT,
            "We reached 17. Fourteen knew a name, three did not.",
        ),
    ),
    review=180,
    found="Most families know a name by now. It stands; we look again when the school year is over.",
)  # fmt: skip
PLAIN_LETTERS = PlannedDecision(
    text="Letters to families are tried out on three parents before they go out.",
    how="by vote",
    ago=250,
    mandate="Partnership agreement, part 5: how we write",
    dissent=(
        "The division commander: a warning sometimes has to go out on the same day. Trying it out first "
        "takes a week, and a week is too long."
    ),
    promises=(
        PlannedPromise(
            "Rewrite the ten letters that we send most.", 90, BROKEN,
            "Four are done. The person who wrote them moved on, and nobody took it up.",
        ),
        PlannedPromise(
            "Find nine parents who read drafts, and pay them for it.", 60, LATER,
            "The finance team has to agree how they are paid.",
        ),
    ),
)  # fmt: skip
EVENING_DESK = PlannedDecision(
    text="One duty desk answers the phone on weekday evenings, for four months.",
    how="by the chief executive alone, until the board has met",
    ago=140,
    level="Chief executive of the council",
    mandate="Scheme of delegation: urgent matters",
    promises=(
        PlannedPromise("Find two volunteers for each evening.", 128, OVERDUE),
        PlannedPromise("Count the calls, and bring the numbers to the board.", 160, OPEN),
    ),
    review=125,
)
NO_NEWSLETTER = PlannedDecision(
    text="The partnership gives up its own newsletter.",
    how="agreed at the meeting",
    ago=70,
    no_promise_because="Each partner has a newsletter, and the next issue was not yet begun.",
)
YEAR = (ONE_PERSON, PLAIN_LETTERS, EVENING_DESK, NO_NEWSLETTER)

# A partner that came for the first of these decisions, promised something, and left.
PARTNER = "The Travelling Crèche"
ITS_PEOPLE = (
    ("Crèche leader", "first_line_manager"),
    ("Playworker", "front_line"),
)
ITS_PROMISE = PlannedPromise("Look after the children while parents meet, once a month.", 400, OPEN)
JOINED_AGO, LEFT_AGO = 700, 100
WHY_IT_LEFT = "The grant that paid for the van has ended, and the crèche closes."

WHAT_PEOPLE_ASK = "I was one of those who said the letters frighten people. Were they rewritten?"
ASKED_AGO = 35
WHAT_OTHERS_ASK = "Does anybody still ring families to ask how it went?"
ASKED_LATELY_AGO = 4
WHAT_IS_ANSWERED = (
    "Yes. Health visitors ask after six weeks, and the answers come to the board in spring."
)
