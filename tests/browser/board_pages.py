"""The board paper, in the state in which it has most to show."""

from datetime import date, timedelta

from django.urls import reverse
from tests.browser.visits import Visit, at
from tests.world import World


def _with_a_year_behind_it(world: World) -> str:
    """A decision with dissent, promises kept, overdue and due, and a question that waits."""
    from thegither.spine.promises import actions as promises

    ailsa, today = world.viewer("ailsa"), date.today()
    decision = promises.record_decision(
        viewer=ailsa,
        partnership=world.partnership,
        text="Carers get a break of two weeks each year.",
        decided_on=today - timedelta(days=20),
        how="agreed at the meeting",
        mandate="Scheme of delegation 4.2",
        dissent="Two members would have begun with one week.",
    )
    made = [
        promises.make_promise(
            viewer=ailsa,
            partnership=world.partnership,
            promise=words,
            owner=world.people["bashir"],
            due_on=today + timedelta(days=due_in),
            because_of=decision.record,
            made_on=today - timedelta(days=20),
        )
        for words, due_in in (
            ("Ask every carer what would help.", -2),
            ("Find a place for respite.", -1),
            ("Open it to every carer.", 90),
        )
    ]
    promises.settle_promise(viewer=ailsa, commitment=made[0], state="kept", said="Forty answered.")
    promises.ask_what_became(
        viewer=world.viewer("catriona"), about=decision.record, words="And when is mine?"
    )
    return reverse("thread:board_paper", args=["kirkbrae"])


BOARD = [
    Visit("thread:board_paper", "bashir", _with_a_year_behind_it),
    at("thread:board_paper", "nobody", "kirkbrae"),
    at("thread:balance", "bashir", "kirkbrae"),
]
BOARD_NO_PAGE = dict.fromkeys(
    (
        "thread:board_paper_docx",
        "thread:board_paper_pdf",
        "conversations:table_file",
        "conversations:workbook",
        "conversations:picture_file",
    ),
    "a file",
)
