"""Tables taken in: checked first, then row by row with where each came from; interrupted, gone on with, repeated, undone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.domains.legacy.tables import CASES, FIRST, PARTIES, SECOND, WRONG, table
from tests.domains.town import HOUSE, Person, Town, messages_of
from tests.domains.uploads import upload

from xuncheng.domains.legacy import jobs
from xuncheng.domains.legacy.models import OldRecord, Origin, TableImport
from xuncheng.domains.subjects.models import Party
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.verify import verify


@pytest.fixture(autouse=True)
def _quiet(clock: object, unprinted: None) -> None:
    """The clock at its start, and nothing printed."""


def mapping(name: str, text: str = CASES) -> str:
    """The mapping as that of another former system."""
    return text.replace("旧办案系统", name).replace("旧当事人库", name)


def begun(person: Person, content: bytes, text: str, **given: Any) -> str:
    """A table brought by somebody; its key."""
    file = upload(person, "旧台账.csv", content)
    done: str = person.does("import.begin", files=[file], mapping=text, **given)["result"]
    return done


def worked(key: str) -> None:
    """What the worker does with it."""
    while jobs.work_on(UUID(key)):
        pass


def taken(person: Person, content: bytes, text: str, **given: Any) -> dict[str, Any]:
    """A table brought, checked and taken in; its page."""
    key = begun(person, content, text, **given)
    worked(key)
    person.does("import.start", key)
    worked(key)
    page: dict[str, Any] = person.get(f"/imports/{key}")
    return page


def records(person: Person, source: str) -> list[dict[str, Any]]:
    """What an import brought, as somebody sees it, the oldest first."""
    found: list[dict[str, Any]] = person.get("/old-records", source=source, sort="day")["items"]
    return found


def test_a_table_is_checked_before_anything_is_taken_in(town: Town) -> None:
    # Given a table with a row that cannot be read
    key = begun(town.admin, table(FIRST, SECOND, WRONG, encoding="gb18030"), mapping("先检查"))
    assert ProcrastinateJob.objects.filter(task_name="legacy.work", args__source=key).count() == 1
    # When the worker checks it
    worked(key)
    # Then it says what would become of its rows, and what is wrong, cell by cell; nothing was taken in
    page = town.admin.get(f"/imports/{key}")
    assert (page["state"]["code"], page["total"]) == ("checked", 3)
    assert (page["added"], page["known"], page["refused"], page["done"]) == (2, 0, 1, 0)
    report = town.admin.get("/import-faults", source=key)["items"]
    assert [(one["row"], one["heading"], one["code"]) for one in report] == [
        (4, "所属街道", "area_unknown"), (4, "立案日期", "cell_unreadable"), (4, "罚款（元）", "cell_unreadable"),
    ]  # fmt: skip
    assert [one["field"]["zh"] for one in report] == ["所在区域", "立案日期", "罚款金额（元）"]
    assert records(town.admin, key) == []
    assert any("已检查" in one["title"]["zh"] for one in messages_of(town.admin))


def test_rows_become_records_that_say_where_they_came_from(town: Town) -> None:
    page = taken(town.admin, table(FIRST, SECOND), mapping("来源"))
    assert (page["state"]["code"], page["added"], page["refused"]) == ("done", 2, 0)
    first, second = records(town.admin, page["id"])
    assert (first["number"], first["amount"], first["street"]["name"]) == (FIRST[0], "1500.00", "甲街道")
    assert second["street"]["name"] == "乙街道"
    record = town.admin.get(f"/old-records/{first['id']}")
    assert record["party_identity"] != FIRST[5]
    assert record["party_identity"][:3] == FIRST[5][:3]
    assert record["more"] == [{"label": {"zh": "备注", "en": "备注"}, "value": "已复查"}]
    origin = record["origin"]
    assert (origin["file_name"], origin["row"], origin["mapping_version"]) == ("旧台账.csv", 2, "1")
    assert origin["sha256"] == page["sha256"]
    (entry,) = record["timeline"]
    assert entry["act"] == "import.take"
    assert "旧台账.csv 第2行" in entry["summary"]
    assert page["sha256"] in entry["summary"]


def test_a_historic_record_can_only_be_read(town: Town) -> None:
    page = taken(town.admin, table(FIRST), mapping("只读"))
    record = town.admin.get(f"/old-records/{records(town.admin, page['id'])[0]['id']}")
    assert "possible_acts" not in record


def test_the_same_file_again_doubles_nothing(town: Town) -> None:
    text = mapping("再来一次")
    taken(town.admin, table(FIRST, SECOND), text)
    again = taken(town.admin, table(FIRST, SECOND), text)
    assert (again["added"], again["known"], again["refused"]) == (0, 2, 0)
    # What the table says otherwise now is remarked, and a row that is new is taken in
    changed = taken(town.admin, table((*FIRST[:3], "9", *FIRST[4:]), SECOND, (*FIRST[:1], *FIRST[1:])), text)
    assert (changed["added"], changed["known"]) == (0, 2)
    report = town.admin.get("/import-faults", source=changed["id"])["items"]
    assert [(one["row"], one["code"]) for one in report] == [(2, "row_changed"), (4, "row_twice")]


def test_all_or_none_takes_none_where_one_row_is_wrong(town: Town) -> None:
    key = begun(town.admin, table(FIRST, WRONG), mapping("全部"), whole=True)
    worked(key)
    problem = town.admin.refused("import.start", key)
    assert problem["code"] == "import_has_faults"
    assert "1行" in problem["title_zh"]
    acts = {one["name"]: one["allowed"] for one in town.admin.get(f"/imports/{key}")["possible_acts"]}
    assert acts == {"import.start": False, "import.undo": True}
    assert taken(town.admin, table(FIRST, SECOND), mapping("全部"), whole=True)["added"] == 2


def test_an_import_that_was_interrupted_goes_on_after_its_last_row(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    # Given an import whose worker dies while it writes the third batch of two rows
    rows = [(f"断〔2019〕{at}号", *FIRST[1:]) for at in range(7)]
    key = begun(town.admin, table(*rows), mapping("中断"))
    worked(key)
    town.admin.does("import.start", key)
    monkeypatch.setattr(jobs, "step", lambda source: jobs.take(jobs.Deed(jobs.CLERK), source, count=2))
    write, dead = Origin.objects.bulk_create, iter([False, False, True])

    def dying(*given: Any, **named: Any) -> Any:
        made = write(*given, **named)
        if next(dead, False):
            raise SystemExit("killed")
        return made

    monkeypatch.setattr(Origin.objects, "bulk_create", dying)
    with pytest.raises(SystemExit):
        worked(key)
    assert town.admin.get(f"/imports/{key}")["done"] == 4
    assert len(records(town.admin, key)) == 4
    # When another worker takes it up
    jobs.resume_imports(timestamp=0)
    worked(key)
    # Then every row is there once, and the trail holds
    page = town.admin.get(f"/imports/{key}")
    assert (page["state"]["code"], page["done"], page["added"]) == ("done", 7, 7)
    numbers = [one["number"] for one in records(town.admin, key)]
    assert sorted(numbers) == [row[0] for row in rows]
    takes = [one for one in page["timeline"] if one["act"] == "import.take"]
    assert len(takes) == 4


def test_an_import_is_undone_and_may_come_in_again(town: Town) -> None:
    text = mapping("撤销")
    page = taken(town.admin, table(FIRST, SECOND), text)
    record = records(town.admin, page["id"])[0]["id"]
    town.admin.does("import.undo", page["id"], reason="映射有误，街道对应错了。")
    assert records(town.admin, page["id"]) == []
    assert town.admin.call("GET", f"/api/v1/old-records/{record}").status_code == 404
    assert town.admin.refused("import.undo", page["id"], reason="再来")["code"] == "import_undone"
    with reading(HOUSE):
        assert OldRecord.objects.get(pk=record).withdrawn
    assert taken(town.admin, table(FIRST, SECOND), text)["added"] == 2


def test_parties_come_in_once_by_their_number_and_are_not_undone(town: Town) -> None:
    head = ("名称", "类型", "证件号码", "电话", "街道")
    rows = [
        ("张示例", "个人", FIRST[5], "13800000000", "甲街道"),
        ("示例便利店", "单位", "92110199MA00000014", "", "乙街道"),
        ("张示例（重复）", "个人", FIRST[5], "", "甲街道"),
        ("无证件示例", "其他", "", "", "甲街道"),
    ]
    page = taken(town.admin, table(*rows, head=head), mapping("当事人", PARTIES))
    assert (page["added"], page["known"], page["refused"]) == (2, 1, 1)
    with reading(HOUSE):
        person = Party.objects.get(identity=FIRST[5])
    assert (person.kind, person.sex, str(person.born_on)) == ("person", "男", "1980-01-01")
    problem = town.admin.refused("import.undo", page["id"], reason="试一试")
    assert problem["code"] == "import_not_undoable"
    # A historic case of the same number is tied to the party
    case = taken(town.admin, table(FIRST), mapping("关联"))
    record = town.admin.get(f"/old-records/{records(town.admin, case['id'])[0]['id']}")
    assert record["party"]["id"] == str(person.pk)


def test_whoever_belongs_to_one_street_imports_there_alone_and_sees_its_records_alone(town: Town) -> None:
    town.grant(town.a.officers[1], "administrator", town.a.area)
    own = town.a.officers[1]
    page = taken(own, table(FIRST, SECOND), mapping("一个街道"))
    assert (page["added"], page["refused"]) == (1, 1)
    report = own.get("/import-faults", source=page["id"])["items"]
    assert [(one["row"], one["code"]) for one in report] == [(3, "no_grant")]
    # Of a table of the district each street sees its own records, and none of the import itself
    both = taken(town.admin, table(FIRST, SECOND), mapping("两个街道"))
    for street, number, other in ((town.a, FIRST[0], SECOND[0]), (town.b, SECOND[0], FIRST[0])):
        officer = street.officers[0]
        seen = {one["number"] for one in officer.get("/old-records", limit=200)["items"]}
        assert number in seen
        assert other not in seen
        assert officer.call("GET", f"/api/v1/imports/{both['id']}").status_code == 404
        assert officer.get("/import-faults", source=both["id"])["items"] == []


@pytest.mark.parametrize("act", ["import.begin", "import.start", "import.undo"])
def test_without_the_grant_nobody_imports(town: Town, act: str) -> None:
    key = begun(town.admin, table(FIRST), mapping(f"权限{act}"))
    file = upload(town.dispatcher, "旧台账.csv", table(FIRST))
    given = {"import.begin": {"files": [file], "mapping": CASES}, "import.start": {}, "import.undo": {"reason": "试一试"}}  # fmt: skip
    on = None if act == "import.begin" else key
    assert town.dispatcher.refused(act, on, **given[act])["code"] == "no_grant"


@pytest.mark.parametrize(
    ("content", "text", "field"),
    [
        (table(FIRST[:3], head=("案号", "案由", "立案日期")), CASES, "file"),
        (table(FIRST), CASES.replace('"case"', '"permit"'), "mapping"),
        (table(), CASES, "file"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_field(town: Town, content: bytes, text: str, field: str) -> None:  # fmt: skip
    file = upload(town.admin, "旧台账.csv", content)
    problem = town.admin.refused("import.begin", files=[file], mapping=text)
    assert [one["field"] for one in problem["errors"]] == [field]


def test_more_rows_take_no_more_statements(town: Town) -> None:
    def statements(count: int) -> int:
        rows = [(f"数{count}〔2019〕{at}号", *FIRST[1:]) for at in range(count)]
        key = begun(town.admin, table(*rows), mapping("语句"))
        worked(key)
        town.admin.does("import.start", key)
        with CaptureQueriesContext(connection) as found:
            worked(key)
        return len(found)

    assert statements(400) == statements(4)


def test_the_trail_of_imports_holds(town: Town) -> None:
    taken(town.admin, table(FIRST, SECOND), mapping("核验"))
    with reading(HOUSE):
        assert TableImport.objects.exists()
    assert verify().sound
