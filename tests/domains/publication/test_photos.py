"""Photos that are shown with a decision: redacted copies that the head chose, and never an original (行政处罚法第五十条)."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from tests.domains import road
from tests.domains.publication.anybody import open_rows, revoke, section
from tests.domains.road import File, said
from tests.domains.town import Town
from tests.domains.uploads import picture, upload

pytestmark = pytest.mark.usefixtures("clock", "unprinted")


@pytest.fixture
def pictured(town: Town) -> File:
    return with_copy(town)


def with_copy(town: Town) -> File:
    """A case whose decision was served, with a photo in evidence and a redacted copy of it."""
    photo = upload(town.officer, "现场.png", picture())
    file = road.ordinary(town, town.a, "serve_decision", photos=[photo])
    face = {"left": 10, "top": 20, "width": 100, "height": 50}
    given = {"photo": photo, "areas": [face], "reason": "遮挡路人面部"}
    file.results["copy"] = town.officer.does("evidence.redact", file.results["inspection.record"], **given)[
        "result"
    ]
    return file


def photos(file: File) -> list[dict[str, Any]]:
    """What everybody is told of the photos of the case's decision."""
    (row,) = open_rows(file)
    shown: list[dict[str, Any]] = file.town.stranger.get(f"/public/publications/{row['id']}")["photos"]
    return shown


def test_everybody_sees_the_copy_that_was_chosen(town: Town, pictured: File) -> None:
    road.publish(pictured, photos=[pictured.results["copy"]])
    (photo,) = photos(pictured)
    response = town.stranger.call("GET", photo["url"])
    assert (response.status_code, response["Content-Type"]) == (200, photo["type"])
    assert hashlib.sha256(response.content).hexdigest() == photo["sha256"]
    assert Image.open(BytesIO(response.content)).convert("RGB").getpixel((10, 20)) == (0, 0, 0)
    approval = pictured.page()["documents"][-1]
    assert town.head.get(f"/documents/{approval['id']}")["data"]["photos"][0].startswith(
        "现场（遮挡）.png（SHA-256："
    )


def test_without_a_choice_none_is_shown(pictured: File) -> None:
    road.publish(pictured)
    assert photos(pictured) == []


def test_an_original_is_never_shown(town: Town, pictured: File) -> None:
    # Given the original, the copy of a photo in another case, and a file that is no evidence
    loose = upload(town.head, "别处.png", picture())
    about = {"checked": True, "shown_until": "2026-09-02"}
    for wrong in (pictured.photos[0], with_copy(town).results["copy"], loose):
        problem = town.head.refused("publication.publish", pictured.key, photos=[wrong], **about)
        # Then each is refused, and nothing is published
        assert said(problem)[:2] == ("photo_not_publishable", 422)
        assert [error["field"] for error in problem["errors"]] == ["photos"]
        assert "第五十条" in said(problem)[2]
    assert open_rows(pictured) == []
    # And by its digest nobody gets the original of what is shown
    road.publish(pictured, photos=[pictured.results["copy"]])
    (row,) = open_rows(pictured)
    (evidence,) = pictured.page()["evidence"]
    original = evidence["files"][0]["sha256"]
    response = town.stranger.call("GET", f"/api/v1/public/publications/{row['id']}/photos/{original}")
    assert response.status_code == 404


def test_an_update_says_which_are_shown_from_then_on(town: Town, pictured: File) -> None:
    road.publish(pictured, photos=[pictured.results["copy"]])
    pictured.act(town.head, "decision.correct", wrong="三平方米", right="五平方米")
    pictured.act(town.head, "publication.update", checked=True, photos=[pictured.results["copy"]])
    assert len(photos(pictured)) == 1
    pictured.act(town.head, "decision.correct", wrong="五平方米", right="六平方米")
    pictured.act(town.head, "publication.update", checked=True)
    assert photos(pictured) == []


def test_once_withdrawn_nobody_sees_it_any_more(town: Town, pictured: File) -> None:
    road.publish(pictured, photos=[pictured.results["copy"]])
    (photo,) = photos(pictured)
    revoke(pictured)
    road.withdraw(pictured)
    assert photos(pictured) == []
    assert town.stranger.call("GET", photo["url"]).status_code == 404
    assert section(pictured)["entries"][0]["photos"] == []
