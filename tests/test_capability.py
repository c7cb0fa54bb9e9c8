"""Every capability answers everything the house asks, and the page for the next author names it all."""

import inspect
import re
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings

PAGE = Path(__file__).resolve().parents[1] / "docs/reference/capability.md"
NAMED = re.findall(r"^\| `(\w+)` \|", PAGE.read_text(), re.MULTILINE)
WORDS = {"listen", "see", "decide", "learn", "grow"}


def offered(name: str) -> dict[str, object]:
    """What an activity module holds for others: its constants, and functions not taken from elsewhere."""
    module = import_module(f"{name}.activity")
    public = getattr(module, "__all__", None) or [
        key
        for key, value in vars(module).items()
        if not key.startswith("_")
        and inspect.isfunction(value)
        and value.__module__ == module.__name__
    ]
    return {key: getattr(module, key) for key in {*public, "KIND", "WORD"}}


@pytest.mark.parametrize("capability", settings.CAPABILITIES)
def test_a_capability_answers_everything_the_house_asks(capability):
    module = import_module(f"{capability}.activity")
    assert not [name for name in NAMED if not hasattr(module, name)]
    assert module.WORD in WORDS


@pytest.mark.parametrize("capability", settings.CAPABILITIES)
def test_the_page_names_everything_a_capability_offers(capability):
    assert set(offered(capability)) <= set(NAMED)


@pytest.mark.parametrize("name", [name for name in NAMED if name.islower()])
def test_every_capability_takes_the_same(name):
    """The same arguments in the same order, whatever their types are called."""
    taken = {
        tuple(inspect.signature(getattr(import_module(f"{one}.activity"), name)).parameters)
        for one in settings.CAPABILITIES
    }
    assert len(taken) == 1
