"""Fill a fresh database with 200 people and an open, anonymous wave, and write how each of them signs in.

Runs in a process of its own, because Django is configured once for each process:
`python -m benchmarks.assessments.prepare ADDRESS > plan.json`.
"""

import json
import os
import secrets
import sys

import django

PEOPLE, INSTRUMENT = 200, "collaborative-practice"


def prepare(address: str) -> dict:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    people = _fill_register()
    wave = _open_wave(people[0].partnership)
    return {
        "address": address,
        "pages": _pages(wave),
        "clients": [_sign_in(person) for person in people],
    }


def _fill_register() -> list:
    from django.db import transaction

    from thegither.spine.people import actions
    from thegither.spine.spaces.actions import create_partnership
    from thegither.spine.spaces.visibility import HOUSE

    with transaction.atomic():
        partnership = create_partnership(slug="load", name="Under load", purpose="To be measured.")
        body = actions.add_organization(
            viewer=HOUSE, partnership=partnership, name="Everybody", sector="community"
        )
        people = [
            actions.add_person(viewer=HOUSE, partnership=partnership, name=f"Member {n}")
            for n in range(PEOPLE)
        ]
        for person in people:
            actions.add_membership(viewer=HOUSE, person=person, organization=body)
    return people


def _open_wave(partnership):
    from thegither.capabilities.assessments import actions
    from thegither.formats.instruments import read_content, shipped_instruments
    from thegither.spine.spaces.visibility import HOUSE

    content = read_content(shipped_instruments()[INSTRUMENT])
    plan = actions.Plan(title="How do we work together?", content=content)
    wave = actions.plan_wave(viewer=HOUSE, partnership=partnership, plan=plan)
    return actions.open_wave(viewer=HOUSE, wave=wave)


def _pages(wave) -> list[dict]:
    """The address of each area, and what somebody sends from it."""
    from django.urls import reverse

    from thegither.capabilities.assessments.queries.pages import areas_of

    slug = wave.record.partnership.slug
    return [
        {
            "path": reverse("assessments:area", args=[slug, wave.pk, area.number]),
            "body": "&".join(f"{item.id}=4" for item in area.items if item.options),
        }
        for area in areas_of(wave.instrument)
        if area.closed
    ]


def _sign_in(person) -> dict:
    from django.test import Client

    from thegither.spine.people.actions import open_account

    client, csrf = Client(), secrets.token_hex(16)
    client.force_login(open_account(person=person))
    session = client.cookies["sessionid"].value
    return {"csrf": csrf, "cookie": f"csrftoken={csrf}; sessionid={session}"}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thegither.config.settings")
    django.setup()
    json.dump(prepare(sys.argv[1]), sys.stdout)
