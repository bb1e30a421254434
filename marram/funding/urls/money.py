"""Addresses of grants, budgets, contracts, intentions, costs and fees."""

from django.urls import path

from marram.funding.views import (
    budgets,
    contracts,
    economics,
    grants,
    intentions,
    money,
    pictures,
    removing,
    workbooks,
)


urlpatterns = [
    path("funding/returns/<slug:slug>/pictures/", pictures.pictures, name="pictures"),
    path("funding/returns/<slug:slug>/workbook.xlsx", workbooks.take_away, name="workbook"),
    path("funding/returns/<slug:slug>/workbook/", workbooks.take_in, name="take-workbook"),
    path("funding/money/", money.other_money, name="money"),
    path("funding/grants/", grants.every_grant, name="grants"),
    path("funding/grants/add/", grants.add_grant, name="add-grant"),
    path("funding/grants/<slug:slug>/", grants.grant, name="grant"),
    path("funding/grants/<slug:slug>/change/", grants.amend_grant, name="amend-grant"),
    path("funding/grants/<slug:slug>/move/", grants.move_money, name="move-grant"),
    path("funding/grants/<slug:slug>/lines/add/", grants.add_line, name="add-grant-line"),
    path(
        "funding/grants/<slug:slug>/lines/<int:number>/",
        grants.amend_line,
        name="amend-grant-line",
    ),
    path(
        "funding/grants/<slug:slug>/lines/<int:number>/remove/",
        removing.remove_grant_line,
        name="remove-grant-line",
    ),
    path(
        "funding/grants/<slug:slug>/moved/<int:number>/remove/",
        removing.remove_movement,
        name="remove-movement",
    ),
    path("funding/budgets/", budgets.every_budget, name="budgets"),
    path("funding/budgets/add/", budgets.add_budget, name="add-budget"),
    path("funding/budgets/<slug:slug>/", budgets.budget, name="budget"),
    path("funding/budgets/<slug:slug>/change/", budgets.amend_budget, name="amend-budget"),
    path("funding/budgets/<slug:slug>/lines/add/", budgets.add_line, name="add-budget-line"),
    path(
        "funding/budgets/<slug:slug>/lines/<int:number>/",
        budgets.amend_line,
        name="amend-budget-line",
    ),
    path(
        "funding/budgets/<slug:slug>/lines/<int:number>/remove/",
        removing.remove_budget_line,
        name="remove-budget-line",
    ),
    path("funding/budgets/<slug:slug>/needs/add/", budgets.add_need, name="add-need"),
    path("funding/budgets/<slug:slug>/needs/<int:step>/", budgets.amend_need, name="amend-need"),
    path(
        "funding/budgets/<slug:slug>/needs/<int:step>/remove/",
        removing.remove_need,
        name="remove-need",
    ),
    path("funding/contracts/", contracts.every_contract, name="contracts"),
    path("funding/contracts/add/", contracts.add_contract, name="add-contract"),
    path("funding/contracts/<slug:slug>/", contracts.contract, name="contract"),
    path("funding/contracts/<slug:slug>/change/", contracts.amend_contract, name="amend-contract"),
    path(
        "funding/contracts/<slug:slug>/steps/<int:number>/",
        contracts.take_step,
        name="social-value-step",
    ),
    path(
        "funding/contracts/<slug:slug>/commitments/add/",
        contracts.add_commitment,
        name="add-commitment",
    ),
    path(
        "funding/contracts/<slug:slug>/commitments/<int:number>/",
        contracts.amend_commitment,
        name="amend-commitment",
    ),
    path(
        "funding/contracts/<slug:slug>/commitments/<int:number>/measure/",
        contracts.measure_commitment,
        name="measure-commitment",
    ),
    path(
        "funding/contracts/<slug:slug>/commitments/<int:number>/remove/",
        removing.remove_commitment,
        name="remove-commitment",
    ),
    path(
        "funding/contracts/<slug:slug>/commitments/<int:number>/measured/remove/",
        removing.remove_measurement,
        name="remove-measurement",
    ),
    path("funding/intentions/", intentions.every_intention, name="intentions"),
    path("funding/intentions/add/", intentions.add_intention, name="add-intention"),
    path("funding/intentions/<slug:slug>/", intentions.intention, name="intention"),
    path(
        "funding/intentions/<slug:slug>/change/",
        intentions.amend_intention,
        name="amend-intention",
    ),
    path("funding/costs/", economics.every_fact, name="economics"),
    path("funding/costs/add/", economics.add_fact, name="add-fact"),
    path("funding/costs/return/", economics.expected_return, name="expected-return"),
    path("funding/costs/<slug:slug>/", economics.fact, name="fact"),
    path("funding/costs/<slug:slug>/change/", economics.amend_fact, name="amend-fact"),
    path("funding/fees/average/", economics.average_fee, name="average-fee"),
]
