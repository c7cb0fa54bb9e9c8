"""The board paper: everything that happened in its time, for its reader, in three forms that say the same."""

import io
from datetime import date, timedelta

import docx
import pypdf
import pytest
from django.utils import timezone

from thegither.spine.evidence.figures import Figure
from thegither.spine.evidence.queries import head_of
from thegither.spine.promises import actions as promises
from thegither.spine.spaces import actions as spaces
from thegither.spine.spaces.house import Line, Section

PAGE = "/kirkbrae/board-paper/"


@pytest.fixture
def heard(offer):
    """One conversation that tells something, and says what nobody can tell."""
    share = Figure.share(19, 31, 52, label="agree", as_of=timezone.localdate(), method="wilson 1")
    offer.sections = [
        Section(
            title="How do we look after carers?",
            url="/kirkbrae/x/",
            lines=(Line("Who took part: 31 people."),),
            caption="What most people agreed with",
            rows=(("Carers need a break.", share),),
            cannot_tell=("Those who did not answer may think otherwise.",),
        )
    ]
    return offer


def page(world, who="bashir", **asked) -> str:
    return world.client(who).get(PAGE, asked).content.decode()


def today() -> date:
    return timezone.localdate()


def promise(world, words: str, due_in: int, **changes):
    """Bashir promises something, due so many days from now; it may have been made long ago."""
    return promises.make_promise(
        viewer=world.viewer("ailsa"),
        partnership=world.partnership,
        promise=words,
        owner=world.people["bashir"],
        due_on=today() + timedelta(days=due_in),
        made_on=today() - timedelta(days=400),
        **changes,
    )


def part(text: str, title: str) -> str:
    """The page from one heading to the next of its rank."""
    return text.split(f">{title}</h2>")[1].split("<h2")[0]


def test_what_was_heard_stands_with_its_limits_and_with_what_nobody_can_tell(world, heard):
    text = page(world)
    told = part(text, "What was heard")
    assert "How do we look after carers?" in told and "Carers need a break." in told
    assert "61%" in told and "31 of 52 answered" in told
    assert "may think otherwise" in part(text, "What we cannot tell")


def test_a_decision_stands_with_its_mandate_its_dissent_and_its_promises(world, heard):
    decision = promises.record_decision(
        viewer=world.viewer("ailsa"),
        partnership=world.partnership,
        text="The lift is mended first.",
        decided_on=today(),
        how="agreed at the meeting",
        mandate="Scheme of delegation 4.2",
        dissent="Morag would have begun with the door.",
    )
    promise(world, "Order the lift", 30, because_of=decision.record)
    told = part(page(world), "What was decided")
    for words in ("The lift is mended first.", "agreed at the meeting", "Scheme of delegation 4.2",
                  "Morag would have begun with the door.", "Order the lift (by "):  # fmt: skip
        assert words in told


def test_promises_stand_under_what_became_of_them(world, heard):
    ailsa = world.viewer("ailsa")
    kept, broken = promise(world, "Ask the carers", 5), promise(world, "Paint the hall", 5)
    promise(world, "Mend the door", -3)
    promise(world, "Mend the roof", 90)
    promises.settle_promise(viewer=ailsa, commitment=kept, state="kept", said="Forty came.")
    promises.settle_promise(viewer=ailsa, commitment=broken, state="broken", said="No paint.")
    told = part(page(world), "What became of promises")
    found = {part_.split("</h3>")[0]: part_ for part_ in told.split("<h3>")[1:]}
    assert "Ask the carers" in found["Kept"] and "Forty came." in found["Kept"]
    assert "Paint the hall" in found["Not kept"] and "No paint." in found["Not kept"]
    assert "Mend the door" in found["Overdue"] and "Bashir answers for it." in found["Overdue"]
    assert "Mend the roof" in found["Still due"]


def test_what_happened_before_the_period_is_left_out(world, heard):
    promises.record_decision(
        viewer=world.viewer("ailsa"),
        partnership=world.partnership,
        text="Long ago decided.",
        decided_on=date(2020, 5, 1),
        how="by vote",
    )
    assert "Long ago decided." not in page(world)
    assert "Long ago decided." in page(world, since="2020-04-01", until="2020-06-30")


def test_a_question_without_an_answer_stands_there_with_the_way_to_complain(world, heard):
    record = spaces.create_record(
        partnership=world.partnership, kind="finding", title="Carers want a break",
        audience="members",
    )  # fmt: skip
    spaces.change_partnership(
        viewer=world.viewer("ailsa"),
        partnership=world.partnership,
        name=world.partnership.name,
        purpose=world.partnership.purpose,
        language="en-gb",
        complaints="Write to the ombudsman.",
        answer_days=10,
    )
    promises.ask_what_became(viewer=world.viewer("catriona"), about=record, words="And now?")
    told = part(page(world), "Questions without an answer")
    assert "Carers want a break" in told and "And now?" in told
    assert "Write to the ombudsman." in told


def test_somebody_outside_reads_what_is_public_and_no_name(world, heard):
    promise(world, "For all to read", 9, audience="public")
    promise(world, "Among ourselves", 9)
    told = page(world, "nobody")
    assert "For all to read" in told and "Made for anybody" in told
    assert "Among ourselves" not in told and "Bashir" not in told


def test_what_is_hidden_from_a_member_is_not_in_the_paper(world, heard):
    made = promise(world, "Hidden for a reason", 9)
    spaces.hide_record(
        viewer=world.viewer("morag"),
        record=made.record,
        reason="A name stands in it.",
        until=timezone.now() + timedelta(days=9),
    )
    assert "Hidden for a reason" not in page(world, "bashir")


def test_a_period_that_ends_before_it_starts_gets_a_sentence_and_no_paper(world, heard):
    text = page(world, since="2026-05-01", until="2026-04-01")
    assert "The last day comes after the first." in text and "What was heard" not in text
    back = world.client("bashir").get("/kirkbrae/board-paper.pdf?since=x&until=2026-04-01")
    assert back.status_code == 302 and back.url == f"{PAGE}?since=x&until=2026-04-01"


def test_page_docx_and_pdf_say_the_same(world, heard):
    promise(world, "Mend the roof", 90)
    client = world.client("bashir")
    as_docx = docx.Document(io.BytesIO(client.get("/kirkbrae/board-paper.docx").content))
    as_pdf = pypdf.PdfReader(io.BytesIO(client.get("/kirkbrae/board-paper.pdf").content))
    word = "\n".join(line.text for line in as_docx.paragraphs)
    word += " ".join(cell.text for row in as_docx.tables[0].rows for cell in row.cells)
    portable = " ".join(" ".join(each.extract_text().split()) for each in as_pdf.pages)
    for words in ("What was heard", "Carers need a break.", "61%", "31 of 52 answered",
                  "Mend the roof", "may think otherwise", "What we cannot tell"):  # fmt: skip
        assert words in word and words in portable
    assert head_of(world.partnership.pk) in word


def test_the_file_is_named_after_the_partnership_and_the_day(world, heard):
    answer = world.client("bashir").get(
        "/kirkbrae/board-paper.pdf?since=2026-01-01&until=2026-03-31"
    )
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == (
        'attachment; filename="board-paper-kirkbrae-2026-03-31.pdf"'
    )


def test_an_empty_paper_says_so_under_every_heading(world, offer):
    text = page(world)
    for words in ("No activity was open", "Nothing was found", "No decision was recorded",
                  "No promise was kept", "No question is without", "No activity of this time"):  # fmt: skip
        assert words in text
