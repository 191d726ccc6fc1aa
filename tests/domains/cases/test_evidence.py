"""Evidence: who collects it, what hangs on it, and that none of it stays unreviewed."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.domains import devices, road
from tests.domains.road import File
from tests.domains.town import Clock, Town
from tests.domains.uploads import picture, upload
from uuid_utils.compat import uuid7

VIDEO = Path(__file__).parents[2] / "foundation/files/recordings/clip.mp4"
"""It says that it was taken on 2 March 2026 at half past nine, at 116.36, 39.91."""

pytestmark = pytest.mark.usefixtures("clock", "unprinted")


def collect(file: File, title: str, **more: Any) -> str:
    """One more item of evidence; its key."""
    about = {"lawful": True, "kind": "object", "title": title, "proves": "占道经营的事实"} | file.team | more
    return file.act(file.officer, "evidence.collect", **about)["result"]


@pytest.fixture
def file(town: Town) -> File:
    """A case with one record, not yet reviewed."""
    return road.ordinary(town, town.a, "inspect")


def test_photos_hang_on_their_item(town: Town, file: File) -> None:
    photo = upload(town.officer, "现场.png", picture())
    item = collect(file, "现场照片", kind="audiovisual", files=[photo])
    shown = next(one for one in file.page()["evidence"] if one["id"] == item)
    assert shown["kind"]["zh"] == "视听资料"
    assert [(one["name"], one["type"], one["thumbnail"]) for one in shown["files"]] == [
        ("现场.png", "image/png", True)
    ]
    assert [officer["name"] for officer in shown["officers"]] == ["张一", "张二"]
    told = next(entry for entry in file.page()["timeline"] if entry["act"] == "evidence.collect")
    assert [one["title"] for one in told["documents"]] == ["现场.png"]


def test_a_video_says_when_where_and_how_long_and_what_does_not_fit_is_pointed_out(
    town: Town, file: File
) -> None:
    """Given a video of March at another end of the city, when it is collected, then its own words stand beside it."""
    video = upload(town.officer, "现场.mp4", VIDEO.read_bytes())
    item = collect(file, "执法记录仪录像", kind="audiovisual", files=[video])
    shown = next(one for one in file.page()["evidence"] if one["id"] == item)
    said = shown["files"][0]["capture"]
    assert (said["seconds"], said["codec"], said["lon"], said["lat"]) == (2.0, "MPEG-4 Visual", 116.36, 39.91)
    assert datetime.fromisoformat(said["taken_at"]) == datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
    assert [one["zh"] for one in shown["doubts"]] == [
        "“现场.mp4”自记拍摄时间晚于取证时间",
        "“现场.mp4”自记拍摄位置距违法地点约1,401米",
    ]


def test_where_it_was_taken_is_a_point_on_the_map_with_its_area(town: Town, file: File) -> None:
    """Given a point entered, or only the device's own, then the item lies there, in the area of that name."""
    lon, lat = town.a.point["lon"], town.a.point["lat"]
    entered = collect(file, "货物", spot=[lon, lat])
    outside = collect(file, "远处的货物", spot=[10.0, 50.0])
    given = {"lawful": True, "kind": "object", "title": "货箱", "proves": "占道"} | file.team
    body = {"id": uuid7(), "on": file.key, "place": [lon, lat], "input": given}
    sent = town.officer.call("POST", "/api/v1/acts/evidence.collect", body).json()["result"]
    points = {one["id"]: one["point"] for one in file.page()["evidence"]}
    assert points[entered] == points[sent] == {"lon": lon, "lat": lat, "area": points[entered]["area"]}
    assert points[entered]["area"]
    assert points[outside] == {"lon": 10.0, "lat": 50.0, "area": ""}
    assert points[file.results["inspection.record"]] is None
    about = {"lawful": True, "kind": "object", "title": "货物", "proves": "占道"} | file.team
    assert town.officer.refused("evidence.collect", file.key, spot=[200, 40], **about)["status"] == 422


def test_a_record_of_a_device_lies_where_the_device_stands(town: Town, file: File) -> None:
    device = devices.in_use(town, town.a)
    item = collect(file, "路口监控录像", kind="electronic", device=device)
    point = next(one for one in file.page()["evidence"] if one["id"] == item)["point"]
    assert (point["lon"], point["lat"]) == (town.a.point["lon"], town.a.point["lat"])


def test_all_photos_are_in_the_bundle(town: Town) -> None:
    photos = [upload(town.officer, f"{at}.png", picture()) for at in range(3)]
    file = File(town, town.a, photos=photos).go(road.ORDINARY, "archive")
    bundle: Any = town.officer.call("GET", f"/api/v1/files/{file.page()['bundle']['id']}")
    with zipfile.ZipFile(io.BytesIO(b"".join(bundle.streaming_content))) as archive:
        names = [name for name in archive.namelist() if name.endswith(".png")]
    assert len(names) == 3


def test_a_photo_serves_one_item_only(town: Town, file: File) -> None:
    photo = upload(town.officer, "现场.png", picture())
    collect(file, "现场照片", files=[photo])
    about = {"lawful": True, "kind": "object", "title": "同一张照片", "proves": "占道"} | file.team
    problem = town.officer.refused("evidence.collect", file.key, files=[photo], **about)
    assert (problem["code"], problem["status"]) == ("file_attached", 409)


def test_what_somebody_else_uploaded_is_not_there(town: Town, file: File) -> None:
    photo = upload(town.a.officers[1], "同事的.png", picture())
    about = {"lawful": True, "kind": "object", "title": "同事的照片", "proves": "占道"} | file.team
    problem = town.officer.refused("evidence.collect", file.key, files=[photo], **about)
    assert [error["field"] for error in problem["errors"]] == ["files"]


def test_unlawful_evidence_proves_nothing(town: Town, file: File) -> None:
    about = {"kind": "object", "title": "货物", "proves": "占道"} | file.team
    problem = town.officer.refused("evidence.collect", file.key, lawful=False, **about)
    assert problem["code"] == "unlawful_evidence"
    assert [basis["label"] for basis in problem["basis"]] == ["行政处罚法第四十六条第三款"]


def test_a_monitoring_record_needs_a_device_that_was_reviewed(town: Town, file: File) -> None:
    camera = {
        "lawful": True,
        "kind": "electronic",
        "title": "路口监控录像",
        "proves": "占道",
    } | file.team
    device = devices.add(town, town.a)
    problem = town.officer.refused("evidence.collect", file.key, device=device, **camera)
    assert problem["code"] == "device_unreviewed"
    assert [basis["label"] for basis in problem["basis"]] == ["行政处罚法第四十一条第一款、第四十一条第二款"]
    devices.publish(town, devices.review(town, device))
    file.act(town.officer, "evidence.collect", device=device, **camera)


def test_evidence_is_of_one_of_the_eight_kinds(town: Town, file: File) -> None:
    about = {"lawful": True, "title": "传闻", "proves": "占道"} | file.team
    problem = town.officer.refused("evidence.collect", file.key, kind="rumour", **about)
    assert [error["field"] for error in problem["errors"]] == ["kind"]


class TestReview:
    """Each item is found true or excluded (行政处罚法第四十六条第二款, 第三款)."""

    def test_it_covers_everything(self, town: Town, file: File) -> None:
        other = collect(file, "货物")
        problem = town.officer.refused("evidence.review", file.key, accepted=[other])
        assert [error["field"] for error in problem["errors"]] == ["accepted"]
        assert {one["state"]["code"] for one in file.page()["evidence"]} == {"collected"}

    def test_it_covers_nothing_of_another_case(self, town: Town, file: File) -> None:
        strange = road.ordinary(town, town.a, "inspect").results["inspection.record"]
        accepted = [file.results["inspection.record"], strange]
        assert town.officer.refused("evidence.review", file.key, accepted=accepted)["status"] == 422

    def test_what_is_excluded_needs_a_reason(self, town: Town, file: File) -> None:
        accepted, out = [file.results["inspection.record"]], [collect(file, "来历不明的录音")]
        problem = town.officer.refused("evidence.review", file.key, accepted=accepted, excluded=out)
        assert [error["field"] for error in problem["errors"]] == ["reason"]
        file.act(town.officer, "evidence.review", accepted=accepted, excluded=out, reason="来源无法核实")
        states = {one["title"]: (one["state"]["code"], one["note"]) for one in file.page()["evidence"]}
        assert states["来历不明的录音"] == ("excluded", "来源无法核实")
        assert states["现场检查（勘验）笔录"] == ("accepted", "")

    def test_the_investigation_does_not_end_before_it(self, town: Town, file: File) -> None:
        about = {"course": "依法调查。", "established": "占道属实。", "proposal": "罚款六百元。"}
        problem = town.officer.refused("investigation.conclude", file.key, **about)
        assert problem["code"] == "no_evidence"
        assert [one["zh"] for one in problem["missing"]] == ["查证属实的证据", "证据审查"]

    def test_all_of_it_may_be_excluded_but_proves_nothing_then(self, town: Town, file: File) -> None:
        out = [file.results["inspection.record"]]
        file.act(town.officer, "evidence.review", accepted=[], excluded=out, reason="笔录未签名")
        about = {"course": "依法调查。", "established": "占道属实。", "proposal": "罚款六百元。"}
        assert town.officer.refused("investigation.conclude", file.key, **about)["code"] == "no_evidence"


def test_an_interview_is_the_partys_statement_or_a_witness(town: Town, file: File) -> None:
    about = file.team | {
        "id_number": "11010519491231002X", "address": "示范路12号", "relation": "当事人", "started_at": town.clock.now,
        "exchanges": [{"question": "货物是谁的？", "answer": "是我的。"}],
    }  # fmt: skip
    file.act(town.officer, "interview.record", name="刘示范", **about)
    file.act(town.officer, "interview.record", name="陈路人", **about | {"relation": "证人"})
    kinds = {one["title"]: one["kind"]["code"] for one in file.page()["evidence"]}
    assert kinds["对刘示范的询问笔录"] == "party"
    assert kinds["对陈路人的询问笔录"] == "witness"
    assert "11010519491231002X" not in str(file.page()["timeline"])


def test_what_was_recorded_without_a_network_bears_the_time_of_the_scene(town: Town, clock: Clock) -> None:
    """Given an inspection in a cellar, when the device sends it two hours later, then everything says when it was."""
    file = road.ordinary(town, town.a, "file")
    done_at = clock.now + timedelta(minutes=10)
    clock.pass_by(hours=2)
    given = {
        "findings": "占道。", "started_at": done_at - timedelta(minutes=5), "refusal": "当事人拒绝签名。",
    } | file.team  # fmt: skip
    body = {
        "id": uuid7(), "on": file.key, "at": done_at, "device": "field-7f21", "place": [116.35, 39.92], "input": given,
    }  # fmt: skip
    answer = town.officer.call("POST", "/api/v1/acts/inspection.record", body)
    assert datetime.fromisoformat(answer.json()["act"]["at"]) == done_at
    page = file.page()
    told, (item,) = page["timeline"][-1], page["evidence"]
    assert [datetime.fromisoformat(one) for one in (told["at"], item["collected_at"])] == [done_at] * 2
    assert datetime.fromisoformat(page["documents"][-1]["made_at"]) == done_at
    assert datetime.fromisoformat(told["received_at"]) == clock.now


def test_a_record_does_not_begin_later_than_now(town: Town, file: File) -> None:
    about = file.team | {"findings": "占道。", "started_at": "2026-03-09T09:00:00+08:00"}
    problem = town.officer.refused("inspection.record", file.key, **about)
    assert [error["field"] for error in problem["errors"]] == ["started_at"]
