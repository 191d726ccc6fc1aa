"""The desk as a person uses it: signing in, opening an act, filling in its form, sending it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import singledispatch
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, Page, expect
from uuid_utils.compat import uuid7

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
BUSY = "[aria-busy='true'], .skeleton, .el-loading-mask"
GRAVE = ("serious", "critical")
PASSWORD = "xuncheng-demo-2026"
SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Choose:
    """One or several of the choices that stand open, by their words."""

    words: Sequence[str]


@dataclass(frozen=True)
class Find:
    """Something looked for by part of its name, and taken from what is found."""

    search: str


@dataclass(frozen=True)
class Day:
    """A day, or a day with a time of day, typed into a date field."""

    typed: str


@dataclass(frozen=True)
class Rows:
    """The rows of a table, each by the labels of its columns."""

    rows: Sequence[Mapping[str, str]]


type_of_value = str | bool | Path | Choose | Find | Day | Rows
"""How a field is filled in: text, a box ticked, a file, or one of the classes above."""


@singledispatch
def _enter(value: object, field: Locator) -> None:
    raise TypeError(f"no way to fill in {value!r}")


@_enter.register
def _(value: str, field: Locator) -> None:
    field.fill(value)


@_enter.register
def _(value: bool, field: Locator) -> None:
    field.set_checked(value)


@_enter.register
def _(value: Path, field: Locator) -> None:
    field.set_input_files(value)
    expect(field.locator("xpath=ancestor::div[contains(@class,'files')][1]")).to_contain_text("已上传")


@_enter.register
def _(value: Choose, field: Locator) -> None:
    for words in value.words:
        field.get_by_label(words, exact=True).check()


@_enter.register
def _(value: Find, field: Locator) -> None:
    field.focus()
    field.fill(value.search)
    field.page.locator(".el-select-dropdown__item:visible", has_text=value.search).first.click()
    field.press("Escape")


@_enter.register
def _(value: Day, field: Locator) -> None:
    field.fill(value.typed)
    field.press("Enter")


@_enter.register
def _(value: Rows, field: Locator) -> None:
    table = field.locator("xpath=ancestor::div[contains(@class,'rows')][1]")
    for index, row in enumerate(value.rows):
        if index:
            table.get_by_role("button", name="增加一行").click()
        for label, typed in row.items():
            table.get_by_role("listitem").nth(index).get_by_label(label, exact=True).fill(typed)


@dataclass(frozen=True)
class Desk:
    """One window of the desk, and where the platform is."""

    page: Page
    url: str

    def go(self, path: str) -> None:
        """Open a page of the desk."""
        self.page.goto(f"{self.url}{path}")

    def sign_in(self, username: str, password: str = PASSWORD) -> None:
        """Sign in by the form, and wait for the desk."""
        self.try_sign_in(username, password)
        self.page.get_by_role("navigation").first.wait_for()

    def try_sign_in(self, username: str, password: str) -> None:
        """Fill in the sign-in form and send it."""
        self.go("/sign-in")
        self.page.get_by_label("用户名").fill(username)
        self.page.get_by_label("密码", exact=True).fill(password)
        self.page.get_by_role("button", name="登录").click()

    def settle(self) -> None:
        """Wait until nothing is being read any more."""
        self.page.wait_for_load_state()
        expect(self.page.locator(BUSY)).to_have_count(0)

    def check(self) -> None:
        """Let axe-core look at the page; nothing serious may be wrong."""
        self.settle()
        # By the console, because the page's policy forbids foreign scripts
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
        faults = [
            (one["id"], one["nodes"][0]["html"]) for one in found["violations"] if one["impact"] in GRAVE
        ]
        assert faults == [], faults

    def acts(self) -> Locator:
        """The row of what may be done with the object on the screen."""
        return self.page.get_by_role("group", name="现在可以办的")

    def open_act(self, label: str) -> Locator:
        """Press the button of an act; its form."""
        self.acts().get_by_role("button", name=label).first.click()
        form = self.page.locator("form.act-form")
        form.wait_for()
        return form

    def bell(self) -> Locator:
        """The button that says how many notifications are unread."""
        return self.page.get_by_role("banner").get_by_role("button", name=re.compile("通知"))

    def open_row(self, words: str) -> None:
        """Follow the link of the first row that holds the words, and wait for what may be done there."""
        self.page.get_by_role("row").filter(has_text=words).get_by_role("link").first.click()
        self.acts().wait_for()

    def open_case(self, party: str) -> None:
        """Open the case of a party from the list."""
        self.go("/cases")
        self.open_row(party)

    def beside(self, act: str, on: Mapping[str, Any] | None = None, **given: object) -> dict[str, Any]:
        """Do an act beside the screen, as the person who is signed in; what it was done on, as it now is."""
        cookies = self.page.context.cookies()
        token = next(cookie["value"] for cookie in cookies if cookie["name"] == "csrftoken")
        headers = {"X-CSRFToken": token, "Referer": self.url}
        body: dict[str, Any] = {"id": str(uuid7()), "input": given}
        if on is not None:
            body["on"] = on["id"]
            headers["If-Match"] = f'"{on["version"]}"'
        answer = self.page.request.post(f"{self.url}/api/v1/acts/{act}", data=body, headers=headers)
        assert answer.ok, answer.text()
        done: dict[str, Any] = answer.json()["object"]
        return done

    def fill_in_and_send(self, form: Locator, **values: type_of_value) -> None:
        """Fill in the fields of an open form by name, and send it."""
        fill_in(form, **values)
        form.locator("button[type=submit]").click()

    def do(self, label: str, **values: type_of_value) -> None:
        """Do an act: open its form, fill in the fields by name, send it, and see that it was done."""
        form = self.open_act(label)
        fill_in(form, **values)
        form.locator("button[type=submit]").click()
        expect(form).to_have_count(0)


def fill_in(form: Locator, **values: type_of_value) -> None:
    """Fill in fields of a form by name."""
    for name, value in values.items():
        _enter(value, form.locator(f'[id$="-{name}"]').first)
