"""The pages of contact, each in the state in which it has most to show."""

from collections.abc import Callable
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page
from tests.browser.conversation_pages import busy, opened
from tests.browser.steps import follow, press
from tests.browser.visits import Visit, at
from tests.world import World

from thegither.capabilities.conversations.models import Conversation
from thegither.spine.contact import actions
from thegither.spine.contact.links import off_url, path_of
from thegither.spine.contact.models import Helper, Invitation
from thegither.spine.contact.words import link_of
from thegither.spine.people import actions as people

WORDS = "Dear {name},\n\nhow do we look after carers? It takes about a minute.\n\nAilsa"


def asked(world: World) -> Conversation:
    """All are invited: Bashir's mail failed, Catriona gets a letter, Morag a text, Effie said no."""
    conversation = busy(world)
    _morag_by_text(world)
    everybody = [person for name, person in world.people.items() if name != "duncan"]
    path = reverse("conversations:invited_vote", args=["kirkbrae", conversation.pk])
    actions.invite(
        viewer=world.viewer("ailsa"),
        activity=conversation.activity,
        people=everybody,
        words=actions.Words("Your view is wanted", WORDS, path=path),
    )
    of_this = Invitation.objects.filter(activity=conversation.activity)
    of_this.filter(person=world.people["bashir"]).update(
        state="failed", problem="The mail server does not take mail for this address."
    )
    actions.decline(invitation=of_this.get(person=world.people["effie"]))
    return conversation


def _morag_by_text(world: World) -> None:
    morag = people.correct_person(
        viewer=world.viewer("ailsa"),
        person=world.people["morag"],
        name="Morag",
        email="",
        phone="01632 960003",
    )
    world.people["morag"] = morag
    people.give_consent(viewer=world.viewer("morag"), person=morag, channel="phone")


def _of(name: str) -> Callable[[World], str]:
    return lambda world: reverse(name, args=["kirkbrae", asked(world).pk])


def _of_activity(name: str) -> Callable[[World], str]:
    return lambda world: reverse(name, args=["kirkbrae", asked(world).activity_id])


def _link(world: World) -> str:
    conversation = asked(world)
    invitation = conversation.activity.invitations.get(person=world.people["ailsa"])
    return path_of(link_of(invitation))


def _take_part(page: Page) -> None:
    press(page, "Take part")


def _take_part_and_follow(link: str) -> Callable[[Page], None]:
    def clicks(page: Page) -> None:
        _take_part(page)
        follow(page, link, exact=False)

    return clicks


def _vote_and_look(page: Page) -> None:
    _take_part(page)
    press(page, "Agree")
    follow(page, "change your votes", exact=False)


def _wants_to_ask(world: World) -> str:
    return reverse("conversations:invite", args=["kirkbrae", opened(world).pk])


def _preview(page: Page) -> None:
    press(page, "Read it as it will arrive")
    page.get_by_role("heading", name="As it will arrive").wait_for()


def helper_of_catriona(world: World) -> Helper:
    known = world.people["catriona"].helped_by.first()
    if known:
        return known
    today = timezone.localdate()
    agreement = actions.Agreement(
        "answer", "Said so on the phone", today, today + timedelta(days=90)
    )
    return actions.name_helper(
        viewer=world.viewer("ailsa"),
        person=world.people["catriona"],
        helper=world.people["bashir"],
        agreement=agreement,
    )


def _in_her_name(name: str) -> Callable[[World], str]:
    def address(world: World) -> str:
        helper, conversation = helper_of_catriona(world), opened(world)
        return reverse(name, args=["kirkbrae", conversation.pk, helper.pk])

    return address


def _helpers(world: World) -> str:
    helper = helper_of_catriona(world)
    return reverse("contact:helpers", args=["kirkbrae", helper.person_id])


def _helped_you(world: World) -> str:
    """The page "You" with everything that contact adds to it."""
    asked(world)
    helper_of_catriona(world)
    return reverse("people:you", args=["kirkbrae"])


CONTACT = [
    Visit("conversations:invite", "ailsa", _of("conversations:invite")),
    Visit("conversations:invite", "ailsa", _wants_to_ask),
    Visit("conversations:invite", "ailsa", _wants_to_ask, _preview),
    Visit("conversations:print_sheets", "ailsa", _of("conversations:print_sheets")),
    Visit(
        "conversations:invited_conversation", "nobody", _link, _take_part_and_follow("About this")
    ),
    Visit("conversations:invited_vote", "nobody", _link, _take_part),
    Visit("conversations:invited_yours", "nobody", _link, _vote_and_look),
    Visit("conversations:invited_add", "nobody", _link, _take_part_and_follow("Add your own")),
    Visit("conversations:helper_vote", "bashir", _in_her_name("conversations:helper_vote")),
    Visit("conversations:helper_add", "bashir", _in_her_name("conversations:helper_add")),
    Visit("contact:invited", "nobody", _link),
    Visit("contact:texts", "ailsa", _of_activity("contact:texts")),
    Visit("contact:helpers", "catriona", _helpers),
    at("contact:budget", "ailsa", "kirkbrae"),
    Visit("contact:off", "nobody", lambda world: path_of(off_url(world.people["bashir"]))),
    Visit("people:you", "catriona", _helped_you),
]
CONTACT_POST_ONLY = frozenset(
    f"contact:{name}"
    for name in (
        "choose take_part say_no say_no_as_member try_again ask_by_letter change_reminders letters "
        "texts_sent end_help"
    ).split()
) | frozenset(f"conversations:{name}" for name in ("helped", "guest_helped", "invited_helped"))
CONTACT_NO_PAGE = {"contact:texts_as_csv": "a file"}
