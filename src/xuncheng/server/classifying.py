"""`xuncheng classifier`: training by hand, and the figures of the version in use."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.table import Table

from xuncheng.domains.intake.classifier.learning import TRAINER, learn
from xuncheng.domains.intake.classifier.page import page_of
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.scope import reading


def train_now(console: Console) -> bool:
    """Train on all that was judged before today; whether there was enough."""
    begun = time.monotonic()
    kept = learn(today())
    if kept is None:
        console.print("判定记录太少，未训练 / too little was judged: nothing trained")
        return False
    console.print(f"第{kept.number}版，用时{time.monotonic() - begun:.1f}秒 / version {kept.number}")
    return tell(console)


def tell(console: Console) -> bool:
    """Print the newest version; whether there is one."""
    with reading(TRAINER):
        versions = page_of(TRAINER)["items"]
    if not versions:
        console.print("还没有分类器 / there is no classifier yet")
        return False
    newest = versions[0]
    since = f"，检验自 tested since {newest['test_from']}" if newest["test_from"] else ""
    console.print(
        f"第{newest['number']}版 version {newest['number']}：{newest['basis']['zh']} / {newest['basis']['en']}{since}\n"
        f"判定 judgements: 训练 trained {newest['train']}，调整 tuned {newest['tune']}，检验 tested {newest['test']}，"
        f"截止 until {newest['cut_off']}\n"
        f"未学过的说法 wordings not met before: 调整 tuned {newest['tune_wordings']}，检验 tested {newest['test_wordings']}\n"
        f"事项 matters {newest['matters']}，词语 words {newest['words']}，温度 temperature {newest['temperature']}，"
        f"阈值 threshold {newest['threshold']}"
    )
    if newest["silent"]:
        console.print(
            f"不提出建议 / it proposes nothing: {newest['silent']['zh']} / {newest['silent']['en']}"
        )
    console.print(_table("阈值 threshold", ((one["threshold"], one["of"], one) for one in newest["curve"])))
    console.print(
        _table("事项 matter", ((one["matter"]["zh"], one["support"], one) for one in newest["by_matter"]))
    )
    return True


def _table(title: str, rows: Iterable[tuple[object, int, dict[str, Any]]]) -> Table:
    table = Table(
        title, "说法 wordings", "建议 proposed", "正确 right", "准确率 precision", "覆盖率 coverage"
    )
    for label, of, one in rows:
        shares = ("–" if one[name] is None else f"{one[name]:.0%}" for name in ("precision", "coverage"))
        table.add_row(str(label), str(of), str(one["proposed"]), str(one["right"]), *shares)
    return table
