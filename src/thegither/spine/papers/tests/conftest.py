"""A shelf of its own for each test, and a paper to lay on it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from thegither.spine.papers import actions
from thegither.spine.spaces.actions import create_record


@pytest.fixture(autouse=True)
def shelf(settings, tmp_path):
    settings.PAPER_DIR = tmp_path / "papers"
    return settings.PAPER_DIR


@pytest.fixture
def record(world):
    return create_record(
        partnership=world.partnership, kind="meeting", title="Board of May", audience="members"
    )


def upload(content: bytes = b"A bus every hour.", name: str = "bus_times.txt"):
    return SimpleUploadedFile(name, content)


@pytest.fixture
def paper(world, record):
    return actions.add_paper(viewer=world.viewer("ailsa"), record=record, upload=upload())
