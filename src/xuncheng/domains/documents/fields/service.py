"""The announcement of a document, and the correction of one."""

from __future__ import annotations

from xuncheng.domains.documents.fields.parts import (
    Citations,
    Contact,
    Day,
    Envelope,
    Line,
    Party,
    Prose,
    said,
)


class _About(Envelope):
    cause: Line = said("案由", "cause")
    about_title: Line = said("所涉文书名称", "title of the document that it is about")
    about_number: Line = said("所涉文书编号", "number of the document that it is about")
    basis: Citations = said("依据", "basis")
    effective_on: Day = said("生效日期", "day on which it takes effect")


class ServiceAnnouncement(_About):
    """送达公告. Civil Procedure Law, art. 95."""

    party_name: Line = said("受送达人", "to whom it is served")
    reason: Prose = said("公告送达的原因和经过", "why it is announced, and what was tried before")
    media: Line = said("公告载体", "where it is announced")
    posted_on: Day = said("公告日期", "day of the announcement")
    contact: Contact = said("联系方式", "contact")


class DocumentCorrection(_About):
    """补正通知书. Administrative Penalty Law, art. 75(2)."""

    party: Party = said("当事人", "party")
    made_on: Day = said("原文书日期", "day of the document")
    wrong: Prose = said("原文", "as it reads")
    right: Prose = said("补正为", "as it should read")
    reason: Prose = said("补正理由", "why it is corrected")
