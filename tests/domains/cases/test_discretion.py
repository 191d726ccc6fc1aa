"""The benchmark in a case: bands kept from its beginning, circumstances weighed, the band left only with reason and discussion."""

from __future__ import annotations

from typing import Any

import pytest
from tests.domains import road
from tests.domains.road import File
from tests.domains.town import HOUSE, Town

from xuncheng.domains.documents.models import Document
from xuncheng.domains.law.commands import BandRow, BenchmarkRow, set_benchmark
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.scope import reading

pytestmark = pytest.mark.usefixtures("clock", "unprinted")

TITLE = "试验裁量基准"


def benchmark(matter: str) -> None:
    """Lighter up to a fifth of the range, ordinary up to three fifths, heavier above."""
    marks = (("从轻", "0", "0.2"), ("一般", "0.2", "0.6"), ("从重", "0.6", "1"))
    bands = [
        BandRow(step=step, name_zh=name, name_en="band", low=low, high=high)
        for step, (name, low, high) in enumerate(marks, start=-1)
    ]
    set_benchmark(Deed(HOUSE), BenchmarkRow(matter=matter, title=TITLE, bands=bands))


@pytest.fixture
def concluded(town: Town) -> File:
    """A case of stalls (500 to 5,000) under the benchmark, investigated to the end."""
    benchmark("SR-010")
    return road.ordinary(town, town.a, "conclude")


def notice(file: File, amount: str, **given: Any) -> dict[str, Any]:
    return file.act(
        file.officer, "notice.give", kinds=["fine"], amount=amount, reasons="综合考虑全案情节。", **given
    )


def heard(file: File, amount: str, **given: Any) -> File:
    """The party was told of that fine, and gave up its statement."""
    notice(file, amount, **given)
    file.act(
        file.officer, "document.serve", document=file.results["notice.give"], way="direct", receiver="刘示范",
        received_on=file.town.clock.today,
    )  # fmt: skip
    file.act(file.officer, "statement.waive", signed=True)
    return file


def newest(file: File, kind: str) -> dict[str, Any]:
    """What the newest document of the kind in the file says."""
    with reading(HOUSE):
        said: dict[str, Any] = Document.objects.filter(subject_id=file.key, kind=kind).latest("made_at").data
        return said


def stated(file: File, kind: str) -> str:
    """What the newest document of the kind states of discretion."""
    said = newest(file, kind)["discretion"]
    return f"{said.get('benchmark')}|{said['band']}|{said['circumstances']}"


def test_a_case_without_a_benchmark_is_asked_nothing_and_keeps_that(town: Town) -> None:
    file = road.ordinary(town, town.a, "conclude")
    benchmark("SR-010")
    found = town.head.get(f"/cases/{file.key}/discretion")
    assert (found["title"], found["bands"], found["result"]) == ("", [], None)
    heard(file, "600.00")
    assert file.act(town.head, "decision.make", kinds=["fine"], amount="600.00")


def test_the_screen_is_told_the_bands_and_the_computation(town: Town, concluded: File) -> None:
    plain = town.head.get(f"/cases/{concluded.key}/discretion")
    assert (plain["title"], plain["unconfirmed"], plain["basis"][0]["label"]) == (
        TITLE,
        True,
        "行政处罚法第三十四条",
    )
    assert [(band["low"], band["high"]) for band in plain["bands"]] == [
        ("500.00", "1400.00"),
        ("1400.00", "3200.00"),
        ("3200.00", "5000.00"),
    ]
    assert plain["result"]["band"]["name"] == "一般"
    eased = town.head.get(f"/cases/{concluded.key}/discretion?factors=harm_lessened")["result"]
    assert (eased["base"]["name"], eased["band"]["name"]) == ("一般", "从轻")
    assert eased["factors"][0]["basis"][0]["label"] == "行政处罚法第三十二条第一项"
    assert eased["account"].endswith("适用从轻档次，罚款幅度为500.00元以上1,400.00元以下。")


def test_a_fine_within_the_band_is_notified_and_decided_and_the_papers_say_how(
    town: Town, concluded: File
) -> None:
    eased = {"factors": ["harm_lessened"]}
    heard(concluded, "600.00", **eased)
    concluded.act(town.head, "decision.make", kinds=["fine"], amount="600.00", **eased)
    for kind in ("prior_notice", "decision", "decision_approval"):
        said = stated(concluded, kind)
        assert said.startswith(
            f"{TITLE}|从轻（500.00元以上1,400.00元以下）|一般档次为1,400.00元以上3,200.00元以下"
        )
        assert "从轻情节：主动消除或者减轻危害后果（《行政处罚法》第三十二条第一项）" in said


def test_a_notice_that_leaves_the_band_says_why(concluded: File) -> None:
    problem = concluded.officer.refused(
        "notice.give", concluded.key, kinds=["fine"], amount="600.00", reasons="情节一般。"
    )
    assert road.said(problem)[:3] == ("outside_band_unreasoned", 409, "行政处罚法第三十四条")
    assert notice(concluded, "600.00", departure="当事人生活特别困难")
    assert "罚款600.00元超出上述幅度，理由是：当事人生活特别困难。" in stated(concluded, "prior_notice")


def test_a_decision_that_leaves_the_band_is_discussed_first(town: Town, concluded: File) -> None:
    fine = {"kinds": ["fine"], "amount": "600.00"}
    left = {"departure": "当事人生活特别困难"}
    heard(concluded, "600.00", **left)
    unreasoned = town.head.refused("decision.make", concluded.key, **fine)
    assert unreasoned["code"] == "outside_band_unreasoned"
    problem = town.head.refused("decision.make", concluded.key, **fine, **left)
    assert (problem["code"], problem["basis"][0]["label"]) == (
        "outside_band_undiscussed",
        "行政处罚法第三十四条、第五十七条第二款",
    )
    views = [
        {"name": one.user.name, "post": "局长", "view": "同意。", "vote": "agree"}
        for one in (town.head, town.deputy)
    ]
    members = [town.head.key, town.deputy.key]
    concluded.act(
        town.head,
        "panel.discuss",
        members=members,
        views=views,
        recorder="周记录",
        **road.lasted(town),
        **fine,
    )
    assert newest(concluded, "panel_record")["reason"] == "拟处罚款超出裁量基准对应档次的幅度"
    assert concluded.act(town.head, "decision.make", **fine, **left)


def test_below_the_minimum_the_ground_is_asked_for_whatever_the_reason(town: Town, concluded: File) -> None:
    left = {"departure": "当事人生活特别困难"}
    heard(concluded, "300.00", **left)
    problem = town.head.refused("decision.make", concluded.key, kinds=["fine"], amount="300.00", **left)
    assert problem["code"] == "fine_below_range"


def test_above_the_maximum_no_reason_helps(concluded: File) -> None:
    given = {"kinds": ["fine"], "amount": "5000.01", "reasons": "从重。", "departure": "影响恶劣"}
    assert concluded.officer.refused("notice.give", concluded.key, **given)["code"] == "fine_above_range"


def test_an_unknown_circumstance_is_refused(concluded: File) -> None:
    given = {"kinds": ["fine"], "amount": "600.00", "reasons": "情节一般。", "factors": ["mood"]}
    assert concluded.officer.refused("notice.give", concluded.key, **given)["code"] == "invalid_input"


def test_on_the_spot_the_band_is_not_left(town: Town) -> None:
    benchmark("SR-028")
    penalty = {"kinds": ["fine"], "amount": "100.00"}
    file = road.simple(town, town.a, "recheck", penalty=penalty)
    problem = file.officer.refused("rights.tell", file.key, **penalty, factors=["repeated"])
    assert (problem["code"], problem["basis"][0]["label"]) == (
        "outside_band",
        "行政处罚法第三十四条、第五十一条",
    )
    file.act(file.officer, "rights.tell", **penalty)
    left = file.officer.refused("decision.make", file.key, kinds=["fine"], amount="50.00", delivered=True)
    assert left["code"] == "outside_band"
    file.act(file.officer, "decision.make", **penalty, delivered=True)
    assert stated(file, "spot_decision").startswith(f"{TITLE}|一般（")
