"""The interface for other systems: what it answers, and with which words it refuses."""

import json

import pytest

from marram.indicators import queries
from marram.people.models import User
from tests.world import indicators as world
from tests.world import millbrook as borough
from tests.world.scorecards import CARD


pytestmark = pytest.mark.database
FIGURE = {"indicator": "waits", "place": world.MILLBROOK, "period": "June 2025", "value": 89.1}


def answered(client, address: str):
    answer = client.get(address)
    return answer.status_code, json.loads(answer.content)


def send(client, body: object, **headers: str):
    return client.post(
        "/api/v1/figures",
        body if isinstance(body, str) else json.dumps(body),
        content_type="application/json",
        **headers,
    )


@pytest.fixture
def sender(client, measures):
    client.force_login(User.objects.get(pk=measures.user_ids["analyst"]))
    return client


def test_everybody_reads_what_is_published(watched, client):
    status, found = answered(client, "/api/v1/figures?indicator=lonely&place=" + world.MILLBROOK)

    newest = found["figures"][-1]
    assert (status, found["found"]) == (200, 10)
    assert (newest["period"], newest["value"]) == ("2023/24", 9.3)
    assert newest["definition"] == "lonely/1"


def test_a_figure_in_doubt_says_so(watched, client):
    _, found = answered(client, "/api/v1/figures?indicator=waits")

    (struck,) = [each for each in found["figures"] if each["struck"]]
    assert struck["value"] == 912.0
    assert "912 percent cannot be" in struck["findings"][0]


def test_indicators_are_found_and_described(watched, client):
    _, found = answered(client, "/api/v1/indicators?words=isolation")
    _, one = answered(client, "/api/v1/indicators/lonely")

    assert [each["slug"] for each in found] == ["lonely"]
    assert one == found[0]


def test_scorecards_and_exceptions_are_there_whole(watched, client):
    _, cards = answered(client, "/api/v1/scorecards")
    _, card = answered(client, f"/api/v1/scorecards/{CARD}")
    _, exceptions = answered(client, f"/api/v1/scorecards/{CARD}/exceptions")

    assert [each["slug"] for each in cards] == [CARD]
    assert len(card["rows"]) == 3
    assert exceptions["rows"][0]["recovery"]["by"] == "2025-12-31"


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/indicators/draft",
        "/api/v1/indicators/nothing",
        "/api/v1/figures?indicator=draft",
        "/api/v1/scorecards/nothing",
    ],
)
def test_what_may_not_be_seen_is_answered_as_what_is_not_there(watched, client, address):
    status, problem = answered(client, address)

    assert status == 404
    assert problem["detail"].startswith("There is no ")


def test_what_cannot_be_right_is_named(watched, client):
    status, problem = answered(client, "/api/v1/figures")
    assert (status, problem["detail"]) == (422, "indicator: Field required.")

    status, problem = answered(client, "/api/v1/figures?indicator=lonely&as_at=never")
    assert status == 422
    assert problem["detail"].startswith("as_at: ")


def test_figures_are_sent_by_those_who_may(sender, resident):
    answer = send(sender, {"source": "the trust's own system", "figures": [FIGURE]})

    assert (answer.status_code, json.loads(answer.content)["created"]) == (201, 1)
    found = queries.figures(viewer=resident, on=borough.TODAY, indicators=["waits"])
    newest = next(each for each in found if each.period == "June 2025")
    assert (newest.value, newest.source) == (89.1, "the trust's own system")


def test_a_caller_nobody_knows_is_asked_to_log_in(measures, client):
    answer = send(client, {"source": "s", "figures": [FIGURE]})

    assert answer.status_code == 401
    assert "Log in first" in answer.content.decode()


def test_a_caller_who_may_not_is_told_why(measures, client):
    client.force_login(User.objects.get(pk=measures.user_ids["partner-contributor"]))

    answer = send(client, {"source": "s", "figures": [FIGURE]})

    assert answer.status_code == 403
    assert "Only analysts may bring figures in." in answer.content.decode()


def test_a_page_elsewhere_cannot_send_with_somebody_s_session(measures):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(User.objects.get(pk=measures.user_ids["analyst"]))

    answer = send(strict, {"source": "s", "figures": [FIGURE]})

    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("figure", "status", "words"),
    [
        ({**FIGURE, "indicator": "none"}, 422, "Figure 1: there is no indicator none."),
        ({**FIGURE, "place": "none"}, 422, "Figure 1: there is no place none."),
        ({**FIGURE, "period": "soon"}, 422, "is not a period that can be read"),
        ({**FIGURE, "value": None}, 422, "it has no value, no count and no words"),
        ({**FIGURE, "sex": "x"}, 422, "figures 0 sex"),
        ({**FIGURE, "more": 1}, 422, "figures 0 more"),
    ],
)
def test_a_figure_that_cannot_be_right_changes_nothing(sender, figure, status, words, resident):
    before = len(queries.figures(viewer=resident, on=borough.TODAY, indicators=["waits"]))

    answer = send(sender, {"source": "s", "figures": [figure]})

    assert answer.status_code == status
    assert words in json.loads(answer.content)["detail"]
    after = queries.figures(viewer=resident, on=borough.TODAY, indicators=["waits"])
    assert len(after) == before


def test_what_is_not_json_cannot_be_read(sender):
    answer = send(sender, "{not json")

    assert answer.status_code == 400
    assert "detail" in json.loads(answer.content)


def test_the_description_names_every_address_and_every_refusal(client, db):
    _, described = answered(client, "/api/v1/openapi.json")

    assert described["openapi"].startswith("3.")
    for address, ways in described["paths"].items():
        for what in ways.values():
            assert {"400", "404", "422"} <= {str(code) for code in what["responses"]}, address
            assert what["description"].strip().endswith(".")
    sending = described["paths"]["/api/v1/figures"]["post"]["responses"]
    assert {"401", "403"} <= {str(code) for code in sending}
