"""The guard: a bare number does not render.

Django turns a value into text in one function, `render_value_in_context`, which `{{ }}`,
`{% blocktranslate %}`, `{% translate %}`, `{% cycle %}` and `{% firstof %}` share. The guard stands
there, and once more where a template is compiled, so that no filter makes text of a number behind its back.

It stands in our own templates only: those of an engine whose builtins hold our figures library.
Django's debug pages have another engine, and its form widgets (which write `maxlength="300"`) are left
alone by name. `tests/test_guard.py` fails when a new Django moves either hook.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.template import base, defaulttags
from django.templatetags import i18n

from thegither.spine.evidence.figures import BareNumber, is_bare_number

LIBRARY = "thegither.spine.evidence.templatetags.figures"
HOOK = "render_value_in_context"
CALLERS = (base, i18n, defaulttags)
FORM_TEMPLATES = "django/forms/"
# Filters that take a number and do not write it: what they return is looked at again when it renders.
HARMLESS = frozenset(
    "add default default_if_none dictsort dictsortreversed divisibleby first get_digit last length "
    "pluralize random slice yesno".split()
)


class HookMoved(RuntimeError):
    """Django no longer renders values where the guard stands."""


def stand_guard() -> None:
    """Put the guard in place, once. Called by `EvidenceConfig.ready`, in tests and in production."""
    if getattr(base.Parser.find_filter, "is_guarded", False):
        return
    found = {getattr(module, HOOK, None) for module in CALLERS}
    if len(found) != 1 or None in found:
        raise HookMoved(f"This Django renders values elsewhere than in {HOOK}; move the guard.")
    guarded = _guard_values(found.pop())
    for module in CALLERS:
        setattr(module, HOOK, guarded)
    base.Parser.find_filter = _guard_filters(base.Parser.find_filter)


def _guard_values(render_value):
    @wraps(render_value)
    def guarded(value, context):
        if is_bare_number(value) and _is_ours(context.template):
            raise BareNumber(value)
        return render_value(value, context)

    return guarded


def _guard_filters(find_filter):
    @wraps(find_filter)
    def guarded(parser, name):
        function = find_filter(parser, name)
        if name in HARMLESS or _is_own(function) or not _compiles_ours(parser):
            return function
        return _refusing_numbers(function)

    guarded.is_guarded = True
    return guarded


def _refusing_numbers(function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def refusing(value, *args, **kwargs):
        if is_bare_number(value):
            raise BareNumber(value)
        return function(value, *args, **kwargs)

    return refusing


def _is_own(function: Callable[..., Any]) -> bool:
    """Filters of this project are read by its reviewers: they may turn a code into a word."""
    return function.__module__.startswith("thegither.")


def _is_ours(template: base.Template | None) -> bool:
    if template is None or LIBRARY not in template.engine.builtins:
        return False
    return not (template.name or "").startswith(FORM_TEMPLATES)


def _compiles_ours(parser: base.Parser) -> bool:
    plain = parser.filters.get("plain")
    name = getattr(parser.origin, "template_name", None) or ""
    return plain is not None and plain.__module__ == LIBRARY and not name.startswith(FORM_TEMPLATES)
