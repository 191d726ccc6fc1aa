"""Where reports come from (案源), as a table: whether the sender numbers what it sends, and how it is answered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from xuncheng.rules.legal import Text


class Answering(StrEnum):
    """How whoever sent a report hears of what became of it."""

    NOT = "not"
    REPORTER = "reporter"
    SENDER = "sender"
    IN_WRITING = "in_writing"

    @property
    def label(self) -> Text:
        """Words for screens."""
        return _ANSWERING[self]


_ANSWERING = {
    Answering.NOT: Text("本单位发现，无须答复", "found by ourselves, nobody to answer"),
    Answering.REPORTER: Text("答复反映人", "the reporter is answered"),
    Answering.SENDER: Text("向来件平台反馈", "answered to the platform that sent it"),
    Answering.IN_WRITING: Text("书面回复来件机关", "answered in writing to the authority that sent it"),
}


@dataclass(frozen=True, slots=True)
class Source:
    """One source. `numbered`: whoever sends gives each report a number of its own, under which it asks again."""

    label: Text
    numbered: bool
    answered: Answering


SOURCE_TABLE = {
    "citizen": Source(Text("市民举报", "citizen"), numbered=False, answered=Answering.REPORTER),
    "hotline": Source(Text("12345热线", "hotline 12345"), numbered=True, answered=Answering.SENDER),
    "open311": Source(Text("开放接口（Open311）", "Open311"), numbered=True, answered=Answering.REPORTER),
    "patrol": Source(Text("巡查发现", "patrol"), numbered=False, answered=Answering.NOT),
    "camera": Source(Text("视频监控发现", "found by a camera"), numbered=True, answered=Answering.NOT),
    "superior": Source(Text("上级交办", "superior authority"), numbered=True, answered=Answering.IN_WRITING),
    "transfer": Source(
        Text("部门移送", "transfer from another authority"), numbered=True, answered=Answering.IN_WRITING
    ),
    "media": Source(Text("媒体曝光", "media"), numbered=False, answered=Answering.NOT),
    "response": Source(
        Text("街道全响应平台", "all-response platform of the street"),
        numbered=True,
        answered=Answering.SENDER,
    ),
}
"""The sources. The public portal files its reports as those of a citizen."""

SOURCES = {code: source.label for code, source in SOURCE_TABLE.items()}
"""The label of each source."""
