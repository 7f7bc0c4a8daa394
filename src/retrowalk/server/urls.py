"""Every address of the site: each app lists its own."""

from allauth.account import views as account
from django.urls import include, path

# Of allauth's pages only those that work without a mail server.
account_urls = [
    path("signup/", account.signup, name="account_signup"),
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("security/", include("allauth.mfa.urls")),
]

urlpatterns = [
    path("", include("retrowalk.server.people.urls")),
    path("", include("retrowalk.server.programme.urls")),
    path("", include("retrowalk.server.sessions.urls")),
    path("", include("retrowalk.server.watches.urls")),
    path("", include("retrowalk.server.takeout.urls")),
    path("", include("retrowalk.server.proof.urls")),
    path("", include("retrowalk.server.outcomes.urls")),
    path("", include("retrowalk.server.report.urls")),
    path("learn/", include("retrowalk.server.learn.urls")),
    path("account/", include(account_urls)),
    path("player/", include("retrowalk.server.player.urls")),
    path("partner/", include("retrowalk.server.partner.urls")),
    path("api/v1/", include("retrowalk.server.api.urls")),
]
