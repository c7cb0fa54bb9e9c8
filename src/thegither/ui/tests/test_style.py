"""What the style sheets may not use, because people come with browsers of 2019."""

import re
from pathlib import Path

import pytest

ASSETS = Path(__file__).resolve().parents[1] / "assets"


@pytest.mark.parametrize("sheet", sorted(ASSETS.glob("*.css")), ids=lambda sheet: sheet.name)
def test_rows_space_their_children_with_margins(sheet):
    """`gap` was known in grids only: elsewhere links of a row would touch one another."""
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", sheet.read_text())
    flexible = [
        name.strip() for name, body in rules if "flex" in body and re.search(r"\bgap:", body)
    ]
    assert not flexible, f"{flexible}: space the children with margins instead of gap"
