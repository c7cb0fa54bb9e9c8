"""The identity providers of the partners, read from one JSON text in the environment.

Each entry names an organization's OpenID Connect provider and the mail domains it may speak for::

    [{"id": "council", "name": "Kirkbrae Council", "server": "https://login.kirkbrae.example",
      "client_id": "...", "secret": "...", "domains": ["kirkbrae.example"]}]

The domains are asked for because each provider decides by itself which addresses it calls verified: without
them, whoever runs one partner's provider could come in as anybody of another.
"""

import json
from typing import Any

from thegither.config.environment import SettingsError, text

NEEDED = ("id", "name", "server", "client_id", "secret", "domains")


def read_providers() -> dict[str, Any]:
    """What allauth calls SOCIALACCOUNT_PROVIDERS.

    >>> read_providers()
    {'openid_connect': {'APPS': [], 'OAUTH_PKCE_ENABLED': True}}
    """
    apps = [_app(entry, place) for place, entry in enumerate(_entries(), start=1)]
    if len({app["provider_id"] for app in apps}) < len(apps):
        raise SettingsError("THEGITHER_OIDC gives two providers one id; each needs its own.")
    return {"openid_connect": {"APPS": apps, "OAUTH_PKCE_ENABLED": True}}


def _entries() -> list[Any]:
    written = text("THEGITHER_OIDC")
    try:
        entries = json.loads(written or "[]")
    except json.JSONDecodeError as problem:
        raise SettingsError(
            f"THEGITHER_OIDC is not JSON (line {problem.lineno}, column {problem.colno}); "
            "docs/how-to/sign-in.md has an example."
        ) from problem
    if not isinstance(entries, list):
        raise SettingsError("THEGITHER_OIDC is not a list; docs/how-to/sign-in.md has an example.")
    return entries


def _app(entry: Any, place: int) -> dict[str, Any]:
    given = entry if isinstance(entry, dict) else {}
    missing = [name for name in NEEDED if not given.get(name)]
    if missing:
        raise SettingsError(f"Entry {place} of THEGITHER_OIDC lacks {', '.join(missing)}.")
    return {
        "provider_id": entry["id"],
        "name": entry["name"],
        "client_id": entry["client_id"],
        "secret": entry["secret"],
        "settings": {
            "server_url": entry["server"],
            "domains": [str(domain).lower() for domain in entry["domains"]],
            # Some providers say nothing about an address they hand out themselves.
            "addresses_are_verified": bool(entry.get("addresses_are_verified")),
        },
    }
