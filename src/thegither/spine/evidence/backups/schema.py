"""Which migrations stand in the database, and which tables they make."""

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model
from django.utils.translation import gettext as _

from thegither.spine.evidence.zips import ArchiveRefused

Node = tuple[str, str]


class SchemaUnknown(Exception):
    """The database holds migrations that this version does not have; the message says which."""


def applied() -> list[Node]:
    """The migrations that stand in the database. Raises `SchemaUnknown` for one of a newer version."""
    loader = MigrationLoader(connection)
    found = sorted(loader.applied_migrations)
    unknown = [f"{app}.{name}" for app, name in found if (app, name) not in loader.graph.nodes]
    if unknown:
        raise SchemaUnknown(
            _("The database belongs to a newer version of Thegither (%(names)s); install that one.")
            % {"names": ", ".join(unknown)}
        )
    return found


def as_listed(nodes: list[Node]) -> dict[str, list[str]]:
    """By app, as a manifest names them.

    >>> as_listed([("spaces", "0001_initial"), ("spaces", "0002_more")])
    {'spaces': ['0001_initial', '0002_more']}
    """
    listed: dict[str, list[str]] = {}
    for app, name in nodes:
        listed.setdefault(app, []).append(name)
    return listed


def read_nodes(listed: dict[str, list[str]]) -> list[Node]:
    """The migrations of a backup. Raises `ArchiveRefused` when this version lacks one: it is too old."""
    known = MigrationLoader(None).graph.nodes
    nodes = [(app, name) for app, names in listed.items() for name in names]
    unknown = [f"{app}.{name}" for app, name in nodes if (app, name) not in known]
    if unknown:
        raise ArchiveRefused(
            _(
                "This backup was made by a newer version of Thegither (%(names)s). "
                "Install that version, then restore."
            )
            % {"names": ", ".join(unknown[:3])}
        )
    return nodes


def latest(nodes: list[Node]) -> list[Node]:
    """The last migration of each app: what to migrate to, so that exactly `nodes` are applied."""
    graph = MigrationLoader(None).graph
    followed = {
        parent.key
        for node in nodes
        for parent in graph.node_map[node].parents
        if parent.key[0] == node[0]
    }
    return [node for node in nodes if node not in followed]


def lacks(nodes: list[Node]) -> int:
    """How many migrations of this version do not stand in `nodes`."""
    return len(set(MigrationLoader(None).graph.nodes) - set(nodes))


def models_of(nodes: list[Node]) -> dict[str, type[Model]]:
    """Every table by its label, as these migrations describe it. Join tables count too."""
    state = MigrationLoader(None).project_state(nodes)
    found = state.apps.get_models(include_auto_created=True)
    ours = [model for model in found if model._meta.managed and not model._meta.proxy]
    return {model._meta.label_lower: model for model in sorted(ours, key=_label)}


def _label(model: type[Model]) -> str:
    return model._meta.label_lower
