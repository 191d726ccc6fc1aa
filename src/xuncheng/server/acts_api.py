"""The API for writing: one route an act, made from the register; a batch form; and the catalogue of acts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Body, Field, Header, Router
from pydantic import AwareDatetime, ConfigDict, create_model

from xuncheng.foundation.people.authentication import ANYBODY, SIGNED_IN, ViewerRequest
from xuncheng.foundation.people.listing import language_of
from xuncheng.foundation.trail.acts import REGISTER, Act
from xuncheng.foundation.trail.answers import Done, done_out
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.entered import SENT, arguments_of, check_choices, checked
from xuncheng.foundation.trail.problem import REFUSALS, problem_of, refused_by
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.foundation.trail.schemas import Schema, Words, basis_out, words
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.batching import MAY
from xuncheng.rules.field.clock import LONGEST
from xuncheng.rules.legal import Text
from xuncheng.server.act_examples import example_of
from xuncheng.server.openapi_refusals import law_of

router = Router(tags=["acts"])

MOST_IN_BATCH = 200

UNSENT = frozenset({
    "bankline.match", "case.lapse", "charge.pay", "classifier.keep", "file.add", "file.discard", "import.begin_here", "import.check",
    "import.take", "portal.look", "report.answer_with", "report.code", "report.conclude", "report.dispute", "report.regroup",
    "report.take_up", "second_factor.change", "session.close", "session.open", "session.refuse", "session.refuse_unknown",
    "statement.submit", "terminal.note_wiped",
})  # fmt: skip
"""Acts that nobody sends: they follow from others, or the program does them itself. No route leads to them."""


def sent() -> list[Act]:
    """The acts that are sent from outside, by name."""
    return [spec for name, spec in sorted(REGISTER.items()) if name not in UNSENT]


Wording = Annotated[
    dict[str, Annotated[str, Field(min_length=1, max_length=5000)]],
    Field(
        max_length=40,
        description="texts of the documents as they are to be printed, by the `field` that the preview names",
    ),
]


class DeedIn(Schema):
    """The frame of an act: who sends it says when and where it was done, and makes its id."""

    model_config = ConfigDict(extra="forbid")

    id: UUID = Field(
        description="UUIDv7 made by whoever does the act; the same id twice is the same act once"
    )
    at: AwareDatetime | None = Field(None, description="when it was done, if it was done without a network")
    device: str = Field("", max_length=100)
    place: tuple[Annotated[float, Field(ge=-180, le=180)], Annotated[float, Field(ge=-90, le=90)]] | None = (
        Field(None, description="lon, lat in WGS 84")
    )
    wording: Wording = {}


class BatchItem(DeedIn):
    """One act of a batch."""

    name: str
    on: UUID | None = None
    expected: int | None = Field(None, description="the version that the actor saw (If-Match)")
    input: dict[str, Any] = {}


class BatchIn(Schema):
    """Acts to be done one after the other, each by itself: one that is refused does not stop the next."""

    acts: list[BatchItem] = Field(max_length=MOST_IN_BATCH)


class BatchAnswer(Schema):
    """What became of one act: its answer, or the problem."""

    id: UUID
    status: int
    body: Done | None = None
    problem: dict[str, Any] | None = None


class ActsOut(Schema):
    """The answers, in the order of the acts."""

    results: list[BatchAnswer]


@router.post("", response=ActsOut, auth=SIGNED_IN, summary="Do several acts")
def do_batch(request: ViewerRequest, body: BatchIn) -> dict[str, Any]:
    """Do the acts in order; each has its own transaction and its own answer."""
    return {"results": [_one_of_batch(request, item) for item in body.acts]}


def _one_of_batch(request: ViewerRequest, item: BatchItem) -> dict[str, Any]:
    try:
        spec = known(item.name)
        done = perform(spec, request.viewer, item, item.on, item.expected, checked(spec, item.input))
    except REFUSALS as error:
        refused = refused_by(error)
        problem = problem_of(refused, english=language_of(request) == "en")
        return {"id": item.id, "status": refused.status, "problem": problem}
    return {"id": item.id, "status": 200, "body": done}


IF_MATCH = 'the version that the actor saw: "7"; 412 where the object has changed since'
IfMatch = Annotated[str | None, Header(alias="If-Match", description=IF_MATCH)]


def known(name: str) -> Act:
    """The act of that name, among those that are sent. Raises `Refused`."""
    if name not in REGISTER or name in UNSENT:
        raise invalid(FieldError("name", Text(f"没有这种行为：{name}", f"There is no act {name}")))
    return REGISTER[name]


def perform(
    spec: Act, viewer: Viewer, frame: DeedIn, on: UUID | None, expected: int | None, arguments: dict[str, Any]
) -> dict[str, Any]:
    """Do one act as the viewer and answer with the members of `Done`. Raises `Refused`."""
    deed = deed_of(spec, viewer, frame, expected, arguments)
    spec.perform(deed, **on_of(spec, on), **arguments)
    return done_out(spec, deed)


def deed_of(
    spec: Act, viewer: Viewer, frame: DeedIn, expected: int | None, arguments: dict[str, Any]
) -> Deed:
    """The deed of an act that was sent. Raises `Refused` for a time or a choice that cannot be."""
    _check_limits(spec, viewer)
    now = timezone.now()
    _check_time(frame.at, now)
    check_choices(spec, arguments)
    return Deed(
        actor=viewer, id=frame.id, at=frame.at or now, received_at=now, device=frame.device, place=frame.place,
        expected=expected, wording=frame.wording,
    )  # fmt: skip


def _check_limits(spec: Act, viewer: Viewer) -> None:
    """Refuse an act that the caller's token does not name, also one that strangers may do."""
    if viewer.limits is not None and spec.name not in viewer.limits.acts:
        raise Refused(
            "token_limited",
            Text("该令牌的权限范围不包括此项操作", "This token does not open that"),
            status=403,
        )


def on_of(spec: Act, on: UUID | None) -> dict[str, UUID]:
    """The object acted on, under the name of its parameter."""
    if spec.on is None:
        return {}
    if on is None:
        raise invalid(FieldError("on", Text("请指明办理对象", "Say on which object the act is done")))
    return {spec.on: on}


def _check_time(at: datetime | None, now: datetime) -> None:
    if at is not None and at > now:
        raise invalid(
            FieldError("at", Text("办理时间不能晚于现在", "It cannot have been done later than now"))
        )
    if at is not None and at < now - LONGEST:
        days = LONGEST.days
        raise invalid(
            FieldError(
                "at", Text(f"办理时间不能早于{days}天前", f"It cannot have been done over {days} days ago")
            )
        )


class BatchedOut(Schema):
    """Why an act may be done in a batch, and which of its inputs each object needs for itself."""

    why: Words
    each: list[str]


class ActItem(Schema):
    """One act of the catalogue."""

    name: str
    label: dict[str, str]
    on: str | None = Field(description="kind of object that it is done on; null: it starts a new one")
    basis: list[dict[str, str]]
    makes: list[str] = Field(description="kinds of documents that it may make: these can be seen beforehand")
    batch: BatchedOut | None = Field(
        description="set for acts that may be asked for on many objects at once (`batch.ask`)"
    )
    input: dict[str, Any] = Field(
        alias="schema", description="JSON schema of the input, with labels and widgets"
    )


class ActItems(Schema):
    """The catalogue of acts."""

    items: list[ActItem]


@router.get(
    "", response=ActItems, by_alias=True, auth=SIGNED_IN, summary="The acts that the viewer may do somewhere"
)
def catalogue(request: ViewerRequest) -> dict[str, Any]:
    """Every act that some grant of the viewer covers today, with the schema of its input."""
    mine = request.viewer.acts(timezone.localdate())
    return {"items": [_item(spec) for spec in sent() if spec.name in mine or spec.public]}


def _item(spec: Act) -> dict[str, Any]:
    return {
        "name": spec.name, "label": words(spec.label), "basis": basis_out(spec.basis),
        "on": spec.subject_model._meta.model_name if spec.on else None,
        "makes": list(spec.makes), "batch": _batched(spec.name), "schema": spec.inputs.schema.model_json_schema(),
    }  # fmt: skip


def _batched(act: str) -> dict[str, Any] | None:
    row = MAY.get(act)
    return {"why": words(row.why), "each": sorted(row.each)} if row else None


def version_of(if_match: str | None) -> int | None:
    """The version in an If-Match header: "7"."""
    if not if_match or if_match == "*":
        return None
    text = if_match.strip().removeprefix("W/").strip('"')
    if not text.isdecimal():
        raise invalid(FieldError("If-Match", Text("版本号格式不正确", "Not a version")))
    return int(text)


def _route(spec: Act) -> Callable[..., HttpResponse]:
    """The view of one act, typed by its own input."""
    title = spec.inputs.schema.__name__.removesuffix("Input")
    frame: dict[str, Any] = {"input": (spec.inputs.schema, ...)}
    if spec.on:
        frame["on"] = (
            UUID,
            Field(description=f"the {spec.subject_model._meta.model_name} that it is done on"),
        )
    body_model = create_model(f"{title}Deed", __base__=DeedIn, **frame)

    def view(request: HttpRequest, body: Any, if_match: str | None = None) -> HttpResponse:
        viewer: Viewer = request.viewer  # type: ignore[attr-defined] # set by authentication
        on = getattr(body, "on", None)
        done = perform(spec, viewer, body, on, version_of(if_match), arguments_of(body.input))
        # Written at once: to check our own answer against its schema would cost as much as to check the input.
        return HttpResponse(orjson.dumps(done), content_type="application/json")

    view.__name__ = "act_" + spec.name.replace(".", "_")
    body: Any = Annotated[body_model, Body()]  # type: ignore[type-arg] # a value here, not a type
    view.__annotations__ = {"request": HttpRequest, "body": body, "return": HttpResponse}
    if spec.on:
        view.__annotations__["if_match"] = IfMatch
    return view


def add_routes() -> None:
    """One route for each act that is sent. To be called once every command is loaded."""
    for spec in sent():
        name = spec.name
        SENT.add(name)
        description = (spec.command.__doc__ or "").strip()
        router.add_api_operation(
            f"/{name}", ["POST"], _route(spec), response=Done, auth=ANYBODY if spec.public else SIGNED_IN,
            operation_id="act_" + name.replace(".", "_"), summary=f"{spec.label.zh} {spec.label.en}",
            description=description, openapi_extra={"responses": law_of(name)} | example_of(name),
        )  # fmt: skip
