"""Persons and firms that do not exist: given names begin with 示, numbers name a district that there is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from stdnum.cn import ric, uscc

from xuncheng.server.demo.generate.texts import Topic

_DIVISION = "110199"
_FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛"
_GIVEN = "佳欣然诚信义礼智勇俊杰峰伟强军磊涛斌浩宇轩梓涵桐萱瑶琪雪梅兰竹菊芳芬红霞玉珍秀英"
_WORDS = (
    "丰禾", "万顺", "永盛", "金汇", "同德", "瑞祥", "宏远", "佳美", "鑫源", "恒泰", "锦绣",
    "东升", "惠民", "百味", "康宁", "安居", "广厦", "通达", "诚和", "益民", "嘉和", "隆兴",
)  # fmt: skip
_FIRM_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)

AGES: Mapping[str, tuple[int, int]] = {"adult": (19, 68), "minor": (15, 17), "child": (9, 13)}
"""Full years of age that a person of the group may have, both included (行政处罚法第三十条)."""


@dataclass(frozen=True)
class Somebody:
    """A party as it is registered: the arguments of `party.register` that depend on who it is."""

    kind: str
    name: str
    details: Mapping[str, Any]


def person_name(chance: Random) -> str:
    """A name that nobody bears."""
    return f"{chance.choice(_FAMILY)}示{chance.choice(_GIVEN)}"


def phone(chance: Random) -> str:
    """A mobile number in the form of one; its first seven digits were never given out."""
    return f"1300000{chance.randrange(10_000):04}"


def person(chance: Random, on: date, group: str = "adult") -> Somebody:
    """A person who is of that group of ages on the day."""
    youngest, oldest = AGES[group]
    years = chance.randint(youngest, oldest)
    # Not on the edges of a year of age, so that the group is beyond doubt.
    born = on - timedelta(days=round(365.2425 * years) + chance.randint(20, 340))
    details = {"identity": _resident_id(chance, born), "phone": phone(chance)}
    return Somebody("person", person_name(chance), details)


def firm(chance: Random, topic: Topic) -> Somebody:
    """A firm of one of the topic's trades."""
    name = f"示范区{chance.choice(_WORDS)}{chance.choice(topic.trades)}"
    details = {
        "identity": _credit_code(chance), "representative": person_name(chance),
        "phone": f"010-{chance.randrange(10_000):08}",
    }  # fmt: skip
    return Somebody("organisation", name, details)


def party_of(chance: Random, topic: Topic, kind: str, on: date) -> Somebody:
    """Whom a case on the topic is about: a firm, or a person of the group of ages that `kind` names."""
    return firm(chance, topic) if kind == "organisation" else person(chance, on, kind)


def _resident_id(chance: Random, born: date) -> str:
    stem = f"{_DIVISION}{born:%Y%m%d}{chance.randrange(1000):03}"
    return stem + str(
        ric.calc_check_digit(f"{stem}0")
    )  # the library takes the whole number, and looks at 17 digits


def _credit_code(chance: Random) -> str:
    """GB 32100 around an organisation code with a check digit of its own (GB 11714)."""
    code = "MA0" + "".join(chance.choice(_FIRM_SIGNS) for _ in range(5))
    values = ("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".index(sign) for sign in code)
    rest = 11 - sum(value * weight for value, weight in zip(values, _ORGANISATION_WEIGHTS, strict=True)) % 11
    stem = f"91{_DIVISION}{code}{'0' if rest == 11 else rest if rest < 10 else 'X'}"
    return stem + str(uscc.calc_check_digit(stem))
