"""An empty partnership in a fresh database, for an import: `python -m benchmarks.http.found`."""

import json
import os
import sys

import django


def found() -> dict[str, str]:
    from django.core.management import call_command

    from thegither.spine.spaces.actions import create_partnership

    call_command("migrate", verbosity=0)
    created = create_partnership(slug="load", name="Under load", purpose="To be measured.")
    return {"partnership": created.slug}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thegither.config.settings")
    django.setup()
    json.dump(found(), sys.stdout)
