import pytest


@pytest.fixture(autouse=True)
def pictures_are_checked(monkeypatch):
    """Against the schema of Vega-Lite, in every test of this folder."""
    monkeypatch.setattr("thegither.ui.charts.VALIDATE", True)
