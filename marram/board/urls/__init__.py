"""The addresses of this room, a module a noun."""

from marram.board.urls import business, readings, reports


app_name = "board"
urlpatterns = [
    *business.urlpatterns,
    *readings.urlpatterns,
    *reports.urlpatterns,
]
