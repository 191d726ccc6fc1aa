"""The catalogue of figures as a page of the documentation, made from the table that the program counts by."""

from __future__ import annotations

from collections.abc import Iterable

from xuncheng.rules.insight.figures import CASE_FIGURES, PENALTY_FIGURES, REPORT_FIGURES, Figure

_HEAD = """# 统计指标 / Figures

由程序所用的表生成，请勿手改：`python -m tools.figures`。 / Made from the table of the program, not to be edited by hand.

统计页（桌面端“统计”，接口 `GET /api/v1/statistics/reports`、
`GET /api/v1/statistics/cases`）按街道和统计期列出下列指标，并与上期比较。
当前的周、月、季、年统计到当日，与上一周、月、季、年的同一段相比；自选起止日期的，与其前面同样多的天数相比。日期按北京时间。
指标与列表用同一条件，点开的列表与指标件数一致；只统计查看人有权查看的街道。

The page (“Statistics” on the desk, `GET /api/v1/statistics/reports` and `/cases`) shows these figures by street and over a
stretch of days, beside the stretch before. The current week, month, quarter or year is counted up to today and compared with the same
part of the one before; days from a day to a day with as many right before. Days are days in China. A figure and the list that
it opens go by one condition, so that the list holds as many rows; only streets that the reader may see are counted.
"""


PARTS = (
    ("案源 / Reports", "/reports", REPORT_FIGURES),
    ("案件 / Cases", "/cases", CASE_FIGURES),
    ("处罚决定 / Penalties decided", "/cases", PENALTY_FIGURES),
)
"""What the page is divided into: its heading, the list behind the figures, the figures."""


def figures_page() -> str:
    """The page: each figure with what it counts, by which day, of which acts, and the filter of its list."""
    parts = (
        f"## {title}\n\n{_table(_row(one, listed) for one in figures)}" for title, listed, figures in PARTS
    )
    return "\n".join((_HEAD, *parts))


def _row(one: Figure, listed: str) -> tuple[str, ...]:
    opens = "" if one.opens is None else " ".join(f"`{name}={value}`" for name, value in one.opens.items())
    behind = "" if one.opens is None else f"`{listed}` {opens}".strip()
    return (
        f"{one.label.zh} {one.label.en} `{one.code}`", f"{one.unit.label.zh} {one.unit.label.en}",
        f"{one.counted.zh}<br>{one.counted.en}", f"{one.by_day.zh}<br>{one.by_day.en}",
        " ".join(f"`{act}`" for act in one.acts), behind,
    )  # fmt: skip


HEAD = (
    "指标 Figure",
    "单位 Unit",
    "统计内容 What is counted",
    "按哪一天 By which day",
    "来自事项 Acts",
    "列表 List",
)


def _table(rows: Iterable[tuple[str, ...]]) -> str:
    lines = (HEAD, tuple("---" for _ in HEAD), *rows)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"
