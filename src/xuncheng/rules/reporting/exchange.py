"""Exchange of work orders (工单交换) as tables: what a platform may say to us, what it hears of us, and its words in tables (CSV)."""

from __future__ import annotations

from enum import StrEnum

from xuncheng.rules.legal import Text


class Kind(StrEnum):
    """What a platform says."""

    WORK_ORDER = "work_order"
    URGE = "urge"
    SUPPLEMENT = "supplement"
    WITHDRAW = "withdraw"

    @property
    def label(self) -> Text:
        """Words for screens."""
        return _KINDS[self]


_KINDS = {
    Kind.WORK_ORDER: Text("工单", "work order"),
    Kind.URGE: Text("催办", "urging"),
    Kind.SUPPLEMENT: Text("补充", "supplement"),
    Kind.WITHDRAW: Text("撤回", "withdrawal"),
}

KINDS = {kind.value: kind.label for kind in Kind}

ACTS = {
    Kind.WORK_ORDER: "report.submit",
    Kind.URGE: "report.urge",
    Kind.SUPPLEMENT: "report.supplement",
    Kind.WITHDRAW: "report.withdraw",
}
"""The act that a message becomes."""

ACCEPTED, HAD, REFUSED = "accepted", "had", "refused"

RESULTS = {
    ACCEPTED: Text("已接收", "accepted"),
    HAD: Text("此前已接收", "had before"),
    REFUSED: Text("未接收", "refused"),
}
"""What became of a message that came in."""

TOLD = {
    "report.submit": "accepted",
    "report.verify": "progress",
    "report.judge": "progress",
    "report.dispatch": "progress",
    "report.take_up": "progress",
    "report.handle": "progress",
    "report.conclude": "progress",
    "report.reject": "returned",
    "report.withdraw": "withdrawn",
    "report.feedback": "result",
    "report.answer_with": "result",
}
"""What a platform is told of, by the act: taken in, state changed, sent back as not ours, withdrawn, result. What goes to and fro
within the bureau it is not told."""

WORDS_IN = {"report.reject": "reason", "report.feedback": "answer", "report.answer_with": "answer"}
"""In which input of the act the words stand that the platform is told. Of other acts it hears the state alone."""

FIELDS = {
    "id": Text("消息编号", "message number"), "kind": Text("类型", "kind"), "number": Text("工单编号", "number of the work order"),
    "text": Text("内容", "text"), "address": Text("地址", "address"), "lon": Text("经度", "longitude"), "lat": Text("纬度", "latitude"),
    "coordinates": Text("坐标系", "coordinate system"), "reporter_name": Text("反映人", "reporter"),
    "reporter_phone": Text("联系电话", "telephone"), "due_at": Text("办结时限", "due"),
}  # fmt: skip
"""What a message may hold, as people call it."""

HEADINGS = {label.zh: field for field, label in FIELDS.items()}
"""Headings of a table, and what each column is. The names of the fields themselves serve as well."""

VALUES = {
    "kind": {label.zh: code for code, label in KINDS.items()},
    "coordinates": {"2000国家大地坐标系": "cgcs2000", "国测局坐标": "gcj02", "百度坐标": "bd09"},
}
"""Chinese words for the values of a field."""
