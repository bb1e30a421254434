"""Addresses of plans and their actions."""

from django.urls import URLPattern, path

from marram.strategy.views import actions, measures, plans


urlpatterns: list[URLPattern] = [
    path("plans/", plans.plan_list, name="plans"),
    path("plans/add/", plans.add_plan, name="add-plan"),
    path("plans/<slug:slug>/", plans.plan, name="plan"),
    path("plans/<slug:slug>/change/", plans.amend_plan, name="amend-plan"),
    path("plans/<slug:slug>/publish/", plans.publish_plan, name="publish-plan"),
    path("plans/<slug:slug>/withdraw/", plans.withdraw_plan, name="withdraw-plan"),
    path("plans/<slug:slug>/actions/add/", actions.add_action, name="add-action"),
    path("actions/", actions.action_list, name="actions"),
    path("actions/board/", actions.board, name="board"),
    path("actions/timeline/", actions.timeline, name="timeline"),
    path("actions/leads/", actions.leads, name="leads"),
    path("actions/<slug:code>/", actions.action, name="action"),
    path("actions/<slug:code>/change/", actions.amend_action, name="amend-action"),
    path("actions/<slug:code>/report/", actions.report, name="report"),
    path("actions/<slug:code>/retire/", actions.retire, name="retire-action"),
    path("actions/<slug:code>/milestones/add/", actions.add_milestone, name="add-milestone"),
    path("actions/<slug:code>/evidence/add/", actions.add_evidence, name="add-evidence"),
    path("actions/<slug:code>/waits-for/add/", actions.add_dependency, name="add-dependency"),
    path("actions/<slug:code>/measures/", measures.of_action, name="measures-of-action"),
    path("milestones/<int:number>/met/", actions.meet_milestone, name="meet-milestone"),
]
