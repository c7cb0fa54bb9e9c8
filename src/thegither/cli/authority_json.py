"""The JSON of `thegither authority`, and its findings in plain sentences."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from thegither.formats.errors import FormatError
from thegither.methods.authority.burden import burdens, what_if
from thegither.methods.authority.gaps import Contradiction, Gap, contradictions, gaps
from thegither.methods.authority.lines import Findings, Lines, distances_up, look
from thegither.methods.authority.masters import shared_last_words
from thegither.methods.authority.scheme import Answer, Scheme

Json = dict[str, object]
DECISIONS = {Answer.YES: "yes", Answer.YES_IF: "yes-if", Answer.NO: "no-ask-whom"}


def lines_found(posts: Sequence[str], lines: Lines) -> Json:
    """What `look` finds, by name; posts in alphabetical order."""
    found = look(lines)
    return {
        **_named(posts, found),
        "burden": [
            {"post": posts[b.post], "masters": b.masters, "reports": b.reports, "plans": b.plans,
             "answered_by": b.answered_by}
            for b in burdens(lines)
        ],
        "sentences": _sentences(posts, found),
    }  # fmt: skip


def _named(posts: Sequence[str], found: Findings) -> Json:
    def names(some: Sequence[int]) -> list[str]:
        return [posts[post] for post in some]

    return {
        "dual": [posts[dual.post] for dual in found.dual],
        "dual_lines": [
            {
                "post": posts[d.post],
                "answers_to": names(d.masters),
                "kinds": [[*k] for k in d.kinds],
            }
            for d in found.dual
        ],
        "two_masters": [
            {"post": posts[t.post], "kind": t.kind, "masters": names(t.masters)}
            for t in found.two_masters
        ],
        "cycles": [names(cycle) for cycle in found.cycles],
        "orphans": names(found.orphans),
        "roots": names(found.roots),
        "split_roots": [
            {"post": posts[p], "roots": names(roots)} for p, roots in found.split_roots
        ],
        "rootless": names(found.rootless),
    }


def _sentences(posts: Sequence[str], found: Findings) -> list[str]:
    def names(some: Sequence[int]) -> str:
        return ", ".join(posts[post] for post in some)

    said = [f"{posts[d.post]} answers to several: {names(d.masters)}." for d in found.dual]
    said += [
        f"{posts[t.post]} answers for {t.kind} to several: {names(t.masters)}."
        for t in found.two_masters
    ]
    said += [
        f"A circle, in which nobody is in charge: {names(c)}, {posts[c[0]]}." for c in found.cycles
    ]
    said += [f"{posts[post]} answers to nobody, and nobody to it." for post in found.orphans]
    return said + [
        f"{posts[post]} ends at different tops: {names(roots)}."
        for post, roots in found.split_roots
    ]


def scheme_found(scheme: Scheme, posts: Sequence[str], lines: Lines, on: date) -> Json:
    """Gaps and contradictions, each with the smallest example; types with two masters on the day."""
    holes, clashes = gaps(scheme), contradictions(scheme)
    suspects = {post for one in shared_last_words(scheme, on) for post in one.masters}
    above = {
        post: {posts[place] for place in distances_up(lines, posts.index(post))}
        for post in suspects
    }
    shared = shared_last_words(scheme, on, above)
    return {
        "gaps": [_gap(gap) for gap in holes],
        "contradictions": [_contradiction(clash) for clash in clashes],
        "shared_last_words": [
            {"decision_type": one.decision_type, "masters": [*one.masters]} for one in shared
        ],
        "sentences_on_scheme": [_gap_said(gap) for gap in holes]
        + [_clash_said(clash) for clash in clashes]
        + [
            f"Two masters for {one.decision_type}: {' and '.join(one.masters)} each have the last word."
            for one in shared
        ],
    }


def _gap_said(gap: Gap) -> str:
    what = "" if gap.above is None else f" above {gap.above:,}"
    since = f" from {gap.first_day}" if gap.first_day else ""
    until = f" until {gap.last_day}" if gap.last_day else ""
    return f"Nobody may decide on {gap.decision_type}{what}{since}{until}."


def _clash_said(clash: Contradiction) -> str:
    one, other = clash.clauses
    return (
        f"Clauses {one} and {other} contradict one another: {clash.post} on"
        f" {clash.decision_type} of {clash.example[1]:,}."
    )


def _gap(gap: Gap) -> Json:
    return {
        "decision_type": gap.decision_type,
        "above": None if gap.above is None else _number(gap.above),
        "first_day": _day(gap.first_day),
        "last_day": _day(gap.last_day),
        "example": {"on": _day(gap.example[0]), "amount": _number(gap.example[1])},
    }


def _contradiction(found: Contradiction) -> Json:
    return {
        "decision_type": found.decision_type,
        "post": found.post,
        "clauses": [*found.clauses],
        "first_day": _day(found.first_day),
        "last_day": _day(found.last_day),
        "example": {"on": _day(found.example[0]), "amount": _number(found.example[1])},
    }


def answer(
    scheme: Scheme,
    posts: Sequence[str],
    lines: Lines,
    decision_type: str,
    post: str,
    amount: Decimal,
    on: date,
) -> Json:
    """The one answer; those to ask are named nearest first along the lines."""
    near = distances_up(lines, posts.index(post)) if post in posts else {}
    distance = {posts[other]: far for other, far in near.items()}
    ruling = scheme.ask(decision_type, post, amount, on, distance=distance)
    said = {
        Answer.YES: f"Yes, {post} may decide this (clause {ruling.clause}).",
        Answer.YES_IF: f"Yes, if {ruling.condition} (clause {ruling.clause}).",
        Answer.NO: f"No. Ask {' or '.join(ruling.ask)} (clause {ruling.clause}).",
    }
    nobody = ruling.answer == Answer.NO and not ruling.ask
    return {
        "decision": DECISIONS[ruling.answer],
        "clause": ruling.clause,
        "condition": ruling.condition,
        "ask_whom": [*ruling.ask],
        "contradicted_by": [*ruling.also],
        "on": str(ruling.on),
        "sentence": "No, and nobody may: the scheme has a gap." if nobody else said[ruling.answer],
    }


def what_if_found(posts: Sequence[str], lines: Lines, removed: Sequence[Sequence[str]]) -> Json:
    """The lines without some of them. Raises FormatError for a line that does not stand."""
    gone = [place for one in removed for place in _places(posts, lines, one)]
    result = what_if(lines, gone)
    return {
        **_named(posts, result.after),
        "no_longer_dual": [posts[post] for post in result.no_longer_dual],
        "newly_orphaned": [posts[post] for post in result.newly_orphaned],
    }


def _places(posts: Sequence[str], lines: Lines, line: Sequence[str]) -> list[int]:
    wanted = [part.strip() for part in line]
    found = [
        place
        for place, kind in enumerate(lines.kinds)
        if [posts[lines.below[place]], posts[lines.above[place]], kind][: len(wanted)] == wanted
    ]
    if len(wanted) not in (2, 3) or not found:
        raise FormatError("--without", 0, "", f"no line {','.join(wanted)} stands on that day")
    return found


def _number(amount: Decimal) -> float | int:
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
