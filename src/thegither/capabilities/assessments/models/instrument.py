"""Questions of a partnership's own. Those that come with Thegither are files (`formats.instruments`)."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from thegither.spine.spaces.models import Record
from thegither.spine.spaces.visibility import ThroughRecordQuerySet


class OwnInstrument(models.Model):
    """Questions that a partnership wrote, changed or brought in.

    A wave keeps a copy of the content it asked, so changing this changes no wave that was planned before.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.OneToOneField(Record, on_delete=models.CASCADE, related_name="own_instrument")
    # As `formats.instruments.read_content` gives it: it holds the id, the version and everything else.
    content = models.JSONField(_("content"))

    objects = ThroughRecordQuerySet.as_manager()

    def __str__(self) -> str:
        return self.content["title"]
