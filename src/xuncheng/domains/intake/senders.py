"""The register of those who send reports under numbers of their own: its list, its file and the page of one of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.db.models import Q, QuerySet
from ninja import Query

from xuncheng.domains.intake.commands.senders import retired
from xuncheng.domains.intake.models import Sender
from xuncheng.domains.intake.queries import senders
from xuncheng.foundation.people.listing import Column, Listing
from xuncheng.foundation.people.registers import Register
from xuncheng.foundation.trail.paging import Sorting
from xuncheng.foundation.trail.possible import acts_out
from xuncheng.foundation.trail.queries import version_of
from xuncheng.foundation.trail.schemas import Coded, CountOut, PossibleAct, Schema, TimelineEntry, coded
from xuncheng.foundation.trail.timeline import timeline
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text
from xuncheng.rules.reporting.sources import SOURCES

Row = dict[str, Any]

STATES = {"active": Text("启用", "in use"), "retired": Text("已停用", "retired")}
BY_CODE = {
    "code": Sorting("code", descending=False, text=True),
    "-code": Sorting("code", descending=True, text=True),
}


class SenderQuery(Schema):
    """What the register is narrowed and sorted by."""

    q: Annotated[str, Query(max_length=50, description="part of the name, or the beginning of the code")] = ""
    state: Literal["", "active", "retired"] = ""
    sort: str = "code"


class SenderItem(Schema):
    """A sender as the register shows it."""

    id: UUID
    code: str
    name: str
    source: Coded
    contact: str
    state: Coded
    retired_at: datetime | None


class SenderPage(Schema):
    """A page of senders."""

    items: list[SenderItem]
    next: str | None
    count: CountOut


class SenderDetail(SenderItem):
    """A sender with what may be done, and what was."""

    possible_acts: list[PossibleAct]
    timeline: list[TimelineEntry]
    version: int


def _found(viewer: Viewer, query: SenderQuery) -> QuerySet[Sender]:
    found = senders(viewer)
    if words := query.q.strip():
        found = found.filter(Q(name__contains=words) | Q(code__startswith=words))
    return found.filter(retired_at__isnull=query.state == "active") if query.state else found


def _row(one: Sender) -> Row:
    return {
        "id": one.pk, "code": one.code, "name": one.name, "source": coded(one.source, SOURCES), "contact": one.contact,
        "state": coded("retired" if one.retired_at else "active", STATES), "retired_at": one.retired_at,
    }  # fmt: skip


def _rows(_: Viewer, rows: Sequence[Sender]) -> list[Row]:
    return [_row(one) for one in rows]


def _page(one: Sender, viewer: Viewer) -> Row:
    obstacles = {"sender.change": None, "sender.retire": retired() if one.retired_at else None}
    return _row(one) | {
        "possible_acts": acts_out(viewer, obstacles, one.area_path, obstacles),
        "timeline": timeline(one.pk), "version": version_of(one.pk),
    }  # fmt: skip


REGISTER = Register(
    one="sender", called=Text("该来件单位", "sender"), detail=SenderDetail, door=senders, shown=_page,
    listing=Listing(
        name="sender-register", title="Register of senders",
        about="Platforms and bodies that send reports under numbers of their own, by code",
        query=SenderQuery, page=SenderPage, found=_found, sortings=BY_CODE, shown=_rows,
        columns=(
            Column("代码", "Code", "code"),
            Column("名称", "Name", "name"),
            Column("来源类别", "Source", "source"),
            Column("联系方式", "Contact", "contact"),
            Column("状态", "State", "state"),
            Column("停用时间", "Retired", "retired_at"),
        ),
    ),
)  # fmt: skip
