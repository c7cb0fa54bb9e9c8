"""Every page of Thegither by the name of its address, who opens it, and how to get there.

`test_pages.py` visits each of them wide and on a phone. A new page is one more line here;
`tests/test_architecture.py` fails when a named address stands in neither table.
"""

import re
from collections.abc import Callable
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from playwright.sync_api import Page
from tests.browser.assessment_pages import (
    ASSESSMENT_NO_PAGE,
    ASSESSMENT_POST_ONLY,
    ASSESSMENTS,
)
from tests.browser.authority_pages import AUTHORITY, AUTHORITY_NO_PAGE, AUTHORITY_POST_ONLY
from tests.browser.board_pages import BOARD, BOARD_NO_PAGE
from tests.browser.contact_pages import CONTACT, CONTACT_NO_PAGE, CONTACT_POST_ONLY
from tests.browser.conversation_pages import CONVERSATIONS
from tests.browser.decision_pages import DECISION_NO_PAGE, DECISION_POST_ONLY, DECISIONS
from tests.browser.meeting_pages import MEETING_NO_PAGE, MEETING_POST_ONLY, MEETINGS
from tests.browser.paper_pages import PAPER_NO_PAGE, PAPER_POST_ONLY, PAPERS
from tests.browser.promise_pages import PROMISE_NO_PAGE, PROMISE_POST_ONLY, PROMISES
from tests.browser.protection_pages import PROTECTION, PROTECTION_NO_PAGE, PROTECTION_POST_ONLY
from tests.browser.relationship_pages import (
    RELATIONSHIP_NO_PAGE,
    RELATIONSHIP_POST_ONLY,
    RELATIONSHIPS,
)
from tests.browser.start_pages import START, START_NO_PAGE, START_POST_ONLY
from tests.browser.steps import press
from tests.browser.visits import Visit, at
from tests.world import World


def _thread(world: World) -> str:
    return reverse("thread:thread", args=["kirkbrae", a_finding(world).pk])


def a_finding(world: World):
    """A record with one before it and one after it, made through actions as everything is."""
    from thegither.spine.spaces import actions as spaces

    titles = {"conversation": "How do we look after carers?", "finding": "Carers want a break",
              "commitment": "Respite for every carer by June"}  # fmt: skip
    records = {
        kind: spaces.create_record(
            partnership=world.partnership, kind=kind, title=title, audience="members"
        )
        for kind, title in titles.items()
    }
    spaces.link_records(
        from_record=records["conversation"], to_record=records["finding"], relation="led_to"
    )
    spaces.link_records(
        from_record=records["finding"], to_record=records["commitment"], relation="led_to"
    )
    return records["finding"]


def _paste_people(page: Page) -> None:
    page.locator("textarea").fill("Name\tE-mail\nUna\tuna@kirkbrae.example")
    press(page, "Read the list")
    press(page, "Look again first")


def _alert(world: World) -> str:
    from thegither.spine.spaces import actions as spaces

    alert = spaces.raise_safeguarding(
        viewer=world.viewer("morag"), record=a_finding(world), reason="Somebody may be hurt."
    )
    return reverse("people:answer_alert", args=["kirkbrae", alert.pk])


def _two_share_a_mailbox(world: World) -> str:
    """Somebody proves a mailbox that two people read: the address of the mailed code."""
    from django.core import mail

    from thegither.spine.people import actions as people
    from thegither.spine.spaces.visibility import HOUSE

    address = world.people["bashir"].email
    people.add_person(viewer=HOUSE, partnership=world.partnership, name="Una", email=address)
    people.ask_for_code(address=address, sign_in_url="")
    code = re.search(r"\b(?:[A-Z0-9]{3,5}[ -]){1,}[A-Z0-9]{3,5}\b", mail.outbox[-1].body).group()
    return f"{reverse('people:use_code')}?{urlencode({'code': code})}"


def _send(page: Page) -> None:
    press(page, "Sign in")


def _of(name: str, person: str) -> Callable[[World], str]:
    """The page of a person, by the name it has in the world."""
    return lambda world: reverse(name, args=["kirkbrae", world.people[person].pk])


def _of_body(name: str, body: str) -> Callable[[World], str]:
    return lambda world: reverse(name, args=["kirkbrae", world.organizations[body].pk])


def _seat_of_bashir(name: str, part: str) -> Callable[[World], str]:
    """A page about Bashir's membership, or about what it leads to: `part` is "pk" or "post_id"."""

    def address(world: World) -> str:
        membership = world.people["bashir"].memberships.get()
        return reverse(name, args=["kirkbrae", getattr(membership, part)])

    return address


def _typed(world: World) -> str:
    """Bashir's page after Ailsa typed a new phone and ended his post: sources, and the way back."""
    from thegither.spine.people import actions as people

    bashir, ailsa = world.people["bashir"], world.viewer("ailsa")
    people.correct_person(
        viewer=ailsa, person=bashir, name=bashir.name, email=bashir.email, phone="01632 960002"
    )
    people.end_membership(
        viewer=ailsa, membership=bashir.memberships.get(), last_day=date(2026, 11, 21)
    )
    return reverse("people:person", args=["kirkbrae", bashir.pk])


def _alike(world: World) -> str:
    from thegither.spine.people import actions as people

    email = world.people["bashir"].email
    people.add_person(
        viewer=world.viewer("ailsa"), partnership=world.partnership, name="BASHIR", email=email
    )
    return reverse("people:duplicates", args=["kirkbrae"])


PEOPLE = [
    at("people:sign_in", "nobody"),
    at("people:use_code", "nobody"),
    at("people:sign_in_as", "nobody", "kirkbrae"),
    at("people:who_is_who", "bashir", "kirkbrae"),
    at("people:who_is_who", "ailsa", "kirkbrae"),
    Visit("people:person", "catriona", _of("people:person", "bashir")),
    Visit("people:person", "ailsa", _typed),
    at("people:add_person", "ailsa", "kirkbrae"),
    Visit("people:correct_person", "ailsa", _of("people:correct_person", "bashir")),
    Visit("people:add_membership", "ailsa", _of("people:add_membership", "bashir")),
    Visit("people:correct_membership", "ailsa", _seat_of_bashir("people:correct_membership", "pk")),
    at("people:organizations", "ailsa", "kirkbrae"),
    Visit("people:organization", "ailsa", _of_body("people:organization", "council")),
    at("people:add_organization", "ailsa", "kirkbrae"),
    Visit(
        "people:correct_organization", "ailsa", _of_body("people:correct_organization", "council")
    ),
    Visit("people:add_post", "ailsa", _of_body("people:add_post", "council")),
    Visit("people:correct_post", "ailsa", _seat_of_bashir("people:correct_post", "post_id")),
    at("people:safeguarding_lead", "ailsa", "kirkbrae"),
    at("people:import_people", "ailsa", "kirkbrae"),
    Visit(
        "people:import_columns",
        "ailsa",
        lambda world: reverse("people:import_people", args=["kirkbrae"]),
        _paste_people,
    ),
    Visit("people:duplicates", "ailsa", _alike),
    at("people:codes", "ailsa", "kirkbrae"),
    at("people:duties", "ailsa", "kirkbrae"),
    at("people:you", "bashir", "kirkbrae"),
    at("people:hidden", "bashir", "kirkbrae"),
    at("people:alerts", "effie", "kirkbrae"),
    Visit("people:answer_alert", "effie", _alert),
    Visit("people:who_are_you", "nobody", _two_share_a_mailbox, _send),
]
VISITS = [
    at("thread:front_door", "nobody"),
    at("thread:accessibility", "nobody"),
    at("thread:privacy", "nobody"),
    at("thread:contact", "nobody"),
    at("thread:glossary", "nobody"),
    at("thread:home", "nobody", "kirkbrae"),
    at("thread:home", "ailsa", "kirkbrae"),
    *(
        at("thread:word", "ailsa", "kirkbrae", word)
        for word in "listen see decide learn grow".split()
    ),
    at("thread:search", "ailsa", "kirkbrae"),
    Visit("thread:thread", "ailsa", _thread),
    *BOARD,
    *PEOPLE,
    *CONVERSATIONS,
    *MEETINGS,
    *DECISIONS,
    *ASSESSMENTS,
    *RELATIONSHIPS,
    *AUTHORITY,
    *PROMISES,
    *PAPERS,
    *CONTACT,
    *PROTECTION,
    *START,
]

# Pages with a large box that is not for free text of people, each with what it is for.
NOT_FREE_TEXT = {
    "protection:write_notice": "what a coordinator tells people about their data",
    "protection:extend_activity": "a coordinator's reason",
    "protection:extend_person": "a coordinator's reason",
    "protection:answer_request": "a coordinator's answer",
    "decisions:create": "what a coordinator says of a question",
    "decisions:change": "what a coordinator says of a question",
    "decisions:withdraw": "a coordinator's reason",
    "decisions:direct": "a coordinator's own words",
    "decisions:permit": "a coordinator's own words",
    "decisions:invite": "the words of an invitation, which the coordinator sends",
    "assessments:invite": "the words of an invitation, which the coordinator sends",
    "assessments:paper": "what stands on somebody's sheet of paper, which a coordinator types",
    "assessments:create": "what a coordinator says before the questions",
    "assessments:change": "what a coordinator says before the questions",
    "assessments:edit_head": "what a coordinator says of questions",
    "assessments:add_question": "a question that a coordinator writes",
    "assessments:edit_question": "a question that a coordinator writes",
    "assessments:translate": "the words of questions in another language",
    "assessments:add_area": "a question that a coordinator writes",
    "assessments:edit_area": "what a coordinator says of an area",
    "assessments:add_answers": "the answers that can be chosen",
    "assessments:edit_answers": "the answers that can be chosen",
    "assessments:add_to_plan": "how one will know that a plan worked",
    "conversations:invite": "the words of an invitation, which the coordinator sends",
    "authority:import_list": "a pasted list",
    "people:import_people": "a pasted list",
    "people:import_columns": "a pasted list",
    "people:answer_alert": "the safeguarding lead's own answer",
    "people:start_partnership": "the purpose of a partnership that is not there yet",
    "people:partnership": "what the partnership says of itself",
    "relationships:invite": "the words of an invitation, which the coordinator sends",
    "relationships:type_paper": "what stands on somebody's sheet of paper, which a coordinator types",
}
# Named addresses that answer to POST only, each a button or a form on a page above.
POST_ONLY = frozenset(
    f"people:{name}"
    for name in (
        "sign_out sign_out_everywhere merge keep_apart undo_merge make_code end_duty step_into "
        "end_membership reopen_membership"
    ).split()
) | {"conversations:open", "conversations:decide"}
POST_ONLY |= RELATIONSHIP_POST_ONLY | ASSESSMENT_POST_ONLY | MEETING_POST_ONLY
POST_ONLY |= DECISION_POST_ONLY | PROMISE_POST_ONLY | PAPER_POST_ONLY
POST_ONLY |= AUTHORITY_POST_ONLY | CONTACT_POST_ONLY | PROTECTION_POST_ONLY | START_POST_ONLY
# Named addresses that are no page to look at, each with the reason.
NO_PAGE = {
    "thread:healthz": "for machines: one line of text",
    "thread:readyz": "for machines: one line of text",
    "people:as_csv": "a file",
    "people:as_popolo": "a file",
    "conversations:export": "a file",
    "openid_connect_login": "leads away, to the sign-in of an organization; needs one configured",
    "openid_connect_callback": "where that sign-in comes back",
}
NO_PAGE |= DECISION_NO_PAGE | START_NO_PAGE | AUTHORITY_NO_PAGE
NO_PAGE |= BOARD_NO_PAGE | ASSESSMENT_NO_PAGE | RELATIONSHIP_NO_PAGE
NO_PAGE |= MEETING_NO_PAGE | PROMISE_NO_PAGE | PAPER_NO_PAGE | CONTACT_NO_PAGE | PROTECTION_NO_PAGE
