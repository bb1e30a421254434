"""Addresses of reviews, progress reports and two plans side by side."""

from django.urls import path

from marram.strategy.views import progress
from marram.strategy.views import reviews as views


REVIEWS = "plans/<slug:slug>/reviews/"
ONE = f"{REVIEWS}<int:number>/"

urlpatterns = [
    path("plans/alignment/", progress.alignment, name="alignment"),
    path("progress/", progress.every_plan, name="progress"),
    path("plans/<slug:slug>/progress/", progress.plan, name="plan-progress"),
    path(REVIEWS, views.review_list, name="reviews"),
    path(f"{REVIEWS}take/", views.take, name="take-review"),
    path(f"{REVIEWS}compare/", views.compare, name="compare-reviews"),
    path(ONE, views.review, name="review"),
    path(f"{ONE}decide/", views.decide, name="decide"),
    path(f"{ONE}conclusions/", views.conclude, name="conclude"),
    path(f"{ONE}apply/", views.apply, name="apply-review"),
]
