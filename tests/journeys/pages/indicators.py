"""The pages of indicators."""

from tests.journeys.pages.visitors import LEAD, PARTNER, PUBLIC


A_FILE = "a file, looked at in tests/indicators/test_pages.py"
JSON = "answers with JSON, looked at in tests/indicators/test_api.py"

PAGES: tuple[tuple[str, str], ...] = (
    (PUBLIC, "/measures/"),
    (PARTNER, "/measures/?words=waiting"),
    (PUBLIC, "/measures/themes/prevalence/"),
    (PUBLIC, "/measures/national/"),
    (PUBLIC, "/measures/for-other-systems/"),
    (PUBLIC, "/measures/rtt18/?place=E38000161"),
    (PARTNER, "/measures/iapt_recovery/"),
    (PUBLIC, "/measures/semh_pupils/"),
    (PUBLIC, "/measures/rtt18/versions/"),
    (PUBLIC, "/measures/rtt18/deliveries/"),
    (PARTNER, "/measures/rtt18/deliveries/"),
    (PARTNER, "/measures/rtt18/change/"),
    (PARTNER, "/measures/define/"),
    (PARTNER, "/measures/kept/"),
    (PARTNER, "/measures/read-definitions/"),
    (PUBLIC, "/measures/places/E08000014/"),
    (PUBLIC, "/measures/places/E38000161/?by=life-stage"),
    (PUBLIC, "/scorecards/"),
    (PUBLIC, "/scorecards/south_sefton/"),
    (LEAD, "/scorecards/southport_formby/exceptions/"),
    (LEAD, "/scorecards/make/"),
    (LEAD, "/scorecards/south_sefton/change/"),
    (LEAD, "/scorecards/south_sefton/measures/"),
    (LEAD, "/scorecards/south_sefton/notes/rtt18/"),
)
ELSEWHERE: dict[str, str] = {
    "indicators:definitions-file": "a file, looked at in tests/indicators/test_keeping_pages.py",
    "indicators:supersede": "the same form as /measures/define/; its key is made anew each time",
    "indicators:keep-figure": "the form of /measures/kept/…/supersede/; its key is made anew",
    "indicators:doubt-again": "the form of /measures/kept/…/supersede/; its key is made anew",
    "indicators:download": A_FILE,
    "indicators:chart": A_FILE,
    "indicators:openapi": JSON,
    "indicators:api:indicators": JSON,
    "indicators:api:indicator": JSON,
    "indicators:api:figures": JSON,
    "indicators:api:scorecards": JSON,
    "indicators:api:scorecard": JSON,
    "indicators:api:exceptions": JSON,
}
