"""The first word of a partnership's addresses: nobody else's, and none that hides a page of the house."""

from collections.abc import Iterator

from django.conf import settings
from django.core.validators import slug_re
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.text import slugify
from django.utils.translation import gettext as _

from thegither.spine.spaces.errors import AddressTaken, NoAddress, ReservedAddress
from thegither.spine.spaces.models import Partnership

LONGEST = Partnership._meta.get_field("slug").max_length


def check_address(slug: str) -> None:
    """Raise a SpaceError with a sentence, unless a new partnership can have this address.

    Capitals are refused: people read addresses out and type them.
    """
    if not slug_re.match(slug) or slug != slug.lower() or len(slug) > LONGEST:
        raise NoAddress(
            _(
                "“%(slug)s” cannot be an address: use at most %(most)s small letters, digits and dashes."
            )
            % {"slug": slug, "most": LONGEST}
        )
    if slug in house_words():
        raise ReservedAddress(_("“%s” is an address of the house itself. Choose another.") % slug)
    if Partnership.objects.filter(slug=slug).exists():
        raise AddressTaken(_("There is a partnership at “%s” already. Choose another.") % slug)


def suggest_address(name: str) -> str:
    """An address made of a name that can be had now, or nothing for a name without a single Latin letter.

    A taken one gets a number: "kirkbrae-together", then "kirkbrae-together-2".
    """
    base = slugify(name)[: LONGEST - len("-99")].strip("-")
    taken = house_words() | set(
        Partnership.objects.filter(slug__startswith=base).values_list("slug", flat=True)
    )
    tries = (base, *(f"{base}-{number}" for number in range(2, 100)))
    return next((slug for slug in tries if slug not in taken), "") if base else ""


def house_words() -> frozenset[str]:
    """The first words of every address that is not below a partnership, and of the static files."""
    words = {settings.STATIC_URL.strip("/").split("/")[0]}
    words.update(_first_words(get_resolver().url_patterns))
    return frozenset(word for word in words if word)


def _first_words(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    """A pattern without a word of its own (`path("", include(...))`) speaks through those inside it."""
    for pattern in patterns:
        first = str(pattern.pattern).removeprefix("^").split("/")[0]
        if not first and isinstance(pattern, URLResolver):
            yield from _first_words(pattern.url_patterns)
        elif slug_re.match(first):
            yield first
