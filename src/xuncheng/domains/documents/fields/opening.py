"""Documents before a case is filed: where it came from, and by whose designation it is ours (案源、指定管辖)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from xuncheng.domains.documents.fields.investigation import CaseSource
from xuncheng.domains.documents.fields.parts import (
    Citations,
    Contact,
    Day,
    Envelope,
    Line,
    Minute,
    Officers,
    Opinion,
    Party,
    Prose,
    Recorded,
    said,
)


class SourceRegistration(Envelope):
    """线索（案源）登记表. Administrative Penalty Law, art. 54."""

    report_number: Line = said("案源编号", "number of the report")
    source: CaseSource = said("案源类别", "source")
    registered_at: Minute = said("登记时间", "time of registration")
    registrar: Line = said("登记人", "who registered it")
    reporter: Line | None = said("反映人", "who reported it", default=None)
    reporter_phone: Line | None = said("反映人电话", "reporter's telephone", default=None)
    place: Line | None = said("线索地点", "place", default=None)
    content: Recorded = said("线索内容", "what was reported")
    suspected: Line = said("涉嫌违法事项", "matter it is judged to be")
    verify_by: Day = said("核查期限", "to be verified by")
    officers: Officers = said("承办人", "handlers")
    findings: Prose = said("核查情况", "what was found")
    verification: Opinion = said("核查意见", "opinion of who verified it")


class JurisdictionDesignation(Envelope):
    """指定管辖通知书: a superior designated this agency (第二十五条第二款)."""

    party: Party = said("当事人", "party")
    cause: Line = said("案由", "cause")
    superior: Line = said("指定机关", "superior that designates")
    superior_number: Line = said("指定管辖文号", "number of its designation")
    place: Line = said("违法行为发生地", "place of the violation")
    reasons: Prose = said("指定管辖的事由", "why jurisdiction was designated")
    basis: Citations = said("依据", "basis")
    materials: Annotated[list[Line], Field(min_length=1)] = said("移交的材料", "papers that go with it")
    contact: Contact = said("联系方式", "contact")
    told_on: Day = said("通知日期", "day of the notice")
