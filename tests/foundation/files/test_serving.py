from collections.abc import Callable
from typing import Any

import httpx
import pytest

from xuncheng.foundation.files.commands import store_bytes
from xuncheng.foundation.files.models import StoredFile

LOG = "现场检查情况\n".encode() * 100


@pytest.fixture
def text(officer: Any) -> str:
    return str(officer.upload(LOG, "检查情况（第1次）.txt"))


@pytest.fixture
def photo(officer: Any, draw: Callable[..., bytes]) -> str:
    return str(officer.upload(draw(size=(1200, 900)), "现场.jpg"))


def test_a_picture_may_be_shown_but_nothing_in_it_may_run(officer: Any, photo: str) -> None:
    answer = officer.get(photo)
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_a_picture_can_be_saved_under_its_chinese_name(officer: Any, photo: str) -> None:
    disposition = officer.get(f"{photo}?save=true").headers["Content-Disposition"]
    assert disposition == "attachment; filename*=utf-8''%E7%8E%B0%E5%9C%BA.jpg"


def test_text_is_saved_and_never_shown(officer: Any, text: str) -> None:
    answer = officer.get(text)
    assert answer.content == LOG
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("type_", ["text/html", "image/svg+xml", "text/javascript", "application/xhtml+xml"])
def test_what_a_browser_would_run_is_saved_as_mere_bytes(
    site: Any, officer: Any, an_act: Any, type_: str
) -> None:
    user = site.district.officer("wang.wei", "王伟", site.district.street_a.team)
    with an_act():
        file = store_bytes(b"<script>alert(1)</script>", "x.html", type_, "", user.pk)
    answer = site.client(user).get(str(file.pk))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("asked", "status", "first", "last"),
    [
        ("bytes=0-9", 206, 0, 9),
        ("bytes=100-", 206, 100, len(LOG) - 1),
        ("bytes=-10", 206, len(LOG) - 10, len(LOG) - 1),
        ("bytes=-999999", 206, 0, len(LOG) - 1),
        ("bytes=5-999999", 206, 5, len(LOG) - 1),
        ("bytes=0-1,5-6", 200, 0, len(LOG) - 1),
        ("lines=0-9", 200, 0, len(LOG) - 1),
        ("bytes=-", 200, 0, len(LOG) - 1),
    ],
)
def test_a_stretch_can_be_asked_for(
    officer: Any, text: str, asked: str, status: int, first: int, last: int
) -> None:
    answer = officer.get(text, Range=asked)
    assert answer.status_code == status
    assert answer.content == LOG[first : last + 1]
    assert answer.headers["Content-Length"] == str(last + 1 - first)
    if status == 206:
        assert answer.headers["Content-Range"] == f"bytes {first}-{last}/{len(LOG)}"


@pytest.mark.parametrize("asked", ["bytes=999999-", "bytes=9-5", "bytes=-0"])
def test_a_stretch_that_is_not_there_is_refused(officer: Any, text: str, asked: str) -> None:
    answer = officer.get(text, Range=asked)
    assert (answer.status_code, answer.headers["Content-Range"]) == (416, f"bytes */{len(LOG)}")


def test_a_stretch_of_an_older_content_is_answered_with_all(officer: Any, text: str) -> None:
    assert officer.get(text, **{"Range": "bytes=0-9", "If-Range": '"older"'}).status_code == 200


def test_what_the_browser_has_is_not_sent_again(officer: Any, text: str) -> None:
    tag = officer.get(text).headers["ETag"]
    again = officer.get(text, **{"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_head_tells_type_and_size_only(site: Any, officer: Any, photo: str) -> None:
    answer = httpx.head(f"{site.uploads.rpartition('/')[0]}/{photo}", headers=officer.token)
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert int(answer.headers["Content-Length"]) > 1000


def test_pictures_have_small_ones_and_text_has_none(officer: Any, photo: str, text: str) -> None:
    small = officer.get(f"{photo}/thumbnail")
    assert (small.status_code, small.headers["Content-Type"]) == (200, "image/webp")
    assert len(small.content) < 10_000
    assert officer.get(f"{photo}/thumbnail", **{"If-None-Match": small.headers["ETag"]}).status_code == 304
    assert officer.get(f"{text}/thumbnail").status_code == 404


def test_nobody_sees_a_file_that_is_not_attached_yet(site: Any, officer: Any, text: str) -> None:
    head = site.district.add("head", "局长")
    role = site.district.role("head", ["user.move"])
    site.district.grant(head, role, site.district.area)
    assert officer.get(text).status_code == 200
    assert site.client(head).get(text).status_code == 404


def test_an_attached_file_is_seen_in_its_area_and_nowhere_else(
    site: Any, officer: Any, text: str, an_act: Any
) -> None:
    readers = {}
    role = site.district.role("reader", ["user.move"])
    for username, street in (("a", site.district.street_a), ("b", site.district.street_b)):
        user = site.district.add(f"reader.{username}", username, street.team)
        site.district.grant(user, role, street.area)
        readers[username] = site.client(user)
    with an_act():
        file = StoredFile.objects.get(pk=text)
        StoredFile.objects.filter(pk=text).update(
            attached_to=file.pk, area_path=site.district.street_a.area.path
        )
    assert readers["a"].get(text).status_code == 200
    assert readers["b"].get(text).status_code == 404
    assert readers["b"].get(f"{text}/thumbnail").status_code == 404


def test_who_is_signed_out_gets_nothing(site: Any, text: str) -> None:
    assert httpx.get(f"{site.uploads.rpartition('/')[0]}/{text}").status_code == 401
