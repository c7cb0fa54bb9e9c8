"""A log tells what failed and where, and nothing about anybody, wherever the name was in the fault."""

import io
import json
import logging
import sys

import pytest
from django.test import Client

from thegither.config import tick as clock
from thegither.config.environment import SettingsError
from thegither.config.logs import Careful, CarefulJson, FullJson, logging_settings, read_format
from thegither.spine.spaces.actions import create_activity

NAME = "Ailsa Grant"


@pytest.fixture(params=[Careful, CarefulJson], ids=["plain", "json"])
def log(request):
    """All that is logged meanwhile, as production writes it."""
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    handler.setFormatter(request.param())
    logging.getLogger().addHandler(handler)
    yield text
    logging.getLogger().removeHandler(handler)


def fail(*_given, **_named):
    raise ValueError(f"{NAME} <ailsa@kirkbrae.example> has no seat")


def told(log: io.StringIO, *parts: str) -> None:
    """The fault can be found, and the person cannot."""
    line = log.getvalue()
    assert "ValueError" in line
    assert "config/tests/test_logs.py" in line
    assert all(part in line for part in parts)
    assert line.count("\n") == 1
    for secret in ("Ailsa", "Grant", "@", "kirkbrae", "GET", "/listen"):
        assert secret not in line


def test_a_name_in_a_fault_of_a_view_is_not_logged(world, log, monkeypatch):
    monkeypatch.setattr("thegither.thread.views.render", fail)
    client = Client(raise_request_exception=False)
    assert client.get("/kirkbrae/listen/?q=Ailsa").status_code == 500
    told(log, "A request was answered with an error", "500")


def test_a_name_in_a_fault_of_an_action_is_not_logged(world, log, monkeypatch):
    monkeypatch.setattr("thegither.spine.spaces.actions.create_record", fail)
    try:
        create_activity(
            partnership=world.partnership, kind="x", title=NAME, phase="open", audience="members"
        )
    except ValueError:
        logging.getLogger("thegither.somewhere").exception("%s failed for %d people", NAME, 3)
    told(log, "- failed for 3 people")


def test_a_name_in_a_fault_of_due_work_is_not_logged(db, log, monkeypatch):
    monkeypatch.setattr(clock, "due", lambda: iter([fail]))
    clock.tick()
    told(log, "Due work failed and will be tried again")


def test_what_another_library_says_is_left_out(log):
    logging.getLogger("somebody.else").warning(f"wrote to {NAME}")
    assert "Ailsa" not in log.getvalue()
    assert "somebody.else" in log.getvalue()


def test_each_line_of_json_stands_alone():
    record = logging.LogRecord("thegither.x", logging.WARNING, "", 0, "two\nlines", None, None)
    line = CarefulJson().format(record)
    assert "\n" not in line
    assert json.loads(line) | {"time": ""} == {
        "time": "", "level": "WARNING", "logger": "thegither.x", "event": "two lines",
    }  # fmt: skip


def test_a_demonstration_shows_every_word():
    try:
        fail()
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "%s", (NAME,), sys.exc_info())
    assert json.loads(FullJson().format(record))["event"] == NAME
    assert NAME in json.loads(FullJson().format(record))["traceback"]


def test_production_is_careful_in_both_formats(monkeypatch):
    for wanted, formatter in (("plain", Careful), ("json", CarefulJson)):
        monkeypatch.setenv("THEGITHER_LOG", wanted)
        assert logging_settings(careful=True)["formatters"]["line"] == {"()": formatter}


def test_another_format_is_refused_with_what_to_set(monkeypatch):
    monkeypatch.setenv("THEGITHER_LOG", "xml")
    with pytest.raises(SettingsError, match="plain or json"):
        read_format()
