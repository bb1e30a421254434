from django.urls import path

from marram.records import views


app_name = "records"

urlpatterns = [
    path("<str:kind>/<path:key>/", views.history, name="history"),
]
