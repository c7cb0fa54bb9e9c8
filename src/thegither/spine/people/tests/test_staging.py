"""What travels in the page between reading a list and storing it."""

import secrets

from django.urls import reverse


def test_a_list_too_long_to_come_back_with_a_form_is_refused_in_a_sentence(world, settings):
    """Where the browser's form would be refused, the page of it is never shown."""
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 70_000
    rows = "\n".join(f"{secrets.token_hex(40)}\t{n}" for n in range(400))
    answer = world.client("ailsa").post(
        reverse("people:import_people", args=["kirkbrae"]), {"pasted": f"Name\tRole\n{rows}"}
    )
    assert "too long for this page" in str(answer.context["form"].errors)
