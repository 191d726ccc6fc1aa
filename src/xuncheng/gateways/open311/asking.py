"""What the door is asked: the parameters of the specification and of its known extensions, read leniently and checked strictly.

An empty parameter is the same as none; a list may be written with commas or by repeating the parameter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Annotated, Any, Literal, TypeAlias
from uuid import UUID

from django.http import QueryDict
from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from xuncheng.foundation.trail.days import midnight
from xuncheng.foundation.trail.paging import EARLIEST, LATEST
from xuncheng.foundation.trail.schemas import Schema
from xuncheng.rules.service_forms import Answer

LONGEST_SPAN = timedelta(days=90)
MOST_ROWS = 1000
MOST_PAGES = 100
MOST_NUMBERS = 200

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LOST_PLUS = re.compile(r" (?=\d\d:\d\d$)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def _moment(given: Any) -> datetime:
    """A date and time of the W3C note. A + that was not escaped comes as a space; a day begins at midnight in China."""
    text = _LOST_PLUS.sub("+", str(given).strip())
    try:
        moment = midnight(date.fromisoformat(text)) if _DAY.fullmatch(text) else datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or not EARLIEST <= moment.year <= LATEST:
        raise PydanticCustomError("w3c_moment", "not a date and time in W3C format")
    return moment


def _parts(given: Any) -> Any:
    """The parts of a list, however it is written."""
    several = given if isinstance(given, list) else [given]
    return [part for one in several for text in str(one).split(",") if (part := text.strip())]


def _without_control(text: str) -> str:
    if _CONTROL.search(text):
        raise PydanticCustomError("control_character", "control characters")
    return text


def _web_address(text: str) -> str:
    if text and not text.lower().startswith(("http://", "https://")):
        raise PydanticCustomError("no_web_address", "not an address of http or https")
    return text


Clean = AfterValidator(_without_control)
Line: TypeAlias = Annotated[str, Field(max_length=200), Clean]
Short: TypeAlias = Annotated[str, Field(max_length=100), Clean]
Code: TypeAlias = Annotated[str, Field(max_length=40), Clean]
Name: TypeAlias = Annotated[str, Field(max_length=24), Clean]
Email: TypeAlias = Annotated[str, Field(max_length=254), Clean]
Phone: TypeAlias = Annotated[str, Field(max_length=20), Clean]
Words: TypeAlias = Annotated[str, Field(max_length=4000), Clean]
Link: TypeAlias = Annotated[str, Field(max_length=500), Clean, AfterValidator(_web_address)]
Moment: TypeAlias = Annotated[datetime, BeforeValidator(_moment, json_schema_input_type=datetime)]


class Given(Schema):
    """Parameters of which an empty one is none."""

    jurisdiction_id: Line = Field("", description="which jurisdiction; there is only one here")
    lang: Literal["zh", "en"] | None = Field(
        None, description="language of the answer (extension); else by Accept-Language, else Chinese"
    )

    @model_validator(mode="before")
    @classmethod
    def _empty_is_none(cls, given: Any) -> Any:
        return {name: value for name, value in given.items() if value not in ("", [""], [])}


class Asked(Given):
    """What a list of requests is narrowed by."""

    service_request_id: Annotated[list[Short], BeforeValidator(_parts)] = Field(
        [], max_length=MOST_NUMBERS, description="numbers; overrides all other parameters"
    )
    service_code: Annotated[list[Code], BeforeValidator(_parts)] = Field([], max_length=100)
    start_date: Moment | None = Field(None, description="requested not before this")
    end_date: Moment | None = Field(
        None, description="requested not after this; at most 90 days are searched"
    )
    status: Annotated[list[Literal["open", "closed"]], BeforeValidator(_parts)] = Field([], max_length=10)
    updated_after: Moment | None = Field(
        None, description="changed not before this (extension); the answer is then sorted by the last change"
    )
    updated_since: Moment | None = Field(None, description="the same as updated_after (extension)")
    updated_before: Moment | None = Field(None, description="changed before this (extension)")
    page: int = Field(1, ge=1, le=MOST_PAGES, description="which page (extension)")
    page_size: int = Field(
        MOST_ROWS, ge=1, le=MOST_ROWS, description="how many requests on a page (extension)"
    )
    own: bool = Field(
        False, description="only what was sent with this key, also what others are not shown (extension)"
    )
    api_key: Line = Field("", description="not needed to read what anybody may read")

    @property
    def changed_from(self) -> datetime | None:
        """Since when the requests changed, by either name."""
        return self.updated_after or self.updated_since

    @property
    def by_change(self) -> bool:
        """Whether it is asked what changed, and not what was requested."""
        return self.changed_from is not None or self.updated_before is not None


def span(start: datetime | None, end: datetime | None, now: datetime) -> tuple[datetime, datetime]:
    """The stretch that is searched: as asked, but its last 90 days at most; of what is left open, 90 days up to now."""
    last = end or (min(start + LONGEST_SPAN, now) if start else now)
    return max(start or last - LONGEST_SPAN, last - LONGEST_SPAN), last


class Posted(Given):
    """A request that somebody posts."""

    api_key: Line = Field("", description="an access token of the bureau")
    service_code: Code
    lat: float | None = Field(None, ge=-90, le=90, allow_inf_nan=False, description="WGS 84")
    long: float | None = Field(None, ge=-180, le=180, allow_inf_nan=False, description="WGS 84")
    address_string: Line = ""
    address_id: UUID | None = Field(None, description="key of a place of the bureau's own list")
    email: Email = ""
    device_id: Short = ""
    account_id: Short = ""
    first_name: Name = ""
    last_name: Name = ""
    phone: Phone = ""
    description: Words = ""
    media_url: Link = ""
    external_id: Annotated[str, Field(max_length=60), Clean] = Field(
        "", description="the sender's own number (extension): the same once more is the same request"
    )

    @property
    def name(self) -> str:
        """The reporter's name: the family name first where it is written without spaces, as in Chinese."""
        if self.last_name.isascii() and self.first_name.isascii():
            return f"{self.first_name} {self.last_name}".strip()
        return f"{self.last_name}{self.first_name}"


_ATTRIBUTE = re.compile(r"attribute\[([^\[\]]{1,40})\](?:\[\d*\])?")


def attributes_of(form: QueryDict) -> Mapping[str, Answer]:
    """The answers to the service's questions: `attribute[CODE]=…`, and `attribute[CODE][]=…` for several."""
    found: dict[str, list[str]] = {}
    for name, values in form.lists():
        if matched := _ATTRIBUTE.fullmatch(name):
            found.setdefault(matched[1], []).extend(str(value) for value in values)
    return {code: values[0] if len(values) == 1 else values for code, values in found.items()}
