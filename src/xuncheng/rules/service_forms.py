"""What everybody may tell the bureau about, and what is asked of whoever does: services with their attributes.

The terms are those of Open311 GeoReport v2 (https://wiki.open311.org/GeoReport_v2/): a service is a matter as citizens know it,
an attribute is one question of its form. Which services there are, a locality's table says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from xuncheng.rules.legal import Text

Answer = str | list[str]
"""What was answered to one question, as it is kept: a text, or of a list from which several may be chosen their keys."""

LONGEST_LINE, LONGEST_TEXT, LONGEST_NUMBER = 500, 4000, 40
"""Characters of an answer."""


class Datatype(StrEnum):
    """How a question is answered."""

    STRING = "string"
    NUMBER = "number"
    DATETIME = "datetime"
    TEXT = "text"
    ONE = "singlevaluelist"
    SEVERAL = "multivaluelist"


_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")

LISTS = frozenset({Datatype.ONE, Datatype.SEVERAL})
"""Questions that are answered by choosing."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """One question: `label` is the question itself, `hint` says how to answer, `choices` are the answers of a list by key.

    One that is not `asked` only tells something and takes no answer.
    """

    code: str
    datatype: Datatype
    label: Text
    hint: Text | None = None
    required: bool = False
    asked: bool = True
    choices: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Service:
    """One thing that citizens may report: the matter that it is about by its code, and what its form asks, in order.

    Without a `name` it bears that of the matter. `notice` tells whoever reports what will happen next. Of what is `private`
    nobody but its sender is shown anything.
    """

    code: str
    matter: str
    name: Text | None = None
    about: Text | None = None
    keywords: Text | None = None
    notice: Text | None = None
    private: bool = False
    attributes: tuple[Attribute, ...] = ()


@dataclass(frozen=True, slots=True)
class Rate:
    """So many calls in each stretch of so many seconds."""

    most: int
    seconds: int


@dataclass(frozen=True, slots=True)
class OpenDoor:
    """What a locality says of its door for other cities and their programs (Open311).

    `shown_sources` are the sources whose reports anybody may read, masked. `tokens`: whoever posts is answered with a token and
    asks for the number by it. `changed` is when any of it was last changed, in words that sort.
    """

    jurisdiction: str
    changed: str
    production: bool
    contact: Text
    keys: Text
    notice: Text
    shown_sources: frozenset[str]
    tokens: bool
    rates: Mapping[str, Rate]
    services: Mapping[str, Service]

    def shows(self, source: str, service: str) -> bool:
        """Whether a report from this source about this service may be read by anybody."""
        return (
            source in self.shown_sources and service in self.services and not self.services[service].private
        )


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the answer to one question."""

    code: str
    message: Text


class _Unfit(Exception):
    """An answer that does not fit its question."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.message = Text(zh, en)


def read_answers(
    service: Service, given: Mapping[str, Answer]
) -> tuple[dict[str, Answer], tuple[Fault, ...]]:
    """The answers as they are kept, and every fault: of form, missing, or to what was not asked. Empty answers are none."""
    answered = {code: values for code, answer in given.items() if (values := _values(answer))}
    asked = {one.code: one for one in service.attributes if one.asked}
    faults = [*_not_asked(answered, asked), *_missing(answered, asked)]
    kept: dict[str, Answer] = {}
    for code in asked.keys() & answered.keys():
        try:
            kept[code] = _READERS[asked[code].datatype](asked[code], answered[code])
        except _Unfit as unfit:
            faults.append(Fault(code, unfit.message))
    in_order = {code: kept[code] for code in asked if code in kept}
    return in_order, tuple(sorted(faults, key=lambda fault: fault.code))


def _values(answer: Answer) -> list[str]:
    given = [answer] if isinstance(answer, str) else answer
    return [bare for one in given if (bare := one.strip())]


def _not_asked(answered: Iterable[str], asked: Mapping[str, Attribute]) -> Iterator[Fault]:
    for code in answered:
        if code not in asked:
            yield Fault(code, Text("该服务没有这一项", "This service does not ask for it"))


def _missing(answered: Mapping[str, object], asked: Mapping[str, Attribute]) -> Iterator[Fault]:
    for code, one in asked.items():
        if one.required and code not in answered:
            yield Fault(code, Text(f"请填写：{one.label.zh}", f"This is required: {one.label.en}"))


def _only(values: Sequence[str]) -> str:
    if len(values) > 1:
        raise _Unfit("只能填写一个值", "Only one value is taken")
    return values[0]


def _short(text: str, most: int) -> str:
    if len(text) > most:
        raise _Unfit(f"最多{most}个字符", f"At most {most} characters")
    return text


def _line(_: Attribute, values: Sequence[str]) -> str:
    text = _short(_only(values), LONGEST_LINE)
    if len(text.splitlines()) > 1:
        raise _Unfit("不能换行", "It may not have line breaks")
    return text


def _text(_: Attribute, values: Sequence[str]) -> str:
    return _short(_only(values), LONGEST_TEXT)


def _number(_: Attribute, values: Sequence[str]) -> str:
    text = _short(_only(values), LONGEST_NUMBER)
    if not _DECIMAL.fullmatch(text):
        raise _Unfit("请填写数字", "Not a number")
    return text


def _moment(_: Attribute, values: Sequence[str]) -> str:
    text = _short(_only(values), LONGEST_NUMBER)
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            read(text)
        except ValueError:
            continue
        return text
    raise _Unfit("请按 ISO 8601 填写日期或时间", "Not a date or time of ISO 8601")


def _one(attribute: Attribute, values: Sequence[str]) -> str:
    return _known(attribute, _only(values))


def _several(attribute: Attribute, values: Sequence[str]) -> list[str]:
    return [_known(attribute, key) for key in dict.fromkeys(values)]


def _known(attribute: Attribute, key: str) -> str:
    if key not in attribute.choices:
        offered = ", ".join(attribute.choices)
        raise _Unfit(f"请从列表中选择：{offered}", f"Choose from the list: {offered}")
    return key


_READERS: Mapping[Datatype, Callable[[Attribute, Sequence[str]], Answer]] = {
    Datatype.STRING: _line,
    Datatype.TEXT: _text,
    Datatype.NUMBER: _number,
    Datatype.DATETIME: _moment,
    Datatype.ONE: _one,
    Datatype.SEVERAL: _several,
}
