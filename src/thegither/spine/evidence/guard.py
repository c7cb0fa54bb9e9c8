"""The guard: a bare number does not render.

Django turns a value into text in one function, `render_value_in_context`, which `{{ }}`,
`{% blocktranslate %}`, `{% translate %}`, `{% cycle %}` and `{% firstof %}` share. The guard stands
there. It also looks at `{{ }}` before the filters that would turn a number into text behind its back.

It stands in our own templates only: those of an engine whose builtins hold our figures library.
Django's debug pages have another engine, and its form widgets (which write `maxlength="300"`) are left
alone by name. `tests/test_guard.py` fails when a new Django moves the hook.
"""

from copy import copy
from functools import wraps

from django.template import base, defaulttags
from django.templatetags import i18n

from thegither.spine.evidence.figures import BareNumber, is_bare_number

LIBRARY = "thegither.spine.evidence.templatetags.figures"
HOOK = "render_value_in_context"
CALLERS = (base, i18n, defaulttags)
MAKES_TEXT = frozenset(
    "floatformat stringformat intcomma intword apnumber ordinal filesizeformat slugify "
    "escape force_escape safe join make_list cut center ljust rjust unlocalize localize".split()
)


class HookMoved(RuntimeError):
    """Django no longer renders values where the guard stands."""


def stand_guard() -> None:
    """Put the guard in place, once. Called by `EvidenceConfig.ready`, in tests and in production."""
    if getattr(base.VariableNode.render, "is_guarded", False):
        return
    found = {getattr(module, HOOK, None) for module in CALLERS}
    if len(found) != 1 or None in found:
        raise HookMoved(f"This Django renders values elsewhere than in {HOOK}; move the guard.")
    guarded = _guard_values(found.pop())
    for module in CALLERS:
        setattr(module, HOOK, guarded)
    base.VariableNode.render = _guard_filters(base.VariableNode.render)


def _guard_values(render_value):
    @wraps(render_value)
    def guarded(value, context):
        if is_bare_number(value) and is_ours(context):
            raise BareNumber(value)
        return render_value(value, context)

    return guarded


def _guard_filters(render):
    @wraps(render)
    def guarded(node, context):
        untold = _before_text(node.filter_expression)
        if untold and is_ours(context) and is_bare_number(value := untold.resolve(context)):
            raise BareNumber(value)
        return render(node, context)

    guarded.is_guarded = True
    return guarded


def _before_text(expression):
    """The expression cut off before the first filter that would make text of a number, if there is one."""
    for place, (function, _) in enumerate(expression.filters):
        if getattr(function, "_filter_name", "") in MAKES_TEXT:
            cut = copy(expression)
            cut.filters = expression.filters[:place]
            return cut
    return None


def is_ours(context) -> bool:
    """Whether the template being rendered is one of this project's."""
    template = context.template
    if template is None or LIBRARY not in template.engine.builtins:
        return False
    return not (template.name or "").startswith("django/forms/")
