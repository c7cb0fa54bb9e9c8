"""`thegither found`: one command, and a coordinator who can sign in."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse
from typer.testing import CliRunner

from thegither.cli.main import app
from thegither.spine.evidence.models import AuditEntry
from thegither.spine.people.models import Person
from thegither.spine.people.queries import coordinators
from thegither.spine.spaces.models import Partnership

pytestmark = pytest.mark.django_db
GIVEN = {
    "--slug": "kirkbrae",
    "--purpose": "We look after our own.",
    "--coordinator": "Ailsa Grant",
    "--email": "ailsa@kirkbrae.example",
}


def found(*more, name="Kirkbrae Together", **changed):
    given = GIVEN | {f"--{key}": value for key, value in changed.items()}
    options = [part for pair in given.items() for part in pair]
    return CliRunner().invoke(app, ["found", name, *options, *more])


def test_the_printed_code_lets_the_coordinator_in():
    answer = found()
    assert answer.exit_code == 0, answer.output
    code = re.search(r"[B-Y2-9]{4}-[B-Y2-9]{4}-[B-Y2-9]{4}", answer.stdout).group()
    client = Client()
    assert client.post(reverse("people:use_code"), {"code": code}).url == "/kirkbrae/"
    assert client.get(reverse("people:duties", args=["kirkbrae"])).status_code == 200
    partnership = Partnership.objects.get()
    assert coordinators(partnership) == ["Ailsa Grant"]
    assert not partnership.is_made_up


def test_the_result_goes_to_json_alone_when_asked():
    answer = found("--json", "-")
    result = json.loads(answer.stdout)
    assert result["partnership"] == "kirkbrae"
    assert result["coordinator"] == str(Person.objects.get().pk)
    assert "code" in result and result["method"]["name"] == "found"


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"slug": "privacy"}, "an address of the house"),
        ({"slug": "Kirk Brae"}, "cannot be an address"),
        ({"email": "nobody"}, "--email: Give an address such as name@example.org."),
        ({"purpose": " "}, "--purpose: Fill this in: we cannot go on without it."),
        ({"name": ""}, "NAME: Fill this in: we cannot go on without it."),
    ],
)
def test_wrong_input_gets_one_sentence_and_stores_nothing(changed, says):
    answer = found(**changed)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert says in answer.stderr and answer.stderr.count("\n") == 1
    assert not Partnership.objects.exists() and not AuditEntry.objects.exists()


def test_founding_twice_is_refused():
    found()
    answer = found()
    assert answer.exit_code == 2 and "already" in answer.stderr
    assert Person.objects.count() == 1
