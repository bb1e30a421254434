from django.urls import path

from marram.records import views


app_name = "records"

urlpatterns = [
    path("", views.ledger, name="ledger"),
    path("ledger.csv", views.ledger_csv, name="csv"),
    path("check/", views.check, name="check"),
    path("<str:kind>/<path:key>/", views.history, name="history"),
]
