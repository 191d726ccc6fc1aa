"""Documents of evidence by monitoring equipment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from xuncheng.domains.cases.models import Case, Evidence
from xuncheng.domains.cases.papers import parts
from xuncheng.domains.cases.papers.parts import Fields
from xuncheng.foundation.trail.deed import Deed


def _record(record: Evidence) -> Fields:
    device = record.device
    if device is None:
        raise RuntimeError("a monitoring record has its device")
    return {"device_number": device.number, "device_place": device.place, "recorded_at": record.collected_at}


def record_review(deed: Deed, case: Case, record: Evidence, found: Mapping[str, bool], words: str) -> Fields:
    """监控记录审核表."""
    return {
        "cause": case.cause, "party": parts.party(case), **_record(record),
        "published_at": record.device.published_at if record.device else "", "content": record.proves, **found,
        "review": parts.own_opinion(deed, words),
    }  # fmt: skip


def violation_notice(deed: Deed, case: Case, record: Evidence, lookup: str, respond_by: date) -> Fields:
    """违法行为告知书."""
    return {
        "party": parts.party(case), "cause": case.cause, **_record(record), "facts": record.proves,
        "violated": parts.violated(case), "lookup": lookup, "respond_by": respond_by, "contact": parts.contact(case),
        "told_on": deed.day,
    }  # fmt: skip
