"""JSON that goes to a reader: figures with their limits, never a bare number."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.functional import Promise

from thegither.spine.evidence.figures import BareNumber, Figure, is_bare_number


class FigureJsonResponse(HttpResponse):
    """A JSON answer in which each number is a figure."""

    def __init__(self, content: Any, **kwargs: Any) -> None:
        super().__init__(figure_json(content), content_type="application/json", **kwargs)


def figure_json(content: Any) -> str:
    """The content as JSON text.

    Raises `BareNumber` where a number stands outside a Figure; a harmless one is passed as `Plain`.
    """
    return json.dumps(_guarded(content), ensure_ascii=False)


def _guarded(part: Any) -> Any:
    if isinstance(part, Figure):
        return part.to_json()
    if isinstance(part, Mapping):
        return {str(key): _guarded(value) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return [_guarded(value) for value in part]
    if isinstance(part, Promise | UUID | date):
        return str(part)
    if is_bare_number(part):
        raise BareNumber(part)
    return part
