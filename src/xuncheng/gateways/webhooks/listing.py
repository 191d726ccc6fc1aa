"""The list of all events that there are, made from the register of acts."""

from __future__ import annotations

from itertools import groupby

from xuncheng.foundation.trail.acts import REGISTER, Act
from xuncheng.gateways.webhooks.event import TYPE
from xuncheng.rules.delivering import EVERYTHING, names

_HEAD = """# 事件 Events

由行为登记表生成（`xuncheng events`）。事件就是已经办理的行为。 Made from the register of acts: an event is an act that was done.
"""


def told_acts() -> list[Act]:
    """The acts that are told to other systems, by name."""
    return [act for name, act in sorted(REGISTER.items()) if names(EVERYTHING, name)]


def events_page() -> str:
    """The page: the events of each group under its pattern."""
    groups = groupby(told_acts(), key=lambda act: act.name.partition(".")[0])
    return _HEAD + "".join(_group(f"{group}.{EVERYTHING}", list(acts)) for group, acts in groups)


def _group(pattern: str, acts: list[Act]) -> str:
    rows = "".join(
        f"| `{TYPE}{act.name}` | {act.subject_model._meta.model_name} | {act.label.zh} | {act.label.en} |\n"
        for act in acts
    )
    head = "| type | 对象 object | 行为 | act |\n| --- | --- | --- | --- |\n"
    return f"\n## `{pattern}`\n\n{head}{rows}"
