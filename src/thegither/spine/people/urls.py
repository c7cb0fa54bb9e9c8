"""The addresses of people: the front door, and the register below each partnership."""

from django.urls import include, path

from thegither.spine.people.views import (
    codes,
    duplicates,
    duties,
    importing,
    leaving,
    memberships,
    organizations,
    partnership,
    person,
    register,
    safeguarding,
    sign_in,
    sign_in_as,
    starting,
    you,
)
from thegither.spine.people.views import elsewhere as provider

app_name = "people"

below_partnership = [
    path("", register.who_is_who, name="who_is_who"),
    path("add/", person.add_person, name="add_person"),
    path("<uuid:person_id>/", person.person, name="person"),
    path("<uuid:person_id>/correct/", person.correct_person, name="correct_person"),
    path("<uuid:person_id>/belongs/", memberships.add_membership, name="add_membership"),
    path(
        "memberships/<uuid:membership_id>/",
        memberships.correct_membership,
        name="correct_membership",
    ),
    path(
        "memberships/<uuid:membership_id>/end/", memberships.end_membership, name="end_membership"
    ),
    path(
        "memberships/<uuid:membership_id>/reopen/",
        memberships.reopen_membership,
        name="reopen_membership",
    ),
    path("organizations/", organizations.organizations, name="organizations"),
    path("organizations/add/", organizations.add_organization, name="add_organization"),
    path("organizations/<uuid:organization_id>/", organizations.organization, name="organization"),
    path(
        "organizations/<uuid:organization_id>/correct/",
        organizations.correct_organization,
        name="correct_organization",
    ),
    path(
        "organizations/<uuid:organization_id>/posts/add/", organizations.add_post, name="add_post"
    ),
    path("<uuid:person_id>/leave/", leaving.leave_person, name="leave_person"),
    path(
        "organizations/<uuid:organization_id>/leave/",
        leaving.leave_organization,
        name="leave_organization",
    ),
    path("leavings/", leaving.leavings, name="leavings"),
    path("leavings/<uuid:leaving_id>/", leaving.left, name="left"),
    path("leavings/<uuid:leaving_id>/undo/", leaving.undo, name="undo_leaving"),
    path("posts/<uuid:post_id>/", organizations.correct_post, name="correct_post"),
    path("people.csv", register.as_csv, name="as_csv"),
    path("people.popolo.json", register.as_popolo, name="as_popolo"),
    path("import/", importing.import_people, name="import_people"),
    path("import/columns/", importing.import_columns, name="import_columns"),
    path("imports/", importing.imports, name="imports"),
    path("imports/<uuid:import_id>/undo/", importing.undo_import, name="undo_import"),
    path("duplicates/", duplicates.duplicates, name="duplicates"),
    path("duplicates/<uuid:kept_id>/<uuid:absorbed_id>/merge/", duplicates.merge, name="merge"),
    path(
        "duplicates/<uuid:first_id>/<uuid:second_id>/apart/",
        duplicates.keep_apart,
        name="keep_apart",
    ),
    path("merges/<uuid:merge_id>/undo/", duplicates.undo_merge, name="undo_merge"),
    path("codes/", codes.codes, name="codes"),
    path("codes/<uuid:person_id>/", codes.make_code, name="make_code"),
    path("duties/", duties.duties, name="duties"),
    path("duties/<uuid:seat_id>/end/", duties.end_duty, name="end_duty"),
    path("you/", you.you, name="you"),
    path("hidden/", you.hidden, name="hidden"),
    path("partnership/", partnership.partnership, name="partnership"),
    path("safeguarding/", safeguarding.safeguarding_lead, name="safeguarding_lead"),
    path("alerts/", safeguarding.alerts, name="alerts"),
    path("alerts/<uuid:alert_id>/", safeguarding.answer_alert, name="answer_alert"),
    path("sign-in-as/", sign_in_as.sign_in_as, name="sign_in_as"),
    path("sign-in-as/<uuid:person_id>/", sign_in_as.step_into, name="step_into"),
]

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-in/code/", sign_in.use_code, name="use_code"),
    path("sign-in/who/", sign_in.who_are_you, name="who_are_you"),
    path("start-a-partnership/", starting.start_partnership, name="start_partnership"),
    path("start-a-partnership/code/", starting.confirm_start, name="confirm_start"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("sign-out/everywhere/", sign_in.sign_out_everywhere, name="sign_out_everywhere"),
    path("<slug:partnership_slug>/people/", include(below_partnership)),
]

# Outside the names of people: allauth looks these two up by names of its own.
elsewhere = [
    path("<slug:provider_id>/login/", provider.set_out, name="openid_connect_login"),
    path("<slug:provider_id>/login/callback/", provider.come_back, name="openid_connect_callback"),
]
