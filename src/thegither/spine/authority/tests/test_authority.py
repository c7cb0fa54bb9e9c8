"""Lines and clauses are dated on both ends, seen by members, and written into the chain."""

from datetime import date, timedelta

from thegither.spine.authority.actions import add_delegation, add_line, strike_entry
from thegither.spine.authority.queries import delegations_on, lines_on, rows
from thegither.spine.evidence.models import AuditEntry
from thegither.spine.people.models import Post

FIRST, LAST, DAY = date(2025, 4, 1), date(2026, 3, 31), timedelta(days=1)


def post(label):
    return Post.objects.get(label=label)


def plant(world):
    ailsa = world.viewer("ailsa")
    dates = {"valid_from": FIRST, "valid_to": LAST}
    line = add_line(
        viewer=ailsa,
        from_post=post("Support worker"),
        to_post=post("Chief officer"),
        kind="line",
        **dates,
    )
    clause = add_delegation(
        viewer=ailsa,
        post=post("Support worker"),
        decision_type="respite",
        clause="4.2",
        limit=500,
        **dates,
    )
    return line, clause


def test_lines_and_clauses_hold_on_their_days_and_no_others(world):
    line, clause = plant(world)
    bashir = world.viewer("bashir")
    for day, holds in ((FIRST - DAY, False), (FIRST, True), (LAST, True), (LAST + DAY, False)):
        assert (line in lines_on(bashir, day)) is holds
        assert (clause in delegations_on(bashir, day)) is holds


def test_nobody_outside_sees_them(world):
    plant(world)
    for name in ("duncan", "nobody"):
        assert not lines_on(world.viewer(name), FIRST)
        assert not delegations_on(world.viewer(name), FIRST)


def test_both_are_in_the_chain_and_in_the_export(world):
    planted = plant(world)
    verbs = AuditEntry.objects.filter(chain=world.partnership.pk).values_list("verb", flat=True)
    assert {"add_line", "add_delegation"} <= set(verbs)
    exported = [entry for queryset in rows(world.partnership) for entry in queryset]
    assert set(planted) <= set(exported)
    assert not any(queryset.exists() for queryset in rows(world.elsewhere))


def test_what_was_struck_goes_out_too_since_answers_rest_on_it(world):
    line, clause = plant(world)
    for entry in (line, clause):
        strike_entry(viewer=world.viewer("ailsa"), entry=entry, because="A slip.")
    exported = {entry for queryset in rows(world.partnership) for entry in queryset}
    assert {line, clause} <= exported
