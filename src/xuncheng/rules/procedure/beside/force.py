"""What the law asks of every enforcement by force: neither at night nor on a holiday, and no cutting off of supplies."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from xuncheng.rules.legal import Basis, Text
from xuncheng.rules.procedure.guards import entered
from xuncheng.rules.procedure.model import Guard, Situation
from xuncheng.rules.procedure.steps import SHANGHAI, day_of

NIGHT_ENDS, NIGHT_BEGINS = 6, 22
"""Hours of the day, in China: night is from 22 to 6 o'clock (生态环境法典第五百七十二条第三款)."""


def acl(article: str) -> tuple[Basis, ...]:
    """An article of the Administrative Coercion Law (行政强制法, 2011)."""
    return (Basis("行政强制法", article),)


def at_night(when: datetime) -> bool:
    """Whether it is night then, in China."""
    return not NIGHT_ENDS <= when.astimezone(SHANGHAI).hour < NIGHT_BEGINS


def at_rest(s: Situation, day: date) -> bool:
    """Whether nobody works on that day: the first working day after its eve is another."""
    return bool(s.timer("enforcement_day", day - timedelta(days=1)) != day)


def planned(s: Situation) -> date:
    """The day for which it is being planned."""
    return day_of(s.given["planned_at"])


BY_DAY = Guard(
    "planned_at_night", lambda s: bool(s.given["urgency"]) or not at_night(s.given["planned_at"]),
    Text("不得在夜间实施行政强制执行；情况紧急的应当写明理由", "Nothing is enforced at night, unless it is urgent and says why"),
    acl("43(1)"),
)  # fmt: skip
ON_WORKDAY = Guard(
    "planned_on_holiday", lambda s: bool(s.given["urgency"]) or not at_rest(s, planned(s)),
    Text("不得在法定节假日实施行政强制执行；情况紧急的应当写明理由",
         "Nothing is enforced on a holiday or day of rest, unless it is urgent and says why"),
    acl("43(1)"),
)  # fmt: skip
NO_CUT_OFF = entered(
    "supply_cut_off", "cut_off", lambda cut: not cut,
    Text("不得对居民生活采取停止供水、供电、供热、供燃气等方式迫使当事人履行", "Water, power, heat and gas of dwellings are never cut off"),
    acl("43(2)"),
)  # fmt: skip
HAS_GROUNDS = entered(
    "no_grounds", "grounds", bool,
    Text("应当写明理由", "The reason is needed"), acl("39;40"),
)  # fmt: skip
