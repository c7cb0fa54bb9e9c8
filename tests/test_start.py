"""The guided start: what is done is worked out, what was skipped is kept, and all of it has a way back."""

import pytest
from django.test import Client
from django.urls import reverse

from thegither.capabilities.conversations import actions as conversations
from thegither.capabilities.conversations.models import Conversation
from thegither.capabilities.conversations.queries.ready import READY
from thegither.spine.evidence.models import AuditEntry
from thegither.spine.evidence.verify import verify_chain
from thegither.spine.people import actions as people
from thegither.spine.people.models import Account, Person
from thegither.spine.people.queries import viewer_for
from thegither.spine.spaces.models import Partnership, Record
from thegither.spine.spaces.visibility import HOUSE
from thegither.thread import actions
from thegither.thread.errors import ReliedOn
from thegither.thread.start import STEPS, card_of, start_of, templates_of

pytestmark = pytest.mark.django_db


class Glen:
    """A partnership in its first hour: Una has founded it and is the only one in it."""

    def __init__(self) -> None:
        founding = people.Founding(
            name="Glen Together",
            slug="glen",
            purpose="The glen looks after its own.",
            coordinator="Una Reid",
            email="una@glen.example",
            body="Glen Council",
            sector="public",
        )
        founded = people.found_partnership(founding=founding)
        self.partnership, self.una = founded.partnership, founded.coordinator
        self.account = people.open_account(person=self.una)

    @property
    def viewer(self):
        return viewer_for(self.account, self.partnership)

    @property
    def client(self) -> Client:
        client = Client()
        client.force_login(self.account)
        return client

    def start(self):
        self.partnership.refresh_from_db()
        return start_of(self.viewer, self.partnership)

    def next(self) -> str:
        return self.start().next.key

    def page(self, name: str = "start", *parts: str) -> str:
        return reverse(f"thread:{name}", args=["glen", *parts])

    def add_iain(self) -> Person:
        told = {"viewer": HOUSE, "partnership": self.partnership}
        iain = people.add_person(**told, name="Iain Bell", email="iain@glen.example")
        body = self.una.memberships.get().organization
        people.add_membership(viewer=HOUSE, person=iain, organization=body)
        return iain

    def draft(self) -> Conversation:
        draft = conversations.Draft(question="What do carers need?", seeds=("A break.",))
        return conversations.create_conversation(
            viewer=self.viewer, partnership=self.partnership, draft=draft
        )


@pytest.fixture
def glen(db) -> Glen:
    return Glen()


def test_it_goes_from_the_name_to_the_invitation_one_step_at_a_time(glen):
    assert [step.key for step in glen.start().steps] == list(STEPS)
    assert (glen.start().done, glen.next()) == (1, "people")
    glen.add_iain()
    assert (glen.start().done, glen.next()) == (2, "pick")
    conversation = glen.draft()
    assert (glen.start().done, glen.next()) == (3, "read")
    conversations.discard_conversation(viewer=glen.viewer, conversation=conversation)
    assert (glen.start().done, glen.next()) == (2, "pick")


def test_a_step_can_be_skipped_and_taken_up_again(glen):
    page = glen.client.post(glen.page("skip_step", "people"), follow=True).content.decode()
    assert glen.next() == "pick" and glen.start().done == 1
    assert "skipped" in page and "1 of 5 done" in page
    glen.client.post(glen.page("take_up_step", "people"))
    assert glen.next() == "people"


def test_home_shows_how_far_it_is_until_it_is_put_away(glen):
    home = glen.page("home")
    assert "Get started: 1 of 5" in glen.client.get(home).content.decode()
    glen.client.post(glen.page("skip_step", "all"))
    assert "Get started" not in glen.client.get(home).content.decode()
    glen.client.post(glen.page("take_up_step", "all"))
    assert "Get started: 1 of 5" in glen.client.get(home).content.decode()


def test_home_says_nothing_of_it_once_every_step_is_done_or_skipped(glen):
    for step in STEPS:
        glen.client.post(glen.page("skip_step", step))
    glen.partnership.refresh_from_db()
    assert card_of(glen.viewer, glen.partnership) is None
    assert "Go to the home page" in glen.client.get(glen.page()).content.decode()


def test_only_coordinators_are_guided(glen, world):
    iain = Client()
    iain.force_login(people.open_account(person=glen.add_iain()))
    assert "Get started" not in iain.get(glen.page("home")).content.decode()
    pages = [glen.page(), glen.page("pick"), glen.page("delete_partnership")]
    assert {iain.get(page).status_code for page in pages} == {403}
    assert iain.post(glen.page("skip_step", "all")).status_code == 403
    assert world.client("ailsa").get(glen.page()).status_code == 403
    assert Client().get(glen.page()).status_code == 302


def test_a_made_up_partnership_does_not_nag(world):
    assert card_of(world.viewer("ailsa"), world.partnership) is None


def test_every_ready_question_opens_as_a_draft_that_is_not_kept_yet(glen):
    (group, *more), *_rest = templates_of(glen.viewer, glen.partnership)
    templates = more[0]
    assert "conversation" in group and len(templates) == len(READY)
    for template in templates:
        page = glen.client.get(template.url)
        assert page.context["form"]["question"].value() == template.title
        assert len(page.context["form"]["seeds"].value().splitlines()) >= 10
    assert not Conversation.objects.exists()


def test_a_ready_question_is_kept_as_it_stands_with_one_press(glen):
    url = templates_of(glen.viewer, glen.partnership)[0][1][0].url
    form = glen.client.get(url).context["form"]
    given = {name: form[name].value() or "" for name in form.fields}
    glen.client.post(url, given)
    conversation = Conversation.objects.get()
    assert conversation.question == READY[0].question
    assert conversation.statements.count() == len(READY[0].seeds)
    assert glen.start().steps[STEPS.index("pick")].is_done


def test_an_unknown_ready_question_is_an_empty_form(glen):
    page = glen.client.get(reverse("conversations:create", args=["glen"]), {"ready": "x"})
    assert page.status_code == 200 and not page.context["form"]["question"].value()


# --- the way back from all of it ---------------------------------------------------------------------


def test_everything_goes_while_nobody_else_has_come(glen):
    glen.add_iain()
    glen.draft()
    key = glen.partnership.pk
    client = glen.client
    assert "Delete all of it" in client.get(glen.page("delete_partnership")).content.decode()
    answer = client.post(glen.page("delete_partnership"), follow=True)
    assert "is deleted" in answer.content.decode()
    for kind in (Partnership, Person, Account, Record, Conversation):
        assert not kind.objects.exists()
    assert AuditEntry.objects.filter(chain=key).order_by("number").last().verb == (
        "delete_partnership"
    )
    assert verify_chain(key).is_intact
    assert client.get("/").status_code == 200


def somebody_can_sign_in(glen):
    people.open_account(person=glen.add_iain())


def something_is_open(glen):
    conversations.open_conversation(viewer=glen.viewer, conversation=glen.draft())


@pytest.mark.parametrize("rely", [somebody_can_sign_in, something_is_open])
def test_it_stays_once_others_rely_on_it(glen, rely):
    assert "Delete the partnership" in glen.client.get(glen.page()).content.decode()
    rely(glen)
    assert "Delete the partnership" not in glen.client.get(glen.page()).content.decode()
    with pytest.raises(ReliedOn):
        actions.delete_partnership(viewer=glen.viewer, partnership=glen.partnership)
    page = glen.client.post(glen.page("delete_partnership"), follow=True).content.decode()
    assert "cannot be deleted any more" in page and "Delete all of it" not in page
    assert Partnership.objects.filter(slug="glen").exists()


def test_deleting_one_partnership_leaves_the_others_alone(glen, world):
    before = Person.objects.exclude(partnership=glen.partnership).count()
    actions.delete_partnership(viewer=glen.viewer, partnership=glen.partnership)
    assert Person.objects.count() == before
    assert world.client("ailsa").get("/kirkbrae/").status_code == 200
