"""How far a phone has pulled: all of it stands in the cursor that the phone keeps, nothing on the server."""

from __future__ import annotations

import base64
import binascii
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

import orjson

from xuncheng.foundation.trail.refusal import FieldError, invalid
from xuncheng.rules.legal import Text

FORMAT = 1
"""Goes up whenever rows are shown otherwise, so that every phone pulls anew."""

OLDEST = timedelta(days=30)
"""After so long without a pull everything is pulled anew."""

SETTLING = timedelta(minutes=5)
"""Acts that were received may still be on their way into the database for so long: what changed within is sent again."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """Of whose data (`scope`) so much is there: while `at` is a number that source is under way, after `last`.

    What changed since `since` is still to come. `spent` counts bytes; `left_out` are the kinds that did not fit, with how many rows; of
    the first of them rows up to `upto` are there.
    """

    scope: str
    since: datetime
    at: int | None = 0
    last: UUID | None = None
    spent: int = 0
    left_out: tuple[tuple[str, int, bool], ...] = ()
    upto: UUID | None = None

    @property
    def complete(self) -> bool:
        """Whether everything was pulled once."""
        return self.at is None

    def moved(self, at: int | None, last: UUID | None, spent: int) -> Cursor:
        """The cursor further on."""
        return replace(self, at=at, last=last, spent=spent)

    def write(self) -> str:
        """The cursor as the phone keeps it."""
        told = orjson.dumps({"f": FORMAT, **asdict(self)})
        return base64.urlsafe_b64encode(told).decode().rstrip("=")


def read(text: str) -> Cursor | None:
    """The cursor that was written; None for one of another form. Raises `Refused` (`invalid_input`) for what is none of ours."""
    try:
        told = orjson.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if told.pop("f") != FORMAT:
            return None
        return Cursor(
            scope=str(told["scope"]), since=_moment(told["since"]), at=_number(told["at"]),
            last=UUID(told["last"]) if told["last"] else None, spent=_number(told["spent"]) or 0,
            left_out=tuple((str(kind), int(rows), bool(capped)) for kind, rows, capped in told["left_out"]),
            upto=UUID(told["upto"]) if told["upto"] else None,
        )  # fmt: skip
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, binascii.Error) as wrong:
        raise invalid(FieldError("cursor", Text("游标无效", "This cursor is not one of ours"))) from wrong


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or not 2000 <= moment.year <= 2900:
        raise ValueError(text)
    return moment


def _number(value: object) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or not 0 <= value < 2**40:
        raise ValueError(value)
    return value
