"""What the made-up partnership decides together: three questions, all of it our own words."""

from dataclasses import dataclass

from thegither.capabilities.decisions.queries.rule import Rule

SHARED, TOKENISTIC, SMALL = "shared", "tokenistic", "small"


@dataclass(frozen=True, slots=True)
class PlannedRoom:
    """`ago` days before today it was decided, and `review` days later it was to be looked at again.

    `kind` says how the process treated people who use services: shared, tokenistic, or too small to tell.
    """

    kind: str
    question: str
    outcome: str
    whose: str
    sign: str
    horizon: str
    mandate: str
    options: tuple[str, ...]
    rule: Rule
    text: str
    promise: str
    support: str
    ago: int
    review: int
    # The option that most vote for.
    favourite: str = "1"
    costs: tuple[int, ...] = ()
    minority: str = ""


EVENINGS = PlannedRoom(
    kind=SHARED,
    question="How do families reach somebody in the evening?",
    outcome="Nobody waits alone until morning with a worry.",
    whose="Parents of small children, and those who care for them",
    sign="Fewer families say that they found nobody to talk to.",
    horizon="year",
    mandate="Partnership agreement, part 3: how families reach us",
    options=(
        "A phone line until ten, answered by people who know the families.",
        "A drop-in room in two villages on four evenings.",
        "A message service that answers within the hour.",
    ),
    rule=Rule(method="approval"),
    text="A phone line until ten at night, answered by people who know the families.",
    promise="Train twelve volunteers and open the line.",
    support="Two half days of training, and the fares",
    ago=120,
    review=90,
    minority="A phone does not help those who are afraid to ring. The drop-in rooms would have.",
)
MOVING = PlannedRoom(
    kind=TOKENISTIC,
    question="Where does the family centre move to?",
    outcome="Families reach the centre on foot or by one bus.",
    whose="Families without a car",
    sign="More families come who have no car.",
    horizon="five",
    mandate="Capital plan of the council, line 14",
    options=("The former bank in the High Street.", "The ground floor of the council offices."),
    rule=Rule(),
    text="The family centre moves to the ground floor of the council offices.",
    promise="Move the centre by the end of the year.",
    support="Money for a ramp",
    favourite="2",
    ago=100,
    review=70,
    minority="We asked eleven times for a place near the school. Nobody said why not.",
)
SMALL_GRANTS = PlannedRoom(
    kind=SMALL,
    question="What do we do with the small grants of this year?",
    outcome="Each corner of the area gets something that its people chose.",
    whose="Everybody who lives here",
    sign="Every village has at least one thing that was paid for.",
    horizon="year",
    mandate="Grant agreement, paragraph 6",
    options=(
        "A minibus day each month",
        "Benches on the school path",
        "A repair café",
        "A wood fair",
    ),
    costs=(4000, 3000, 2500, 5000),
    rule=Rule(method="equal-shares", budget=9000),
    text="The small grants are paid out as the fair split chose them.",
    promise="Pay the grants out and ask for a photograph each.",
    support="",
    ago=80,
    review=60,
)
ROOMS = (EVENINGS, MOVING, SMALL_GRANTS)
# How many amendments each side moves, and how many of them are taken up: so strong that the tokenistic
# process is found in every seed (with none of 8 beside 7 of 8 taken up, the chance is below 1 in 1,000), and
# the shared one is called so in none.
MOVED_EACH, TAKEN_UP = 8, 7
WHY_MOVED = "It has to work for those who have least time."
WHY_NOT = "There is no money for it this year."
ALSO = (
    "and says so on one page",
    "and asks families after half a year",
    "and keeps a list of who waits",
)
ASKED_EARLIER = "Close the gate of the play park at night until the lights work."
DIRECTIVE = {
    "text": ASKED_EARLIER,
    "reason": "Glass was found three times in one week.",
    "scope": "The gate at night. The park stays open by day.",
    "mandate": "Scheme of delegation: urgent matters",
}
