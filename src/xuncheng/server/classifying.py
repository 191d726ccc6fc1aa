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
    console.print(
        f"第{newest['number']}版 version {newest['number']}：训练 trained {newest['train']}，调整 tuned {newest['tune']}，检验 tested "
        f"{newest['test']}（{newest['test_from']} – {newest['cut_off']}），事项 matters {newest['matters']}，词语 words {newest['words']}，"
        f"阈值 threshold {newest['threshold']}"
    )
    console.print(_table("阈值 threshold", ((one["threshold"], one["of"], one) for one in newest["curve"])))
    console.print(
        _table("事项 matter", ((one["matter"]["zh"], one["support"], one) for one in newest["by_matter"]))
    )
    return True


def _table(title: str, rows: Iterable[tuple[object, int, dict[str, Any]]]) -> Table:
    table = Table(title, "件数 of", "建议 proposed", "正确 right", "准确率 precision", "覆盖率 coverage")
    for label, of, one in rows:
        shares = ("–" if one[name] is None else f"{one[name]:.0%}" for name in ("precision", "coverage"))
        table.add_row(str(label), str(of), str(one["proposed"]), str(one["right"]), *shares)
    return table
