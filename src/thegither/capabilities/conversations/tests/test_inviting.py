"""Inviting people to a conversation, from the coordinator's page to the vote behind the link."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from thegither.capabilities.conversations.models import Participant, Vote
from thegither.capabilities.conversations.queries.taking_part import has_answered, voter_of
from thegither.spine.contact import tasks
from thegither.spine.contact.models import Invitation
from thegither.spine.people import actions as people

WORDS = {
    "subject": "Your view is wanted",
    "body": "Dear {name},\n\ntell us what you think.\n\nAilsa",
    "remind_after": "7",
    "remind_before": "2",
}


def page_of(conversation, name="invite"):
    return reverse(f"conversations:{name}", args=["kirkbrae", conversation.pk])


def ask(world, conversation, **said):
    """Ailsa sends what stands on her page."""
    data = WORDS | {"who": "everybody", "step": "send"} | said
    answer = world.client("ailsa").post(page_of(conversation), data)
    tasks.tick()
    return answer


def mail_to(world, name):
    return next(one for one in mail.outbox if one.to == [world.people[name].email])


def link_in(text):
    return re.search(r"http://127.0.0.1:8000([^\s<]+/invited/[^\s<]+)", text).group(1)


def press(client, link, button="take-part"):
    """Open the link, and press a button on the page behind it."""
    page = client.get(link).text
    token = re.search(r'name="token" value="([^"]+)"', page).group(1)
    invitation = link.rstrip("/").rsplit("/", 2)[1]
    return client.post(f"/kirkbrae/contact/invited/{invitation}/{button}/", {"token": token})


def test_each_is_asked_by_the_way_they_allow(world, opened):
    people.give_consent(viewer=world.viewer("morag"), person=world.people["morag"], channel="phone")
    people.give_consent(viewer=world.viewer("morag"), person=world.people["morag"], channel="email")
    people.withdraw_consent(
        viewer=world.viewer("morag"), person=world.people["morag"], channel="email"
    )
    people.correct_person(
        viewer=world.viewer("ailsa"), person=world.people["morag"], name="Morag",
        email="morag@kirkbrae.example", phone="+44 1632 960003",
    )  # fmt: skip
    ask(world, opened)
    ways = dict(Invitation.objects.values_list("person__name", "channel"))
    assert ways == {
        "Ailsa": "email", "Bashir": "email", "Effie": "email", "Morag": "text", "Catriona": "letter"
    }  # fmt: skip
    assert sorted(to for one in mail.outbox for to in one.to if one.subject == WORDS["subject"]) == [
        "ailsa@kirkbrae.example", "bashir@kirkbrae.example", "effie@kirkbrae.example"
    ]  # fmt: skip


def test_one_sector_or_chosen_people(world, opened):
    ask(world, opened, who="voluntary")
    assert set(Invitation.objects.values_list("person__name", flat=True)) == {"Catriona", "Morag"}
    ask(world, opened, who="chosen", people=[str(world.people["bashir"].pk)])
    assert Invitation.objects.count() == 3


def test_nobody_is_asked_twice(world, opened):
    ask(world, opened)
    ask(world, opened)
    assert Invitation.objects.count() == 5
    assert len([one for one in mail.outbox if one.subject == WORDS["subject"]]) == 4


def test_the_mail_is_what_the_preview_showed_but_for_the_link(world, opened):
    answer = world.client("ailsa").post(
        page_of(opened),
        WORDS | {"who": "chosen", "people": [world.people["bashir"].pk], "step": "preview"},
    )
    shown = answer.context["mail"]
    assert not mail.outbox
    assert not Invitation.objects.exists()
    ask(world, opened, who="chosen", people=[world.people["bashir"].pk])
    sent = mail_to(world, "bashir")
    link = f"http://127.0.0.1:8000{link_in(sent.body)}"
    assert shown.subject == sent.subject
    assert shown.body.replace("http://127.0.0.1:8000/…/  (your own link)", link) == sent.body


def test_a_mail_carries_one_link_and_the_way_to_turn_mail_off(world, opened):
    ask(world, opened)
    sent = mail_to(world, "bashir")
    assert len(re.findall(r"https?://", sent.body)) == 1
    assert "Dear Bashir," in sent.body
    assert "No, thank you" in sent.body
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_opening_the_link_changes_nothing_and_signs_nobody_in(world, opened):
    ask(world, opened)
    before = list(Invitation.objects.order_by("pk").values())
    client = world.client()
    for _again in range(3):
        answer = client.get(link_in(mail_to(world, "bashir").body))
        assert answer.status_code == 200
    client.head(link_in(mail_to(world, "bashir").body))
    assert list(Invitation.objects.order_by("pk").values()) == before
    assert not client.cookies.get("sessionid")
    assert not Participant.objects.filter(conversation=opened).exists()


def test_behind_the_button_one_votes_as_oneself_without_signing_in(world, opened):
    ask(world, opened)
    client = world.client()
    answer = press(client, link_in(mail_to(world, "bashir").body))
    assert answer.url == page_of(opened, "invited_vote")
    statement = opened.statements.get(number=1)
    client.post(answer.url, {"statement": statement.pk, "choice": "1"})
    bashir = voter_of(world.viewer("bashir"), opened)
    assert has_answered(bashir)
    vote = Vote.objects.get(participant__pseudonym=bashir.pseudonym)
    assert (vote.statement, vote.choice) == (statement, 1)
    assert client.get("/kirkbrae/people/you/").status_code == 302, "nobody is signed in"


def test_by_link_and_signed_in_one_is_one_voter(world, opened):
    ask(world, opened)
    by_link = world.client()
    press(by_link, link_in(mail_to(world, "bashir").body))
    statement = opened.statements.get(number=1)
    by_link.post(page_of(opened, "invited_vote"), {"statement": statement.pk, "choice": "1"})
    world.client("bashir").post(
        page_of(opened, "vote"), {"statement": statement.pk, "choice": "-1", "change": "1"}
    )
    assert Participant.objects.filter(conversation=opened).count() == 1
    assert Vote.objects.get(statement=statement).choice == -1


@pytest.mark.parametrize(
    "page", ["invited_vote", "invited_yours", "invited_add", "invited_conversation"]
)
def test_every_page_behind_the_link_can_be_read(world, opened, page):
    ask(world, opened)
    client = world.client()
    press(client, link_in(mail_to(world, "bashir").body))
    assert client.get(page_of(opened, page)).status_code == 200
    assert world.client().get(page_of(opened, page)).status_code == 404


def test_a_wrong_or_foreign_link_opens_nothing(world, opened):
    ask(world, opened)
    right = link_in(mail_to(world, "bashir").body)
    other = link_in(mail_to(world, "effie").body)
    swapped = "/".join([*right.rstrip("/").split("/")[:-1], other.rstrip("/").split("/")[-1], ""])
    for link in (
        swapped,
        right[:-2] + "/",
        right.replace("/kirkbrae/", "/kirkbrae/")[:-5] + "0000/",
    ):
        assert world.client().get(link).status_code == 404


def test_whoever_left_cannot_come_in_by_an_old_link(world, opened):
    ask(world, opened)
    client = world.client()
    press(client, link_in(mail_to(world, "bashir").body))
    yesterday = timezone.localdate() - timedelta(days=1)
    people.end_membership(
        viewer=world.viewer("ailsa"),
        membership=world.people["bashir"].memberships.get(),
        last_day=yesterday,
    )
    assert client.get(page_of(opened, "invited_vote")).status_code == 404


def test_when_it_has_closed_the_link_leads_nowhere(world, busy, close):
    ask(world, busy)
    link = link_in(mail_to(world, "bashir").body)
    client = world.client()
    press(client, link)
    close(busy)
    assert client.get(link).status_code == 404
    assert client.get(page_of(busy, "invited_vote")).status_code == 409


def test_the_secret_of_a_link_is_in_no_log_line(world, opened, caplog):
    ask(world, opened)
    client = world.client()
    link = link_in(mail_to(world, "bashir").body)
    caplog.clear()
    press(client, link)
    client.get(link[:-6] + "ffff/")
    client.get(page_of(opened, "invited_vote"))
    secret = link.rstrip("/").rsplit("/", 1)[1]
    assert secret not in caplog.text


def test_no_thank_you_is_one_press(world, opened):
    ask(world, opened)
    press(world.client(), link_in(mail_to(world, "bashir").body), "no")
    invitation = Invitation.objects.get(person=world.people["bashir"])
    assert invitation.declined_on == timezone.localdate()


def test_no_thank_you_for_somebody_who_came_by_a_code(world, opened):
    ask(world, opened)
    own = Invitation.objects.get(person=world.people["catriona"])
    address = reverse("contact:say_no_as_member", args=["kirkbrae", own.pk])
    assert world.client("bashir").post(address).status_code == 404
    world.client("catriona").post(address)
    own.refresh_from_db()
    assert own.declined_on


def test_the_coordinator_reads_how_many_and_never_who(world, opened):
    ask(world, opened)
    page = world.client("ailsa").get(page_of(opened)).text
    press(world.client(), link_in(mail_to(world, "bashir").body), "no")
    votes = world.client()
    press(votes, link_in(mail_to(world, "effie").body))
    votes.post(
        page_of(opened, "invited_vote"),
        {"statement": opened.statements.get(number=1).pk, "choice": "1"},
    )
    after = world.client("ailsa").get(page_of(opened)).text
    assert "1 letter to print" in after
    for name in ("Bashir", "Effie"):
        assert page.count(name) == after.count(name)


def test_letters_carry_a_code_that_signs_in(world, opened):
    ask(world, opened)
    address = reverse("contact:letters", args=["kirkbrae", opened.activity_id])
    page = world.client("ailsa").post(address).text
    code = re.search(r'code-in-large">([^<]+)<', page).group(1)
    assert "Dear Catriona," in page
    client = world.client()
    client.post("/sign-in/code/", {"code": code})
    assert "Your invitations" in client.get("/kirkbrae/people/you/").text
    assert "No letter waits" in world.client("ailsa").post(address).text
    assert "code-in-large" in world.client("ailsa").post(address, {"again": "1"}).text


def test_texts_are_a_list_and_a_file(world, opened):
    catriona = people.correct_person(
        viewer=world.viewer("ailsa"), person=world.people["catriona"], name="Catriona", email="",
        phone="+44 1632 960004",
    )  # fmt: skip
    people.give_consent(viewer=world.viewer("catriona"), person=catriona, channel="phone")
    ask(world, opened)
    address = reverse("contact:texts", args=["kirkbrae", opened.activity_id])
    ailsa = world.client("ailsa")
    link = link_in(ailsa.get(address).text)
    press(world.client(), link)
    file = ailsa.get(reverse("contact:texts_as_csv", args=["kirkbrae", opened.activity_id])).text
    assert "Catriona,0044 1632 960004," in file
    ailsa.post(reverse("contact:texts_sent", args=["kirkbrae", opened.activity_id]))
    assert Invitation.objects.get(person=catriona).state == "sent"


@pytest.mark.parametrize("name", ["bashir", "morag", "duncan", "nobody"])
def test_only_coordinators_invite(world, opened, name):
    client = world.client(name)
    assert client.get(page_of(opened)).status_code in {302, 403}
    for button in ("letters", "texts_sent", "change_reminders"):
        address = reverse(f"contact:{button}", args=["kirkbrae", opened.activity_id])
        assert client.post(address).status_code in {302, 403}
    for page in ("texts", "texts_as_csv"):
        address = reverse(f"contact:{page}", args=["kirkbrae", opened.activity_id])
        assert client.get(address).status_code in {302, 403}


@pytest.mark.parametrize(
    "wrong",
    [{"subject": ""}, {"body": ""}, {"who": "chosen"}, {"who": "nobody"}, {"remind_after": "x"}],
)
def test_what_is_missing_is_said_and_nothing_is_sent(world, opened, wrong):
    answer = ask(world, opened, **wrong)
    assert answer.status_code == 422
    assert not Invitation.objects.exists()


def test_words_come_back_for_changing(world, opened):
    answer = ask(world, opened, step="change", body="My own words")
    assert "My own words" in answer.text
    assert not Invitation.objects.exists()
