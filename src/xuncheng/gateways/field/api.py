"""HTTP for the field app: its key, its queue, the refused acts; see docs/field-sync.md."""

from __future__ import annotations

from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router

from xuncheng.domains.equipment import keys
from xuncheng.domains.equipment.commands import note_wiped
from xuncheng.domains.equipment.queries import DOORKEEPER, Terminal
from xuncheng.foundation.people.authentication import ANYBODY, ViewerRequest
from xuncheng.foundation.people.listing import Column, Listing, language_of
from xuncheng.foundation.people.registers import Register, add_register
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.refusal import Refused, not_found
from xuncheng.foundation.trail.scope import reading
from xuncheng.gateways.field import page, queries, schemas
from xuncheng.gateways.field.doing import Sending, device_of, queue_of, release, take
from xuncheng.gateways.field.door import outdated, terminal_of
from xuncheng.gateways.field.models import FieldAct
from xuncheng.gateways.field.packing import packed
from xuncheng.gateways.field.reference.pulling import body_of, pull
from xuncheng.rules.field.clock import skew_of
from xuncheng.rules.field.terminals import SHUT, WIPED, WIPING
from xuncheng.rules.field.versions import QUEUE_FORMATS
from xuncheng.rules.legal import Text

router = Router(tags=["field"])
Item = dict[str, Any]


@router.get("/sync/state", response=schemas.SyncStateOut, summary="How far the queue of this terminal is")
def sync_state(request: ViewerRequest) -> Item:
    """Which act of the terminal comes next, and what the server asks of the app."""
    return _state(request, terminal_of(request))


@router.post("/sync/key", response=schemas.SyncKeyOut, summary="The key of what this terminal caches")
def sync_key(request: ViewerRequest) -> Item:
    """The key, for the user whose terminal it is, while it is neither locked nor retired."""
    terminal = terminal_of(request)
    return _state(request, terminal) | {"key": keys.tell(terminal.pk)}


@router.post("/sync", response=schemas.SyncOut, summary="Send acts that were done without a network")
def sync(request: ViewerRequest, body: schemas.SyncIn) -> Item:
    """Do the acts in the order of their numbers, each by itself; the same sent again is answered with what became of it."""
    terminal = terminal_of(request)
    _require_whole(request)
    _require_format(body.format)
    now = timezone.now()
    skew = skew_of(body.sent_at, now)
    sending = Sending(request.viewer, terminal, now, skew)
    if terminal.state not in SHUT:
        release(sending)
    outcomes = take(sending, body.acts)
    english = language_of(request) == "en"
    request.acts_done = sum(one.anew and one.row is not None and one.row.state == "done" for one in outcomes)  # type: ignore[attr-defined] # the door counts them
    with reading(request.viewer):
        unsettled = list(queries.unsettled_of(request.viewer, terminal.pk)[: queries.MOST])
        following = queue_of(terminal).following
    return {
        "server_time": now, "skew_seconds": round(skew.total_seconds()), "next_seq": following,
        "minimum_version": settings.FIELD_MINIMUM_VERSION, "outdated": outdated(request),
        "results": [page.result_out(one, english=english) for one in outcomes],
        "unsettled": [page.row_out(row) for row in unsettled],
    }  # fmt: skip


@router.get(
    "/sync/reference",
    response={200: schemas.ReferenceOut, 304: None},
    summary="Data of my area for work without a network",
)
def sync_reference(
    request: ViewerRequest, cursor: Annotated[str, Query(max_length=4000)] = ""
) -> HttpResponse:
    """The next piece of everything, or what has changed since. Compressed where the app takes it; 304 where nothing is new."""
    terminal_of(request)
    now = timezone.now()
    answer = pull(request.viewer, cursor, settings.FIELD_BUDGET, now)
    return packed(request, body_of(answer, settings.FIELD_BUDGET), {"as_of": now})


@router.post(
    "/sync/wiped", response={204: None}, auth=ANYBODY, summary="This terminal has deleted what it cached"
)
def sync_wiped(request: HttpRequest) -> HttpResponse:
    """Note that it has, where it was ordered to; known by its secret alone, for nobody is signed in on it any more."""
    terminal: Terminal | None = getattr(request, "terminal", None)
    if terminal is None:
        raise not_found(Text("该终端", "terminal"))
    if terminal.state in (WIPING, WIPED):
        note_wiped(Deed(DOORKEEPER, device=device_of(terminal)), terminal)
    return HttpResponse(status=204)


def _state(request: ViewerRequest, terminal: Terminal) -> Item:
    with reading(request.viewer):
        waiting = queries.unsettled_of(request.viewer, terminal.pk).count()
        following = queue_of(terminal).following
    return {
        "terminal": {"id": terminal.pk, "name": terminal.name, "user": terminal.user}, "next_seq": following,
        "server_time": timezone.now(), "minimum_version": settings.FIELD_MINIMUM_VERSION, "outdated": outdated(request),
        "queue_formats": list(QUEUE_FORMATS), "reference_budget": settings.FIELD_BUDGET, "waiting": waiting,
    }  # fmt: skip


def _require_whole(request: ViewerRequest) -> None:
    """Refuse a token that does not open all of its user's rights: what it may not do would be refused to the officer."""
    if request.viewer.limits is not None:
        raise Refused(
            "token_limited",
            Text("该令牌的权限范围不包括此项操作", "This token does not open that"),
            status=403,
        )


def _require_format(form: int) -> None:
    if form not in QUEUE_FORMATS:
        known = "、".join(map(str, QUEUE_FORMATS))
        raise Refused(
            "queue_format_unknown",
            Text(
                f"无法识别该版本的离线队列（可识别：{known}），请先更新应用；队列内容不会丢失",
                f"The form of this queue is not understood (known: {known}): update the app first; nothing is lost",
            ),
            status=426,
        )


_FIELD_ACTS: Register[FieldAct] = Register(
    one="field_act", called=Text("该退回行为", "refused act"), detail=schemas.FieldActOut,
    door=queries.refused_readable_by, shown=page.fieldact_page,
    listing=Listing(
        name="field-acts", title="Refused acts of terminals", query=schemas.FieldActQuery, page=schemas.FieldActList,
        about="What officers did without a network and was refused: one's own, and that of the officers whose head one is",
        found=lambda viewer, query: queries.matching(viewer, query.filter()), sortings=queries.SORTINGS, shown=page.fieldact_items,
        columns=(
            Column("行为", "Act", "label"),
            Column("执法人员", "Officer", "user"),
            Column("终端", "Terminal", "terminal"),
            Column("状态", "State", "state"),
            Column("办理时间", "Done at", "at"),
            Column("终端所报时间", "By the device's clock", "said_at"),
            Column("收到时间", "Received", "received_at"),
            Column("退回原因", "Why", "reason"),
            Column("处理时间", "Settled", "settled_at"),
            Column("处理说明", "Note", "note"),
        ),
    ),
)  # fmt: skip
add_register(router, _FIELD_ACTS)
