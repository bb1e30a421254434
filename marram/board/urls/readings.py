"""Addresses of published papers and of what they propose."""

from django.urls import URLPattern, path

from marram.board.views import readings


urlpatterns: list[URLPattern] = [
    path("published-papers/", readings.reading_list, name="readings"),
    path("published-papers/read/", readings.read_paper, name="read-paper"),
    path("published-papers/<int:number>/", readings.reading, name="reading"),
    path("published-papers/<int:number>/accept/", readings.accept_sure, name="accept-sure"),
    path("proposals/<int:number>/", readings.proposal, name="proposal"),
    path("proposals/<int:number>/decline/", readings.decline, name="decline-proposal"),
    path("proposals/<int:number>/again/", readings.take_up_again, name="take-up-proposal"),
]
