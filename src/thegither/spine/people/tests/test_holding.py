from datetime import date, timedelta

import pytest

from thegither.spine.people.models import Membership, holds

DAY = date(2026, 11, 21)
NEAR = [None, DAY - timedelta(days=1), DAY, DAY + timedelta(days=1)]


@pytest.mark.django_db
def test_the_rule_for_rows_says_the_same_as_the_rule_for_queries(world):
    membership = Membership.objects.filter(person=world.people["bashir"]).get()

    for start in NEAR:
        for end in NEAR:
            if start is None or end is None or start <= end:
                membership.valid_from, membership.valid_to = start, end
                membership.save()
                found = Membership.objects.filter(Membership.on(DAY), pk=membership.pk).exists()
                assert holds(start, end, DAY) == found, (start, end)
