"""Where each room is found."""

from django.urls import include, path

from marram.site import views


handler400 = "marram.site.views.unreadable"
handler403 = "marram.site.views.refused"
handler404 = "marram.site.views.missing"
handler500 = "marram.site.views.broken"
# Asked for by the limits of the log in.
handler429 = "marram.people.views.entrance.too_often"

urlpatterns = [
    path("", views.home, name="home"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("roles/", views.roles_page, name="roles"),
    path("", include("marram.strategy.urls")),
    path("", include("marram.indicators.urls")),
    path("", include("marram.funding.urls")),
    path("", include("marram.board.urls")),
    path("", include("marram.packs.urls")),
    path("account/", include("marram.people.urls.accounts")),
    path("", include("marram.people.urls")),
    path("places/", include("marram.places.urls")),
    path("deliveries/", include("marram.sources.urls")),
    path("records/", include("marram.records.urls")),
    path("design/", include("marram.design.urls")),
]
