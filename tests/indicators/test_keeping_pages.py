"""What an analyst sees of the figures that are held, and definitions as a file."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from marram.indicators import queries
from marram.indicators.models import Holding, ObservationFile
from marram.indicators.queries import store
from marram.people.models import User
from marram.site import command_line, demo
from tests.indicators.test_large_files import ROWS, ours
from tests.world import indicators as world
from tests.world import millbrook as borough


@pytest.fixture
def analyst(client, measures):
    client.force_login(User.objects.get(pk=measures.user_ids["analyst"]))
    return client


def test_deliveries_are_listed_with_what_they_are_for(analyst):
    page = analyst.get(reverse("indicators:kept")).content.decode()

    assert "delivery 1: figures.csv" in page
    assert "Counts" in page
    assert "Let it count no more" in page


def test_a_delivery_is_superseded_for_a_reason(analyst):
    key = Holding.objects.get().key
    address = reverse("indicators:supersede", args=[key])

    without = analyst.post(address, {"reason": ""})
    done = analyst.post(address, {"reason": "The wrong borough"}, follow=True)

    assert without.status_code == 422
    assert "Answer the question" in without.content.decode()
    page = done.content.decode()
    assert "count no more" in page and "The wrong borough" in page and "Superseded" in page
    assert queries.latest(viewer=borough.BUILDER, on=borough.TODAY) == {}


def test_what_is_held_is_for_those_who_bring_figures_in(client, measures):
    client.force_login(User.objects.get(pk=measures.user_ids["plan-lead"]))

    assert client.get(reverse("indicators:kept")).status_code == 403
    key = Holding.objects.get().key
    assert client.get(reverse("indicators:supersede", args=[key])).status_code == 403


def test_definitions_are_taken_away_and_read_again(analyst):
    text = analyst.get(reverse("indicators:definitions-file")).content
    changed = text.replace(b"Adults who feel lonely", b"Lonely adults")

    said = analyst.post(
        reverse("indicators:read-definitions"),
        {"definitions": SimpleUploadedFile("definitions.yaml", changed)},
        follow=True,
    )

    assert "0 new, 1 changed, 3 as they were." in said.content.decode()
    assert queries.definition(viewer=borough.BUILDER, slug="lonely").title == "Lonely adults"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"- title: x", "Definition 1 lacks its indicator_id"), (b"\xff", "is not saved as UTF-8")],
)
def test_a_file_that_holds_no_definitions_is_answered_with_why(analyst, content, sentence):
    said = analyst.post(
        reverse("indicators:read-definitions"),
        {"definitions": SimpleUploadedFile("definitions.yaml", content)},
    )

    assert said.status_code == 422
    assert sentence in said.content.decode()


def test_a_visitor_takes_away_only_what_is_published(client, measures):
    text = client.get(reverse("indicators:definitions-file")).content.decode()

    assert "indicator_id: lonely" in text
    assert "indicator_id: draft" not in text


# --- By command -----------------------------------------------------------------------------


@pytest.fixture
def marram(capsys):
    def run(*words):
        code = command_line.main(words)
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


def test_everything_is_judged_anew_by_command(marram, measures):
    code, said = marram("recompute", "--benchmark", world.ENGLAND)

    assert code == 0
    assert said.splitlines()[-1].startswith("69 figures are judged in ")


def test_files_are_tidied_by_command(marram, measures):
    world.bring_in([world.row("waits", "June 2025", value=88.2)], source="delivery 2: june")

    code, said = marram("tidy")

    assert code == 0
    assert "2 files of figures were put together." in said
    assert len(store.held().files) == 1


def test_a_lost_file_is_told_when_the_set_up_is_looked_over(marram, measures):
    assert marram("check")[0] == 0
    (file,) = ObservationFile.objects.all()
    store.path_of(file.sha256).unlink()

    code, said = marram("check")

    assert code == 1
    assert f"The file observations/{file.sha256}.parquet is lost." in said


def test_a_large_file_of_figures_comes_in_by_command(marram, measures, tmp_path, monkeypatch):
    monkeypatch.setattr(demo, "LARGE", 10)
    path = tmp_path / "large.csv"
    path.write_bytes(ours(*ROWS))

    code, said = marram("load", str(path), "--layout", "observations")

    assert code == 0
    assert said.splitlines()[-1] == "4 figures came in; 0 were known already."
    assert f"[{'#' * 24}] sorted" in said
