"""The approval of a publication, of an exemption from it, of an update, an early end and a withdrawal.

Administrative Penalty Law, art. 48 and 50.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from xuncheng.domains.documents.fields.parts import Citations, Day, Envelope, Line, Opinion, said

Shown = Annotated[str, StringConstraints(min_length=1, max_length=10_000)]
"""Words as they are shown to the public: no text of the form alone, so that it is not worded otherwise in it."""


class PublicationApproval(Envelope):
    """处罚信息公示（撤回）审批表: what is shown, what is left out of it, and until when; or why it is not shown, or no more."""

    measure: Literal["公示", "不予公示", "更新公示", "提前终止公示", "撤回公示"] = said(
        "审批事项", "what is approved"
    )
    cause: Line = said("案由", "cause")
    party_name: Line = said("当事人", "party")
    decision_number: Line = said("决定书文号", "number of the decision or order")
    decided_on: Day = said("决定日期", "day of the decision or order")
    shown_party: Line | None = said("公示的当事人", "party as it is shown", default=None)
    credit_code: Line | None = said("公示的统一社会信用代码", "credit code as it is shown", default=None)
    account: Shown | None = said("公示的违法事实", "facts as they are shown", default=None)
    penalty: Line | None = said("公示的处罚内容", "penalty as it is shown", default=None)
    photos: list[Line] = said(
        "公示的照片（遮挡副本）", "photos that are shown: redacted copies", default_factory=list
    )
    left_out: list[Line] = said("遮蔽事项", "what is left out", default_factory=list)
    shown_from: Day | None = said("公示日期", "day of publication", default=None)
    shown_until: Day | None = said("公示截止日期", "last day of being shown", default=None)
    updated_on: Day | None = said("更新日期", "day on which it was brought up to date", default=None)
    withdrawn_on: Day | None = said("撤回日期", "day of the withdrawal", default=None)
    reasons: Shown | None = said(
        "不予公示（提前终止、撤回）的理由", "why it is not shown, or no longer", default=None
    )
    basis: Citations = said("依据", "basis")
    handlers_opinion: Opinion = said("承办人意见", "handlers' proposal")
    head_opinion: Opinion = said("行政机关负责人意见", "agency head's opinion")
