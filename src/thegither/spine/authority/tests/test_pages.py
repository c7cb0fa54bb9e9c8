"""The pages: the answer to whoever asks, kept word for word; a matter sent up and answered; who may what."""

from urllib.parse import urlencode

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from thegither.spine.authority import actions, house
from thegither.spine.authority.models import (
    AccountabilityLine,
    Delegation,
    Escalation,
    KeptAnswer,
)
from thegither.spine.authority.tests.made import (
    DAY,
    TODAY,
    a_scheme,
    a_year,
    keep,
    post,
    send_up,
    with_trouble,
)
from thegither.spine.spaces.models import Record
from thegither.thread.queries import asks_of, starts_of
from thegither.thread.words import WORDS


def at(name, *parts):
    return reverse(f"authority:{name}", args=["kirkbrae", *parts])


def asked(amount="", label="Support worker", kind="respite", on=""):
    return {"decision_type": kind, "amount": amount, "post": str(post(label).pk), "on": on}


def ask(world, who="bashir", **question):
    return world.client(who).get(at("can_i"), asked(**question)).content.decode()


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("", "Yes"),
        ("500", "Yes"),
        ("700", "Yes, if: the carer agrees"),
        ("2500", "No. Ask: Chief officer (Kirkbrae Council)"),
    ],
)
def test_the_page_says_it_in_one_line_with_its_clause(world, amount, said):
    a_scheme(world)
    page = ask(world, amount=amount)
    assert f'class="ds_page-header__title">{said}</h2>' in page
    assert "(3." in page


def test_whoever_may_is_named_with_their_post_and_a_gap_says_whom_to_tell(world):
    a_scheme(world)
    assert "Chief officer (Kirkbrae Council): Ailsa" in ask(world, amount="2500")
    clause = Delegation.objects.get(clause="3.9")
    actions.strike_entry(viewer=world.viewer("ailsa"), entry=clause, because="Not yet agreed.")
    assert "has a gap here" in ask(world, amount="9000")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [({"amount": "lots"}, "Enter a number"), ({"amount": "-1"}, "0"), ({"on": "soon"}, "date")],
)
def test_a_wrong_question_says_what_to_put_right(world, wrong, words):
    a_scheme(world)
    page = ask(world, **wrong)
    assert 'ds_page-header__title">Yes' not in page
    assert words in page


def test_without_a_scheme_the_page_says_what_to_do_first(world):
    assert (
        "There is no scheme of delegation yet"
        in world.client("bashir").get(at("can_i")).content.decode()
    )


def test_an_answer_is_kept_and_stays_when_the_scheme_changes(world):
    a_scheme(world)
    client = world.client("bashir")
    page = client.post(at("keep"), asked("700"), follow=True).content.decode()
    assert "says the same of that day" in page
    kept = KeptAnswer.objects.get()
    clause = Delegation.objects.get(clause="3.2")
    actions.strike_entry(viewer=world.viewer("ailsa"), entry=clause, because="A slip.")
    page = client.get(at("answer", kept.pk)).content.decode()
    assert "Yes, if: the carer agrees. Clause 3.2 says so." in page
    assert "The scheme was changed since" in page


def test_a_matter_goes_up_and_its_answer_comes_back(world):
    a_scheme(world)
    bashir, ailsa = world.client("bashir"), world.client("ailsa")
    address = f"{at('send')}?decision_type=respite&amount=2500&post={post('Support worker').pk}&on="
    given = {"to_post": post("Chief officer").pk, "proposal": "Two weeks away in June."}
    assert bashir.post(address, given).status_code == 302
    matter = Escalation.objects.get()
    (ask,) = asks_of(world.viewer("ailsa"), world.partnership)
    assert ask.url == at("sent", matter.pk) == house.address_of(matter.record)
    assert not asks_of(world.viewer("bashir"), world.partnership)
    page = ailsa.post(ask.url, {"result": "changed", "reason": ""}).content.decode()
    assert "so that the sender can learn from it" in page
    ailsa.post(ask.url, {"result": "changed", "reason": "One week now."})
    assert "One week now." in bashir.get(ask.url).content.decode()
    matter.refresh_from_db()
    assert (matter.result, matter.answered_on) == ("changed", TODAY)
    assert not asks_of(world.viewer("ailsa"), world.partnership)


def test_nobody_sends_in_the_name_of_a_post_they_do_not_hold(world):
    a_scheme(world)
    address = f"{at('send')}?decision_type=respite&amount=9&post={post('Organizer').pk}&on="
    assert world.client("bashir").get(address).status_code == 404
    assert world.client("bashir").get(at("send")).status_code == 404


def test_whoever_is_asked_reads_by_when_and_everybody_when_it_is_late(world):
    a_scheme(world)
    said = {"to_post": post("Chief officer").pk, "proposal": "A week.", "due_on": TODAY - DAY}
    send = f"{at('send')}?{urlencode(asked('3000'))}"
    bashir = world.client("bashir")
    assert "This day has passed" in bashir.post(send, said).text
    bashir.post(send, said | {"due_on": TODAY + DAY})
    (ask,) = asks_of(world.viewer("ailsa"), world.partnership)
    assert ask.due == TODAY + DAY
    with time_machine.travel(timezone.now() + 3 * DAY, tick=False):
        assert "It is late." in world.client("bashir").get(at("sent_up")).text


def test_only_the_post_that_was_asked_answers_and_only_once(world):
    a_scheme(world)
    address = at("sent", send_up(world).pk)
    world.client("bashir").post(address, {"result": "confirmed"})
    assert Escalation.objects.get().answered_on is None
    for _ in range(2):
        world.client("ailsa").post(address, {"result": "confirmed"})
    assert Escalation.objects.get().result == "confirmed"


def test_what_was_sent_up_can_be_hidden_and_then_is_nowhere(world):
    a_scheme(world)
    matter = send_up(world)
    assert "Two weeks away in June" in house.words_of(matter.record)
    world.hide_from_everybody(matter.record)
    client = world.client("bashir")
    assert client.get(at("sent", matter.pk)).status_code == 404
    assert "respite, £2,500" not in client.get(at("sent_up")).content.decode()
    assert not asks_of(world.viewer("ailsa"), world.partnership)


def test_a_moderator_can_hide_it_at_once(world):
    a_scheme(world)
    matter = send_up(world)
    page = world.client("morag").get(
        reverse("promises:safeguard", args=["kirkbrae", matter.record_id])
    )
    assert "Two weeks away in June" in page.content.decode()


def test_members_read_everything_and_change_nothing(world):
    with_trouble(world)
    line, clause = AccountabilityLine.objects.first(), Delegation.objects.first()
    bashir = world.client("bashir")
    for name in ("lines", "simplify", "scheme", "drift", "sent_up", "lines_csv", "scheme_csv"):
        assert bashir.get(at(name)).status_code == 200
    for address in (
        at("add_line"), at("add_clause"), at("end_line", line.pk), at("strike_line", line.pk),
        at("change_clause", clause.pk), at("end_clause", clause.pk), at("strike_clause", clause.pk),
        at("import_list", "lines"),
    ):  # fmt: skip
        assert bashir.post(address, {}).status_code == 403
    assert "Add a line" not in bashir.get(at("lines")).content.decode()


def test_a_coordinator_writes_changes_and_ends_by_hand(world):
    ailsa = world.client("ailsa")
    carer, lead = post("Carer").pk, post("Organizer").pk
    ailsa.post(at("add_line"), {"from_post": carer, "to_post": lead, "kind": "plan"})
    ailsa.post(
        at("add_clause"), {"decision_type": "tea", "post": carer, "clause": "1", "limit": "5"}
    )
    clause = Delegation.objects.get()
    ailsa.post(at("change_clause", clause.pk), {"clause": "1", "limit": "9", "from_day": TODAY})
    assert "up to £9" in ailsa.get(at("scheme")).content.decode()
    line = AccountabilityLine.objects.get()
    page = ailsa.post(at("end_line", line.pk), {"last_day": TODAY}, follow=True)
    assert "It stays written for the days on which it held" in page.content.decode()
    wrong = ailsa.post(at("add_line"), {"from_post": carer, "to_post": carer, "kind": "plan"})
    assert "cannot answer to itself" in wrong.content.decode()


def test_the_what_if_page_says_what_would_be_gone_and_what_it_would_cost(world):
    with_trouble(world)
    line = AccountabilityLine.objects.get(kind="professional")
    page = (
        world.client("bashir")
        .get(at("simplify"), {"without": [line.pk, "nonsense"]})
        .content.decode()
    )
    assert "No longer so" in page
    assert "Support worker (Kirkbrae Council) answers to more than one" in page
    up = AccountabilityLine.objects.get(from_post__label="Organizer")
    both = {"without": [up.pk]}
    page = world.client("bashir").get(at("simplify"), both).content.decode()
    assert "Chief officer (Kirkbrae Council) answers to nobody, and nobody answers to it." in page
    assert AccountabilityLine.objects.filter(struck_at=None).count() == 5


def test_a_card_shows_one_post_and_whom_to_ask_else(world):
    a_scheme(world)
    page = world.client("bashir").get(at("card", post("Support worker").pk)).content.decode()
    for words in (
        "up to £500",
        "the carer agrees",
        "Organizer (Kirkbrae Carers), for line management",
    ):
        assert words in page
    assert "up to £5,000" not in page


def test_drift_is_drawn_listed_and_can_be_put_on_an_agenda(world):
    a_year(world)
    page = world.client("bashir").get(at("drift")).content.decode()
    proposal = Record.objects.get(finding__kind="widen_delegation")
    assert f"?because={proposal.pk}" in page
    assert "<circle" in page and "front line" in page


def test_every_member_finds_the_question_under_decide_and_an_outsider_does_not(world):
    decide = next(word for word in WORDS if word.name == "decide")
    for name, finds in (("bashir", True), ("nobody", False)):
        starts = starts_of(decide, world.viewer(name), world.partnership)
        assert (at("can_i") in [url for _, url in starts]) is finds


def test_a_kept_answer_says_nothing_of_who_asked(world):
    keep(world)
    assert not {"asked_by", "person"} & {field.name for field in KeptAnswer._meta.get_fields()}
