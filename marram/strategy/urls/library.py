"""Addresses of the library of strategies."""

from django.urls import URLPattern, path

from marram.strategy.views import measures
from marram.strategy.views.library import changing, chapters, reading


urlpatterns: list[URLPattern] = [
    path("strategies/", reading.library, name="library"),
    path("strategies/add/", changing.add_strategy, name="add-strategy"),
    path("strategies/map/", reading.strategy_map, name="strategy-map"),
    path("strategies/coverage/", reading.coverage, name="coverage"),
    path("strategies/coverage/<int:coverage_id>/", changing.amend_coverage, name="amend-coverage"),
    path("strategies/clashes/", reading.clashes, name="clashes"),
    path("strategies/links/<int:link_id>/take-away/", changing.unlink, name="unlink"),
    path("strategies/<slug:slug>/", reading.strategy, name="strategy"),
    path("strategies/<slug:slug>/one-page/", reading.on_a_page, name="on-a-page"),
    path("strategies/<slug:slug>/change/", changing.amend_strategy, name="amend-strategy"),
    path("strategies/<slug:slug>/publish/", changing.publish_strategy, name="publish-strategy"),
    path("strategies/<slug:slug>/take-back/", changing.withdraw_strategy, name="withdraw-strategy"),
    path("strategies/<slug:slug>/links/", changing.links, name="links"),
    path("strategies/<slug:slug>/draft/", chapters.draft, name="draft"),
    path("strategies/<slug:slug>/draft/<slug:key>/", chapters.write, name="write-chapter"),
    path("strategies/<slug:slug>/framework/", reading.framework, name="framework"),
    path("strategies/<slug:slug>/framework/add/", changing.add_element, name="add-element"),
    path(
        "strategies/<slug:slug>/framework/<int:element_id>/",
        changing.amend_element,
        name="amend-element",
    ),
    path(
        "strategies/<slug:slug>/framework/<int:element_id>/take-out/",
        changing.remove_element,
        name="remove-element",
    ),
    path(
        "strategies/<slug:slug>/framework/<int:element_id>/measures/",
        measures.of_statement,
        name="measures-of-element",
    ),
    path("strategies/<slug:slug>/success-factors/add/", changing.add_factor, name="add-factor"),
    path(
        "strategies/<slug:slug>/success-factors/<int:factor_id>/",
        changing.amend_factor,
        name="amend-factor",
    ),
    path(
        "strategies/<slug:slug>/success-factors/<int:factor_id>/baseline/",
        changing.fix_baseline,
        name="fix-baseline",
    ),
    path("priorities/", reading.priorities, name="priorities"),
    path("promises/", reading.promise_list, name="promises"),
    path("promises/<int:promise_id>/", changing.judge_promise, name="judge-promise"),
    path("duties/", reading.duty_list, name="duties"),
    path("duties/<slug:slug>/", changing.check_duty, name="check-duty"),
]
