"""The pages on which one entry of the register is looked at, added and corrected."""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from thegither.spine.people import actions
from thegither.spine.people.models import Membership, Organization, Person, Post
from thegither.spine.people.tests.test_pages import EVERYBODY, _is_refused
from thegither.spine.spaces.visibility import HOUSE


def address(world, name):
    """A page about Bashir, his oldest membership, its post or its body."""
    tie = Membership.objects.filter(person=world.people["bashir"], post__isnull=False).get()
    about = {
        "person": tie.person_id, "correct_person": tie.person_id, "add_membership": tie.person_id,
        "correct_membership": tie.pk, "end_membership": tie.pk, "reopen_membership": tie.pk,
        "organization": tie.organization_id, "correct_organization": tie.organization_id,
        "add_post": tie.organization_id, "correct_post": tie.post_id,
    }  # fmt: skip
    parts = ["kirkbrae", about[name]] if name in about else ["kirkbrae"]
    return reverse(f"people:{name}", args=parts)


PAGES = [
    ("person", "cmsb"), ("organizations", "cmsb"), ("organization", "cmsb"),
    ("add_person", "c"), ("correct_person", "c"), ("add_membership", "c"),
    ("correct_membership", "c"), ("add_organization", "c"), ("correct_organization", "c"),
    ("add_post", "c"), ("correct_post", "c"), ("safeguarding_lead", "c"),
]  # fmt: skip
NAMES_NO_ENTRY = {"organizations", "add_person", "add_organization", "safeguarding_lead"}
BUTTONS = [name for name, who in PAGES if who == "c"] + ["end_membership", "reopen_membership"]


@pytest.mark.parametrize(("name", "allowed"), PAGES)
def test_who_opens_which_page(world, name, allowed):
    page = address(world, name)
    for letter, person in EVERYBODY.items():
        response = world.client(person).get(page)
        refused = _is_refused(response, letter)
        assert refused if letter not in allowed else response.status_code == 200, (name, person)


@pytest.mark.parametrize("name", BUTTONS)
def test_only_coordinators_change_anything(world, name):
    page = address(world, name)
    before = list(Membership.objects.values())
    for letter in "msbon":
        assert _is_refused(world.client(EVERYBODY[letter]).post(page), letter), letter
    assert list(Membership.objects.values()) == before
    assert not _is_refused(world.client("ailsa").post(page), "c")


@pytest.mark.parametrize(
    "name", [n for n in dict.fromkeys([*dict(PAGES), *BUTTONS]) if n not in NAMES_NO_ENTRY]
)
def test_another_register_s_entries_are_not_found(world, name):
    """Duncan coordinates Elsewhere and tries Kirkbrae's ids there."""
    there, duncan = (
        address(world, name).replace("/kirkbrae/", "/elsewhere/"),
        world.client("duncan"),
    )
    answers = [duncan.get(there).status_code, duncan.post(there).status_code]
    assert 404 in answers and set(answers) <= {404, 405}


def test_a_person_is_added_and_given_a_post(world):
    ailsa = world.client("ailsa")
    answer = ailsa.post(address(world, "add_person"), {"name": "Una", "email": "una@example.org"})
    una = Person.objects.get(name="Una")
    assert answer.url == reverse("people:person", args=["kirkbrae", una.pk])
    post = Post.objects.get(label="Support worker")
    given = {"organization": post.organization_id, "post": post.pk, "valid_from": "2026-11-01"}
    page = reverse("people:add_membership", args=["kirkbrae", una.pk])
    text = ailsa.post(page, given, follow=True).content.decode()
    assert "1 November 2026" in text and "typed by hand, by Ailsa on " in text
    assert una.memberships.get().valid_from == date(2026, 11, 1)


def test_a_namesake_is_pointed_out(world):
    text = world.client("ailsa").post(
        address(world, "add_person"), {"name": "bashir"}, follow=True
    ).content.decode()  # fmt: skip
    assert "Somebody of this name was here before" in text


@pytest.mark.parametrize(
    ("name", "given", "field", "says"),
    [
        (
            "add_person",
            {"name": " ", "email": "x@example.org"},
            "name",
            "Fill this in: we cannot go on without it.",
        ),
        ("add_person", {"name": "A", "email": "no address"}, "email", "name@example.org"),
        ("correct_person", {"name": "B" * 201}, "name", "room for 200"),
        ("add_organization", {"name": "KIRKBRAE health", "sector": "public"}, "name", "already"),
        (
            "add_organization",
            {"name": "New", "sector": "secret"},
            "sector",
            "those that stand here",
        ),
        ("add_post", {"label": "Porter"}, "level", "Choose one."),
    ],
)
def test_wrong_input_is_shown_at_its_field_and_nothing_is_stored(world, name, given, field, says):
    ailsa, before = world.client("ailsa"), register()
    answer = ailsa.post(address(world, name), given)
    assert says in " ".join(answer.context["form"].errors[field])
    assert register() == before


def register():
    kinds = (Person, Organization, Post, Membership)
    return [list(model.objects.order_by("pk").values()) for model in kinds]


def test_what_the_action_refuses_is_shown_at_its_field_too(world):
    tie = Membership.objects.get(person=world.people["bashir"])
    other = Post.objects.get(label="Organizer")
    given = {"organization": tie.organization_id, "post": other.pk}
    ailsa, page = world.client("ailsa"), address(world, "correct_membership")
    assert ailsa.post(page, given).context["form"].errors["post"]
    days = {
        "organization": tie.organization_id,
        "valid_from": "2026-02-02",
        "valid_to": "2026-02-01",
    }
    assert ailsa.post(page, days).context["form"].errors["valid_to"]
    tie.refresh_from_db()
    assert tie.valid_to is None


def test_another_partnership_s_body_cannot_be_chosen(world):
    theirs = Organization.objects.get(name="Elsewhere Council")
    ailsa = world.client("ailsa")
    answer = ailsa.post(address(world, "add_membership"), {"organization": theirs.pk})
    assert answer.context["form"].errors["organization"]
    given = {"name": "New", "sector": "public", "parent": theirs.pk}
    assert ailsa.post(address(world, "add_organization"), given).context["form"].errors["parent"]


def test_a_membership_is_ended_and_opened_again_by_buttons(world):
    ailsa, tie = world.client("ailsa"), Membership.objects.get(person=world.people["bashir"])
    text = ailsa.post(address(world, "end_membership"), follow=True).content.decode()
    tie.refresh_from_db()
    assert tie.valid_to == timezone.localdate()
    assert "take the last day away" in text
    ailsa.post(address(world, "reopen_membership"))
    tie.refresh_from_db()
    assert tie.valid_to is None


def test_how_to_reach_somebody_is_for_coordinators_and_oneself(world):
    page = address(world, "person")
    shown = {who: "bashir@kirkbrae.example" in world.client(who).get(page).content.decode()
             for who in ("ailsa", "bashir", "catriona", "morag")}  # fmt: skip
    assert shown == {"ailsa": True, "bashir": True, "catriona": False, "morag": False}


def test_every_name_leads_to_its_page(world):
    page = reverse("people:who_is_who", args=["kirkbrae"])
    text = world.client("bashir").get(page).content.decode()
    for name in ("ailsa", "bashir", "catriona"):
        assert reverse("people:person", args=["kirkbrae", world.people[name].pk]) in text


def names(client, **asked):
    text = client.get(reverse("people:who_is_who", args=["kirkbrae"]), asked).content.decode()
    return re.findall(r'<th scope="row"><a [^>]*>([^<]*)', text)


def test_a_long_list_comes_fifty_at_a_time_and_keeps_what_was_asked(world):
    council = world.organizations["council"]
    for number in range(60):
        new = actions.add_person(
            viewer=HOUSE, partnership=world.partnership, name=f"Neighbour {number:02}"
        )
        actions.add_membership(viewer=HOUSE, person=new, organization=council)
    bashir = world.client("bashir")
    first = names(bashir, q="neighbour")
    assert (len(first), first[0]) == (50, "Neighbour 00")
    assert len(names(bashir, q="neighbour", page="2")) == 10
    page = reverse("people:who_is_who", args=["kirkbrae"])
    text = bashir.get(page, {"q": "neighbour", "on": "2026-11-21"}).content.decode()
    assert "1 to 50 of 60" in text
    assert re.search(r'rel="next" href="\?q=neighbour&amp;on=2026-11-21&amp;page=2"', text)
    assert names(bashir, page="none such")[0] == "Ailsa"


def test_a_search_takes_words_in_any_order_and_nothing_else(world):
    bashir = world.client("bashir")
    assert names(bashir, q="MORA") == ["Morag"]
    assert names(bashir, q="%") == names(bashir, q="rag mo x") == []
    assert names(bashir, q="rag mo") == ["Morag"]


def test_somebody_without_a_post_is_found_when_asked_for(world):
    actions.add_person(viewer=HOUSE, partnership=world.partnership, name="Una")
    bashir = world.client("bashir")
    assert names(bashir, q="una") == []
    assert names(bashir, q="una", everybody="on") == ["Una"]


def test_an_organization_counts_each_member_of_today_once(world):
    council, bashir = world.organizations["council"], world.people["bashir"]
    actions.add_membership(viewer=HOUSE, person=bashir, organization=council, role="Trustee")
    actions.add_membership(
        viewer=HOUSE, person=world.people["morag"], organization=council,
        valid_to=date(2020, 1, 1),
    )  # fmt: skip
    text = world.client("bashir").get(address(world, "organizations")).content.decode()
    row = text[text.index("Kirkbrae Council") :]
    assert re.search(r"<td>(\d+)</td>", row).group(1) == "2"


def test_codes_are_for_people_without_e_mail_and_for_whoever_is_looked_up(world):
    page = world.client("ailsa").get(reverse("people:codes", args=["kirkbrae"]))
    assert [person.name for person in page.context["page"]] == ["Catriona"]
    found = world.client("ailsa").get(reverse("people:codes", args=["kirkbrae"]), {"q": "ails"})
    assert [person.name for person in found.context["page"]] == ["Ailsa"]


def test_the_coordinator_says_who_is_told_of_harm(world):
    given = {"name": "Una", "email": "una@example.org", "phone": "", "hours": "12"}
    world.client("ailsa").post(address(world, "safeguarding_lead"), given)
    world.partnership.refresh_from_db()
    told = world.partnership
    assert (told.safeguarding_name, told.safeguarding_email) == ("Una", "una@example.org")
    assert told.safeguarding_hours == 12


def test_a_correction_takes_nothing_back_that_somebody_else_has_corrected_meanwhile(world):
    ailsa, page = world.client("ailsa"), address(world, "correct_person")
    read = dict(re.findall(r'name="(\w+)"[^>]*? value="([^"]*)"', ailsa.get(page).content.decode()))
    bashir = {key: read.get(key, "") for key in ("name", "email", "phone", "as_read")}
    assert ailsa.post(page, bashir | {"phone": "01632 960001"}).status_code == 302

    late = ailsa.post(page, bashir | {"name": "Bashir Quartz"})
    said = late.content.decode()
    assert "while you had it open. It now says:" in said and "01632 960001" in said
    assert Person.objects.get(pk=world.people["bashir"].pk).phone == "01632 960001"

    again = dict(late.context["form"].data.items())
    assert ailsa.post(page, again).status_code == 302
    assert Person.objects.get(pk=world.people["bashir"].pk).name == "Bashir Quartz"
