"""Under-18s: what is said, what a guardian has to do, and that nothing more than the consent is kept."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.urls import reverse
from django.utils import timezone
from tests.world_conversations import prepare

from thegither.spine.spaces.actions import hide_record
from thegither.spine.spaces.models import Activity
from thegither.spine.young import actions
from thegither.spine.young.errors import ConsentError
from thegither.spine.young.models import GuardianConsent
from thegither.spine.young.queries import flag_of, rule_of

MAY = date(2026, 5, 1)


@pytest.fixture
def activity(world):
    return prepare(world).activity


@pytest.fixture
def asking(world, activity):
    actions.set_age_rule(viewer=world.viewer("ailsa"), activity=activity, rule="consent")
    return Activity.objects.get(pk=activity.pk)


def at(name: str, activity, *more) -> str:
    return reverse(f"young:{name}", args=["kirkbrae", activity.pk, *more])


def consent(world, activity, **other):
    said = {"guardian": "Una", "how": "form", "given_on": MAY} | other
    return actions.record_consent(
        viewer=world.viewer("ailsa"), activity=activity, person=world.people["bashir"], **said
    )


def test_an_activity_that_says_nothing_is_for_adults(activity):
    assert rule_of(activity) == "no"
    assert flag_of(activity) == ""


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("no", "aged 18 and over"),
        ("consent", "when your parent or guardian agrees"),
        ("yes", "People under 18 can take part too"),
    ],
)
def test_the_rule_stands_on_the_page_and_in_the_privacy_notice(world, activity, rule, said):
    actions.set_age_rule(viewer=world.viewer("ailsa"), activity=activity, rule=rule)
    bashir, key = world.client("bashir"), activity.conversation.pk
    page = reverse("conversations:conversation", args=["kirkbrae", key])
    notice = reverse("protection:notice", args=["kirkbrae", activity.pk])
    assert said in bashir.get(page).text
    assert said in bashir.get(notice).text


def test_the_rule_stands_on_the_card(world, asking):
    page = reverse("thread:word", args=["kirkbrae", "listen"])
    assert "when a guardian agrees" in world.client("bashir").get(page).text


def test_somebody_under_18_reads_what_their_guardian_does_and_can_print_it(world, asking):
    page = world.client("bashir").get(at("about", asking)).text
    assert "Consent of a parent or guardian" in page
    assert "Ailsa" in page


def test_a_coordinator_records_a_consent_and_deletes_it_again(world, asking):
    ailsa = world.client("ailsa")
    sent = {
        "person": world.people["bashir"].pk,
        "guardian": "Una",
        "how": "form",
        "given_on": "2026-05-01",
    }
    assert ailsa.post(at("keep", asking), sent).status_code == 302
    given = GuardianConsent.objects.get()
    assert (given.guardian, given.given_on) == ("Una", MAY)
    ailsa.post(at("withdraw", asking, given.pk))
    assert not GuardianConsent.objects.exists()


def test_recording_it_again_corrects_it(world, asking):
    consent(world, asking)
    assert consent(world, asking, guardian="Iain").guardian == "Iain"
    assert GuardianConsent.objects.count() == 1


def test_no_consent_is_kept_where_none_is_asked_for(world, activity):
    with pytest.raises(ConsentError, match="does not ask"):
        consent(world, activity)


def test_a_day_to_come_is_refused_beside_its_box(world, asking):
    with pytest.raises(ConsentError) as problem:
        consent(world, asking, given_on=timezone.localdate() + timedelta(days=1))
    assert problem.value.field == "given_on"


def test_what_is_kept_is_who_when_and_how_and_nothing_of_an_age():
    kept = {field.name for field in GuardianConsent._meta.fields}
    assert kept == {"id", "activity", "person", "guardian", "how", "given_on"}


def test_a_consent_goes_with_its_person(world, asking):
    given = consent(world, asking)
    world.people["bashir"].delete()
    with pytest.raises(ObjectDoesNotExist):
        given.refresh_from_db()


@pytest.mark.parametrize("name", ["keep", "set_rule"])
def test_only_coordinators_say_and_keep(world, asking, name):
    assert world.client("bashir").post(at(name, asking), {"rule": "yes"}).status_code == 403


def test_what_is_hidden_is_hidden_here_too(world, asking):
    hide_record(
        viewer=world.viewer("ailsa"),
        record=asking.record,
        reason="Started by mistake",
        until=timezone.now() + timedelta(days=1),
    )
    assert world.client("bashir").get(at("about", asking)).status_code == 404
