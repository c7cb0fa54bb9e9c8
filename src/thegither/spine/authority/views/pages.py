"""One page of authority: it stands under the word "Decide"."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def page(request: HttpRequest, name: str, context: Mapping[str, Any]) -> HttpResponse:
    return render(request, f"authority/{name}.html", {"word": "decide", **context})
