"""Addresses of pools and returns."""

from django.urls import path

from marram.funding.views import (
    agreements,
    carrying,
    changing,
    claims,
    documents,
    moving,
    pools,
    removing,
    returns,
)


urlpatterns = [
    path("funding/", pools.every_pool, name="pools"),
    path("funding/orphans/", pools.orphans, name="orphans"),
    path("funding/pools/add/", pools.add_pool, name="add-pool"),
    path("funding/pools/<slug:slug>/", pools.pool, name="pool"),
    path("funding/pools/<slug:slug>/change/", pools.amend_pool, name="amend-pool"),
    path("funding/pools/<slug:slug>/open/", pools.open_return, name="open-return"),
    path("funding/agreements/add/", agreements.add_agreement, name="add-agreement"),
    path("funding/agreements/<slug:slug>/", documents.agreement, name="agreement"),
    path(
        "funding/agreements/<slug:slug>/change/", agreements.amend_agreement, name="amend-agreement"
    ),
    path(
        "funding/<slug:holder>/<slug:slug>/documents/file/",
        documents.file_paper,
        name="file-paper",
    ),
    path(
        "funding/<slug:holder>/<slug:slug>/documents/<int:number>/",
        documents.paper,
        name="paper",
    ),
    path(
        "funding/<slug:holder>/<slug:slug>/documents/<int:number>/remove/",
        documents.remove_paper,
        name="remove-paper",
    ),
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
        removing.remove_line,
        name="remove-line",
    ),
    path(
        "funding/returns/<slug:slug>/lines/<slug:kind>/<str:key>/actual/<slug:period>/",
        changing.report_actual,
        name="report-actual",
    ),
    path(
        "funding/returns/<slug:slug>/lines/<slug:kind>/<str:key>/actual/<slug:period>/remove/",
        removing.remove_actual,
        name="remove-actual",
    ),
    path(
        "funding/returns/<slug:slug>/metrics/<str:key>/take/",
        carrying.take_measure,
        name="take-measure",
    ),
    path("funding/returns/<slug:slug>/fees/<str:key>/carry/", carrying.carry_fee, name="carry-fee"),
    path("funding/returns/<slug:slug>/claims/add/", claims.note_claim, name="note-claim"),
    path(
        "funding/returns/<slug:slug>/claims/<int:number>/", claims.amend_claim, name="amend-claim"
    ),
    path(
        "funding/returns/<slug:slug>/claims/<int:number>/remove/",
        removing.remove_claim,
        name="remove-claim",
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
