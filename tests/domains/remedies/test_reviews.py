"""The review queue: what waits, why, who sent it, and what was said before."""

from __future__ import annotations

from typing import Any

import pytest
from tests.domains import road
from tests.domains.road import File
from tests.domains.town import Clock, Person, Town

from xuncheng.domains.cases.jobs import note_lapses
from xuncheng.domains.remedies.queries.reviews import CLOCKS, TASKS
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.rules.procedure.periods import PERIODS

pytestmark = pytest.mark.usefixtures("clock", "unprinted")


@pytest.fixture
def grave(town: Town) -> File:
    """A complex case in which the party gave up its statement: the legality review comes next."""
    return File(town, town.a, opened={"complex_facts": True}).go(road.ORDINARY, "waive")


def queue(town: Town, person: Person | None = None, **query: Any) -> list[dict[str, Any]]:
    """The queue as somebody sees it."""
    found: list[dict[str, Any]] = (person or town.reviewer).get("/legality-reviews", limit=200, **query)[
        "items"
    ]
    return found


def of(file: File, person: Person | None = None, **query: Any) -> list[dict[str, Any]]:
    return [row for row in queue(file.town, person, **query) if row["id"] == file.key]


def test_a_case_stands_there_with_its_reason_its_sender_and_its_days(town: Town, grave: File) -> None:
    (row,) = of(grave)
    assert row["task"]["code"] == "legality.review"
    assert [one["code"] for one in row["triggers"]] == ["grave"]
    assert (row["sent_by"], row["sent_with"]["zh"]) == (town.officer.user.name, "放弃陈述申辩")
    assert row["days_left"] == 90
    assert (row["again"], row["opinions"], row["barred"]) == (False, [], False)


def test_a_review_that_was_not_passed_stays_with_what_it_said(town: Town, grave: File) -> None:
    faults = {"evidence": "证据清单不全"}
    town.reviewer.does("legality.review", grave.key, passed=False, opinion="补正后再审。", faults=faults)
    (row,) = of(grave, again=True)
    [opinion] = row["opinions"]
    assert (opinion["reviewer"], opinion["passed"], opinion["opinion"], opinion["faults"]) == (
        "孙审核", False, "补正后再审。", ["证据清单不全"],
    )  # fmt: skip
    # Who sent it is not the reviewer, though his was the last act
    assert row["sent_by"] == town.officer.user.name
    assert of(grave, again=False) == []


def test_a_review_that_was_passed_is_gone(town: Town, grave: File) -> None:
    town.reviewer.does("legality.review", grave.key, passed=True, opinion="同意。")
    assert of(grave) == []


def test_what_a_program_notes_was_sent_by_nobody(town: Town, clock: Clock) -> None:
    # Given a complex case whose time for a statement runs out: the house notes that by itself
    file = File(town, town.a, opened={"complex_facts": True}).go(road.ORDINARY, "serve_notice")
    clock.on(3, 20)
    note_lapses(clock.now)
    # Then it was sent by whoever did the last step
    (row,) = of(file)
    assert (row["sent_by"], row["sent_with"]["zh"]) == (town.officer.user.name, "送达文书")


def test_the_queue_is_narrowed_and_comes_by_its_days(town: Town, grave: File, clock: Clock) -> None:
    served = road.ordinary(town, town.a, "serve_decision")
    clock.pass_by(days=5)
    today = clock.today
    town.reviewer.does(
        "remedy.lodge",
        served.key,
        kind="litigation",
        applicant="刘示范",
        lodged_on=today,
        received_by_us=today,
    )
    (answer,) = of(served, task="remedy.reply")
    # Fifteen days for the court; the time in which the party pays is over before, and presses nobody here
    assert (answer["due_label"]["zh"], answer["days_left"]) == ("行政应诉答辩和举证", 15)
    assert answer["triggers"] == []
    assert of(served, task="legality.review") == []
    assert of(grave, trigger="grave")
    assert of(grave, trigger="heard") == []
    assert of(grave, urgency="overdue") == []
    assert of(grave, q=grave.page()["number"])
    assert of(grave, street=town.b.area.code) == []
    days = [row["due"] for row in queue(town)]
    assert days == sorted(days)
    days = [row["due"] for row in queue(town, sort="-due")]
    assert days == sorted(days, reverse=True)


def test_an_investigator_is_told_that_he_may_not_review(town: Town, grave: File) -> None:
    assert of(grave, town.officer)[0]["barred"] is True
    assert of(grave, town.a.officers[1])[0]["barred"] is True
    assert of(grave, town.b.officers[0]) == []


def test_the_queue_is_exported(town: Town, grave: File) -> None:
    response: Any = town.reviewer.call("GET", "/api/v1/legality-reviews/export?trigger=grave")
    text = b"".join(response.streaming_content).decode()
    line = next(line for line in text.splitlines() if grave.page()["number"] in line)
    assert "案件情况疑难复杂" in line
    assert town.officer.user.name in line


def test_the_file_speaks_the_reader_s_language(town: Town, grave: File) -> None:
    # Given a case that was reviewed and not passed
    town.reviewer.does(
        "legality.review", grave.key, passed=False, opinion="OPINION", faults={"evidence": "FAULT"}
    )

    # When the queue is taken away in English
    path = "/api/v1/legality-reviews/export?trigger=grave"
    response: Any = town.reviewer.call("GET", path, Accept_Language="en")
    head, *lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()

    # Then its headings and what is said in it are English
    line = next(line for line in lines if grave.page()["number"] in line)
    assert head.startswith("Case no.,Case,To be done,Why reviewed,Again,")
    assert f"{town.reviewer.user.name}: not passed, OPINION" in line


def test_each_period_of_the_queue_is_one_that_there_is() -> None:
    assert set(CLOCKS) <= PERIODS.keys()
    assert set(TASKS) <= REGISTER.keys()
