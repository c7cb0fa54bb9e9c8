"""The pages without JavaScript: answering, looking at results, what if, and files in and out."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.browser.relationship_pages import invitation_link
from tests.world_relationships import count, key_of, open_wave, voice

from thegither.capabilities.relationships import actions, tasks
from thegither.capabilities.relationships.models import Wave
from thegither.capabilities.relationships.phases import CLOSED
from thegither.capabilities.relationships.queries.brought import as_brought, read_uploads
from thegither.capabilities.relationships.queries.files import ENDINGS, files_of
from thegither.capabilities.relationships.queries.sheets import said_by
from thegither.spine.contact.models import HelpCount


def address(name, wave, *more):
    return reverse(f"relationships:{name}", args=["kirkbrae", wave.pk, *more])


def test_a_member_names_describes_and_hands_in(world, opened_wave):
    client = world.client("bashir")
    choose, describe = address("choose", opened_wave), address("describe", opened_wave)
    found = client.get(choose, {"q": "morag"}).content.decode()
    assert re.findall(r'name="pick" value="(\w+)"', found) == [
        key_of(opened_wave, world.people["morag"])
    ]
    health = key_of(opened_wave, world.organizations["health"])
    client.post(choose, {"pick": [health]})
    page = client.get(describe)
    assert f'name="{health}-trust-reliable"' in page.content.decode()

    said = {"tie": [health], f"{health}-often": "3", f"{health}-trust-open": "2"}
    assert client.post(describe, said).status_code == 302
    assert client.post(describe, {"finish": "1"}).status_code == 302

    sheet = said_by(voice(world, opened_wave, "bashir"))
    assert sheet.finished
    assert sheet.ties[health] == {"often": 3, "for": [], "trust": {"open": 2}, "value": {}}


def test_what_is_left_out_is_said_beside_the_question(world, opened_wave):
    client, health = world.client("bashir"), key_of(opened_wave, world.organizations["health"])
    actions.name_ties(voice=voice(world, opened_wave, "bashir"), keys=[health])
    answer = client.post(address("describe", opened_wave), {"tie": [health]})
    assert answer.status_code == 422
    assert "Say how often you are in touch." in answer.content.decode()
    client.post(address("describe", opened_wave), {"finish": "1"})
    assert not said_by(voice(world, opened_wave, "bashir")).finished


def test_trust_between_persons_is_asked_nowhere(world, opened_wave):
    client, morag = world.client("bashir"), key_of(opened_wave, world.people["morag"])
    actions.name_ties(voice=voice(world, opened_wave, "bashir"), keys=[morag])
    page = client.get(address("describe", opened_wave)).content.decode()
    assert f"{morag}-often" in page
    assert "-trust-" not in page
    sent = {"tie": [morag], f"{morag}-often": "3", f"{morag}-trust-reliable": "4"}
    client.post(address("describe", opened_wave), sent)
    assert "trust" not in said_by(voice(world, opened_wave, "bashir")).ties[morag]


def test_an_invited_person_answers_on_the_sheet_they_would_have_signed_in(world, own_keys):
    client = world.client()
    link = invitation_link(world)
    wave = Wave.objects.get()
    token = link.rstrip("/").rsplit("/", 1)[1]
    page = client.get(link).content.decode()
    action = re.search(r'action="([^"]*take[^"]*|[^"]*)"[^>]*>.*?Take part', page, re.DOTALL)
    assert action
    answer = client.post(
        re.search(r'<form[^>]*action="([^"]+)"', page.split("<main", 1)[1]).group(1),
        {"token": token},
    )
    assert answer.status_code == 302
    morag = key_of(wave, world.people["morag"])
    client.post(address("choose", wave), {"pick": [morag]})
    assert morag in said_by(voice(world, wave, "catriona")).ties


def test_a_code_on_paper_opens_the_sheet_of_its_person_and_no_other_does(world, own_keys):
    invitation_link(world)
    wave = Wave.objects.get()
    typing = world.client("ailsa").get(address("type_paper", wave)).content.decode()
    [code] = re.findall(r"<li>Catriona[^:]*: <strong>([^<]+)</strong>", typing)
    device = world.client()
    assert device.post(address("kiosk", wave), {"code": "AAAA-AAAA-AAAA"}).status_code == 422
    assert device.post(address("kiosk", wave), {"code": code}).status_code == 302
    morag = key_of(wave, world.people["morag"])
    device.post(address("choose", wave), {"pick": [morag]})
    assert morag in said_by(voice(world, wave, "catriona")).ties


def test_that_somebody_helped_is_counted_once_a_browser_and_joined_to_nothing(world, opened_wave):
    client = world.client("bashir")
    assert "Somebody helped me" in client.get(address("describe", opened_wave)).content.decode()
    for _ in range(2):
        client.post(address("helped", opened_wave))
    assert HelpCount.objects.get().people == 1
    assert "Somebody helped me" not in client.get(address("describe", opened_wave)).content.decode()


@pytest.mark.parametrize("name", ["choose", "describe", "results", "own", "what_if"])
def test_nobody_outside_sees_a_page_of_it(world, opened_wave, name):
    assert world.client().get(address(name, opened_wave)).status_code == 302
    # Whoever may come in by another door is asked to sign in; who has a seat elsewhere is turned away.
    assert world.client("duncan").get(address(name, opened_wave)).status_code in {
        302,
        403,
        404,
        409,
    }


def test_one_may_only_ask_what_if_of_organisations_and_of_those_who_agreed(world, counted):
    client = world.client("ailsa")
    page = client.get(address("what_if", counted), {"who": "O1"})
    assert "If Kirkbrae Council left" in page.content.decode() or "O1" in page.content.decode()
    bashir = world.people["bashir"].pk
    assert (
        "Bashir"
        not in client.get(address("what_if", counted), {"who": f"P{bashir}"})
        .content.decode()
        .split("<main", 1)[1]
    )
    named = actions.agree_to_be_named(viewer=world.viewer("bashir"), wave=counted)
    text = client.get(address("what_if", counted), {"who": f"P{named.pk}"}).content.decode()
    assert "If Bashir left" in text
    actions.withdraw_name(viewer=world.viewer("bashir"), wave=counted)
    text = client.get(address("what_if", counted), {"who": f"P{named.pk}"}).content.decode()
    assert "Bashir" not in text.split("<main", 1)[1]


def test_a_paper_form_is_typed_in_and_a_wrong_line_is_named(world, opened_wave):
    client, page = world.client("ailsa"), address("type_paper", opened_wave)
    morag = key_of(opened_wave, world.people["morag"])
    health = key_of(opened_wave, world.organizations["health"])
    who = str(world.people["catriona"].pk)
    wrong = client.post(page, {"who": who, "lines": f"{morag} W IJ\nP99 W"})
    assert "Line 2: there is no P99 on the list." in wrong.content.decode()
    right = client.post(page, {"who": who, "lines": f"{morag} W IJ\n{health.lower()} m - 34- 221"})
    assert right.status_code == 302
    assert said_by(voice(world, opened_wave, "catriona")).ties == {
        morag: {"often": 3, "for": ["information", "joint_work"]},
        health: {
            "often": 2,
            "for": [],
            "trust": {"reliable": 3, "open": 4},
            "value": {"resources": 2, "influence": 2, "takes_part": 1},
        },
    }


def come_back(wave, ending):
    """The map as it comes in again from the files of one format."""
    files = files_of(wave, ending)
    uploads = [SimpleUploadedFile(name, content) for name, content in sorted(files.items())]
    ties = next(one for one in uploads if ".nodes." not in one.name)
    nodes = next((one for one in uploads if ".nodes." in one.name), None)
    return as_brought(read_uploads(ties, nodes, undirected=True), "", "")


def test_what_goes_out_can_come_in_again(counted):
    drawn = counted.snapshot.result["map"]
    for ending in ENDINGS:
        brought = come_back(counted, ending)
        assert sorted(brought["names"]) == sorted(drawn["names"])
        assert len(brought["ties"]) == 2 * len(drawn["lines"])


def bring_in(world, content, name="ties.csv", **more):
    sent = {"title": "Last year", "ties": SimpleUploadedFile(name, content.encode()), **more}
    page = reverse("relationships:bring_in", args=["kirkbrae"])
    return world.client("ailsa").post(page, {"only_bodies": "on", **sent})


def test_a_file_becomes_a_map_at_the_next_tick(world, own_keys):
    nodes = SimpleUploadedFile("nodes.csv", b"id,kind\nA,x\nB,x\nC,y\n")
    answer = bring_in(world, "from,to\nA,B\nB,C\n", nodes=nodes, group="kind")
    assert answer.status_code == 302
    tasks.tick()
    wave = Wave.objects.select_related("activity__record", "record__partnership").get()
    assert wave.activity.phase == CLOSED
    text = world.client("bashir").get(address("results", wave)).content.decode()
    assert "If B left, others would lose touch" in text
    assert "from the record" in text
    assert "3 of 3 answered" not in text


def test_a_file_without_groups_says_nothing_of_sectors(world, own_keys):
    bring_in(world, "from,to\nA,B\nB,C\n")
    tasks.tick()
    text = world.client("bashir").get(address("results", Wave.objects.get())).content.decode()
    assert "Sectors work" not in text
    assert "Inside or across" not in text


@pytest.mark.parametrize(
    ("content", "more", "said"),
    [
        ("from,to\nA\n", {}, "ties.csv, line 2, column to"),
        ("from,to\nA,B\nA,B\n", {}, "ties.csv, line 3, column to"),
        ("from,to,w\nA,B,x\n", {"weight": "w"}, "line 2, column w"),
        ("from,to\nA,B\n", {"group": "kind"}, "column kind"),
        ("from,to\nA,B\n", {"only_bodies": ""}, "only organisations may be brought in"),
    ],
)
def test_a_bad_file_is_refused_by_line_and_column(world, own_keys, content, more, said):
    answer = bring_in(world, content, **more)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_files_are_handed_out_in_each_format(world, counted):
    client = world.client("catriona")
    for ending in ENDINGS:
        answer = client.get(address("file", counted, ending))
        assert answer.status_code == 200
        assert len(io.BytesIO(answer.content).read()) > 50
    assert client.get(address("file", counted, "exe")).status_code == 404


def test_two_waves_tell_whether_trust_moved(world, own_keys, counted):
    later = count(world, open_wave(world))
    page = world.client("bashir").get(address("results", later)).content.decode()
    assert "Trust has" not in page, "nobody rated anybody in the later one"
