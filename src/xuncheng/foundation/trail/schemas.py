"""Shapes of the API that every list and page shares."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from django.http import StreamingHttpResponse
from django.utils import timezone
from pydantic import BaseModel, ConfigDict, Field

from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.deed import SHANGHAI
from xuncheng.foundation.trail.paging import EARLIEST, LATEST
from xuncheng.rules.legal import Basis, Text
from xuncheng.rules.procedure.model import Refusal, Verdict


class Schema(BaseModel):
    """A shape of the API. Ninja's own would look through every value of every row in Python once more."""

    model_config = ConfigDict(from_attributes=True)


Day = Annotated[date, Field(ge=date(EARLIEST, 1, 1), le=date(LATEST, 12, 31))]
"""A day by which a list is narrowed, near enough for reckoning with it."""


class Words(Schema):
    """A label in both languages."""

    zh: str
    en: str


class Coded(Words):
    """A value of a fixed list: its code and its label."""

    code: str


class Named(Schema):
    """Something by its key and name."""

    id: UUID
    name: str


class CodeName(Schema):
    """Something by its code and name."""

    code: str
    name: str


class BasisOut(Schema):
    """An article of a statute."""

    statute: str
    article: str
    label: str


class CountOut(Schema):
    """How many rows there are; `capped`: at least so many."""

    value: int
    capped: bool


class RefusalOut(Schema):
    """Why an act is not possible now."""

    code: str
    title_zh: str
    title_en: str
    basis: list[BasisOut]
    missing: list[Words]


class PossibleAct(Schema):
    """One act on an object: allowed to the viewer now, or why not."""

    name: str
    label: Words
    allowed: bool
    refusal: RefusalOut | None = None
    basis: list[BasisOut] = []


class TimelineDocument(Schema):
    """A document that an act made."""

    id: UUID
    kind: str
    number: str
    title: str = ""


class Actor(Schema):
    """Who did an act; no id for programs and strangers."""

    id: UUID | None
    name: str


class TimelineEntry(Schema):
    """One act in the trail of an object."""

    seq: int
    act: str
    label: Words
    actor: Actor
    at: datetime
    received_at: datetime
    device: str
    place: str
    summary: str
    documents: list[TimelineDocument]
    basis: list[BasisOut]
    hash: str


class CaptureOut(Schema):
    """What a photo or recording says of itself: when, with what and where (WGS 84) it was taken; a recording's length and coding."""

    taken_at: datetime | None = None
    device: str = ""
    lon: float | None = None
    lat: float | None = None
    seconds: float | None = None
    codec: str = ""


class FileOut(Schema):
    """A file that hangs on an object."""

    id: UUID
    name: str
    type: str
    size: int
    thumbnail: bool
    sha256: str
    capture: CaptureOut | None


def words(text: Text) -> dict[str, str]:
    """A label as the API says it."""
    return {"zh": text.zh, "en": text.en}


def coded(code: str, labels: dict[str, Text]) -> dict[str, str]:
    """A value of a fixed list as the API says it."""
    label = labels.get(code, Text(code, code))
    return {"code": code, "zh": label.zh, "en": label.en}


def basis_out(bases: Iterable[Basis]) -> list[dict[str, str]]:
    """Articles as the API says them."""
    return [{"statute": b.statute, "article": b.article, "label": b.label} for b in bases]


def refusal_out(refusal: Refusal) -> dict[str, Any]:
    """A refusal as the API says it."""
    return {
        "code": refusal.code, "title_zh": refusal.message.zh, "title_en": refusal.message.en,
        "basis": basis_out(refusal.basis), "missing": [words(text) for text in refusal.missing],
    }  # fmt: skip


def possible_out(verdict: Verdict) -> dict[str, Any]:
    """A verdict as the API says it."""
    rule = verdict.rule
    return {
        "name": rule.name, "label": words(rule.label), "allowed": verdict.allowed, "basis": basis_out(rule.basis),
        "refusal": refusal_out(verdict.refusal) if verdict.refusal else None,
    }  # fmt: skip


def urgency(due: datetime | date | None, near: timedelta) -> str:
    """How pressing a limit is: overdue, near, ok, or none. A day counts until it is over."""
    if due is None:
        return "none"
    if isinstance(due, datetime):
        now: Any = timezone.now()
    else:
        now = today()
    if due < now:
        return "overdue"
    return "near" if due <= now + near else "ok"


BOM = "\ufeff"
"""Spreadsheet programs take a CSV for UTF-8 only when it begins with this."""


CSV_TYPE = "text/csv; charset=utf-8"


def csv_stream(name: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> StreamingHttpResponse:
    """A CSV file, written row by row and never held whole."""
    response = StreamingHttpResponse(csv_text(head, rows), content_type=CSV_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def csv_text(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The text of a CSV file, line by line."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    yield BOM
    writer.writerow(head)
    yield _taken(buffer)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
        yield _taken(buffer)


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


FORMULA = tuple("=+-@\t\r＝＋－＠")
"""Signs with which a cell begins that is reckoned and not read."""


def _cell(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula; where Chinese is written, full-width signs begin one too."""
    if isinstance(value, datetime):
        return value.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, str) and value[:1] in FORMULA:
        return f"'{value}"
    return "" if value is None else value
