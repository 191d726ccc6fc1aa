"""What the page of a report shows of the form that it was sent with: the service, each question with its answer, the sender's link."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from xuncheng.domains.intake.models import Report
from xuncheng.domains.intake.privacy import masked
from xuncheng.foundation.trail.schemas import words
from xuncheng.rules.legal import Text
from xuncheng.rules.service_forms import Answer, Attribute


def form_out(report: Report, *, in_the_clear: bool) -> dict[str, Any] | None:
    """The form; None for a report that came without one. Answers are masked as the words of the report."""
    if not report.service:
        return None
    door = settings.LOCALITY.door
    service = door.services.get(report.service) if door else None
    asked = {one.code: one for one in service.attributes} if service else {}
    name = service.name if service and service.name else Text(report.service, report.service)
    answers: dict[str, Answer] = report.attributes or {}
    in_order = [
        *(code for code in asked if code in answers),
        *(code for code in answers if code not in asked),
    ]
    return {
        "service": words(name),
        "answers": [
            _answered(code, _shown(report, answers[code], in_the_clear), asked.get(code)) for code in in_order
        ],
        "media_url": report.media_url,
    }


def _shown(report: Report, answer: Answer, in_the_clear: bool) -> list[str]:
    given = [answer] if isinstance(answer, str) else answer
    return [one if in_the_clear else masked(report, one) for one in given]


def _answered(code: str, shown: list[str], asked: Attribute | None) -> dict[str, Any]:
    """One question with its answer; what the table no longer asks stands under its code."""
    known = asked.choices if asked else {}
    return {
        "question": words(asked.label if asked else Text(code, code)),
        "answer": [words(known.get(one, Text(one, one))) for one in shown],
    }
