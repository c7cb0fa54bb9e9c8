"""Who answers to whom, and who may decide what. Dated on both; only the tables for now."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from thegither.spine.people.models import Post, RegisterEntry


class AccountabilityLine(RegisterEntry):
    """A dated "answers to, for what" between posts."""

    class Kind(models.TextChoices):
        LINE = "line", _("line management")
        PROFESSIONAL = "professional", _("professional")
        FINANCIAL = "financial", _("financial")
        PLAN = "plan", _("plan sign-off")

    from_post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="answers_to")
    to_post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="answered_by")
    kind = models.CharField(max_length=20, choices=Kind)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)


class Delegation(RegisterEntry):
    """One clause of a scheme of delegation: a post may decide this, to that limit, on these conditions."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="delegations")
    decision_type = models.CharField(max_length=100)
    limit = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    conditions = models.TextField(blank=True)
    clause = models.CharField(max_length=100)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
