"""One switch that really means off: whatever happens, no mail but the code that one asks for oneself."""

import pytest
from django.core import mail
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thegither.spine.contact import actions, tasks
from thegither.spine.contact.models import ContactPreference
from thegither.spine.people import actions as people
from thegither.spine.people import tasks as people_tasks
from thegither.spine.spaces.visibility import HOUSE

SEVERAL = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def _tell(world, number):
    actions.tell(
        partnership=world.partnership,
        person=world.people["bashir"],
        kind=f"news {number}",
        about=None,
        sentence="Something is new.",
        path="/kirkbrae/",
    )


def _print_a_code(world, number):
    people.make_printed_code(viewer=world.viewer("ailsa"), person=world.people["bashir"])


def _change_the_address(world, number):
    world.people["bashir"] = people.correct_person(
        viewer=world.viewer("ailsa"),
        person=world.people["bashir"],
        name="Bashir",
        email=f"bashir{number}@kirkbrae.example",
        phone="",
    )


def _digest(world, number):
    actions.send_digest(person=world.people["bashir"])


def _a_new_day(world, number):
    ContactPreference.objects.update(next_at=None)
    tasks.tick()
    people_tasks.tick()


def _consent_again(world, number):
    """A consent somewhere else in the register does not turn the switch."""
    people.give_consent(
        viewer=world.viewer("ailsa"), person=world.people["bashir"], channel="email"
    )


def _merge(world, number):
    """Another entry is found to be Bashir: his no goes with him, whichever entry stays."""
    other = people.add_person(
        viewer=HOUSE, partnership=world.partnership, name="Bashir B.", email="bashir@other.example"
    )
    people.add_membership(viewer=HOUSE, person=other, organization=world.organizations["council"])
    people.merge_people(viewer=HOUSE, kept=other, absorbed=world.people["bashir"])
    other.refresh_from_db()
    world.people["bashir"] = other


def _turn_off_again(world, number):
    actions.turn_mail_off(person=world.people["bashir"])


WHATEVER = [
    _tell,
    _print_a_code,
    _change_the_address,
    _digest,
    _a_new_day,
    _consent_again,
    _merge,
    _turn_off_again,
]


def _off(world):
    actions.choose_rhythm(
        viewer=world.viewer("bashir"), person=world.people["bashir"], rhythm="off"
    )


def letters_to_bashir():
    return [letter for letter in mail.outbox if any("bashir" in to for to in letter.to)]


@SEVERAL
@given(steps=st.lists(st.sampled_from(WHATEVER), min_size=1, max_size=12))
def test_off_means_no_mail_whatever_happens(world, django_capture_on_commit_callbacks, steps):
    _off(world)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        for number, step in enumerate(steps):
            step(world, number)
    _a_new_day(world, 0)
    assert not letters_to_bashir()


def test_a_no_is_carried_through_one_merge_after_another(world):
    _off(world)
    _consent_again(world, 0)
    _merge(world, 0)
    _merge(world, 1)
    _tell(world, 0)
    _a_new_day(world, 0)
    assert not letters_to_bashir()
    actions.choose_rhythm(
        viewer=world.viewer("ailsa"), person=world.people["bashir"], rhythm="daily"
    )
    _tell(world, 1)
    _a_new_day(world, 1)
    assert letters_to_bashir()


@pytest.mark.parametrize("step", [_tell, _print_a_code, _change_the_address])
def test_each_of_these_would_send_a_letter_while_mail_is_on(
    world, django_capture_on_commit_callbacks, step
):
    """So that the property above can fail."""
    with django_capture_on_commit_callbacks(execute=True):
        step(world, 1)
    _a_new_day(world, 1)
    assert letters_to_bashir()


def test_the_code_one_asks_for_still_comes(world):
    _off(world)
    people.ask_for_code(address=world.people["bashir"].email, sign_in_url="http://x/")
    assert len(letters_to_bashir()) == 1


def test_a_coordinator_who_wants_no_mail_is_not_told_of_a_late_alert(world):
    from thegither.spine.people.queries import coordinators_mailboxes

    ailsa = world.people["ailsa"]
    assert coordinators_mailboxes(world.partnership) == [ailsa.email]
    actions.choose_rhythm(viewer=world.viewer("ailsa"), person=ailsa, rhythm="off")
    assert coordinators_mailboxes(world.partnership) == []


def test_taking_a_consent_back_is_a_no_as_well(world):
    viewer, bashir = world.viewer("bashir"), world.people["bashir"]
    people.give_consent(viewer=viewer, person=bashir, channel="email")
    people.withdraw_consent(viewer=viewer, person=bashir, channel="email")
    _tell(world, 1)
    actions.send_digest(person=bashir)
    assert not letters_to_bashir()


def test_the_switch_on_the_page_you(world):
    client = world.client("bashir")
    client.post("/kirkbrae/contact/reach/", {"rhythm": "off", "channels": ["post"]})
    bashir = world.people["bashir"]
    assert ContactPreference.objects.get(person=bashir).rhythm == "off"
    standing = bashir.consents.filter(withdrawn_at=None).values_list("channel", flat=True)
    assert list(standing) == ["post"]


def test_choosing_is_for_members(world):
    for name in ("nobody", "duncan"):
        assert world.client(name).post(
            "/kirkbrae/contact/reach/", {"rhythm": "off"}
        ).status_code in {302, 403}
    assert not ContactPreference.objects.exists()


def test_what_was_chosen_stands_on_the_page_you(world):
    client = world.client("bashir")
    client.post("/kirkbrae/contact/reach/", {"rhythm": "weekly", "channels": ["phone"]})
    client.post("/kirkbrae/contact/reach/", {"rhythm": "weekly", "channels": ["phone", "post"]})
    page = client.get("/kirkbrae/people/you/").text
    assert 'value="weekly" ' in page and "checked" in page.split('value="weekly"')[1][:80]
    assert world.people["bashir"].consents.count() == 3
