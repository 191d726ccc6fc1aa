"""The demo, one course of each kind: killed in the middle, loaded again, and then as a visitor finds it."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from itertools import count, pairwise
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from PIL import Image
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import DjangoDbBlocker
from rich.console import Console
from tests.database import empty
from tests.server.demo.hand import Hand

from xuncheng.domains.cases import queries as cases
from xuncheng.domains.cases.models import Case
from xuncheng.domains.collection.models import Allocation, BankFile, Charge, LineDifference, ReconciledDay
from xuncheng.domains.custody.models import CustodyItem, MeasureItem, Stocktake, StoragePlace
from xuncheng.domains.documents.models import Document
from xuncheng.domains.intake import queries as intake
from xuncheng.domains.intake.jobs.learning import learn_each_night
from xuncheng.domains.intake.models import Report
from xuncheng.domains.legacy.models import OldRecord, TableImport
from xuncheng.domains.portal.models import Receipt
from xuncheng.domains.remedies.queries import registers, remedies
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.files.store import read_bytes
from xuncheng.foundation.people.models import User
from xuncheng.foundation.people.queries import viewer_of
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.deed import SHANGHAI
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.verify import verify
from xuncheng.foundation.trail.viewer import program
from xuncheng.rules.identity import parse_credit_code, parse_resident_id
from xuncheng.rules.reporting import STATUSES
from xuncheng.server.demo import load
from xuncheng.server.demo.collecting import FEES
from xuncheng.server.demo.generate.plan import Row, read_rows
from xuncheng.server.demo.generate.script import Step

pytestmark = [
    pytest.mark.query_loop("people do one act after the other"),
    pytest.mark.django_db,
]

HOUSE = program("测试", REGISTER)
QUIET = Console(file=io.StringIO())
KILLED_AFTER = 150
"""Steps, of some 900."""


class Killed(BaseException):
    """The process is gone."""


def one_of_each() -> list[Row]:
    """One course of every row of the table, and enough reports that each state of a report is there."""
    rows = read_rows(settings.LOCALITY_DIR)
    return [replace(row, count=min(row.count, 20 if row.kind == "report" else 1)) for row in rows]


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The demo, loaded by a process that is killed on the way, and then by another one."""
    steps = count()
    do = Step.do

    def do_until_killed(step: Step, key: Any) -> Any:
        if next(steps) > KILLED_AFTER:
            raise Killed
        return do(step, key)

    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patches:
        patches.setattr(settings, "FILES_DIR", tmp_path_factory.mktemp("demo") / "files")
        rows = one_of_each()
        patches.setattr(load, "read_rows", lambda _folder: rows)
        patches.setattr(load, "processes", lambda: nullcontext(Hand()))
        with pytest.MonkeyPatch.context() as murder:
            murder.setattr(Step, "do", do_until_killed)
            with pytest.raises(Killed):
                load.load_demo(QUIET)
        assert not load.is_loaded()
        load.load_demo(QUIET)
        yield
        empty()


def test_a_killed_loading_is_taken_up_where_it_stopped(demo: None) -> None:
    assert load.is_loaded()
    with reading(HOUSE):
        # Of some reports a second one comes in of the same thing
        again = sum(row.count for row in one_of_each() if "doubled" in row.turns)
        assert Report.objects.count() == sum(row.count for row in one_of_each()) + again
        acts = TrailEntry.objects.values_list("act_id", flat=True)
        assert len(set(acts)) == len(acts)


def test_citizens_write_on_the_portal_and_rate_their_answers(demo: None) -> None:
    with reading(HOUSE):
        receipts = list(Receipt.objects.select_related("report"))
    rated = [one for one in receipts if one.score]
    assert 0 < len(rated) < len(receipts)
    assert all(one.digest and one.report.source == "citizen" for one in receipts)
    assert all(one.report.text.startswith("【") for one in receipts)
    assert {one.solved for one in rated} <= {True, False}


def test_the_worker_is_to_learn_from_the_judgements_as_it_starts(demo: None) -> None:
    jobs = ProcrastinateJob.objects.filter(task_name=learn_each_night.name)
    assert [job.status for job in jobs] == ["todo"]


def test_loading_again_does_nothing(demo: None) -> None:
    with reading(HOUSE):
        before = TrailEntry.objects.count()
    load.load_demo(QUIET)
    with reading(HOUSE):
        assert TrailEntry.objects.count() == before


def test_the_legal_section_has_its_registers(demo: None) -> None:
    reviewer = viewer_of(User.objects.get(username="reviewer").pk)
    assert reviewer
    with reading(reviewer):
        for found, column in (
            (registers.contracts_readable_by(reviewer), "answered_at"),
            (registers.advice_readable_by(reviewer), "answered_at"),
            (registers.supervisions_readable_by(reviewer), "replied_on"),
        ):
            assert found.filter(**{f"{column}__isnull": True}).exists()
            assert found.exclude(**{column: None}).count() > found.filter(**{column: None}).count()
        lodged = remedies.readable_by(reviewer)
        assert lodged.filter(outcome="upheld", counsel__isnull=False).exists()
        assert lodged.exclude(state="decided").exists()


def test_reports_and_cases_stand_in_every_state(demo: None) -> None:
    with reading(HOUSE):
        assert set(Report.objects.values_list("status", flat=True)) == set(STATUSES)
        stages = {
            kind: set(Case.objects.filter(procedure=kind).values_list("stage", flat=True))
            for kind in ("simple", "ordinary")
        }
    assert stages["simple"] >= {"opened", "notified", "served", "performed", "closed", "archived"}
    assert stages["ordinary"] >= {
        "proposed", "declined", "investigating", "concluded", "notified", "decided", "served", "performed",
        "suspended", "terminated", "closed", "archived",
    }  # fmt: skip


def test_goods_are_held_kept_longer_and_given_back(demo: None) -> None:
    with reading(HOUSE):
        seizures = [one for case in Case.objects.all() for one in case.facts.seizures]
        extended = TrailEntry.objects.filter(name="seizure.tell_extension").count()
    states = Counter(one.state for one in seizures)
    assert states["settled"] == 3
    assert states["held"] >= 4  # the newest are not there yet after a long holiday
    assert extended == 2


def test_the_warehouses_hold_goods_in_every_state(demo: None) -> None:
    with reading(HOUSE):
        things = list(CustodyItem.objects.select_related("place", "listed__measure"))
        filled = {
            one.warehouse.code for one in StoragePlace.objects.exclude(stored={}).select_related("warehouse")
        }
        perishable = CustodyItem.objects.get(perishable=True)
        to_take_in = MeasureItem.objects.filter(measure__state="held", goods=None).count()
    assert {one.state for one in things} >= {
        "held", "sold_early", "confiscated", "returned", "auctioned", "destroyed", "handed_over"
    }  # fmt: skip
    assert filled == {"K1", "K2"}
    assert perishable.proceeds
    assert any(one.place is None and one.state == "held" for one in things)
    assert to_take_in >= 3


def test_stock_was_taken_once_with_a_missing_and_a_surplus_thing(demo: None) -> None:
    with reading(HOUSE):
        taken = list(Stocktake.objects.order_by("opened_at"))
    assert [(one.missing, one.surplus) for one in taken] == [(0, 0), (1, 1)]
    assert all(one.closed_at for one in taken)


def test_evidence_is_preserved_and_given_back(demo: None) -> None:
    with reading(HOUSE):
        states = Counter(one.state for case in Case.objects.all() for one in case.facts.preservations)
    assert states == {"held": 1, "settled": 1}


def test_what_a_party_left_undone_is_about_to_be_done_for_him(demo: None) -> None:
    with reading(HOUSE):
        (case,) = [case for case in Case.objects.all() if case.facts.behalfs]
        papers = set(Document.objects.filter(subject_id=case.pk).values_list("kind", flat=True))
    (one,) = case.facts.behalfs
    assert (one.state, one.estimate, case.next_act) == ("served", 600, "behalf.warn")
    assert {"behalf_reminder", "behalf_decision"} <= papers


def test_the_pages_on_money_are_not_empty(demo: None) -> None:
    with reading(HOUSE):
        files = list(BankFile.objects.all())
        assert len(files) > 1
        assert all(one.waiting == 0 for one in files)
        kinds = {one.kind: one.resolution for one in LineDifference.objects.all()}
        assert kinds == {"unknown_number": "refunded", "other_payer": "", "too_much": "", "too_little": ""}
        assert Allocation.objects.filter(case__isnull=False).exists()
        assert Charge.objects.count() == len(FEES)
        assert 0 < ReconciledDay.objects.count() < len({one.day for one in files})


def test_cases_take_all_turns_that_the_law_knows(demo: None) -> None:
    with reading(HOUSE):
        done = set(TrailEntry.objects.filter(chain_type="case").values_list("name", flat=True))
        ways = set(Document.objects.exclude(service=None).values_list("service__way", flat=True))
        ages = {case.facts.age for case in Case.objects.all()}
        urgent = Counter(
            "over" if case.due_on < timezone.localdate() else "soon"
            for case in Case.objects.exclude(waits_for="").exclude(due_on=None)
        )
    assert done >= {
        "recusal.decide", "hearing.request", "hearing.convene", "hearing.hold", "hearing.report", "hearing.waive",
        "legality.review",
        "panel.discuss", "deadline.extend", "case.suspend", "case.resume", "case.terminate", "case.decline",
        "decision.waive", "latefee.impose", "fine.hand_in", "fine.deposit", "statement.hear", "statement.waive", "case.lapse",
    }  # fmt: skip
    assert ways == {"direct", "left", "post", "electronic", "announcement"}
    assert ages == {"adult", "minor", "child"}
    assert urgent["over"]
    assert urgent["soon"]


@pytest.mark.parametrize("username", ["dispatcher", "officer-a", "officer-b", "reviewer", "head", "head-2"])
def test_something_waits_on_every_desk(demo: None, username: str) -> None:
    person = User.objects.get(username=username)
    viewer = viewer_of(person.pk)
    assert viewer is not None
    acts = viewer.acts(timezone.localdate())
    with reading(viewer):
        reports = [rows for _, rows in intake.waiting_for(viewer, person.team_id, acts)]
        waiting = [*reports, *cases.waiting_for(viewer, acts)]
        assert any(part.exists() for part in waiting)


def test_historic_records_say_where_they_came_from(demo: None) -> None:
    with reading(HOUSE):
        sources = dict(TableImport.objects.values_list("file_name", "added"))
        kinds = Counter(OldRecord.objects.values_list("kind", flat=True))
    # Of the six cases one is wrong, so that the report has something to say
    assert sources == {"old-cases.csv": 5, "old-structures.csv": 3}
    assert kinds == {"case": 5, "structure": 3}


def test_every_row_has_its_trail_and_the_trail_holds(demo: None) -> None:
    report = verify(lambda _done, _of: None)
    assert report.sound, report.faults
    with reading(HOUSE):
        chains = set(TrailEntry.objects.values_list("chain", flat=True))
        rows = [
            *Report.objects.all(),
            *Case.objects.all(),
            *StoredFile.objects.filter(attached_type="evidence"),
        ]
    assert {row.pk for row in rows} <= chains


def test_numbers_have_no_gap_and_rise_with_the_days(demo: None) -> None:
    with reading(HOUSE), connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, count(*), max(serial) FROM (SELECT kind, made_at, date_part('year', made_at AT TIME ZONE"
            " 'Asia/Shanghai') AS year, substring(number FROM '〕(\\d+)号')::int AS serial FROM documents_document) d"
            " GROUP BY kind, year HAVING count(*) <> max(serial)"
        )
        assert cursor.fetchall() == []
        opened = list(Case.objects.order_by("opened_at").values_list("number", "opened_at"))
    serials = [(at.year, int(number.rpartition("〕")[2].rstrip("号"))) for number, at in opened]
    misplaced = sum(later < earlier for earlier, later in pairwise(serials))
    assert misplaced <= len(serials) // 10  # acts done at the same moment may swap


def test_nobody_of_the_demo_exists(demo: None) -> None:
    with reading(HOUSE):
        parties = [case.party for case in Case.objects.select_related("party")]
    for party in parties:
        if party.kind == "person":
            assert party.name[1] == "示"
            assert parse_resident_id(party.identity).division == settings.LOCALITY.area_code
        else:
            assert party.name.startswith("示范区")
            assert parse_credit_code(party.identity).division == settings.LOCALITY.area_code
    assert {party.kind for party in parties} == {"person", "organisation"}


def test_acts_keep_the_hours_of_the_office_and_its_holidays(demo: None) -> None:
    with reading(HOUSE):
        approved = TrailEntry.objects.filter(name__in=["case.file", "decision.make"], chain_type="case")
        times = [entry.at.astimezone(SHANGHAI) for entry in approved.exclude(device="执法终端")]
    assert times
    assert all(settings.LOCALITY.calendar.is_workday(at.date()) and 8 <= at.hour <= 18 for at in times)


def test_photographs_are_real_pictures(demo: None) -> None:
    with reading(HOUSE):
        photo = StoredFile.objects.filter(attached_type="evidence", name__endswith=".jpg").first()
        assert photo is not None
        content = read_bytes(photo.blob_id)
    with Image.open(io.BytesIO(content)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (800, 600))


def test_old_messages_are_not_passed_on(demo: None) -> None:
    with reading(HOUSE), connection.cursor() as cursor:
        cursor.execute("SELECT min(e.at) FROM messages_outbox o JOIN trail_entry e USING (chain, seq)")
        oldest = cursor.fetchone()[0]
    assert oldest > timezone.now() - load.NEWS - timedelta(hours=1)


def test_the_table_of_courses_makes_two_thousand_reports_and_three_hundred_cases() -> None:
    kinds: Counter[str] = Counter()
    for row in read_rows(settings.LOCALITY_DIR):
        kinds[row.kind] += row.count
    assert (sum(kinds.values()), kinds["simple"] + kinds["ordinary"]) == (2000, 300)
