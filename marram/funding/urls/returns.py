"""Addresses of pools and returns."""

from django.urls import path

from marram.funding.views import changing, moving, pools, returns


urlpatterns = [
    path("funding/", pools.every_pool, name="pools"),
    path("funding/orphans/", pools.orphans, name="orphans"),
    path("funding/pools/add/", pools.add_pool, name="add-pool"),
    path("funding/pools/<slug:slug>/", pools.pool, name="pool"),
    path("funding/pools/<slug:slug>/change/", pools.amend_pool, name="amend-pool"),
    path("funding/pools/<slug:slug>/open/", pools.open_return, name="open-return"),
    path("funding/agreements/add/", pools.add_agreement, name="add-agreement"),
    path("funding/agreements/<slug:slug>/change/", pools.amend_agreement, name="amend-agreement"),
    path("funding/returns/<slug:slug>/", returns.overview, name="return"),
    path("funding/returns/<slug:slug>/checklist/", returns.checklist, name="checklist"),
    path("funding/returns/<slug:slug>/compare/", returns.compare, name="compare"),
    path("funding/returns/<slug:slug>/sheets/<slug:sheet>/", returns.sheet, name="sheet"),
    path(
        "funding/returns/<slug:slug>/required/<slug:requirement>/",
        returns.required,
        name="required",
    ),
    path("funding/returns/<slug:slug>/lines/<slug:kind>/<str:key>/", returns.line, name="line"),
    path("funding/returns/<slug:slug>/add/<slug:kind>/", changing.add_line, name="add-line"),
    path(
        "funding/returns/<slug:slug>/lines/<slug:kind>/<str:key>/change/",
        changing.amend_line,
        name="amend-line",
    ),
    path(
        "funding/returns/<slug:slug>/lines/<slug:kind>/<str:key>/remove/",
        changing.remove_line,
        name="remove-line",
    ),
    path(
        "funding/returns/<slug:slug>/lines/<slug:kind>/<str:key>/actual/<slug:period>/",
        changing.report_actual,
        name="report-actual",
    ),
    path(
        "funding/returns/<slug:slug>/sheets/<slug:sheet>/change/",
        changing.amend_answers,
        name="amend-answers",
    ),
    path("funding/returns/<slug:slug>/move/<slug:to>/", moving.move, name="move"),
    path("funding/returns/<slug:slug>/agree/<slug:organisation>/", moving.agree, name="agree"),
    path("funding/returns/<slug:slug>/ratify/", moving.ratify, name="ratify"),
    path("funding/returns/<slug:slug>/publish/", moving.publish, name="publish"),
]
