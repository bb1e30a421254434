"""Addresses of update rounds, of the pages on which leads answer, and of the mailed links."""

from django.urls import URLPattern, path

from marram.strategy.views import answers, rounds


urlpatterns: list[URLPattern] = [
    path("plans/<slug:plan>/rounds/", rounds.plan_rounds, name="plan-rounds"),
    path("rounds/<int:round_id>/", rounds.update_round, name="update-round"),
    path("rounds/<int:round_id>/amend/", rounds.amend_round, name="amend-round"),
    path("rounds/<int:round_id>/remind/", rounds.chase_round, name="chase-round"),
    path("rounds/<int:round_id>/close/", rounds.close_round, name="close-round"),
    path("rounds/<int:round_id>/links/<int:invitation_id>/", rounds.renew_link, name="renew-link"),
    path("my-actions/", answers.my_actions, name="my-actions"),
    path("my-actions/draft/", answers.my_drafts, name="my-drafts"),
    path("updates/<str:secret>/", answers.update_link, name="update-link"),
    path("updates/<str:secret>/draft/", answers.link_drafts, name="link-drafts"),
]
