"""The addresses of this room, a module a noun."""

from marram.funding.urls import money, returns


app_name = "funding"
urlpatterns = [*returns.urlpatterns, *money.urlpatterns]
