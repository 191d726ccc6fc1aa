"""The classifier from the judgements of a town to its proposals: learnt, measured, proposed, taken, overruled, counted."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from itertools import cycle, islice
from typing import Any

import pytest
from django.db import connections
from tests.domains import road
from tests.domains.town import Clock, Person, Street, Town

from xuncheng.domains.intake.classifier import current, learning
from xuncheng.domains.intake.classifier.history import read_history
from xuncheng.domains.intake.classifier.learning import TRAINER, is_due, learn
from xuncheng.domains.intake.models import Classifier
from xuncheng.foundation.files.store import store
from xuncheng.foundation.trail.days import today
from xuncheng.rules.reporting import learning as rules
from xuncheng.rules.reporting.learning import labels

pytestmark = pytest.mark.usefixtures("clock")
TEXTS = {
    "SR-010": ("路口有流动摊贩占道卖水果", "地铁口摆摊卖菜，人行道走不了", "三轮车摊贩每天占道叫卖"),
    "SR-028": ("有人在花坛里乱扔烟头和餐盒", "长椅旁边遍地烟头纸屑", "有人随手乱扔奶茶杯和果皮"),
    "HW-009": ("广告大屏夜间太亮照进卧室", "楼顶灯箱整夜闪烁光线刺眼", "电子屏亮度太高，晚上睡不着"),
}
STALL = "路口又有摊贩占道卖水果，人行道走不了"


def judged(town: Town, street: Street, text: str, matter: str, **given: Any) -> str:
    """A report that was judged; its key."""
    key = road.submit(town, street, text)
    town.dispatcher.does("report.verify", key)
    town.dispatcher.does("report.judge", key, matter=town.matters[matter], **given)
    return key


@pytest.fixture(autouse=True)
def _little_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "LEAST_EXAMPLES", 30)
    monkeypatch.setattr(rules, "LEAST_PROPOSED", 3)
    monkeypatch.setattr(current, "LEAST_PROPOSED", 3)
    monkeypatch.setattr(learning, "NEW_JUDGEMENTS", 10)


@pytest.fixture
def history(town: Town, clock: Clock) -> None:
    """Thirty-six reports judged over twelve days; the town stands on the day after. The last test's are there still."""
    turns = cycle((code, words) for at in range(3) for code, texts in TEXTS.items() for words in [texts[at]])
    for at, (code, words) in enumerate(islice(turns, 36)):
        if at % 3 == 0:
            town.clock.pass_by(days=1)
        judged(town, town.a if at % 2 else town.b, words, code)
    town.clock.pass_by(days=1)


def of(person: Person, key: str) -> list[dict[str, Any]]:
    """What the classifier proposes for a report."""
    found = person.get(f"/reports/{key}/proposals")["items"]
    return [one for one in found if one["taken_from"].startswith("classifier:")]


@pytest.mark.usefixtures("history")
def test_from_judgements_to_proposals_and_what_became_of_them(town: Town) -> None:
    # Given what was judged so far, when the classifier learns
    assert is_due(today())
    kept = learn(today())
    assert kept
    assert kept.threshold is not None
    assert not is_due(today())
    # Then a report is proposed a matter, with how often such proposals were right
    taken, agreed, overruled = (road.submit(town, town.a, STALL) for _ in range(3))
    (one,) = of(town.dispatcher, taken)
    assert one["value"] == town.matters["SR-010"]
    assert one["precision"]["right"] <= one["precision"]["of"]
    assert f"判定分类器第{kept.number}版" in one["reasons"][0]["label"]["zh"]
    # And nothing is filled in by it
    assert town.dispatcher.get(f"/reports/{taken}")["matter"] is None
    # When one is taken, one is judged alike without a press, and one is overruled
    for key, matter, given in (
        (taken, "SR-010", {"taken_from": one["taken_from"]}), (agreed, "SR-010", {}),
        (overruled, "SR-028", {"taken_from": one["taken_from"]}),
    ):  # fmt: skip
        town.dispatcher.does("report.verify", key)
        town.dispatcher.does("report.judge", key, matter=town.matters[matter], **given)
    # Then the acts tell, also that what was pressed and changed was not taken
    page = town.dispatcher.get("/classifiers")
    assert page["uses"][0] == {"version": kept.number, "proposed": 3, "taken": 1, "agreed": 2, "overruled": 1}
    newest = page["items"][0]
    assert newest["number"] == kept.number
    assert newest["test"] == newest["curve"][0]["of"] == sum(one["support"] for one in newest["by_matter"])
    assert newest["tune_from"] < newest["test_from"] < newest["cut_off"] == today().isoformat()
    assert {one["matter"]["zh"] for one in newest["by_matter"]} <= {
        "擅自占道摆摊设点",
        "乱丢烟头纸屑等废弃物",
        "广告屏灯箱施工等光污染",
    }


@pytest.mark.usefixtures("history")
def test_a_street_sees_the_use_in_itself_and_no_version(town: Town) -> None:
    kept = learn(today())
    assert kept
    judged(town, town.a, STALL, "SR-010")
    mine, theirs = town.a.officers[0].get("/classifiers"), town.b.officers[0].get("/classifiers")
    assert (mine["items"], theirs["items"]) == ([], [])
    assert [one["proposed"] for one in mine["uses"] if one["version"] == kept.number] == [1]
    assert [one for one in theirs["uses"] if one["version"] == kept.number] == []
    assert town.citizen.get("/classifiers")["uses"] == []


def test_what_was_corrected_is_learnt_as_it_was_judged_last(town: Town) -> None:
    key = judged(town, town.a, STALL, "SR-028")
    town.clock.pass_by(days=1)
    town.dispatcher.does("report.correct", key, reason="判定有误")
    before = read_history(TRAINER, today())
    town.dispatcher.does("report.judge", key, matter=town.matters["SR-010"])
    town.clock.pass_by(days=1)
    after = read_history(TRAINER, today())
    label = {str(one.report): one.matter for one in labels(before.judgements, today())}
    assert label[key] == "SR-028", "of the day itself nothing is known"
    assert {str(one.report): one.matter for one in labels(after.judgements, today())}[key] == "SR-010"


def killed(work: Callable[[], Any]) -> None:
    """Do it in a process of its own, in which something kills it."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "it should have been killed"
    assert os.WTERMSIG(status) == signal.SIGKILL


def die(*_: Any, **__: Any) -> Any:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize("place", ["training", "keeping"])
def test_a_worker_that_is_killed_leaves_the_old_version(
    town: Town, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = learn(today())
    assert kept
    # When a worker dies while it trains, or after it wrote the row and before the act is through
    with monkeypatch.context() as patch:
        if place == "training":
            patch.setattr(learning, "train", die)
        else:
            patch.setattr("xuncheng.foundation.trail.acts._append", die)
        killed(lambda: learn(today()))
    # Then the old version is there, and proposes
    assert town.dispatcher.get("/classifiers")["items"][0]["number"] == kept.number
    key = road.submit(town, town.a, STALL)
    assert of(town.dispatcher, key)[0]["taken_from"] == f"classifier:{kept.number}"
    # And the next training becomes the next version
    again = learn(today())
    assert again
    assert again.number == kept.number + 1


@pytest.mark.usefixtures("history")
def test_a_file_that_was_changed_is_not_used(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    kept = learn(today())
    assert kept
    current._loaded.clear()
    path = store().path(kept.sha256)  # type: ignore[attr-defined] # the tests keep files in a folder
    whole = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(whole.replace(b'"temperature": ', b'"temperature": 1'))
    try:
        key = road.submit(town, town.a, STALL)
        assert of(town.dispatcher, key) == []
        assert "cannot be used" in caplog.text
        # Judging goes on without it
        town.dispatcher.does("report.verify", key)
        town.dispatcher.does("report.judge", key, matter=town.matters["SR-010"])
    finally:
        path.write_bytes(whole)
        current._loaded.clear()


def test_too_little_is_not_learnt_from(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "LEAST_EXAMPLES", 100_000)
    before = Classifier.objects.count()
    assert learn(today()) is None
    assert Classifier.objects.count() == before


def test_nobody_keeps_a_classifier_by_the_api(town: Town) -> None:
    sent = {
        "id": "01a1f97a-1c0f-7274-8279-e7e0cfcf2b42",
        "input": {"sha256": "0" * 64, "cut_off": "2026-03-02", "measures": {}},
    }
    assert town.admin.call("POST", "/api/v1/acts/classifier.keep", sent).status_code == 404
