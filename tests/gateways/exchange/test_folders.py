"""A platform exchanges by files: each row once, whatever becomes of the file or of us; what is wrong is said row by row."""

from __future__ import annotations

import hashlib
import json
import os
import time
from typing import Any

import pytest
from tests.domains.town import Town, entries
from tests.gateways.exchange.platform import Platform, look, send, settled, table

from xuncheng.gateways.exchange import inbox, log
from xuncheng.gateways.exchange.inbox import run_once

pytestmark = pytest.mark.usefixtures("clock", "unprinted")

HEAD = ["类型", "消息编号", "工单编号", "内容", "地址", "经度", "纬度", "办结时限"]


def row(town: Town, number: str, **given: str) -> list[str]:
    point = town.a.point
    cells = {
        "类型": "工单", "消息编号": "", "工单编号": number, "内容": "店外经营占用人行道，行人绕行", "地址": "示范路12号",
        "经度": str(point["lon"]), "纬度": str(point["lat"]), "办结时限": "2026-03-09 18:00",
    } | given  # fmt: skip
    return [cells[name] for name in HEAD]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_a_table_becomes_reports(town: Town, filing: Platform, encoding: str) -> None:
    numbers = [f"QX-{encoding}-{place}" for place in (1, 2)]
    filing.lays_down("20260302.csv", table([HEAD, *(row(town, one) for one in numbers)], encoding))
    assert look() == inbox.Ran(1, 0, 0)
    assert [filing.report(one).text for one in numbers] == ["店外经营占用人行道，行人绕行"] * 2
    assert [(line["row"], line["result"], line["number"]) for line in filing.reported("done")] == [
        ("2", "已接收", numbers[0]),
        ("3", "已接收", numbers[1]),
    ]
    assert filing.names("inbox") == []
    assert "20260302.csv.sha256" in filing.names("done")


def test_json_with_urging(town: Town, filing: Platform) -> None:
    messages = [
        filing.order("QX-100"),
        {"kind": "urge", "id": "CB-100", "number": "QX-100", "text": "请尽快办理"},
    ]
    filing.lays_down("a.json", json.dumps(messages).encode())
    look()
    assert filing.report("QX-100").urges == 1


def test_what_is_wrong_is_said_row_by_row(town: Town, filing: Platform) -> None:
    rows = [row(town, "QX-200"), row(town, "QX-201", 经度="东经116"), row(town, "QX-202", 内容="")]
    filing.lays_down("faulty.csv", table([HEAD, *rows]))
    assert look() == inbox.Ran(1, 1, 0)
    lines = [(one["row"], one["result"], one["field"], one["reason"]) for one in filing.reported("failed")]
    assert lines == [
        ("2", "已接收", "", ""), ("3", "未接收", "lon", "请填写数字"), ("4", "未接收", "text", "请填写此项"),
    ]  # fmt: skip
    assert filing.report("QX-200")
    assert {one["row"] for one in filing.log(result="refused")} == {3, 4}


def test_the_same_file_again_doubles_nothing(town: Town, filing: Platform) -> None:
    content = table([HEAD, row(town, "QX-300")])
    for name in ("first.csv", "first.csv", "second.csv"):
        filing.lays_down(name, content)
        look()
    (one,) = [line for line in filing.log() if line["number"] == "QX-300"]
    assert one["result"]["code"] == "accepted"
    assert filing.names("inbox") == []


def test_stopped_in_the_middle_it_goes_on(
    town: Town, filing: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given a crash after the act of the second row, but before its note, then each row is one report after the next run."""
    numbers = [f"QX-40{place}" for place in range(4)]
    filing.lays_down("big.csv", table([HEAD, *(row(town, one) for one in numbers)]))
    write, calls = log._write, []

    def dying(note: Any) -> None:
        calls.append(note)
        if len(calls) == 2:
            raise KeyboardInterrupt
        write(note)

    monkeypatch.setattr(log, "_write", dying)
    with pytest.raises(KeyboardInterrupt):
        look()
    assert filing.names("done") == []
    assert "big.csv" in filing.names("inbox")
    before = entries()
    monkeypatch.setattr(log, "_write", write)
    look()
    assert entries() == before + 2
    assert [line["result"] for line in filing.reported("done")] == [
        "此前已接收",
        "此前已接收",
        "已接收",
        "已接收",
    ]
    assert len({filing.report(one).pk for one in numbers}) == 4


def test_half_written_files_are_left_alone(town: Town, filing: Platform) -> None:
    content = table([HEAD, row(town, "QX-500")])
    filing.lays_down("a.csv.part", content, checked=False)
    filing.lays_down(".b.csv", content, checked=False)
    fresh = filing.lays_down("c.csv", content, checked=False)
    half = filing.lays_down("d.csv", content)
    half.write_bytes(content[:40])
    assert run_once() == inbox.Ran()
    assert len(filing.names("inbox")) == 5
    half.write_bytes(content)
    assert run_once() == inbox.Ran(1, 0, 0)
    old = time.time() - inbox.SETTLED_SECONDS
    os.utime(fresh, (old, old))
    assert run_once() == inbox.Ran(1, 0, 0)


def test_a_file_that_never_fits_its_checksum_is_set_aside(filing: Platform) -> None:
    path = filing.lays_down("e.json", b'[{"number": "QX-600"}]')
    path.write_bytes(b'[{"numb')
    assert look() == inbox.Ran(1, 1, 0)
    assert [line["reason"] for line in filing.reported("failed")] == ["文件与校验值不符"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("f.pdf", b"%PDF-1.7"),
        ("g.json", b"{"),
        ("h.csv", b""),
        ("i.csv", b"\xff\xfe\x00\x01,\x80\n"),
        ("j.json", b"[3]"),
    ],
)
def test_what_is_no_table_is_set_aside(filing: Platform, name: str, content: bytes) -> None:
    filing.lays_down(name, content)
    assert look() == inbox.Ran(1, 1, 0)
    assert filing.reported("failed")[0]["reason"]


def test_what_we_tell_lies_whole_in_the_outbox_until_acknowledged(filing: Platform) -> None:
    filing.lays_down("k.json", json.dumps(filing.order("QX-700")).encode())
    look()
    settled(filing, "QX-700")
    send()
    told = filing.told()
    assert [one["kind"] for one in told] == ["accepted", *["progress"] * 4, "result"]
    assert told[-1]["text"] == "您反映的占道摊点已清理，感谢监督。"
    first = f"{told[0]['id']}.json"
    content = (filing.folder / "outbox" / first).read_bytes()
    checksum = (filing.folder / "outbox" / f"{first}.sha256").read_text(encoding="utf-8")
    assert checksum == f"{hashlib.sha256(content).hexdigest()}  {first}\n"
    (filing.folder / "outbox" / f"{first}.ack").touch()
    assert look().acknowledged == 1
    assert len(filing.told()) == 5
    assert filing.names("sent") == [first, f"{first}.sha256"]


def test_a_folder_that_cannot_be_written_is_tried_again(
    town: Town, filing: Platform, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    filing.lays_down("l.json", json.dumps(filing.order("QX-800")).encode())
    look()
    outbox = filing.folder / "outbox"
    outbox.rmdir()
    outbox.write_text("in the way", encoding="utf-8")
    send()
    outbox.unlink()
    clock.pass_by(minutes=5)
    send()
    assert [one["kind"] for one in filing.told()] == ["accepted"]


def test_of_two_that_look_at_once_one_leaves_it(town: Town, filing: Platform) -> None:
    filing.lays_down("m.json", json.dumps(filing.order("QX-900")).encode())
    with inbox._alone(filing.folder) as alone:
        assert alone
        assert look() == inbox.Ran()
    assert look() == inbox.Ran(1, 0, 0)
