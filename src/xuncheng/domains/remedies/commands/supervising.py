"""Papers of supervision over enforcement (行政执法监督): received, answered in their time."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from xuncheng.domains.cases.commands.shared import words
from xuncheng.domains.cases.queries import Case
from xuncheng.domains.remedies.models import Supervision
from xuncheng.domains.remedies.queries.registers import paper_obstacle
from xuncheng.foundation.people.areas import Area, area_of
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, invalid
from xuncheng.rules.legal import Basis, Text

KINDS = {
    "urging": Text("行政执法监督督办函", "letter urging action"), "opinion": Text("行政执法监督意见书", "opinion"),
    "decision": Text("行政执法监督决定书", "decision"),
    "reconsideration_opinion": Text("行政复议意见书", "opinion after a reconsideration"),
}  # fmt: skip
SUPERVISION = (Basis("行政执法监督条例", "26;27;28;29;30"), Basis("行政复议法", "76"))


@act("supervision.receive", Text("收到监督文书", "Enter a paper of supervision"), basis=SUPERVISION)
def receive_supervision(
    deed: Deed,
    kind: Annotated[str, field("文书种类", "Kind", "choice", choices=KINDS)],
    number: Annotated[str, field("文号", "Its number", "text", min_length=1, max_length=60)],
    sender: Annotated[str, field("来文机关", "From", "text", min_length=1, max_length=120)],
    subject: Annotated[str, field("事由", "Subject", "text", min_length=2, max_length=300)],
    received_on: Annotated[date, field("收文日期", "Received on", "date")],
    reply_by: Annotated[date, field("要求回复的日期", "To be answered by", "date")],
    case: Annotated[Case | None, field("涉及案件", "Case", "ref", ref="case")] = None,
    area_path: Area = "",
) -> Supervision:  # fmt: skip
    """Enter a paper of supervision with the day by which it asks for an answer (监督条例第二十六条至第三十条)."""
    if kind not in KINDS:
        raise invalid(FieldError("kind", Text("请选择文书种类", "Choose the kind of paper")))
    if not received_on <= deed.day or reply_by < received_on:
        raise invalid(
            FieldError(
                "reply_by",
                Text(
                    "收文日期不得晚于今天，回复日期不得早于收文日期", "Received by today, answered after that"
                ),
            )
        )
    row = Supervision(
        kind=kind, number=number.strip(), sender=sender.strip(), subject=subject.strip(), case=case, received_on=received_on,
        reply_by=reply_by, area_path=area_of(deed, area_path),
    )  # fmt: skip
    row.save(force_insert=True)
    return row


@act(
    "supervision.reply",
    Text("回复监督文书", "Answer a paper of supervision"),
    on="supervision",
    basis=SUPERVISION,
)
def reply_to_supervision(
    deed: Deed, supervision: Supervision, reply: Annotated[str, words("回复内容（整改情况）", "Answer")]
) -> Supervision:
    """Answer it; an answer is given once."""
    if obstacle := paper_obstacle(supervision):
        raise obstacle
    supervision.reply, supervision.replied_on = reply.strip(), deed.day
    supervision.save(update_fields=["reply", "replied_on"])
    return supervision
