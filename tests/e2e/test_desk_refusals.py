"""What the law forbids is refused on the screen with its article: beside the button, or under the form that was sent."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.e2e.desk import SHANGHAI, Choose, Day, Desk, fill_in, type_of_value
from tests.e2e.scene import FILED_PARTY, LONG_NAME, OVERDUE_PARTY, REVIEWED_PARTY

pytestmark = pytest.mark.browser
Window = Callable[..., Desk]
Picture = Callable[[Desk, str], None]

GREY = (
    ("head", LONG_NAME, "作出处罚决定", "未依法告知", "行政处罚法第四十四条、第六十二条"),
    ("head", OVERDUE_PARTY, "作出处罚决定", "办案期限", "行政处罚法第六十条"),
    ("reviewer", REVIEWED_PARTY, "法制审核", "本案调查人员", "行政处罚法第五十八条第一款"),
)
"""Who looks at whose case, the act that is grey there, why, and by which article."""

HERE_NOW = {"started_at": Day(f"{datetime.now(SHANGHAI):%Y-%m-%d} 00:00")}
SENT: tuple[tuple[str, str, str, dict[str, type_of_value], str], ...] = (
    (
        "officer-a", FILED_PARTY, "现场检查", {"certificates_shown": True, "findings": "现场检查情况。", **HERE_NOW},
        "行政处罚法第四十二条第一款",
    ),
    (
        "head", "示范五金店", "作出处罚决定", {"kinds": Choose(["罚款"]), "amount": "9000"},
        "行政处罚法第五条第二款、第三十四条",
    ),
)  # fmt: skip
"""Who does what on whose case: with one officer, and above the range; by which article that is refused."""


@pytest.mark.parametrize(("username", "party", "act", "why", "article"), GREY)
def test_a_refused_act_says_why_on_focus_and_on_hover(
    window: Window, picture: Picture,
    username: str, party: str, act: str, why: str, article: str,
) -> None:  # fmt: skip
    # Given a case on which the law forbids an act
    desk = window(username)
    desk.open_case(party)
    desk.acts().get_by_role("button", name="暂不可办").click()
    desk.page.mouse.move(0, 0)
    tooltips = desk.page.get_by_role("tooltip").filter(visible=True)
    expect(tooltips).to_have_count(0)
    refused = desk.acts().get_by_role("button").filter(has_text=re.compile(rf"^\s*{act}"))

    # When somebody looks at its button, which is grey
    for reach in (refused.focus, refused.hover):
        reach()
        # Then he reads why, and the article
        expect(tooltips).to_contain_text(why)
        expect(tooltips).to_contain_text(article)
        if reach == refused.hover:
            desk.check()
            if username == "reviewer":
                picture(desk, "refused")
        desk.page.mouse.move(0, 0)
        refused.blur()
        expect(tooltips).to_have_count(0)


@pytest.mark.parametrize(("username", "party", "act", "values", "article"), SENT)
def test_what_was_entered_against_the_law_is_refused_under_the_form(
    window: Window, username: str, party: str, act: str, values: dict[str, Any], article: str
) -> None:
    desk = window(username)
    desk.open_case(party)
    form = desk.open_act(act)
    fill_in(form, **values)
    form.locator("button[type=submit]").click()
    expect(form.get_by_role("alert")).to_contain_text(article)
