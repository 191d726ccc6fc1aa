"""A refusal as plain data: RFC 9457 problem details, in Chinese and English."""

from __future__ import annotations

from typing import Any

from django.db import DataError, IntegrityError

from xuncheng.foundation.trail.refusal import Refused, refusal_of
from xuncheng.foundation.trail.schemas import basis_out, words
from xuncheng.rules.legal import RuleError, Text

REFUSALS = (Refused, RuleError, DataError, IntegrityError)
"""What an act may raise that is for the caller to mend."""


def refused_by(error: Exception) -> Refused:
    """The refusal that an error amounts to: one of `REFUSALS`, or a database that is away.

    What the database itself will not store, and what somebody else wrote in the same moment, are refusals too.
    """
    match error:
        case Refused():
            return error
        case RuleError():
            return refusal_of(error)
        case DataError():
            return Refused(
                "unstorable",
                Text(
                    "内容包含无法保存的字符或者数值", "It holds a character or number that cannot be stored"
                ),
                status=422,
            )
        case IntegrityError():
            return Refused(
                "done_meanwhile",
                Text(
                    "他人刚刚办理了相同的内容，请刷新后重试",
                    "Somebody did the same in this moment; reload first",
                ),
            )
    return Refused(
        "database_away",
        Text("数据库暂时无法连接，请稍后重试", "The database is away; try again shortly"),
        status=503,
    )


def problem_of(refused: Refused, *, english: bool) -> dict[str, Any]:
    """The members of the problem: the standard ones, and what our screens show beside the button."""
    message = refused.message
    return {
        "type": f"urn:xuncheng:problem:{refused.code}",
        "title": message.en if english else message.zh,
        "status": refused.status,
        "detail": _detail(refused, english=english),
        "code": refused.code,
        "title_zh": message.zh,
        "title_en": message.en,
        "basis": basis_out(refused.basis),
        "missing": [words(text) for text in refused.missing],
        "errors": [
            {"field": error.field, "message_zh": error.message.zh, "message_en": error.message.en}
            for error in refused.errors
        ],
    }


def _detail(refused: Refused, *, english: bool) -> str:
    articles = "、".join(basis.label for basis in refused.basis)
    missing = (
        "; ".join(text.en for text in refused.missing)
        if english
        else "、".join(t.zh for t in refused.missing)
    )
    parts = [articles, (f"missing: {missing}" if english else f"尚缺：{missing}") if missing else ""]
    return " ".join(part for part in parts if part)
