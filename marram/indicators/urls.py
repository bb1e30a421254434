"""The addresses of this room."""

from django.urls import path, re_path

from marram.indicators.api import answers, pages
from marram.indicators.views import definitions, doubts, keeping, reading, scorecards


app_name = "indicators"
urlpatterns = [
    path("measures/", reading.search, name="search"),
    path("measures/national/", reading.national_statements, name="national"),
    path("measures/define/", definitions.define, name="define"),
    path("measures/kept/", keeping.kept, name="kept"),
    path("measures/kept/<slug:key>/supersede/", keeping.supersede, name="supersede"),
    path("measures/definitions.yaml", keeping.definitions_file, name="definitions-file"),
    path("measures/read-definitions/", keeping.read_definitions, name="read-definitions"),
    path("measures/for-other-systems/", pages.interface, name="interface"),
    path("measures/themes/<slug:theme>/", reading.search, name="theme"),
    path("measures/places/<str:place>/", reading.place, name="place"),
    path("measures/<slug:slug>/", reading.indicator, name="indicator"),
    path("measures/<slug:slug>/versions/", reading.versions, name="versions"),
    path("measures/<slug:slug>/deliveries/", reading.deliveries, name="deliveries"),
    path("measures/<slug:slug>/change/", definitions.redefine, name="redefine"),
    path("measures/<slug:slug>/doubts/<slug:figure>/keep/", doubts.keep_figure, name="keep-figure"),
    path(
        "measures/<slug:slug>/doubts/<slug:figure>/doubt-again/",
        doubts.doubt_again,
        name="doubt-again",
    ),
    re_path(
        r"^measures/(?P<slug>[a-z0-9_-]+)/figures\.(?P<kind>csv|xlsx|parquet|json)$",
        reading.download,
        name="download",
    ),
    re_path(
        r"^measures/(?P<slug>[a-z0-9_-]+)/(?P<name>[a-z]+)\.(?P<kind>svg|png)$",
        reading.chart,
        name="chart",
    ),
    path("scorecards/", scorecards.scorecards, name="scorecards"),
    path("scorecards/make/", scorecards.make_scorecard, name="make-scorecard"),
    path("scorecards/<slug:slug>/", scorecards.scorecard, name="scorecard"),
    path("scorecards/<slug:slug>/exceptions/", scorecards.exceptions, name="exceptions"),
    path("scorecards/<slug:slug>/change/", scorecards.amend_scorecard, name="amend-scorecard"),
    path("scorecards/<slug:slug>/measures/", scorecards.watch, name="watch"),
    path(
        "scorecards/<slug:slug>/notes/<slug:indicator>/", scorecards.write_note, name="write-note"
    ),
    path("api/v1/openapi.json", pages.description, name="openapi"),
    path("api/v1/", (answers.patterns(), "api", "api")),
]
