"""How often people are asked: as agreed, whoever asks, and however many ask at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from tests.world_conversations import prepare

from thegither.capabilities.conversations.actions import open_conversation
from thegither.spine.contact import actions
from thegither.spine.contact.errors import NobodyToInvite
from thegither.spine.contact.models import Invitation
from thegither.spine.contact.queries import asked_enough
from thegither.spine.people import actions as people
from thegither.spine.spaces.models import Activity


def activities(world, how_many: int) -> list[Activity]:
    ailsa = world.viewer("ailsa")
    made = [open_conversation(viewer=ailsa, conversation=prepare(world)) for _ in range(how_many)]
    return [one.activity for one in made]


def agree(world, most: int | None = 2, days: int = 30) -> None:
    actions.agree_ask_budget(
        viewer=world.viewer("ailsa"), partnership=world.partnership, most=most, days=days
    )


def ask(world, activity: Activity, *names: str) -> list[Invitation]:
    words = actions.Words("Your view is wanted", "Dear {name}", path="/kirkbrae/")
    chosen = [world.people[name] for name in names]
    return actions.invite(
        viewer=world.viewer("ailsa"), activity=activity, people=chosen, words=words
    )


@pytest.mark.django_db
def test_whoever_was_asked_often_enough_is_left_out(world, keys):
    agree(world, most=1)
    first, second = activities(world, 2)
    ask(world, first, "bashir")
    made = ask(world, second, "bashir", "effie")
    assert [one.person.name for one in made] == ["Effie"]
    with pytest.raises(NobodyToInvite, match="as often as the partnership agreed"):
        ask(world, second, "bashir")


@pytest.mark.django_db
def test_what_lies_before_the_days_agreed_does_not_count(world, keys):
    agree(world, most=1, days=30)
    first, second = activities(world, 2)
    ask(world, first, "bashir")
    today = timezone.localdate()
    Invitation.objects.update(invited_on=today - timedelta(days=29))
    assert asked_enough(world.partnership, today).count() == 1
    Invitation.objects.update(invited_on=today - timedelta(days=30))
    assert ask(world, second, "bashir")


@pytest.mark.django_db
def test_nothing_agreed_leaves_nobody_out_and_an_agreement_can_end(world, keys):
    agree(world, most=1)
    agree(world, most=None)
    for activity in activities(world, 3):
        assert ask(world, activity, "bashir")


@pytest.mark.django_db
def test_whoever_wants_no_message_was_not_disturbed(world, keys):
    agree(world, most=1)
    actions.turn_mail_off(person=world.people["bashir"])
    for activity in activities(world, 2):
        [made] = ask(world, activity, "bashir")
        assert made.channel == Invitation.Channel.NONE


@pytest.mark.django_db
def test_the_page_says_what_is_agreed_and_whom_it_leaves_out(world, keys):
    agree(world, most=1)
    first, second = activities(world, 2)
    ask(world, first, "bashir")
    page = world.client("ailsa").get(f"/kirkbrae/conversations/{second.conversation.pk}/invite/")
    said = " ".join(page.text.split())
    assert "nobody is asked more than 1 time in 30 days" in said
    assert "1 person was asked that often" in said
    assert "Bashir" not in said


@pytest.mark.django_db
def test_coordinators_agree_and_wrong_numbers_are_named(world):
    ailsa, where = world.client("ailsa"), "/kirkbrae/contact/how-often/"
    assert ailsa.post(where, {"most": "3", "days": "0"}).status_code == 422
    ailsa.post(where, {"most": "3", "days": "90"})
    assert 'value="3"' in ailsa.get(where).text
    assert world.client("bashir").get(where).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_partners_who_send_at_once_ask_nobody_beyond_the_budget(world, keys):
    """Eight partners press "send" in the same moment, each for a conversation of their own."""
    agree(world, most=2)
    names = [*people_added(world, 6), "bashir", "effie"]

    def send(activity: Activity) -> int:
        try:
            return len(ask(world, activity, *names))
        except NobodyToInvite:
            return 0
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as partners:
        sent = sum(partners.map(send, activities(world, 8)))
    assert sent == 2 * len(names)
    for name in names:
        assert world.people[name].invitations.count() == 2


def people_added(world, how_many: int) -> Iterator[str]:
    for number in range(how_many):
        name = f"neighbour {number}"
        world.people[name] = people.add_person(
            viewer=world.viewer("ailsa"),
            partnership=world.partnership,
            name=name,
            email=f"n{number}@kirkbrae.example",
        )
        yield name
