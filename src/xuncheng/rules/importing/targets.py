"""What tables may be taken in as: a table of targets, each with its fields. Another target is one entry here.

`register` says where its rows go: `records` is the register of what former systems hold as closed business (历史档案), which no
procedure judges; `parties` is the register of parties.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from xuncheng.rules.legal import Text


class Kind(StrEnum):
    """How a cell is read."""

    TEXT = "text"
    DATE = "date"
    MONEY = "money"
    NUMBER = "number"
    CHOICE = "choice"
    AREA = "area"
    DEGREES = "degrees"


class Goes(StrEnum):
    """Into which register rows go."""

    RECORDS = "records"
    PARTIES = "parties"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a target. What is `secret` is neither shown unmasked nor named in a report."""

    name: str
    label: Text
    kind: Kind = Kind.TEXT
    needed: bool = False
    longest: int = 200
    secret: bool = False
    choices: tuple[tuple[str, Text], ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """What the rows of a table become."""

    code: str
    label: Text
    goes: Goes
    fields: tuple[Field, ...]

    def named(self, name: str) -> Field | None:
        """The field of that name."""
        return next((one for one in self.fields if one.name == name), None)


_AREA = Field("area", Text("所在区域", "Area"), Kind.AREA)
_PLACE = (
    Field("place", Text("地点", "Place")),
    Field("longitude", Text("经度", "Longitude"), Kind.DEGREES),
    Field("latitude", Text("纬度", "Latitude"), Kind.DEGREES),
    _AREA,
)
_PARTY = (
    Field("party_name", Text("当事人", "Party"), longest=120),
    Field("party_identity", Text("身份证号或者统一社会信用代码", "Resident ID or credit code"), longest=20, secret=True),
)  # fmt: skip


def _record(code: str, label: Text, *, number: Text, title: Text, day: Text, ended: Text, others: tuple[Field, ...]) -> Target:  # fmt: skip
    return Target(
        code, label, Goes.RECORDS,
        (
            Field("number", number, longest=80),
            Field("title", title, needed=True),
            Field("day", day, Kind.DATE, needed=True),
            Field("ended_on", ended, Kind.DATE),
            Field("outcome", Text("处理结果", "Outcome"), longest=2000),
            *others, *_PARTY, *_PLACE,
        ),
    )  # fmt: skip


TARGETS: dict[str, Target] = {
    one.code: one
    for one in (
        _record(
            "report", Text("案源（历史）", "reports (historic)"), number=Text("案源编号", "Report no."),
            title=Text("反映内容", "What was reported"), day=Text("受理日期", "Received on"), ended=Text("办结日期", "Closed on"),
            others=(Field("source", Text("来源", "Source")),),
        ),
        _record(
            "case", Text("案件（历史）", "cases (historic)"), number=Text("案号", "Case no."), title=Text("案由", "Cause"),
            day=Text("立案日期", "Filed on"), ended=Text("结案日期", "Closed on"),
            others=(
                Field("amount", Text("罚款金额（元）", "Fine (CNY)"), Kind.MONEY),
                Field("decided_on", Text("决定日期", "Decided on"), Kind.DATE),
                Field("basis", Text("处罚依据", "Legal basis"), longest=500),
            ),
        ),
        _record(
            "structure", Text("违法建设", "illegal structures"), number=Text("台账编号", "Register no."),
            title=Text("建设内容", "What was built"), day=Text("发现日期", "Found on"), ended=Text("拆除日期", "Demolished on"),
            others=(
                Field("area_m2", Text("建筑面积（平方米）", "Floor area (m²)"), Kind.NUMBER),
                Field("use", Text("用途", "Use")),
            ),
        ),
        _record(
            "goods", Text("暂扣罚没物品（历史）", "goods in custody (historic)"), number=Text("物品编号", "Item no."),
            title=Text("物品名称", "Thing"), day=Text("暂扣日期", "Taken on"), ended=Text("处理日期", "Dealt with on"),
            others=(
                Field("quantity", Text("数量", "Quantity"), Kind.NUMBER),
                Field("unit", Text("单位", "Unit"), longest=20),
                Field("keeping", Text("存放地点", "Where it lay")),
            ),
        ),
        Target(
            "party", Text("当事人", "parties"), Goes.PARTIES,
            (
                Field("name", Text("姓名或者名称", "Name"), needed=True, longest=120),
                Field(
                    "kind", Text("类型", "Kind"), Kind.CHOICE, needed=True,
                    choices=(("person", Text("公民", "citizen")), ("organisation", Text("法人或者其他组织", "organisation"))),
                ),
                Field("identity", Text("身份证号或者统一社会信用代码", "Resident ID or credit code"), longest=20, secret=True),
                Field("born_on", Text("出生日期", "Born on"), Kind.DATE),
                Field("representative", Text("法定代表人（负责人）", "Representative"), longest=50),
                Field("address", Text("地址", "Address")),
                Field("phone", Text("联系电话", "Telephone"), longest=20, secret=True),
                _AREA,
            ),
        ),
    )
}  # fmt: skip
"""Every target by its code, as a mapping names it."""

PROPER = frozenset({
    "number", "title", "day", "ended_on", "outcome", "amount", "party_name", "party_identity", "place", "longitude", "latitude", "area",
})  # fmt: skip
"""Fields of records that have a column of their own; all others are kept beside them by name."""
