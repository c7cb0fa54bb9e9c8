"""Figures in tables that leave the house: each limit in a column of its own, so that none is lost."""

from django.utils.translation import gettext as _

from thegither.spine.evidence.figures import Figure, Pair

Cells = tuple[str | float | None, ...]


def figure_columns() -> tuple[str, ...]:
    """The headings, in the order of `figure_cells`."""
    return (
        _("value"),
        _("unit"),
        _("answered"),
        _("asked"),
        _("lowest, allowing for chance (95%)"),
        _("highest, allowing for chance (95%)"),
        _("lowest, whatever the rest think"),
        _("highest, whatever the rest think"),
        _("not shown because"),
        _("as of"),
        _("method"),
    )


def figure_cells(figure: Figure) -> Cells:
    """One figure with all its limits; what nobody knows or may see is None.

    >>> from datetime import date
    >>> share = Figure.share(19, 31, 52, as_of=date(2026, 11, 21), method="wilson 1")
    >>> [cell if isinstance(cell, str) else round(cell, 2) for cell in figure_cells(share) if cell != ""]
    [0.61, 'share', 31, 52, 0.44, 0.76, 0.37, 0.77, '2026-11-21', 'wilson 1']
    """
    return (
        figure.value,
        _(figure.unit),
        figure.answered,
        figure.asked,
        *_ends(figure.interval),
        *_ends(figure.bounds),
        _(figure.suppressed) if figure.suppressed else "",
        figure.as_of.isoformat(),
        figure.method,
    )


def _ends(pair: Pair | None) -> tuple[float | None, float | None]:
    return pair or (None, None)
