"""What is hidden stays hidden where it is repeated, and nothing else is taken away."""

from datetime import timedelta

from django.utils import timezone

from thegither.spine.spaces.actions import create_activity, create_record, hide_record
from thegither.spine.spaces.models import Finding
from thegither.spine.spaces.veil import LONGEST_TITLE, title_without, veiled, without

HIDDEN = "(These words are hidden.)"


def test_only_whole_words_are_taken_out_the_longest_first():
    assert without("Nobody said No.", ["No"]) == f"Nobody said {HIDDEN}."
    assert without("Ask Jean Roy.", ["Ask Jean Roy.", "Jean"]) == HIDDEN


def test_a_title_that_was_cut_off_in_the_middle_of_hidden_words_ends_before_them():
    said = "Jean Roy of Mill Lane " * 20
    title = f"Every group can support this: {said}"[:LONGEST_TITLE]
    assert title_without(title, [said]) == f"Every group can support this: {HIDDEN}"
    assert title_without("Short, and ends with Jean", ["Jean Roy"]) == "Short, and ends with Jean"


def test_a_finding_repeats_a_statement_only_while_it_is_seen(world):
    activity = create_activity(
        partnership=world.partnership, kind="talk", title="A talk", phase="open", audience="members"
    )
    about = {"partnership": world.partnership, "audience": "members"}
    said = create_record(kind="statement", title="Ask Jean.", activity=activity, **about)
    found, elsewhere = (
        Finding.objects.create(
            record=create_record(kind="finding", title="All say: Ask Jean.", **about, **where),
            sentence="All say: Ask Jean.",
            figures=[],
        )
        for where in ({"activity": activity}, {})
    )
    until = timezone.now() + timedelta(days=9)
    hide_record(viewer=world.viewer("morag"), record=said, reason="A name.", until=until)
    bashir, morag = world.viewer("bashir"), world.viewer("morag")
    (read,) = veiled(bashir, [found], "sentence")
    assert (read.sentence, read.record.title) == (f"All say: {HIDDEN}",) * 2
    assert (found.sentence, found.record.title) == ("All say: Ask Jean.",) * 2
    assert veiled(morag, [found], "sentence") == [found]
    assert veiled(bashir, [elsewhere], "sentence")[0].sentence == "All say: Ask Jean."
