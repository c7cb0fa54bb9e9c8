"""Groups of the register as results speak of them: broader ones where a finer one would show a person."""

from django.utils.translation import gettext_lazy as _

from thegither.methods.disclosure import Hierarchy
from thegither.spine.people.models import Organization, Post

OUTSIDE, NO_POST = "outside", "no_post"

SECTORS = Hierarchy({"voluntary": "third_sector", "community": "third_sector"})
LEVELS = Hierarchy(
    {
        "first_line_manager": "managers",
        "middle_manager": "managers",
        "senior_manager": "leaders",
        "executive": "leaders",
        "elected_member": "chosen",
        "citizen_leader": "chosen",
    }
)
LABELS = {
    **dict(Organization.Sector.choices),
    **dict(Post.Level.choices),
    OUTSIDE: _("not in the register"),
    NO_POST: _("without a post"),
    "third_sector": _("voluntary and community"),
    "managers": _("first-line and middle managers"),
    "leaders": _("senior managers and executives"),
    "chosen": _("elected members and citizen leaders"),
    "any": _("any"),
}
