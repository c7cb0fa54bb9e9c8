"""Everything kept about one person: no table is forgotten, and nothing of others is in it."""

import json
import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from thegither.capabilities.conversations import actions as conversations
from thegither.capabilities.conversations.queries.taking_part import voter_of
from thegither.spine.contact import actions as contact
from thegither.spine.people import actions as people
from thegither.spine.people.models import Account, Person, SignInCode
from thegither.spine.promises.models import Question
from thegither.spine.protection import actions, copying
from thegither.spine.protection.models import Request
from thegither.spine.protection.ties import ties
from thegither.spine.spaces import actions as spaces

# Models that lead to a person only by way of another, which is in the copy or is nobody's own.
BY_WAY_OF = {
    "socialaccount.SocialToken": "its social account; a secret of another house",
    "account.EmailConfirmation": "its e-mail address; never used here",
    "assessments.Remark": "its answers: told by the capability where they lead to somebody",
    "assessments.Talk": "its session, which somebody only led",
    "assessments.SealedRating": "its session, which somebody only led; whose seat it is stands nowhere",
    "decisions.Renewal": "its directive, which somebody else took",
}
DOCS = Path(__file__).resolve().parents[5] / "docs/explanation/what-is-kept.md"


def test_every_table_that_leads_to_a_person_is_in_the_copy_or_says_why_not():
    copied = {tie.label for tie in copying.copied_ties()} | {"people.Person", "people.Account"}
    leading = {model._meta.label for model in apps.get_models() if leads_to_a_person(model)}
    accounted = copied | set(copying.LEFT_OUT) | set(BY_WAY_OF)
    assert leading - accounted == set(), "in no copy, and no reason: name one in LEFT_OUT"
    assert set(copying.LEFT_OUT) | set(BY_WAY_OF) <= leading - copied, "listed without need"


def leads_to_a_person(model, seen=frozenset()):
    """Whether some way of foreign keys, of whatever length, goes from this model to a person or account."""
    if model in {Person, Account}:
        return True
    if model in seen:
        return False
    targets = {field.related_model for field in model._meta.concrete_fields if field.related_model}
    return any(leads_to_a_person(target, seen | {model}) for target in targets)


def test_every_table_of_ours_is_explained():
    """docs/explanation/what-is-kept.md has a line for each: what, why, how long."""
    explained = set(re.findall(r"^\| `([a-z]+\.[A-Za-z]+)` \|", DOCS.read_text(), re.MULTILINE))
    ours = {m._meta.label for m in apps.get_models() if m.__module__.startswith("thegither.")}
    assert ours - explained == set(), "add a line"
    assert explained - ours == set(), "these are gone"


def test_no_key_to_a_person_keeps_a_row_from_being_deleted():
    """PROTECT would stop the erasure of a person; each tie lets go or goes along."""
    ways = {tie.field.remote_field.on_delete.__name__ for tie in ties()}
    assert ways <= {"CASCADE", "SET_NULL"}


@pytest.fixture
def bashir(world):
    """Bashir with an account, a code, consent, a promise, a question, and a request."""
    bashir, ailsa = world.people["bashir"], world.viewer("ailsa")
    people.open_account(person=bashir)
    people.make_printed_code(viewer=ailsa, person=bashir)
    people.give_consent(viewer=ailsa, person=bashir, channel="email")
    record = spaces.create_record(
        partnership=world.partnership, kind="commitment", title="A bench", audience="members"
    )
    people.add_responsibility(viewer=ailsa, record=record, person=bashir)
    asked = spaces.create_record(
        partnership=world.partnership, kind="question", title="And then?", audience="members"
    )
    Question.objects.create(
        record=asked,
        about=record,
        asked_by=bashir,
        words="Where does it stand?",
        asked_on="2026-11-01",
        answer_due="2026-11-15",
    )
    actions.make_request(viewer=ailsa, person=bashir, kind=Request.Kind.COPY)
    bashir.refresh_from_db()
    return bashir


def opened_zip(content):
    archive = zipfile.ZipFile(BytesIO(content))
    page = archive.read("everything-kept.html").decode()
    return page, json.loads(archive.read("everything-kept.json"))


def test_the_copy_holds_each_thing_that_is_kept(bashir):
    page, told = opened_zip(copying.as_zip(bashir))
    for thing in (
        "bashir@kirkbrae.example",
        "Support worker",
        "A bench",
        "Where does it stand?",
    ):
        assert thing in page
        assert thing in json.dumps(told, ensure_ascii=False)
    titles = [part["what"] for part in told["kept"]]
    assert any("audit chain" in title for title in titles)
    assert len(told["not_in_here"]) >= 3


def test_the_page_to_read_leaves_the_marks_of_computers_to_the_json(bashir):
    page, told = opened_zip(copying.as_zip(bashir))
    row = next(part["rows"][0] for part in told["kept"] if part["what"] == "The register")
    assert row["id"] == str(bashir.pk)
    assert f"<dd>{bashir.pk}</dd>" not in page and "<dd></dd>" not in page


def test_the_page_to_read_has_days_and_names_as_people_write_them(world, bashir):
    contact.choose_rhythm(viewer=world.viewer("bashir"), person=bashir, rhythm="weekly")
    page, kept = opened_zip(copying.as_zip(bashir))
    today = timezone.localdate()
    assert date_format(today, "j F Y") in page and f">{today.isoformat()}" not in page
    assert today.isoformat() in json.dumps(kept), "for computers, days stay as computers write them"
    assert "<dt>how often</dt>" in page


def test_no_secret_is_in_the_copy(bashir):
    page, told = opened_zip(copying.as_zip(bashir))
    text = page + json.dumps(told)
    code = SignInCode.objects.get(account=bashir.account)
    for secret in (code.digest, bashir.account.sign_in_stamp, bashir.account.password):
        assert secret not in text


def test_nobody_else_s_address_is_in_the_copy(bashir, world):
    page, _told = opened_zip(copying.as_zip(bashir))
    others = [p.email for name, p in world.people.items() if p.email and name != "bashir"]
    assert not [address for address in others if address in page]


def test_the_copy_does_not_tell_how_somebody_voted(world, opened, bashir):
    voter, statement = voter_of(world.viewer("bashir"), opened), opened.statements.first()
    conversations.cast_vote(voter=voter, statement=statement.pk, choice=1)
    page, _told = opened_zip(copying.as_zip(bashir))
    assert statement.text not in page
    assert voter.pseudonym not in page
    assert "Votes and answers given without a name" in page


def test_what_is_hidden_from_somebody_stays_hidden_in_their_copy(world, bashir):
    record = bashir.responsibilities.get().record
    spaces.raise_safeguarding(viewer=world.viewer("morag"), record=record, reason="Harm.")
    page, _told = opened_zip(copying.as_zip(bashir))
    assert "A bench" not in page


def test_a_copy_covers_the_entries_that_were_joined(world, bashir):
    double = people.add_person(
        viewer=world.viewer("ailsa"),
        partnership=world.partnership,
        name="B. Bashir",
        phone="01632 960333",
    )
    people.merge_people(viewer=world.viewer("ailsa"), kept=bashir, absorbed=double)
    page, _told = opened_zip(copying.as_zip(bashir))
    assert "B. Bashir" in page


def test_one_press_on_your_own_page(world, bashir):
    address = reverse("protection:copy", args=["kirkbrae"])
    you = world.client("bashir").get(reverse("people:you", args=["kirkbrae"])).content.decode()
    assert f'action="{address}"' in you
    answer = world.client("bashir").post(address)
    assert answer["Content-Type"] == "application/zip"
    assert "bashir@kirkbrae.example" in opened_zip(answer.content)[0]


def test_making_the_copy_answers_the_request_for_it(world, bashir):
    world.client("ailsa").post(reverse("protection:copy_for", args=["kirkbrae", bashir.pk]))
    assert Request.objects.get(person=bashir).answered_on
