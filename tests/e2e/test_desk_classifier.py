"""The classifier on the desk: its proposal is taken, and overruled, and its page tells what became of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.e2e.desk import Desk, Find
from tests.e2e.platform import Platform

pytestmark = pytest.mark.browser

KEPT = """
import hashlib
from datetime import date
from xuncheng.domains.intake.classifier.learning import TRAINER
from xuncheng.domains.intake.classifier.model import Model
from xuncheng.domains.intake.commands import keep_classifier
from xuncheng.foundation.files.store import store
from xuncheng.foundation.trail.deed import Deed

words = {"风筝": 0, "车轮": 1, "鸽子": 2}
content = Model(words, [1.0] * 3, ("SR-010", "SR-012", "SR-028"), [9.0, 0, 0, 0, 9.0, 0, 0, 0, 9.0], [0.0] * 3, 1.0).to_bytes()
sha256 = hashlib.sha256(content).hexdigest()
store().put_bytes(sha256, content)
measures = {
    "basis": "time", "train": 300, "tune": 130, "test": 120, "tune_wordings": 100, "test_wordings": 100, "tune_from": "2026-05-01",
    "test_from": "2026-06-01", "threshold": 0.8, "words": 3,
    "matters": 3, "temperature": 1.0, "curve": [[0.5, 100, 90, 81], [0.8, 100, 60, 57]],
    "by_matter": [["SR-010", 50, 30, 29], ["SR-012", 30, 20, 19], ["SR-028", 20, 10, 9]],
}
print(keep_classifier(Deed(TRAINER), sha256=sha256, cut_off=date(2026, 7, 1), measures=measures).number)
"""
"""A small classifier with figures of its own, kept as a training keeps one."""

TAKE = "采纳建议：擅自占道摆摊设点"


def report(dispatcher: Desk) -> dict[str, Any]:
    """A report of which the rules know nothing; it was verified."""
    where = {"source": "hotline", "address": "积水潭街道示范路南口", "lon": 116.3661, "lat": 39.9431}
    done = dispatcher.beside("report.submit", text="便民路口有人卖风筝。", **where)
    dispatcher.go(f"/reports/{done['id']}")
    dispatcher.do("核实", remarks="情况属实。")
    return done


def test_a_proposal_of_the_classifier_is_taken_and_overruled_and_counted(
    window: Callable[..., Desk], platform: Platform
) -> None:
    # Given a version of the classifier, and a report that it knows the word of
    number = platform.run(KEPT)
    dispatcher = window("dispatcher")
    report(dispatcher)
    proposed = dispatcher.page.get_by_role("list", name="判定和分派建议")
    expect(proposed).to_contain_text(f"判定分类器第{number}版，概率")
    expect(proposed).to_contain_text("检验：30 件建议中 29 件正确")
    dispatcher.check()

    # When the dispatcher takes its proposal
    proposed.get_by_role("button", name=TAKE).click()
    form = dispatcher.page.locator("form.act-form")
    with dispatcher.page.expect_request("**/api/v1/acts/report.judge") as sent:
        form.locator("button[type=submit]").click()
    assert f'"taken_from":"classifier:{number}"' in (sent.value.post_data or "")
    expect(form).to_have_count(0)

    # And judges another report otherwise than is proposed
    report(dispatcher)
    expect(proposed.get_by_role("button", name=TAKE)).to_be_visible()
    dispatcher.do("执法判定", matter=Find("擅自占道堆物堆料"))

    # Then the page of the classifier tells of both, and of what was measured
    dispatcher.go("/classifier")
    uses = dispatcher.page.get_by_role("table", name="近九十天的采纳情况（按判定记录统计）")
    row = uses.get_by_role("row").filter(has_text=f"第 {number} 版")
    expect(row.get_by_role("cell")).to_have_text([f"第 {number} 版", "2", "1", "1 50.0%", "1"])
    versions = dispatcher.page.get_by_role("table", name="各版本")
    expect(versions).to_contain_text("300 / 130 / 120")
    expect(versions).to_contain_text("100 / 100")
    expect(dispatcher.page.get_by_text("未学过的不同说法：调整 100 种，检验 100 种")).to_be_visible()
    curve = dispatcher.page.get_by_role("table", name="各概率阈值的检验结果")
    expect(curve.get_by_role("row").filter(has_text="0.8")).to_contain_text("95.0%")
    matters = dispatcher.page.get_by_role("table", name="各事项在阈值处的检验结果")
    expect(matters.get_by_role("row").filter(has_text="SR-010")).to_contain_text("96.7%")
    dispatcher.check()

    # And an officer of a street sees no version
    officer = window("officer-a")
    officer.go("/classifier")
    expect(officer.page.get_by_role("table", name="各版本")).to_have_count(0)
