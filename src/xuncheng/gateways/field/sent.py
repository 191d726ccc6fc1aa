"""An act as a terminal sends it: read leniently, so that one that cannot be read is refused and kept by itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import orjson
from django.db import transaction
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from xuncheng.foundation.people.closing import Closing
from xuncheng.foundation.trail.refusal import FieldError, invalid
from xuncheng.foundation.trail.schemas import Schema
from xuncheng.foundation.trail.scope import set_scope
from xuncheng.foundation.trail.viewer import program
from xuncheng.gateways.field.models import FieldAct
from xuncheng.rules.field.pointers import pointers
from xuncheng.rules.legal import Text

_NO_KEY = UUID(int=0)
_CLOSING = Closing(b"xuncheng field act")
_KEEPER = program("终端行为", ())

MOST_AFTER = 50
LATEST_NUMBER = 2**31 - 2

FIRST_YEAR, LAST_YEAR = 1970, 2900
"""Clocks that show anything outside show nothing."""


def _near(moment: datetime) -> datetime:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(f"year {moment.year}")
    return moment


Moment = Annotated[AwareDatetime, AfterValidator(_near)]
"""What a clock shows, with its zone."""


class SentAct(Schema):
    """An act as it came. Only number and id have to be right for it to be kept; what else is wrong is a reason to refuse it alone."""

    model_config = ConfigDict(extra="allow")

    seq: int = Field(ge=1, le=LATEST_NUMBER, description="1, 2, 3 … without a gap, of this terminal")
    id: UUID = Field(description="act id, UUIDv7 made by the app")
    name: Any = Field("", description="name of the act")
    at: Any = Field(None, description="when it was done by the device's clock, with its zone")
    on: Any = Field(None, description="key of the object, or a pointer to an earlier act")
    input: Any = Field(None, description="input of the act; a pointer may stand in place of a key")
    after: Any = Field(None, description="ids of earlier acts without which it makes no sense")
    place: Any = Field(None, description="lon, lat in WGS 84")
    wording: Any = Field(None, description="texts of documents, as in other acts")
    expected: Any = Field(None, description="the version of the object that the officer saw on the server")
    dropped: Any = Field(None, description="why it was thrown away before it was sent")


class Frame(BaseModel):
    """The same as it has to be."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1, max_length=60)
    at: Moment
    on: str | dict[str, Any] | None = None
    input: dict[str, Any] = {}
    after: list[UUID] = Field([], max_length=MOST_AFTER)
    place: tuple[Annotated[float, Field(ge=-180, le=180)], Annotated[float, Field(ge=-90, le=90)]] | None = (
        None
    )
    wording: dict[str, Annotated[str, Field(min_length=1, max_length=5000)]] = Field({}, max_length=40)
    expected: int | None = Field(None, ge=0, le=LATEST_NUMBER)
    dropped: Annotated[str, Field(min_length=1, max_length=200)] | None = None

    def hangs_on(self) -> list[UUID]:
        """The earlier acts without which this one makes no sense, each once. Raises `RuleError` for a pointer that cannot be read."""
        pointed = [one.act for one in pointers([self.on, self.input])]
        return list(dict.fromkeys([*self.after, *pointed]))


def frame_of(given: dict[str, Any]) -> Frame:
    """What was sent, as it has to be. Raises `Refused` (`invalid_input`) naming each part that does not fit."""
    told = {name: value for name, value in given.items() if name not in ("seq", "id") and value is not None}
    try:
        return Frame.model_validate(told)
    except ValidationError as wrong:
        raise invalid(
            *(
                FieldError(".".join(map(str, one["loc"])), Text(f"格式不正确（{one['msg']}）", one["msg"]))
                for one in wrong.errors()
            )
        ) from wrong


def plain(act: SentAct) -> dict[str, Any]:
    """What was sent as plain values."""
    return act.model_dump(mode="json")


def digest_of(given: dict[str, Any]) -> str:
    """SHA-256 of what was sent, whatever the order of its names."""
    return hashlib.sha256(orjson.dumps(given, option=orjson.OPT_SORT_KEYS)).hexdigest()


def keys_in(value: Any) -> Iterator[UUID]:
    """Every key that stands in a value; of them are the files that it names."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from keys_in(one)
    elif isinstance(value, str) and len(value) == len(str(_NO_KEY)):
        with suppress(ValueError):
            yield UUID(value)


def close(given: dict[str, Any]) -> str:
    """What was sent, encrypted: it may hold what the trail masks."""
    return _CLOSING.encrypt(orjson.dumps(given).decode())


def opened(row: FieldAct) -> dict[str, Any]:
    """What `close` closed."""
    found: dict[str, Any] = orjson.loads(_CLOSING.decrypt(row.closed))
    return found


def encrypt_anew() -> int:
    """Close all that is kept under the newest secret of the installation; returns how much there is."""
    with transaction.atomic():
        set_scope(_KEEPER)
        rows = list(FieldAct.objects.exclude(closed="").select_for_update().order_by("pk"))
        for row in rows:
            row.closed = _CLOSING.rotate(row.closed)
        FieldAct.objects.bulk_update(rows, ["closed"])
    return len(rows)
