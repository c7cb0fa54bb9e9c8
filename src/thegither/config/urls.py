"""Every address of the house. People come first, the thread last: its `/<partnership>/` takes the rest."""

from django.urls import include, path

from thegither.spine.people.urls import elsewhere

urlpatterns = [
    path("", include("thegither.spine.people.urls")),
    # Only what OpenID Connect needs: allauth's own pages stay shut.
    path("sign-in/oidc/", include(elsewhere)),
    path(
        "<slug:partnership_slug>/conversations/",
        include("thegither.capabilities.conversations.urls"),
    ),
    path(
        "<slug:partnership_slug>/meetings/",
        include("thegither.capabilities.meetings.urls"),
    ),
    path(
        "<slug:partnership_slug>/assessments/",
        include("thegither.capabilities.assessments.urls"),
    ),
    path(
        "<slug:partnership_slug>/relationships/",
        include("thegither.capabilities.relationships.urls"),
    ),
    path(
        "<slug:partnership_slug>/decisions/",
        include("thegither.capabilities.decisions.urls"),
    ),
    path("<slug:partnership_slug>/authority/", include("thegither.spine.authority.urls")),
    path("<slug:partnership_slug>/promises/", include("thegither.spine.promises.urls")),
    path("<slug:partnership_slug>/papers/", include("thegither.spine.papers.urls")),
    path("<slug:partnership_slug>/young-people/", include("thegither.spine.young.urls")),
    path("<slug:partnership_slug>/contact/", include("thegither.spine.contact.urls")),
    path("<slug:partnership_slug>/protection/", include("thegither.spine.protection.urls")),
    path("", include("thegither.thread.urls")),
]

handler400 = "thegither.ui.states.bad_request"
handler403 = "thegither.ui.states.not_allowed"
handler404 = "thegither.ui.states.not_found"
handler500 = "thegither.ui.states.went_wrong"
