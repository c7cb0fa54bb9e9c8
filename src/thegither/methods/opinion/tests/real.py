"""The real conversations, read once each."""

from functools import cache
from pathlib import Path

import pytest

from thegither.formats.polis import PolisFolder, read_folder

DATA = Path(__file__).resolve().parents[6] / "shared" / "data"
NAMES = [
    "15-per-hour-seattle",
    "brexit-consensus",
    "football-concussions",
    "london.youth.policing",
    "scoop-hivemind.biodiversity",
    "vtaiwan.uberx",
]
SERVER = ["25ptpt-3gp-no-strict-with-meta", "above-100-ptpts", "below-100-ptpts"]

needs_real_data = pytest.mark.skipif(
    not DATA.is_dir(), reason="the real conversations are not on this machine"
)


@cache
def conversation(name: str) -> PolisFolder:
    return read_folder(DATA / "polis" / name)


def server_case(name: str) -> Path:
    return DATA / "polis-server" / name
