"""A list as a file that the worker makes: whole or not at all, for whoever asked for it alone, and not for ever."""

from __future__ import annotations

import csv
import io
import threading
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.domains import road
from tests.domains.town import HOUSE, Clock, Hiring, Person, Town, messages_of, multiply

from xuncheng.domains.intake.models import Report
from xuncheng.foundation.exports import making
from xuncheng.foundation.exports.commands import MOST_UNDER_WAY
from xuncheng.foundation.exports.jobs import WORK, resume
from xuncheng.foundation.exports.making import CLERK, KEPT, MOST_TRIES, SILENT, clear, make_next
from xuncheng.foundation.exports.models import Export
from xuncheng.foundation.people import listing
from xuncheng.foundation.people.commands import deactivate_user, end_grant, issue_token
from xuncheng.foundation.people.models import TokenScope
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.scope import reading

pytestmark = pytest.mark.usefixtures("unprinted", "clock")
MANY = 25


@pytest.fixture(scope="module")
def reports(town: Town, unprinted: None) -> int:
    """Reports of street A, more than a page of a file has below; and one of street B."""
    with reading(HOUSE):
        one = Report.objects.get(pk=road.submit(town, town.a, "占道堆放建材，行人只能走机动车道。"))
    multiply(one, MANY - 1, number=lambda at: f"20260105-9{at:05}")
    road.submit(town, town.b, "别处之事")
    return MANY


@pytest.fixture(autouse=True)
def short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is read ten rows at a time, so that it takes several pages."""
    monkeypatch.setattr(listing, "AT_ONCE", 10)


@pytest.fixture(autouse=True)
def nothing_left(db: None) -> Iterator[None]:
    """Each test ends with nothing under way."""
    yield
    with reading(CLERK):
        Export.objects.filter(state__in=("waiting", "making")).update(state="cancelled")


def ask(person: Person, listing_: str = "reports", **given: Any) -> str:
    return str(person.does("export.ask", listing=listing_, **given)["result"])


def page(person: Person, key: str) -> dict[str, Any]:
    return person.get(f"/exports/{key}")


def fetched(person: Person, key: str) -> Any:
    return person.call("GET", f"/api/v1/exports/{key}/file")


def lines(response: Any) -> list[list[str]]:
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def kept() -> list[Any]:
    return [path for path in (settings.FILES_DIR / "exports").rglob("*") if path.is_file()]


# --- asking ---------------------------------------------------------------------------------------------------


def test_asking_stores_what_was_asked_for_and_puts_it_into_the_queue(town: Town, reports: int) -> None:
    # Given a head who asks for the submitted reports of his street
    key = ask(town.head, filter={"status": "submitted"}, title="案源台账")
    # Then it waits, with the job that is to make it
    found = page(town.head, key)
    assert (found["state"]["code"], found["title"], found["format"]) == ("waiting", "案源台账", "xlsx")
    assert found["filter"] == {"status": "submitted"}
    assert (found["expected"], found["rows"], found["size"]) == (None, 0, None)
    assert ProcrastinateJob.objects.filter(task_name=WORK, status="todo").count() == 1
    # And a file is not there yet
    refused = fetched(town.head, key)
    assert (refused.status_code, refused.json()["code"]) == (409, "no_file_yet")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"listing_": "colours"}, "listing"),
        ({"filter": {"colour": "red"}}, "filter.colour"),
        ({"filter": {"late": "perhaps"}}, "filter.late"),
        ({"filter": {"sort": "colour"}}, "sort"),
        ({"format": "pdf"}, "input.format"),
    ],
)
def test_what_the_list_does_not_have_is_refused_by_name(
    town: Town, given: dict[str, Any], field: str
) -> None:
    response = town.head.send("export.ask", **{"listing": given.pop("listing_", "reports"), **given})
    assert response.status_code == 422
    assert [error["field"] for error in response.json()["errors"]] == [field]


def test_nobody_fills_the_queue_alone(town: Town) -> None:
    for _ in range(MOST_UNDER_WAY):
        ask(town.head)
    refused = town.head.send("export.ask", listing="reports")
    assert (refused.status_code, refused.json()["code"]) == (409, "exports_under_way")
    assert ask(town.officer)


# --- making ---------------------------------------------------------------------------------------------------


def test_the_file_has_the_rows_of_the_list_and_its_asker_is_told(town: Town, reports: int) -> None:
    # Given a list of more rows than one page of the file
    key = ask(town.officer, format="csv", title="案源台账")
    # When the worker makes it
    assert make_next() is False
    # Then it has each row of the officer's street once, as the file of the list has, in the same order
    found = page(town.officer, key)
    assert (found["state"]["code"], found["expected"], found["rows"], found["cut"]) == (
        "done",
        reports,
        reports,
        False,
    )
    response = fetched(town.officer, key)
    content = lines(response)
    assert response["Content-Disposition"].startswith("attachment")
    assert content == lines(town.officer.call("GET", "/api/v1/reports/export"))
    assert len(content) == reports + 1
    assert int(response["Content-Length"]) == found["size"]
    # And he is told, with the way to it
    assert messages_of(town.officer)[0]["link"] == f"/exports/{key}"


def test_a_spreadsheet_in_the_language_that_was_asked_for(town: Town, reports: int) -> None:
    key = ask(town.officer, language="en", filter={"sort": "due"})
    make_next()
    with zipfile.ZipFile(io.BytesIO(b"".join(fetched(town.officer, key).streaming_content))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<row ") == reports + 1
    assert "案源编号" not in sheet


def test_a_file_has_no_more_rows_than_it_may(
    town: Town, reports: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "EXPORT_ROWS", 12)
    key = ask(town.officer, format="csv")
    make_next()
    assert page(town.officer, key)["rows"] == 12
    assert len(lines(fetched(town.officer, key))) == 13


def test_how_far_it_is_can_be_seen_meanwhile(
    town: Town, reports: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, int | None, int]] = []
    key = ask(town.officer, format="csv")
    told = making._note

    def note(export: Export, **given: Any) -> None:
        told(export, **given)
        with reading(CLERK):
            row = Export.objects.get(pk=export.pk)
        seen.append((row.state, row.found, row.rows))

    monkeypatch.setattr(making, "_note", note)
    make_next()
    assert seen == [
        ("making", 25, 0),
        ("making", 25, 10),
        ("making", 25, 20),
        ("making", 25, 25),
        ("making", 25, 25),
    ]
    assert page(town.officer, key)["state"]["code"] == "done"


# --- whose it is ----------------------------------------------------------------------------------------------


def test_it_is_there_for_whoever_asked_and_for_nobody_else(town: Town, reports: int) -> None:
    # Given the file of an officer
    key = ask(town.officer, format="csv")
    make_next()
    # Then neither his head, who sees the whole street, nor a colleague of the next street, nor an administrator opens it
    for other in (town.head, town.b.officers[0], town.admin):
        assert other.call("GET", f"/api/v1/exports/{key}").status_code == 404
        assert fetched(other, key).status_code == 404
        assert key not in [one["id"] for one in other.get("/exports")["items"]]
    assert town.stranger.call("GET", f"/api/v1/exports/{key}/file").status_code == 401
    # And nobody else calls it off
    assert town.head.send("export.cancel", key).json()["code"] == "not_your_export"


def test_it_holds_what_he_may_see_when_it_is_made(town: Town, reports: int) -> None:
    # Given somebody who asked, and was dismissed before it was made
    person = Hiring(town.bureau, town.district, town.roles).person("leaver", "郑离任", "officer", town.a.team)
    key = ask(person, format="csv")
    deactivate_user(Deed(HOUSE), person.user, "离职")
    # When it is its turn
    make_next()
    # Then there is no file
    with reading(CLERK):
        row = Export.objects.get(pk=key)
    assert (row.state, row.refusal["code"]) == ("failed", "asker_gone")


def test_it_holds_no_more_than_he_may_see_when_it_is_made(town: Town, reports: int) -> None:
    # Given an officer who also sees the next street when he asks, and no more when it is his turn
    person = Hiring(town.bureau, town.district, town.roles).person("mover", "郑换岗", "officer", town.a.team)
    town.grant(person, "officer", town.b.area)
    both = ask(person, format="csv")
    make_next()
    key = ask(person, format="csv")
    end_grant(Deed(HOUSE), person.user.grants.get(area=town.b.area), "换岗")
    # When it is made
    make_next()
    # Then the rows of the next street are not in it
    assert (page(person, both)["rows"], page(person, key)["rows"]) == (reports + 1, reports)


def test_a_limited_token_neither_asks_for_one_nor_fetches_one(town: Town, reports: int) -> None:
    key = ask(town.officer, format="csv")
    make_next()
    given: Any = issue_token(
        Deed(HOUSE), town.officer.user, "示例程序", 30, TokenScope.ACTS_AND_READ, ["export.ask"]
    )
    limited = Person(town.officer.user, given.secret)
    assert limited.send("export.ask", listing="reports").json()["code"] == "nobody_exports"
    assert fetched(limited, key).status_code == 404


# --- what goes wrong ------------------------------------------------------------------------------------------


def test_a_maker_that_dies_leaves_no_half_file_and_the_next_one_begins_anew(
    town: Town, clock: Clock, reports: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a maker whose database goes away after a page
    key = ask(town.officer, format="csv")
    with monkeypatch.context() as patch:
        patch.setattr(making, "_put", _away)
        with pytest.raises(OperationalError):
            make_next()
    # Then there is no file, and as long as he may be alive nobody takes it from him
    found = page(town.officer, key)
    assert (found["state"]["code"], found["rows"]) == ("making", reports)
    assert fetched(town.officer, key).status_code == 409
    assert make_next() is False
    assert page(town.officer, key)["state"]["code"] == "making"
    # When he has been silent for long, the next one makes it whole
    clock.pass_by(seconds=SILENT.total_seconds() + 1)
    assert resume() is True
    make_next()
    assert page(town.officer, key)["state"]["code"] == "done"
    assert len(lines(fetched(town.officer, key))) == reports + 1


def _away(*_: Any) -> None:
    raise OperationalError("the connection is lost")


def test_one_that_kills_its_maker_is_not_begun_for_ever(
    town: Town, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = ask(town.officer)
    with monkeypatch.context() as patch:
        patch.setattr(making, "_put", _away)
        for _ in range(MOST_TRIES):
            with pytest.raises(OperationalError):
                make_next()
            clock.pass_by(seconds=SILENT.total_seconds() + 1)
    make_next()
    found = page(town.officer, key)
    assert found["state"]["code"] == "failed"
    assert "已尝试" in found["refusal"]["zh"]


def test_a_fault_of_the_program_ends_one_export_and_not_the_next(
    town: Town, reports: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = ask(town.officer, format="csv"), ask(town.head, format="csv")
    with monkeypatch.context() as patch:
        patch.setitem(making.WRITERS, "csv", lambda *_: 1 / 0)  # type: ignore[arg-type] # a dict underneath
        assert make_next() is True
    make_next()
    assert page(town.officer, first)["state"]["code"] == "failed"
    assert page(town.head, second)["state"]["code"] == "done"
    assert f"/exports/{first}" in [one["link"] for one in messages_of(town.officer)]


def test_two_workers_never_make_one_export_twice(town: Town, reports: int) -> None:
    key = ask(town.officer, format="csv")
    hands = [threading.Thread(target=_hand) for _ in range(2)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    with reading(CLERK):
        assert Export.objects.get(pk=key).tries == 1
    assert page(town.officer, key)["state"]["code"] == "done"


def _hand() -> None:
    try:
        make_next()
    finally:
        connection.close()


# --- calling off, and the end ---------------------------------------------------------------------------------


def test_what_is_called_off_while_it_is_made_leaves_nothing(
    town: Town, reports: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given an export that is called off while its second page is read
    before = kept()
    key = ask(town.officer, format="csv")
    told = making._note

    def note(export: Export, **given: Any) -> None:
        told(export, **given)
        if given.get("rows") == 20:
            town.officer.does("export.cancel", key)

    monkeypatch.setattr(making, "_note", note)
    # When it is made
    make_next()
    # Then it is not, and nothing of it lies about
    assert page(town.officer, key)["state"]["code"] == "cancelled"
    assert kept() == before
    assert fetched(town.officer, key).status_code == 409
    refused = town.officer.send("export.cancel", key)
    assert refused.json()["code"] == "export_over"


def test_files_are_kept_for_some_days(town: Town, clock: Clock, reports: int) -> None:
    # Given a file
    key = ask(town.officer, format="csv")
    make_next()
    before = len(kept())
    # When its days are over
    clock.pass_by(seconds=KEPT.total_seconds() + 1)
    # Then it is not given out any more, and the next clearing removes it
    assert fetched(town.officer, key).status_code == 409
    assert clear() >= 1
    assert len(kept()) < before
    assert page(town.officer, key)["state"]["code"] == "expired"
    assert clear() == 0
