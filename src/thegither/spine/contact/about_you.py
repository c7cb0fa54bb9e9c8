"""What contact adds to the page "You": open invitations, helpers, and how one may be reached."""

from django.utils import timezone

from thegither.spine.contact.forms import ReachForm
from thegither.spine.contact.queries import helped_by, helpers_of, open_invitations
from thegither.spine.people.models import Person
from thegither.spine.spaces.visibility import Viewer


def about_you(viewer: Viewer, person: Person) -> dict[str, object]:
    today = timezone.localdate()
    return {
        "invitations": open_invitations(person),
        "helpers": helpers_of(person, today),
        "helps": helped_by(viewer, today),
        "reach_form": ReachForm(initial=ReachForm.of(person)),
    }
