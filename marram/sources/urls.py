from django.urls import path

from marram.sources import views


app_name = "sources"
urlpatterns = [
    path("", views.deliveries, name="deliveries"),
    path("send/", views.send, name="send"),
    path("layouts/<slug:slug>/", views.layout, name="layout"),
    path("layouts/<slug:slug>/type/", views.type_row, name="type"),
    path("layouts/<slug:slug>/blank.csv", views.blank_csv, name="blank-csv"),
    path("layouts/<slug:slug>/blank.xlsx", views.blank_workbook, name="blank-workbook"),
    path("<int:number>/", views.delivery, name="delivery"),
    path("<int:number>/accept/", views.accept, name="accept"),
    path("<int:number>/decline/", views.decline, name="decline"),
    path("<int:number>/check-again/", views.check_again, name="check-again"),
    path("<int:number>/original/", views.original, name="original"),
    path("<int:number>/findings.csv", views.findings_csv, name="findings-csv"),
    path("<int:number>/findings.xlsx", views.findings_workbook, name="findings-workbook"),
]
