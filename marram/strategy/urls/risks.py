"""Addresses of risks."""

from django.urls import path

from marram.strategy.views import risks as views


urlpatterns = [
    path("risks/", views.every_register, name="risks"),
    path("risks/add/", views.add_risk, name="add-risk"),
    path("risks/<int:number>/", views.risk, name="risk"),
    path("risks/<int:number>/change/", views.amend_risk, name="amend-risk"),
    path("risks/<int:number>/reviewed/", views.review_risk, name="review-risk"),
    path("risks/<int:number>/close/", views.close_risk, name="close-risk"),
    path("plans/<slug:slug>/risks/", views.plan_register, name="plan-risks"),
    path("groups-risks/<slug:slug>/", views.group_register, name="group-risks"),
]
