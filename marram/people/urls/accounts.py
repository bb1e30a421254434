"""Addresses of the log in itself, under the names that django-allauth knows them by.

Only what we use: nobody signs up, and nobody keeps a list of mail addresses.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path, re_path, reverse_lazy
from django.views.generic import RedirectView

from marram.people.views import entrance


urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("by-invitation/", account.signup, name="account_signup"),
    path("confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    # An account without a password (none has been chosen yet) gets one by mail.
    path(
        "password/set/",
        RedirectView.as_view(url=reverse_lazy("account_reset_password")),
        name="account_set_password",
    ),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/sent/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path(
        "second-step/", RedirectView.as_view(url=reverse_lazy("people:account")), name="mfa_index"
    ),
    path("second-step/code/", mfa.authenticate, name="mfa_authenticate"),
    path("second-step/confirm/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("second-step/set/", totp.activate_totp, name="mfa_activate_totp"),
    path("second-step/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("second-step/recovery/", entrance.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path(
        "second-step/recovery/new/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
]
