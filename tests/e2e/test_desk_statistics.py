"""The page of figures on the desk: narrowed to a street and a period, a figure is followed to the list that holds as many."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import expect
from tests.e2e.desk import Desk

pytestmark = pytest.mark.browser


def test_a_figure_opens_the_list_that_it_counts(
    window: Callable[..., Desk], picture: Callable[..., None]
) -> None:
    # Given a head who opens the figures, of the current month to begin with
    head = window("head")
    head.go("/")
    head.page.get_by_role("link", name="统计", exact=True).click()
    expect(head.page.get_by_role("radio", name="月", exact=True)).to_be_checked()
    street = head.page.get_by_role("table", name="按街道")
    expect(street).to_be_visible()
    head.check()
    picture(head, "statistics")

    # When he narrows them to the year and a street
    head.page.get_by_role("radio", name="年", exact=True).click()
    head.page.get_by_label("属地").select_option(
        label=street.get_by_role("rowheader").first.inner_text().strip()
    )
    expect(street.get_by_role("row")).to_have_count(2)
    expect(head.page).to_have_url(re.compile(r"period=year&street=\d{9}"))

    # And sorts the sources by their number
    source = head.page.get_by_role("table", name="按来源")
    source.get_by_role("button", name="登记").click()
    expect(source.get_by_role("columnheader", name="登记")).to_have_attribute("aria-sort", "descending")

    # Then what he follows is a list of as many reports, of that street and those days
    figure = source.get_by_role("row").nth(1).get_by_role("link")
    number = figure.inner_text().strip()
    figure.click()
    expect(head.page.get_by_text(f"共 {number} 条")).to_be_visible()
    asked = parse_qs(urlparse(head.page.url).query)
    assert {"street", "source", "from", "to"} <= set(asked)
    head.page.go_back()
    expect(head.page.get_by_role("radio", name="年", exact=True)).to_be_checked()


def test_days_are_chosen_and_what_is_empty_says_so(window: Callable[..., Desk]) -> None:
    head = window("head")
    head.go("/statistics?period=days&from=2020-01-01&to=2020-01-31")
    expect(head.page.get_by_text("统计期内没有数据")).to_be_visible()
    head.check()
    head.page.get_by_label("截止日").fill("2019-12-01")
    expect(head.page.get_by_role("alert")).to_contain_text("截止日期不得早于起始日期")


def test_the_fines_of_a_year_open_the_cases_that_were_fined(
    window: Callable[..., Desk], picture: Callable[..., None]
) -> None:
    # Given the figures of cases over a year
    head = window("head")
    head.go("/statistics?period=year")
    head.page.get_by_role("radio", name="案件").click()
    expect(head.page).to_have_url(re.compile("of=cases"))
    penalties = head.page.get_by_role("table", name="处罚决定：按街道")
    expect(penalties).to_be_visible()
    head.check()
    picture(head, "statistics-cases")

    # When the head sorts the streets by their fines and follows the sum of the first
    penalties.get_by_role("button", name="罚款金额").click()
    row = penalties.get_by_role("row").nth(1)
    number = row.get_by_role("link").nth(1).inner_text().strip()
    row.get_by_role("link").nth(2).click()

    # Then the list holds as many cases as were fined
    expect(head.page).to_have_url(re.compile("decided_from=.*mark=fined"))
    expect(head.page.get_by_text(f"共 {number} 条")).to_be_visible()


def test_an_officer_of_a_street_sees_no_other(window: Callable[..., Desk]) -> None:
    officer = window("officer-a")
    officer.go("/statistics?period=year")
    street = officer.page.get_by_role("table", name="按街道")
    expect(street.get_by_role("row")).to_have_count(2)
