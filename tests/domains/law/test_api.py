from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.security import HttpBearer
from ninja.testing import TestClient

from xuncheng.domains.law.api import router
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.viewer import Viewer

pytestmark = pytest.mark.usefixtures("demo_law")


class _AsReader(HttpBearer):
    """Everybody who comes with a token is the reader."""

    def __init__(self, reader: Viewer) -> None:
        super().__init__()
        self.reader = reader

    def authenticate(self, request: HttpRequest, token: str) -> str:
        request.viewer = self.reader  # type: ignore[attr-defined] # makes it a ViewerRequest
        return token


@pytest.fixture(scope="module")
def api() -> NinjaAPI:
    api = NinjaAPI(urls_namespace="law-tests")
    api.add_router("", router)
    api.add_exception_handler(
        Refused,
        lambda request, refused: api.create_response(request, {"code": refused.code}, status=refused.status),
    )
    return api


@pytest.fixture
def get(api: NinjaAPI, reader: Viewer) -> Any:
    api.auth = [_AsReader(reader)]
    client = TestClient(api, headers={"Authorization": "Bearer x"})
    return lambda path, status=200: _answer(client.get(path), status)


def _answer(response: Any, status: int) -> Any:
    assert response.status_code == status, response.content
    return response.json()


def test_statutes_come_by_level_then_title_in_pages(get: Any) -> None:
    first = get("/laws?limit=12")
    second = get(f"/laws?limit=12&cursor={first['next']}")
    levels = [item["level"]["code"] for item in [*first["items"], *second["items"]]]
    assert levels == sorted(levels, key=["law", "administrative_regulation", "local_regulation"].index)
    assert (len(levels), second["next"], first["count"]) == (19, None, {"value": 19, "capped": False})


def test_statutes_are_filtered_by_level_and_title(get: Any) -> None:
    items = get("/laws?level=local_regulation&q=停车")["items"]
    assert [
        (item["title"], item["version_date"], item["in_force"], item["articles"] > 40) for item in items
    ] == [("北京市机动车停车条例", "2024-03-29", True, True)]


def test_a_statute_has_its_chapters_and_its_other_versions(get: Any) -> None:
    key = get("/laws?q=停车")["items"][0]["id"]
    law = get(f"/laws/{key}")
    assert [version["version_date"] for version in law["versions"]] == ["2024-03-29", "2021-09-24"]
    assert law["chapters"][0]["title"] == "第一章 总则"
    assert law["chapters"][0]["articles"][0]["label"] == "第一条"
    old = get(f"/laws/{law['versions'][1]['id']}")
    assert (old["in_force"], old["effective_until"]) == (False, "2024-03-28")


def test_an_unknown_statute_or_cursor_is_refused(get: Any) -> None:
    assert get(f"/laws/{uuid4()}", 404)["code"] == "not_found"
    assert get("/laws?cursor=zzz", 422)["code"] == "invalid_input"


def test_the_search_answers_with_marked_text(get: Any) -> None:
    answer = get("/laws/search?q=占道经营 罚多少&limit=3")
    first = answer["items"][0]
    assert (first["law"], first["label"], first["rank"]) == ("北京市市容环境卫生条例", "第三十五条", 1)
    assert "<mark>" in first["text_html"]
    assert (answer["exact"], answer["terms"]) == (False, ["占道经营", "罚多少"])


def test_a_matter_shows_all_its_versions_newest_first(get: Any) -> None:
    new, old = get("/matters/DQ-009")["items"]
    assert (new["from"], new["until"], old["until"]) == ("2026-08-15", None, "2026-08-14")
    assert new["penalty"]["label"] == "生态环境法典第一千一百三十二条第三款"
    assert new["fine_basis"]["zh"] == "罚款500元至5000元；拒不改正：罚款5000元至20000元"
    assert new["domain"] == {"code": "air", "zh": "大气", "en": "Air"}
    assert old["verified"] is True


def test_unread_duties_and_conditions_are_shown_as_such(get: Any) -> None:
    (item,) = get("/matters/JZ-001")["items"]
    assert (item["violated"]["label"], item["verified"]) == ("", False)
    (board,) = get("/matters/SR-009")["items"]
    assert board["kinds"][-1] == {
        "code": "fine:optional",
        "zh": "罚款（可以并处）",
        "en": "fine (may be added)",
    }


def test_matters_are_listed_by_their_newest_version(get: Any) -> None:
    page = get("/matters?q=烧烤")
    assert [(item["code"], item["from"]) for item in page["items"]] == [
        ("DQ-009", "2026-08-15"),
        ("GY-002", None),
    ]


def test_an_unknown_matter_is_not_found(get: Any) -> None:
    assert get("/matters/ZZ-999", 404)["code"] == "not_found"
