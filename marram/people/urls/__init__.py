"""Addresses of accounts, organisations and groups; those of the log in are in `accounts`."""

from django.urls import path

from marram.people.views import accounts, appointments, groups, joining, organisations, typed


app_name = "people"
urlpatterns = [
    path("account/", accounts.own, name="account"),
    path("account/typed/", typed.typed, name="typed"),
    path("account/typed/<int:number>/discard/", typed.discard, name="discard"),
    path("join/<str:token>/", joining.join, name="join"),
    path("people/", accounts.accounts, name="accounts"),
    path("people/invite/", accounts.invite, name="invite"),
    path("people/invitations/<int:number>/withdraw/", accounts.withdraw, name="withdraw"),
    path("people/<int:number>/", accounts.account, name="person"),
    path("people/<int:number>/roles/", accounts.roles, name="roles"),
    path("people/<int:number>/end/", accounts.end, name="end"),
    path("people/<int:number>/reopen/", accounts.reopen, name="reopen"),
    path("people/<int:number>/second-step/", accounts.second_step, name="second-step"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/add/", organisations.add, name="add-organisation"),
    path("organisations/<slug:slug>/", organisations.organisation, name="organisation"),
    path("organisations/<slug:slug>/change/", organisations.change, name="change-organisation"),
    path(
        "organisations/<slug:slug>/appoint/",
        appointments.to_organisation,
        name="appoint-to-organisation",
    ),
    path("groups/", groups.groups, name="groups"),
    path("groups/add/", groups.add, name="add-group"),
    path("groups/<slug:slug>/", groups.group, name="group"),
    path("groups/<slug:slug>/change/", groups.change, name="change-group"),
    path("groups/<slug:slug>/appoint/", appointments.to_group, name="appoint-to-group"),
    path("appointments/<int:number>/end/", appointments.end, name="end-appointment"),
]
