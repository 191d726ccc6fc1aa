"""Refusals speak the language that is asked for."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from xuncheng.foundation.people.listing import language_of


@pytest.mark.parametrize(
    ("asked", "english"),
    [
        ("", False), ("*", False), ("zh-CN,zh;q=0.9,en;q=0.8", False), ("fr, zh-TW;q=0.5", False), ("nonsense;;q=x", False),
        ("x" * 9000, False),
        ("en", True), ("EN-gb", True), ("zh;q=0.3,en;q=0.9", True), ("de, en;q=0.2", True),
    ],
)  # fmt: skip
def test_the_better_liked_of_the_two_languages(asked: str, english: bool) -> None:
    request = RequestFactory().get("/", headers={"Accept-Language": asked})
    assert (language_of(request) == "en") is english
