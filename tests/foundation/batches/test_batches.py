"""A batch is as many acts as it has lines, each as if its asker had done it by hand."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import OperationalError, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.domains import road
from tests.domains.road import File
from tests.domains.town import HOUSE, Clock, Hiring, Person, Town, entries, messages_of
from uuid_utils.compat import uuid7

from xuncheng.foundation.batches import work
from xuncheng.foundation.batches.jobs import resume
from xuncheng.foundation.batches.models import Line
from xuncheng.foundation.people.commands import deactivate_user, end_grant
from xuncheng.foundation.people.models import Grant
from xuncheng.foundation.trail.acts import REGISTER, Act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.scope import reading, set_scope
from xuncheng.rules.batching import MAY, SINGLY

pytestmark = pytest.mark.usefixtures("unprinted", "clock")
LODGE = "decision.lodge"


@pytest.fixture(scope="module")
def cases(town: Town, unprinted: None) -> Callable[[int], list[File]]:
    """Makes cases that were decided on the spot in street A and wait to be lodged."""
    return lambda number: [road.simple(town, town.a, "decide") for _ in range(number)]


def line(on: Any, **given: Any) -> dict[str, Any]:
    return {"id": str(uuid7()), "on": str(on), "input": given}


def lines_for(files: list[File], **given: Any) -> list[dict[str, Any]]:
    return [line(file.key, **given) for file in files]


def ask(person: Person, act: str, lines: list[dict[str, Any]], **given: Any) -> str:
    return person.does("batch.ask", act=act, lines=lines, **given)["result"]


def states(person: Person, batch: str) -> dict[str, int]:
    page = person.get(f"/batches/{batch}")
    return {name: page[name] for name in ("waiting", "done", "refused", "cancelled") if page[name]}


def refusals(person: Person, batch: str) -> list[dict[str, Any]]:
    items = person.get("/batch-lines", batch=batch, state="refused")["items"]
    return [one["refusal"] for one in items]


def done_by(lines: list[dict[str, Any]]) -> list[tuple[str, UUID | None]]:
    """What the trail says of the lines' acts."""
    with reading(HOUSE):
        found = TrailEntry.objects.filter(act_id__in=[one["id"] for one in lines])
        return [(entry.name, entry.actor_id) for entry in found]


# --- asking ---------------------------------------------------------------------------------------------------


def test_asking_stores_the_lines_and_the_jobs_with_the_act(town: Town, cases: Any) -> None:
    lines = lines_for(cases(2))
    batch = ask(town.officer, LODGE, lines, common={"remarks": "一并报备"})
    page = town.officer.get(f"/batches/{batch}")
    assert (page["total"], page["waiting"], page["done"]) == (2, 2, 0)
    assert page["act"]["code"] == LODGE
    assert page["input"] == {"remarks": "一并报备"}
    assert ProcrastinateJob.objects.filter(task_name="batches.work", args__batch=batch).count() == 2
    assert done_by(lines) == []


def test_a_batch_asked_for_twice_under_one_act_id_is_one(town: Town, cases: Any) -> None:
    key, lines = uuid7(), lines_for(cases(1))
    first, again = (town.officer.send("batch.ask", key=key, act=LODGE, lines=lines).json() for _ in range(2))
    assert (again["result"], again["replayed"]) == (first["result"], True)


@pytest.mark.parametrize("act", sorted(SINGLY))
def test_what_is_judged_one_by_one_is_refused_with_the_article(town: Town, act: str) -> None:
    problem = town.head.refused("batch.ask", act=act, lines=[line(uuid4())])
    assert (problem["code"], problem["errors"][0]["field"]) == ("judged_singly", "act")
    assert problem["basis"][0]["label"] == SINGLY[act].label


def test_an_act_that_no_table_allows_is_refused(town: Town) -> None:
    assert (
        town.officer.refused("batch.ask", act="fine.pay", lines=[line(uuid4())])["code"] == "not_in_batches"
    )
    assert town.officer.refused("batch.ask", act="no.such", lines=[line(uuid4())])["code"] == "invalid_input"


def test_who_may_do_the_act_nowhere_cannot_ask_for_it(town: Town, cases: Any) -> None:
    problem = town.dispatcher.refused("batch.ask", act=LODGE, lines=lines_for(cases(1)))
    assert (problem["code"], problem["status"]) == ("no_grant", 403)


def test_each_field_that_does_not_fit_is_named(town: Town, cases: Any) -> None:
    (file,) = cases(1)
    good, gone = line(file.key), line(uuid4())

    def fields(act: str, lines: list[Any], **given: Any) -> list[str]:
        problem = town.officer.refused("batch.ask", act=act, lines=lines, **given)
        return [one["field"] for one in problem["errors"]]

    assert fields(LODGE, [good, gone]) == ["lines.1.on"]
    assert fields(LODGE, [good, good]) == ["lines.1.id"]
    assert fields(LODGE, [good, line(file.key, remarks=5)]) == ["lines.1.input.remarks"]
    assert fields(LODGE, [good], common={"remarks": 5}) == ["common.remarks"]
    assert fields(LODGE, []) == ["input.lines"]
    by_hand = {"document": str(uuid4()), "way": "direct", "receiver": "刘示范", "received_on": "2026-03-02"}
    assert fields("document.serve", [good], common=by_hand) == ["common.way"]


def test_a_line_of_another_batch_is_refused(town: Town, cases: Any) -> None:
    lines = lines_for(cases(1))
    ask(town.officer, LODGE, lines)
    problem = town.officer.refused("batch.ask", act=LODGE, lines=lines)
    assert problem["errors"][0]["field"] == "lines.0.id"


def test_a_case_of_another_street_is_not_there(town: Town) -> None:
    theirs = road.simple(town, town.b, "decide")
    problem = town.officer.refused("batch.ask", act=LODGE, lines=[line(theirs.key)])
    assert problem["errors"][0]["field"] == "lines.0.on"


# --- the lines ------------------------------------------------------------------------------------------------


def test_lines_are_done_as_the_asker_and_a_refused_one_does_not_stop_the_rest(town: Town, cases: Any) -> None:
    # Given three decisions, the second lodged already
    files = cases(3)
    files[1].act(town.officer, LODGE)
    lines = lines_for(files)
    batch = ask(town.officer, LODGE, lines, common={"remarks": "一并报备"})

    # When the worker has done them
    assert work.work_on(UUID(batch)) is False

    # Then two are done by him, the other says why not and by which article, and he is told
    assert states(town.officer, batch) == {"done": 2, "refused": 1}
    assert done_by(lines) == [(LODGE, town.officer.user.pk)] * 2
    (refusal,) = refusals(town.officer, batch)
    assert refusal["title_zh"]
    assert refusal["title_en"]
    assert refusal["basis"][0]["statute"] == "行政处罚法"
    told = messages_of(town.officer)[0]
    assert told["body"]["zh"] == "共3件，已办2件，未办成1件，已取消0件"
    assert told["link"] == f"/batches/{batch}"


def test_what_changed_since_the_asker_saw_it_is_refused_line_by_line(town: Town, cases: Any) -> None:
    # Given three decisions of which he saw the list, when somebody adds to the second before the worker comes to it
    files = cases(3)
    seen = {one["id"]: one["version"] for one in town.officer.get("/cases", limit=200)["items"]}
    lines = [{**line(file.key), "version": seen[file.key]} for file in files]
    assert [one["version"] for one in lines] == [file.page()["version"] for file in files]
    files[1].act(
        town.officer, "fine.pay", amount=files[1].penalty["amount"], way="bank", receipt=road.receipt()
    )
    batch = ask(town.officer, LODGE, lines, common={"remarks": "一并报备"})
    work.work_on(UUID(batch))

    # Then that line alone is refused
    assert states(town.officer, batch) == {"done": 2, "refused": 1}
    (refusal,) = refusals(town.officer, batch)
    assert refusal["code"] == "stale"
    assert files[1].page()["next_act"] == LODGE

    # And whoever asks again without saying what he saw, or having seen it, has it done
    ask_again = ask(town.officer, LODGE, [line(files[1].key)], common={"remarks": "一并报备"})
    work.work_on(UUID(ask_again))
    assert states(town.officer, ask_again) == {"done": 1}


def test_a_version_that_is_none_is_named(town: Town, cases: Any) -> None:
    (file,) = cases(1)
    problem = town.officer.refused("batch.ask", act=LODGE, lines=[{**line(file.key), "version": -1}])
    assert problem["errors"][0]["field"] == "input.lines.0.version"


def test_work_that_is_over_changes_nothing_more(town: Town, cases: Any) -> None:
    batch = ask(town.officer, LODGE, lines_for(cases(1)))
    work.work_on(UUID(batch))
    before, told = entries(), len(messages_of(town.officer))
    work.work_on(UUID(batch))
    assert (entries(), len(messages_of(town.officer))) == (before, told)


def test_a_line_that_was_done_though_nothing_notes_it_is_the_same_act_once(town: Town, cases: Any) -> None:
    # Given an act that is done under the id of a line which still waits
    files = cases(1)
    lines = lines_for(files)
    town.officer.does(LODGE, files[0].key, key=lines[0]["id"], remarks="收讫。")
    before = entries()
    batch = ask(town.officer, LODGE, lines, common={"remarks": "收讫。"})
    work.work_on(UUID(batch))
    assert states(town.officer, batch) == {"done": 1}
    assert entries() == before + 1  # of batch.ask alone


def test_whose_role_was_taken_meanwhile_is_refused(town: Town, cases: Any) -> None:
    colleague = Hiring(town.bureau, town.district, town.roles).person("a9", "张九", "officer", town.a.team)
    lines = lines_for(cases(2))
    batch = ask(colleague, LODGE, lines)
    with reading(HOUSE):
        grant = Grant.objects.get(user=colleague.user)
    end_grant(Deed(HOUSE), grant, "调离")
    town.clock.pass_by(days=1)
    work.work_on(UUID(batch))
    assert done_by(lines) == []
    assert {one["code"] for one in refusals(town.head, batch)} <= {"no_grant", "not_found"}
    assert states(town.head, batch) == {"refused": 2}


def test_whose_account_is_closed_meanwhile_is_refused(town: Town, cases: Any) -> None:
    colleague = Hiring(town.bureau, town.district, town.roles).person("a8", "张八", "officer", town.a.team)
    batch = ask(colleague, LODGE, lines_for(cases(1)))
    deactivate_user(Deed(HOUSE), colleague.user, "离职")
    work.work_on(UUID(batch))
    assert [one["code"] for one in refusals(town.head, batch)] == ["asker_gone"]


def test_a_fault_of_the_program_ends_one_line_and_no_more(
    town: Town, cases: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = lines_for(cases(2))
    batch = ask(town.officer, LODGE, lines)
    perform = Act.perform

    def broken(spec: Act, deed: Deed, **given: Any) -> Any:
        if str(deed.id) == lines[0]["id"]:
            raise ZeroDivisionError
        return perform(spec, deed, **given)

    monkeypatch.setattr(Act, "perform", broken)
    work.work_on(UUID(batch))
    assert states(town.officer, batch) == {"done": 1, "refused": 1}
    assert [one["code"] for one in refusals(town.officer, batch)] == ["internal"]


def test_a_database_that_is_away_is_no_refusal(
    town: Town, cases: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = lines_for(cases(1))
    batch = ask(town.officer, LODGE, lines)

    def away(*_: Any, **__: Any) -> None:
        raise OperationalError

    with monkeypatch.context() as patch:
        patch.setattr(Act, "perform", away)
        with pytest.raises(OperationalError):
            work.work_on(UUID(batch))
    assert states(town.officer, batch) == {"waiting": 1}
    work.work_on(UUID(batch))
    assert states(town.officer, batch) == {"done": 1}


def test_after_its_slice_a_job_gives_way(town: Town, cases: Any) -> None:
    batch = ask(town.officer, LODGE, lines_for(cases(2)))
    assert work.work_on(UUID(batch), seconds=0) is True
    assert states(town.officer, batch) == {"waiting": 1, "done": 1}


def test_a_line_that_another_hand_does_is_left_to_it(town: Town, cases: Any) -> None:
    # Given another connection that is at the first line
    lines = lines_for(cases(2))
    batch = ask(town.officer, LODGE, lines)
    taken, over = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            set_scope(work.CLERK)
            Line.objects.select_for_update().get(pk=lines[0]["id"])
            taken.set()
            over.wait(20)
        connection.close()

    other = threading.Thread(target=hold)
    other.start()
    taken.wait(20)
    told = len(messages_of(town.officer))
    work.work_on(UUID(batch))
    over.set()
    other.join()
    # Then it was passed over, and nobody said that the batch is over
    assert states(town.officer, batch) == {"waiting": 1, "done": 1}
    assert len(messages_of(town.officer)) == told


# --- calling it off, and taking it up again -------------------------------------------------------------------


def test_what_has_not_begun_is_cancelled_and_what_is_done_stays(town: Town, cases: Any) -> None:
    lines = lines_for(cases(3))
    batch = ask(town.officer, LODGE, lines)
    work.work_on(UUID(batch), seconds=0)
    town.officer.does("batch.cancel", batch)
    work.work_on(UUID(batch))
    assert states(town.officer, batch) == {"done": 1, "cancelled": 2}
    assert len(done_by(lines)) == 1
    assert town.officer.refused("batch.cancel", batch)["code"] == "batch_over"


def test_only_the_asker_cancels(town: Town, cases: Any) -> None:
    batch = ask(town.officer, LODGE, lines_for(cases(1)))
    assert town.a.officers[1].refused("batch.cancel", batch)["code"] == "not_your_batch"
    assert town.b.officers[0].refused("batch.cancel", batch)["status"] == 404


def test_whoever_moved_elsewhere_still_cancels_what_he_asked_for(town: Town, cases: Any) -> None:
    # Given an officer who asked for a batch and was then moved to another street, his role with him
    colleague = Hiring(town.bureau, town.district, town.roles).person("a7", "张七", "officer", town.a.team)
    batch = ask(colleague, LODGE, lines_for(cases(1)))
    with reading(HOUSE):
        grant = Grant.objects.get(user=colleague.user)
    end_grant(Deed(HOUSE), grant, "调离")
    town.admin.does("user.move", colleague.key, team=str(town.b.team.pk))
    town.clock.pass_by(days=1)
    # Then the page offers it to him, and he cancels it
    offered = colleague.get(f"/batches/{batch}")["possible_acts"]
    assert [(one["name"], one["allowed"]) for one in offered] == [("batch.cancel", True)]
    colleague.does("batch.cancel", batch)
    assert states(colleague, batch) == {"cancelled": 1}


def test_what_a_dead_worker_left_is_queued_again_once(town: Town, cases: Any) -> None:
    batch = ask(town.officer, LODGE, lines_for(cases(1)))
    jobs = ProcrastinateJob.objects.filter(task_name="batches.work", args__batch=batch)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE args->>'batch' = %s", [batch])
    resume()
    resume()
    assert jobs.filter(status="todo").count() == 2
    work.work_on(UUID(batch))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE args->>'batch' = %s", [batch])
    resume()
    assert not jobs.exists()


# --- looking --------------------------------------------------------------------------------------------------


def test_the_list_says_how_far_each_has_come(town: Town, cases: Any) -> None:
    batch = ask(town.officer, LODGE, lines_for(cases(2)))
    work.work_on(UUID(batch), seconds=0)
    items = town.officer.get("/batches", mine=True, limit=200)["items"]
    first = next(one for one in items if one["id"] == batch)
    assert (first["id"], first["total"], first["done"], first["waiting"]) == (batch, 2, 1, 1)
    assert batch not in [one["id"] for one in town.a.officers[1].get("/batches", mine=True)["items"]]
    assert town.b.officers[0].get("/batches")["items"] == []
    assert town.b.officers[0].get("/batch-lines", batch=batch)["items"] == []


def test_lines_come_page_by_page_in_their_order(town: Town, cases: Any) -> None:
    batch = ask(town.officer, LODGE, lines_for(cases(3)))
    first = town.officer.get("/batch-lines", batch=batch, limit=2)
    rest = town.officer.get("/batch-lines", batch=batch, limit=2, cursor=first["next"])
    assert [one["place"] for one in first["items"] + rest["items"]] == [1, 2, 3]
    assert all(one["number"] for one in first["items"])


# --- the table ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(MAY))
def test_an_act_of_the_table_is_done_on_an_object_and_keeps_no_secret(name: str) -> None:
    spec = REGISTER[name]
    assert spec.on
    assert not spec.public
    assert not spec.inputs.secrets
    assert {*MAY[name].only, *MAY[name].each} <= spec.inputs.schema.model_fields.keys()
    assert all(MAY[name].only.values())


def test_what_is_judged_singly_is_never_allowed() -> None:
    assert SINGLY.keys() <= REGISTER.keys()
    assert MAY.keys() & SINGLY.keys() == set()


def test_the_clock_is_the_workers(town: Town, cases: Any, clock: Clock) -> None:
    """A line is done when it is done, not when it was asked for: periods and conditions are those of that day."""
    lines = lines_for(cases(1))
    batch = ask(town.officer, LODGE, lines)
    clock.pass_by(hours=2)
    work.work_on(UUID(batch))
    with reading(HOUSE):
        assert TrailEntry.objects.get(act_id=lines[0]["id"]).at == clock.now
