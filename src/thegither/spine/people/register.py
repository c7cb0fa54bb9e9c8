"""The register's one reading rule: its entries are seen by members of the partnership, and by nobody else."""

from typing import Self

from django.db import models

from thegither.spine.spaces.visibility import Viewer


class RegisterQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        if not viewer.is_member:
            return self.none()
        return self.filter(partnership=viewer.partnership)
