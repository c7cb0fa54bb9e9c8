"""What import-linter cannot see: the rules of docs/adr and DEVELOPERS.md that hold between files."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest
from django.apps import apps
from django.conf import settings
from django.http import HttpResponseNotAllowed
from django.test import RequestFactory
from django.urls import URLPattern, get_resolver
from tests.browser.pages import NO_PAGE, POST_ONLY, VISITS

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src/thegither"
METHODS = SOURCE / "methods"
CAPABILITIES = sorted(
    SOURCE / "capabilities" / name.split(".")[-1] for name in settings.CAPABILITIES
)
LONGEST_FUNCTION, LONGEST_FILE = 40, 400
# Where a statement of Python holds other statements.
BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")

ROOMS = frozenset(
    "README.md __init__.py models models.py phases phases.py rules rules.py queries queries.py "
    "actions actions.py forms forms.py views views.py activity activity.py tasks tasks.py urls.py "
    "apps.py migrations templatetags management templates static tests __pycache__".split()
)
DRAWERS = frozenset({"utils.py", "services.py", "signals.py", "helpers.py", "misc.py", "common.py"})
WRITES = frozenset(
    "save create delete bulk_create bulk_update get_or_create update_or_create "
    "acreate asave adelete aupdate select_for_update".split()
)
# Modules of the methods floor that have no test of their own name, and the test that covers each.
TESTED_WITH = {"disclosure/tables.py": "disclosure/tests/test_suppression.py"}
# Models without a `visible_to` of their own: read only through what is named here.
READ_THROUGH = {
    "spaces.Partnership": "its name and purpose are public",
    "spaces.Phase": "its activity",
    "spaces.Link": "the records at both ends",
    "spaces.Hiding": "queries.hidden_things, which never shows the record",
    "people.Account": "the person signed in",
    "people.SignInCode": "the account it lets in; never shown",
    "people.Seat": "its person",
    "people.ContactConsent": "its person",
    "people.Responsibility": "its record",
    "people.Merge": "the person it kept",
    "people.KeptApart": "the two people it keeps apart",
    "authority.Look": "nobody: it says when the house last looked",
    "young.AgeRule": "its activity",
    "young.GuardianConsent": "the coordinators' page about its activity",
    "people.Import": "the register entries it brought",
    "conversations.Participant": "nobody: behind the seal",
    "conversations.Vote": "nobody alone: counted through the conversation it was cast in",
    "conversations.Totals": "its conversation",
    "conversations.Tally": "its statement; only its order shows before a release",
    "conversations.ModerationEntry": "its statement",
    "conversations.Landscape": "its conversation",
    "contact.ContactPreference": "the person whose choice it is",
    "contact.AskBudget": "coordinators, when they invite",
    "contact.Notice": "the person it is for; its record must be visible to them",
    "contact.Letter": "coordinators, and whoever got it",
    "contact.Invitation": "coordinators, and the person invited",
    "contact.HelpCount": "nobody alone: a number in the results",
    "contact.Helper": "the two people concerned, and coordinators",
    "assessments.FramePlace": "nobody alone: counted through its wave",
    "assessments.Response": "nobody: behind the seal, or in confidence",
    "assessments.Session": "its wave",
    "assessments.Talk": "its session",
    "assessments.SealedRating": "nobody alone: counted when the group reveals it",
    "assessments.PlanEntry": "its issue",
    "decisions.Elector": "its room, by those who run it; everybody reads how many of each class",
    "decisions.Ballot": "nobody: behind the seal, or counted when the vote closes",
    "decisions.Card": "nobody before all are shown together",
    "decisions.Step": "its objection",
    "decisions.Review": "its room",
    "decisions.Acknowledgement": "its directive",
    "decisions.Renewal": "its directive",
    "meetings.Correction": "its agenda item",
    "meetings.Attendance": "its meeting, and by members only",
    "relationships.Sheet": "the one who filled it in, while its key is there",
    "relationships.Snapshot": "its wave",
    "relationships.Position": "the one it is about, while its key is there",
    "meetings.EarlyWord": "people of that partner; coordinators once it has answered",
    "meetings.PartnerLook": "nobody: it says when the house last looked",
    "relationships.Receipt": "nobody alone: counted by layer",
    "relationships.LayerLook": "nobody: it says when the house last looked",
    "relationships.NamedSpanner": "its wave, while the person agrees",
    "protection.PrivacyNotice": "its activity",
    "protection.Extension": "its activity, or its person",
    "spaces.Lease": "nobody: it says which worker does what is due",
}


def modules(*, tests: bool = False) -> list[Path]:
    found = [p for p in SOURCE.rglob("*.py") if "migrations" not in p.parts]
    return sorted(p for p in found if tests or "tests" not in p.parts)


def name_of(path: Path) -> str:
    return str(path.relative_to(SOURCE))


# --- what the models point to ------------------------------------------------------------------------
def ours() -> list:
    return [model for model in apps.get_models() if model.__module__.startswith("thegither.")]


def capability_of(model: type) -> str:
    parts = model.__module__.split(".")
    return parts[2] if parts[1] == "capabilities" else ""


def test_no_foreign_key_runs_sideways_between_capabilities():
    sideways = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in ours()
        for field in model._meta.get_fields()
        if field.is_relation and field.related_model and not field.auto_created
        if capability_of(model) and capability_of(field.related_model)
        if capability_of(model) != capability_of(field.related_model)
    ]
    assert not sideways


def test_the_spine_and_the_floors_below_point_to_no_capability():
    upward = [
        f"{model._meta.label}.{field.name}"
        for model in ours()
        for field in model._meta.get_fields()
        if field.is_relation and field.related_model and not field.auto_created
        if not capability_of(model) and capability_of(field.related_model)
    ]
    assert not upward


def test_every_model_of_a_partnership_is_read_through_visible_to():
    """Evidence names partnerships as text and is read by its own queries; the rest has `visible_to`."""
    concerned = [m for m in ours() if m._meta.app_label != "evidence"]
    unseen = {m._meta.label for m in concerned if not hasattr(m._default_manager, "visible_to")}
    assert unseen <= set(READ_THROUGH), "no visible_to and not listed"
    assert set(READ_THROUGH) <= unseen, "listed without need"


# --- who writes --------------------------------------------------------------------------------------
# Runs the SQL that Django wrote for a query, which only reads.
RUNS_QUERIES = "spine/spaces/planned.py"


def is_action(path: Path) -> bool:
    return path.name == "actions.py" or "actions" in path.relative_to(SOURCE).parts


def holds_no_database(path: Path) -> bool:
    return path.relative_to(SOURCE).parts[0] in {"methods", "formats", "engine"}


def writes(path: Path) -> Iterator[str]:
    text = path.read_text()
    if not any(f".{word}(" in text for word in (*WRITES, "update", "execute")):
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if is_write(node):
                yield f"{name_of(path)}:{node.lineno} .{node.func.attr}("


def is_write(call: ast.Call) -> bool:
    """`.update(a=1)` changes rows; `.update(other)` changes a dictionary or a digest."""
    if call.func.attr == "update":
        return bool(call.keywords) and not call.args
    if call.func.attr == "execute":
        return not _reads_only(call)
    return call.func.attr in WRITES


def _reads_only(call: ast.Call) -> bool:
    first = call.args[0] if call.args else None
    text = first.value if isinstance(first, ast.Constant) else ""
    return str(text).upper().startswith(("SELECT", "PRAGMA", "EXPLAIN", "SET TRANSACTION"))


def test_only_actions_write_the_database():
    checked = [p for p in modules() if not is_action(p) and not holds_no_database(p)]
    checked = [p for p in checked if name_of(p) != RUNS_QUERIES]
    assert len(checked) > 20
    assert not [line for path in checked for line in writes(path)]


@pytest.mark.parametrize(
    ("code", "is_found"),
    [
        ("Record.objects.create(title='x')", True),
        ("records.update(state='closed')", True),
        ("form.save()", True),
        ("cursor.execute(f'DELETE FROM {table}')", True),
        ("seen.update(frontier)", False),
        ("cursor.execute('SELECT 1')", False),
    ],
)
def test_the_search_for_writes_tells_rows_from_dictionaries(code, is_found):
    call = ast.parse(code).body[0].value
    assert is_write(call) is is_found


# --- size --------------------------------------------------------------------------------------------
def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Every function of a file, also within others. Only statements are walked: that takes a third."""
    left: list[ast.AST] = [ast.parse(path.read_text())]
    while left:
        node = left.pop()
        left += [inner for name in BLOCKS for inner in getattr(node, name, ())]
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{name_of(path)}:{node.name}", length(node)


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the last, without the docstring."""
    lines = function.end_lineno - function.lineno + 1
    first = function.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        lines -= first.end_lineno - first.lineno + 1
    return lines


def test_functions_and_files_stay_short(capsys):
    sizes = {name: n for path in modules(tests=True) for name, n in functions(path)}
    lines = {name_of(p): len(p.read_text().splitlines()) for p in modules(tests=True)}
    sentence = (
        f"median function {median(sizes.values()):.0f} lines, file {median(lines.values()):.0f}"
    )
    with capsys.disabled():
        print(f"\n{sentence}")  # noqa: T201
    assert not {name: n for name, n in sizes.items() if n > LONGEST_FUNCTION}
    assert not {name: n for name, n in lines.items() if n > LONGEST_FILE}


# --- rooms -------------------------------------------------------------------------------------------
@pytest.mark.parametrize("capability", CAPABILITIES, ids=lambda p: p.name)
def test_a_capability_has_the_rooms_and_nothing_else(capability):
    found = {entry.name for entry in capability.iterdir()}
    assert found <= ROOMS, f"not a room: {sorted(found - ROOMS)}"
    assert (capability / "README.md").exists()
    contracts = (ROOT / ".importlinter").read_text()
    assert f"thegither.capabilities.{capability.name}" in contracts.split("contract:rooms")[1]


def test_there_is_no_drawer_for_odds_and_ends():
    assert not [name_of(path) for path in modules() if path.name in DRAWERS]


# --- methods -----------------------------------------------------------------------------------------
def families() -> list[Path]:
    return sorted(p.parent for p in METHODS.glob("*/__init__.py") if exported_modules(p.parent))


def exported_modules(family: Path) -> list[Path]:
    """The modules from which a family's `__init__` takes functions (small-letter names)."""
    package = f"thegither.methods.{family.name}."
    tree = ast.parse((family / "__init__.py").read_text())
    imports = [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
    named = {
        node.module.removeprefix(package)
        for node in imports
        if (node.module or "").startswith(package) and any(a.name.islower() for a in node.names)
    }
    return [family / f"{name}.py" for name in sorted(named) if (family / f"{name}.py").exists()]


def twin(module: Path) -> Path:
    own = module.parent / "tests" / f"test_{module.name}"
    name = str(module.relative_to(METHODS))
    return METHODS / TESTED_WITH[name] if name in TESTED_WITH else own


@pytest.mark.parametrize("family", families(), ids=lambda p: p.name)
def test_each_method_has_its_twin_test_and_its_references(family):
    lonely = [name_of(m) for m in exported_modules(family) if not twin(m).exists()]
    assert not lonely, f"without a test of the same name: {lonely}"
    pages = [page.read_text() for page in (ROOT / "docs/methods").glob("*.md")]
    own = [
        text
        for text in pages
        if f"methods/{family.name}" in text or f"methods.{family.name}" in text
    ]
    assert own, f"no page in docs/methods speaks of methods.{family.name}"
    assert any("doi.org" in text.lower() for text in own), "the page cites no source"


# --- addresses ---------------------------------------------------------------------------------------
def named_addresses() -> dict[str, URLPattern]:
    return dict(_walk(get_resolver().url_patterns, ""))


def _walk(patterns: list, prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}", pattern
        else:
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from _walk(pattern.url_patterns, prefix + inner)


def test_every_named_page_is_visited_by_the_browser():
    visited = {visit.name for visit in VISITS}
    known = visited | POST_ONLY | set(NO_PAGE)
    assert set(named_addresses()) <= known, "add these to tests/browser/pages.py"
    assert known <= set(named_addresses()), "these addresses are gone"
    assert not visited & (POST_ONLY | set(NO_PAGE))


@pytest.mark.parametrize("name", sorted(POST_ONLY))
def test_a_button_answers_to_nothing_but_post(name, settings):
    """Mail scanners and browsers open every link: what acts, acts on POST only."""
    view = named_addresses()[name].callback
    assert isinstance(view(RequestFactory().get("/")), HttpResponseNotAllowed)
