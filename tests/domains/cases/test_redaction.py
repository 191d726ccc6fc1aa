"""A redacted copy is made beside the original, which stays what it is; who had an item of evidence when is told from the trail."""

from __future__ import annotations

import hashlib
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from tests.domains import road
from tests.domains.road import File
from tests.domains.town import HOUSE, Person, Town
from tests.domains.uploads import picture, upload

from xuncheng.domains.cases import queries
from xuncheng.domains.cases.models import Case
from xuncheng.foundation.trail.scope import reading

pytestmark = pytest.mark.usefixtures("clock", "unprinted")
FACE = {"left": 10, "top": 20, "width": 100, "height": 50}


@pytest.fixture
def file(town: Town) -> File:
    """A case with one record and its photo, not yet reviewed."""
    photo = upload(town.officer, "现场.png", picture())
    return road.ordinary(town, town.a, "inspect", photos=[photo])


def redact(file: File, **more: Any) -> str:
    """A copy of the photo without a face; its key."""
    given = {"photo": file.photos[0], "areas": [FACE], "reason": "遮挡路人面部"} | more
    return file.officer.does("evidence.redact", file.results["inspection.record"], **given)["result"]


def refused(file: File, **more: Any) -> dict[str, Any]:
    """How making a copy is refused."""
    given = {"photo": file.photos[0], "areas": [FACE], "reason": "遮挡路人面部"} | more
    return file.officer.refused("evidence.redact", file.results["inspection.record"], **given)


def content(person: Person, key: str) -> bytes:
    """The bytes of a file as somebody gets them."""
    response: Any = person.call("GET", f"/api/v1/files/{key}")
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def test_the_copy_is_black_there_and_the_original_is_untouched(town: Town, file: File) -> None:
    """Given a photo in evidence, when a face is blacked out, then there is a copy, and the original has its digest."""
    before = content(town.officer, file.photos[0])
    copy = redact(file)
    (shown,) = file.page()["evidence"]
    (photo,) = shown["files"]
    (made,) = photo["copies"]
    assert (made["id"], made["name"], made["made_by"]) == (copy, "现场（遮挡）.png", "张一")
    assert datetime.fromisoformat(made["made_at"]) <= town.clock.now
    after = content(town.officer, file.photos[0])
    assert after == before
    assert photo["sha256"] == hashlib.sha256(after).hexdigest() != made["sha256"]
    black = Image.open(BytesIO(content(town.officer, copy))).convert("RGB")
    assert black.getpixel((10, 20)) == black.getpixel((109, 69)) == (0, 0, 0)
    assert black.getpixel((9, 20)) == black.getpixel((110, 69)) == (120, 160, 90)


def test_the_copy_is_read_by_those_who_read_the_original(town: Town, file: File) -> None:
    copy = redact(file)
    assert content(town.a.officers[1], copy)
    assert town.b.officers[0].call("GET", f"/api/v1/files/{copy}").status_code == 404


def test_only_photos_of_the_item_itself_are_copied(town: Town, file: File) -> None:
    copy = redact(file)
    other = upload(town.officer, "别处.png", picture())
    for photo in (copy, other):
        assert [error["field"] for error in refused(file, photo=photo)["errors"]] == ["photo"]


def test_areas_lie_inside_and_there_is_one(town: Town, file: File) -> None:
    assert refused(file, areas=[FACE | {"left": 600}])["code"] == "area_outside"
    assert refused(file, areas=[])["status"] == 422
    assert refused(file, areas=[FACE | {"width": 0}])["status"] == 422


def test_only_a_redacted_copy_of_accepted_evidence_may_be_published(town: Town, file: File) -> None:
    copy = redact(file)

    def published() -> list[str]:
        with reading(HOUSE):
            return [str(one.pk) for one in queries.publishable_photos(HOUSE, Case.objects.get(pk=file.key))]

    assert published() == []
    file.act(file.officer, "evidence.review", accepted=[file.results["inspection.record"]])
    assert published() == [copy]


def test_the_archived_case_holds_the_original_alone(town: Town) -> None:
    photo = upload(town.officer, "现场.png", picture())
    file = road.ordinary(town, town.a, "close", photos=[photo])
    redact(file)
    file.go({"archive": road.ORDINARY["archive"]}, "archive")
    bundle = content(town.officer, file.page()["bundle"]["id"])
    assert "遮挡" not in bundle.decode("utf-8", "ignore")


class TestChainOfCustody:
    """Each station of an item: when, what, by whom, and in whose hands it is."""

    def stations(self, file: File) -> list[tuple[str, str, str]]:
        (shown, *_) = file.page()["evidence"]
        return [(one["label"]["zh"], one["by"], one["holder"]["zh"]) for one in shown["custody"]]

    def test_from_the_street_to_the_archive(self, town: Town) -> None:
        photo = upload(town.officer, "现场.png", picture())
        file = road.ordinary(town, town.a, "archive", photos=[photo])
        team = "张一、张二"
        assert self.stations(file) == [
            ("取得", team, team),
            ("审查", "张一", team),
            ("入卷归档", "张一", "案卷（归档）"),
        ]

    def test_a_redacted_copy_is_told_and_moves_nothing(self, town: Town, file: File) -> None:
        town.clock.pass_by(minutes=5)
        redact(file)
        assert self.stations(file)[-1] == ("制作遮挡副本（原件未动）", "张一", "张一、张二")

    def test_who_replaces_somebody_has_it_from_then_on(self, town: Town, file: File) -> None:
        town.clock.pass_by(minutes=5)
        other = town.b.officers[0]
        file.act(
            town.head, "recusal.decide", officer=town.a.officers[1].key, replacement=other.key, applicant="刘示范",
            ground="与当事人有利害关系。", reasons="情况属实。",
        )  # fmt: skip
        label, by, holder = self.stations(file)[-1]
        assert (label, by, holder) == ("人员回避，移交接替人员", town.head.user.name, other.user.name)

    def test_what_came_before_an_item_is_none_of_its_stations(self, town: Town, file: File) -> None:
        file.act(file.officer, "evidence.review", accepted=[file.results["inspection.record"]])
        town.clock.pass_by(minutes=5)
        item = file.act(
            file.officer,
            "evidence.collect",
            lawful=True,
            kind="object",
            title="货物",
            proves="占道",
            **file.team,
        )["result"]
        shown = next(one for one in file.page()["evidence"] if one["id"] == item)
        assert [one["label"]["zh"] for one in shown["custody"]] == ["取得"]


def test_the_list_of_evidence_names_each_file_by_its_digest(town: Town, file: File) -> None:
    from xuncheng.domains.cases.papers.investigating import evidence_list

    with reading(HOUSE):
        listed = evidence_list(Case.objects.select_related("party").get(pk=file.key))
    digest = hashlib.sha256(picture()).hexdigest()
    assert listed["files"] == [{"item": 1, "name": "现场.png", "sha256": digest}]
