"""Everything the system reports about a partnership of its own accord, ready to be matched."""

from django.utils.translation import gettext as _

from thegither.spine.authority import house as authority_house
from thegither.spine.promises import house as promises_house
from thegither.spine.spaces.models import Finding, Partnership
from thegither.thread.registry import activities

Said = dict[str, object]


class NoSuchPartnership(Exception):
    """No partnership has this address. The message can be shown to a person."""


def findings_of(slug: str) -> list[Said]:
    """The findings of every capability and of the spine, by their kind and by what they are about.

    What the spine finds about a capability's activity is told by both, and stands here once.
    """
    partnership = Partnership.objects.filter(slug=slug).first()
    if partnership is None:
        raise NoSuchPartnership(_("There is no partnership at %(slug)s.") % {"slug": slug})
    houses = (*activities(), authority_house, promises_house)
    found = {one.pk: one for house in houses for one in house.findings(partnership)}
    return sorted(map(_said, found.values()), key=lambda said: (said["kind"], said["about"]))


def _said(finding: Finding) -> Said:
    return {
        "kind": finding.kind,
        "about": finding.about,
        "sentence": finding.sentence,
        "figures": finding.figures,
        "verdict": finding.verdict,
    }
