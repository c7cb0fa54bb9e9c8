"""Who may do what with decisions, promises, issues and questions, as sentences.

Each takes a viewer and the thing concerned: a partnership, a record, or what stands behind one.
"""

from django.db.models import Model
from rules import Predicate, add_rule, predicate

from thegither.spine.people.rules import is_coordinator, is_member, is_moderator
from thegither.spine.promises.queries import owner_of, who_answers
from thegither.spine.spaces.models import Record
from thegither.spine.spaces.visibility import Viewer


@predicate
def can_see(viewer: Viewer, thing: Model) -> bool:
    return type(thing).objects.visible_to(viewer).filter(pk=thing.pk).exists()


@predicate
def answers_for(viewer: Viewer, thing: Model) -> bool:
    """Whether it is this viewer who answers for it now."""
    owner = owner_of(thing.record)
    return owner is not None and owner.pk == viewer.person


@predicate
def is_asked(viewer: Viewer, question: Model) -> bool:
    """Whether the question waits for this viewer: as the owner of what it is about, or as a coordinator."""
    return viewer.person in {person.pk for person in who_answers(question.about)}


@predicate
def may_be_asked(viewer: Viewer, record: Record) -> bool:
    """Of a question nobody asks what became of it; the question itself waits for its answer."""
    return record.kind not in {"question", "import"}


@predicate
def has_words(viewer: Viewer, record: Record) -> bool:
    """Whether people wrote something here that may have to be hidden."""
    return record.kind in {"decision", "commitment", "issue", "question", "escalation"}


def _open_to(*who: Predicate) -> Predicate:
    either = who[0]
    for one in who[1:]:
        either |= one
    return can_see & either


anybody = predicate(lambda viewer, thing: True, name="anybody")

# A coordinator writes down what a meeting decided; a member may promise something of their own.
add_rule("promises.record", is_coordinator)
add_rule("promises.promise", is_member)
add_rule("promises.raise", is_member)

add_rule("promises.settle", _open_to(answers_for, is_coordinator))
add_rule("promises.close", _open_to(answers_for, is_coordinator))
add_rule("promises.review", _open_to(is_coordinator))
add_rule("promises.ask", _open_to(anybody) & may_be_asked)
add_rule("promises.answer", _open_to(is_asked, is_coordinator))
add_rule("promises.safeguard", _open_to(is_moderator) & has_words)
