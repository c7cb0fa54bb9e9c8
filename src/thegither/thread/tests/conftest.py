"""The thread with one capability that pretends."""

import pytest

from thegither.thread.tests.pretend import activity


@pytest.fixture
def offer(settings, monkeypatch) -> activity.Offer:
    settings.CAPABILITIES = ("thegither.thread.tests.pretend",)
    monkeypatch.setattr(activity, "OFFER", activity.Offer())
    return activity.OFFER
