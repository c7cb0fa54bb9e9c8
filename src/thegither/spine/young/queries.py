"""Reads about under-18s."""

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from thegither.spine.spaces.models import Activity, Partnership
from thegither.spine.young.models import AgeRule, GuardianConsent


def rule_of(activity: Activity) -> str:
    """What an activity says about under-18s; where it says nothing, no."""
    said = getattr(activity, "age_rule", None)
    return said.rule if said else AgeRule.Rule.NO


def flag_of(activity: Activity) -> str:
    """The words for a card; none where it is for adults, as most are."""
    flags = {
        AgeRule.Rule.CONSENT: _("Under-18s may take part when a guardian agrees."),
        AgeRule.Rule.YES: _("Under-18s may take part."),
    }
    return flags.get(rule_of(activity), "")


def consents_of(activity: Activity) -> QuerySet[GuardianConsent]:
    return activity.guardian_consents.select_related("person")


def rows(partnership: Partnership) -> list[QuerySet[Model]]:
    """Every row about under-18s that belongs to a partnership, in an order in which it can be stored."""
    own = {"activity__partnership": partnership}
    return [AgeRule.objects.filter(**own), GuardianConsent.objects.filter(**own)]
