"""The addresses of this room, a module a noun."""

from marram.strategy.urls import assessments, library, plans, reviews, risks, rounds


app_name = "strategy"
urlpatterns = [
    *library.urlpatterns,
    *plans.urlpatterns,
    *rounds.urlpatterns,
    *reviews.urlpatterns,
    *risks.urlpatterns,
    *assessments.urlpatterns,
]
