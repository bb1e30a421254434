"""Where the pages of packs are found."""

from django.urls import URLPattern, path

from marram.packs.views import editions, mails


app_name = "packs"
urlpatterns: list[URLPattern] = [
    path("packs/", editions.packs, name="packs"),
    path("packs/of/<slug:code>/", editions.meeting, name="meeting"),
    path("packs/of/<slug:code>/make/", editions.make, name="make"),
    path("packs/of/<slug:code>/mail/", mails.mail, name="mail"),
    path("packs/<int:number>/", editions.edition, name="edition"),
    path("packs/<int:number>/pack.pdf", editions.pdf, name="pdf"),
    path("packs/<int:number>/agenda-large-print.pdf", editions.large_print, name="large-print"),
    path("packs/<int:number>/agenda-easy-read.pdf", editions.easy_read, name="easy-read"),
    path("packs/<int:number>/publish/", editions.publish, name="publish"),
    path("packs/<int:number>/<slug:key>/", editions.section, name="section"),
]
