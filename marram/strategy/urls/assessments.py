"""Addresses of assessments."""

from django.urls import path

from marram.strategy.views import assessments as views


ONE = "assessments/<slug:slug>/<int:number>/"

urlpatterns = [
    path("assessments/", views.tool_list, name="assessments"),
    path("assessments/vision-test/", views.vision_test, name="vision-test"),
    path("assessments/<slug:slug>/", views.tool, name="tool"),
    path("assessments/<slug:slug>/start/", views.start, name="start-assessment"),
    path("assessments/<slug:slug>/compare/", views.compare, name="compare-assessments"),
    path(ONE, views.assessment, name="assessment"),
    path(f"{ONE}answer/", views.answer, name="answer-assessment"),
    path(f"{ONE}publish/", views.publish, name="publish-assessment"),
    path(f"{ONE}withdraw/", views.withdraw, name="withdraw-assessment"),
    path(f"{ONE}reopen/", views.reopen, name="reopen-assessment"),
]
