"""The classifier from the judgements of a town to its proposals: learnt, measured, proposed, taken, overruled, counted."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from tests.domains import classifiers, road
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
WORDS = {
    "SR-010": ("流动摊贩占道卖水果", "摆摊卖菜，人行道走不了", "三轮车摊贩占道叫卖", "摊贩摆摊占着盲道"),
    "SR-028": ("乱扔烟头和餐盒", "遍地烟头纸屑没人扫", "随手乱扔奶茶杯和果皮", "烟头纸屑餐盒乱扔一地"),
    "HW-009": (
        "大屏夜间太亮照进卧室",
        "灯箱整夜闪烁光线刺眼",
        "电子屏亮度太高睡不着",
        "灯箱大屏太亮刺眼睡不着",
    ),
}
BESIDE = ("早市散了还是这样，", "孩子放学经过，", "物业说管不了，")
TEXTS = {code: [f"{beside}{words}" for beside in BESIDE for words in each] for code, each in WORDS.items()}
"""Twelve sentences for each matter, no two alike."""
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
    monkeypatch.setattr(rules, "LEAST_WORDINGS", 3)
    monkeypatch.setattr(current, "LEAST_WORDINGS", 3)
    monkeypatch.setattr(current, "LEAST_PROPOSED", 3)
    monkeypatch.setattr(learning, "NEW_JUDGEMENTS", 10)


@pytest.fixture
def history(town: Town, clock: Clock) -> None:
    """Thirty-six reports judged over twelve days; the town stands on the day after. The last test's are there still."""
    turns = cycle((code, texts[at]) for at in range(12) for code, texts in TEXTS.items())
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
    held_out = newest["test_wordings"]
    assert (
        held_out
        == newest["curve"][0]["of"]
        == sum(one["support"] for one in newest["by_matter"])
        <= newest["test"]
    )
    assert newest["basis"]["code"] == "time"
    assert newest["silent"] is None
    assert newest["temperature"] >= 1, "so few wordings make nothing surer"
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


@pytest.mark.usefixtures("history")
def test_too_few_wordings_propose_nothing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given a history whose wordings do not suffice
    for module in (rules, current):
        monkeypatch.setattr(module, "LEAST_WORDINGS", 1000)
    # When the classifier learns
    kept = learn(today())
    assert kept
    # Then it has no threshold, whatever its figures are, and says why
    assert kept.threshold is None
    newest = town.dispatcher.get("/classifiers")["items"][0]
    assert newest["silent"]["code"] == "few_wordings"
    assert (newest["basis"]["code"], newest["test_from"]) == ("wording", None)
    assert newest["curve"]
    key = road.submit(town, town.a, STALL)
    assert of(town.dispatcher, key) == []


def test_what_was_measured_before_wordings_were_counted_is_not_used(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = dict(classifiers.MEASURES)
    for name in ("basis", "tune_wordings", "test_wordings"):
        monkeypatch.delitem(classifiers.MEASURES, name)
    kept = classifiers.keep()
    assert kept.threshold
    assert of(town.dispatcher, road.submit(town, town.a, "放风筝的人占着路")) == []
    assert town.dispatcher.get("/classifiers")["items"][0]["silent"]["code"] == "few_wordings"
    # While one that was measured on enough of them is
    classifiers.MEASURES.update(counted)
    classifiers.keep()
    assert of(town.dispatcher, road.submit(town, town.a, "放风筝的人占着路"))


LEARN_AGAIN = """
import sys
from datetime import date
from uuid import UUID
import django
django.setup()
from xuncheng.domains.intake.classifier.training import train
from xuncheng.rules.reporting import learning
from xuncheng.rules.reporting.wordings import wording
from tests.domains.intake.test_classifier import TEXTS
learning.LEAST_EXAMPLES, learning.LEAST_WORDINGS = 30, 3
said = [(code, text) for at in range(12) for code, texts in TEXTS.items() for text in [texts[at]]]
texts = {UUID(int=at): text for at, (_, text) in enumerate(said)}
history = [learning.Judgement(UUID(int=at), date(2026, 3, 1 + at // 3), code) for at, (code, _) in enumerate(said)]
slices = learning.split(history, {key: wording(text) for key, text in texts.items()}, date(2026, 4, 1))
sys.stdout.buffer.write(train(slices, texts).model.to_bytes())
"""


def test_the_same_history_gives_the_same_file() -> None:
    """Words and matters lie in sets, whose order differs from process to process; nothing of the file may hang on it."""
    files = {
        subprocess.run(
            [sys.executable, "-c", LEARN_AGAIN], env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True,
            cwd=Path(__file__).parents[3],
        ).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert len(files) == 1
    assert files.pop().startswith(b'{"format"')


def test_nobody_keeps_a_classifier_by_the_api(town: Town) -> None:
    sent = {
        "id": "01a1f97a-1c0f-7274-8279-e7e0cfcf2b42",
        "input": {"sha256": "0" * 64, "cut_off": "2026-03-02", "measures": {}},
    }
    assert town.admin.call("POST", "/api/v1/acts/classifier.keep", sent).status_code == 404
