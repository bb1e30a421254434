"""Addresses of areas."""

from django.urls import path

from marram.places import views


app_name = "places"
urlpatterns = [
    path("", views.areas, name="areas"),
    # No code of an area is this word: see rules.CODE_FORMS.
    path("open/", views.open_area, name="open-area"),
    path("<str:code>/", views.area, name="area"),
    path("<str:code>/change/", views.change_area, name="change-area"),
    path("<str:code>/map.<str:kind>", views.map_file, name="area-map"),
]
