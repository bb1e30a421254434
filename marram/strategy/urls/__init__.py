"""The addresses of this room, a module a noun."""

from marram.strategy.urls import assessments, library, plans, reviews, risks, rounds


app_name = "strategy"
urlpatterns = [
    *library.urlpatterns,
    # Before plans: "plans/alignment/" is no plan.
    *reviews.urlpatterns,
    *plans.urlpatterns,
    *rounds.urlpatterns,
    *risks.urlpatterns,
    *assessments.urlpatterns,
]
