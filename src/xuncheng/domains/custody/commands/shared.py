"""What the acts on things in custody share: the table's judgment, room in places, hand-overs, documents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, ParamSpec, TypeVar

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Model

from xuncheng.domains.custody.models import CustodyItem, Handover, Placement, StoragePlace
from xuncheng.domains.custody.queries.items import holding_of
from xuncheng.domains.documents.commands import issue
from xuncheng.domains.documents.drawn import as_printed, check, excuse, pad, signed
from xuncheng.domains.documents.queries import Document
from xuncheng.foundation.files.commands import attach
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.days import day_of
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.foundation.trail.statements import lock
from xuncheng.rules.custody import PRESENT, STEPS, check_room, refusal
from xuncheng.rules.legal import Basis, Text

P = ParamSpec("P")
R = TypeVar("R", bound=Model)

Photos = Annotated[list[StoredFile], field("照片", "Photos", "files", min_length=1, max_length=20)]
Papers = Annotated[list[StoredFile], field("凭证", "Vouchers", "files", min_length=1, max_length=20)]
Giver = Annotated[str, field("交付人", "Who hands it over", "text", min_length=1, max_length=50)]
Receiver = Annotated[str, field("接收人", "Who takes it", "text", min_length=1, max_length=50)]
GiverSignature = Annotated[list[StoredFile], pad("交付人", "who hands it over")]
ReceiverSignature = Annotated[list[StoredFile], pad("接收人", "who takes it")]
GiverRefusal = Annotated[str, excuse("交付人", "who hands it over")]
ReceiverRefusal = Annotated[str, excuse("接收人", "who takes it")]


def item_act(name: str, *, makes: tuple[str, ...] = ()) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """`@act` on a thing for a row of the life-cycle table: the label and the basis come from there."""
    step = STEPS[name]
    return act(name, step.label, on="item", basis=step.basis, makes=makes)


def moved(deed: Deed, item: CustodyItem) -> None:
    """Judge the act by the table and put the thing into the state that it leads to; what leaves also leaves its place.

    The term of a measure is asked for on the day on which the act came in: an earlier time of it saves nothing.

    Raises `Refused` with the articles, or `invalid_input` for an act said to be done before the last one.
    """
    step = STEPS[deed.name]
    if found := refusal(deed.name, holding_of(item, day_of(max(deed.at, deed.received_at)))):
        raise Refused(found.code, found.message, basis=found.basis)
    if deed.at < item.moved_at:
        raise _too_early()
    item.state = step.leads[item.state]
    if item.state not in PRESENT and item.place_id:
        leave(deed, item)
    item.moved_at = deed.at


def _too_early() -> Refused:
    return invalid(FieldError("at", Text("办理时间应当晚于上一次变动", "It lies after the last change")))


def leave(deed: Deed, item: CustodyItem) -> None:
    """Take the thing from its place."""
    place = _locked(item.place)
    _store(place, item.category, -item.quantity)
    placement = Placement.objects.select_for_update().get(item=item, during__endswith=None)
    if deed.at <= placement.during.lower:
        raise _too_early()
    placement.during = DateTimeTZRange(placement.during.lower, deed.at)
    placement.save(update_fields=["during"])
    item.place = None


def lay(deed: Deed, item: CustodyItem, place: StoragePlace) -> None:
    """Put the thing at a place of its warehouse. Raises `Refused`, `RuleError` (`place_full`, `category_not_taken`)."""
    if place.warehouse_id != item.warehouse_id:
        raise invalid(
            FieldError("place", Text("库位不在物品所在的库房", "The place is in another warehouse"))
        )
    place = _locked(place)
    check_room(place.code, place.capacity, place.stored.items(), item.category, item.quantity)
    _store(place, item.category, item.quantity)
    Placement(id=deed.id, item=item, place=place, during=DateTimeTZRange(deed.at, None)).save(
        force_insert=True
    )
    item.place = place


def _locked(place: StoragePlace | None) -> StoragePlace:
    """The place as it is now, held until the act is done: who puts something there waits."""
    found = lock(StoragePlace, place.pk) if place else None
    if found is None:
        raise invalid(FieldError("place", Text("没有这个库位", "There is no such place")))
    return found


def _store(place: StoragePlace, category: str, change: int) -> None:
    left = place.stored.get(category, 0) + change
    place.stored = {name: number for name, number in (place.stored | {category: left}).items() if number}
    place.save(update_fields=["stored"])


def hand_over(
    deed: Deed, item: CustodyItem, giver: str, receiver: str,
    drawn: tuple[list[StoredFile] | None, list[StoredFile] | None],
) -> Handover:  # fmt: skip
    """Note that the thing passes from one hand into another. Raises `Refused` where both are the same."""
    if giver.strip() == receiver.strip():
        raise invalid(
            FieldError("receiver", Text("交付人和接收人不能是同一人", "Giver and receiver are two persons"))
        )
    given, taken = (next(iter(files or ()), None) for files in drawn)
    for file, name in ((given, "giver_signature"), (taken, "receiver_signature")):
        if file:
            check(file, name)
    keep(deed, item, [file for file in (given, taken) if file], "signature")
    handover = Handover(
        id=deed.id, item=item, act=deed.name, giver=giver.strip(), receiver=receiver.strip(), giver_signature=given,
        receiver_signature=taken, at=deed.at,
    )  # fmt: skip
    handover.save(force_insert=True)
    return handover


def both_signed(
    deed: Deed, handover: Handover, refusals: tuple[str, str], basis: tuple[Basis, ...]
) -> dict[str, Any]:
    """The signatures of giver and receiver, as documents have them. Raises `Refused` (`unsigned`) where one neither signed nor says why."""
    names = (handover.giver, handover.receiver)
    drawn = (handover.giver_signature, handover.receiver_signature)
    return {
        side: as_printed(deed, name, picture.blob_id if picture else None, refusal, basis, field=f"{side}_signature")
        for side, name, picture, refusal in zip(("giver", "receiver"), names, drawn, refusals, strict=True)
    }  # fmt: skip


def receipt_by(deed: Deed, handover: Handover, refusal: str) -> dict[str, Any]:
    """That the party, or who takes it for him, signs for what he gets back. Administrative Coercion Law, art. 28(2)."""
    drawn = handover.receiver_signature
    basis, digest = (Basis("行政强制法", "28(2)"),), drawn.blob_id if drawn else None
    return as_printed(deed, handover.receiver, digest, refusal, basis, field="receiver_signature")


def received(
    deed: Deed, area_path: str, name: str, files: list[StoredFile] | None, refusal: str, basis: tuple[Basis, ...]
) -> dict[str, Any]:  # fmt: skip
    """The signature of who takes a thing, as a document has it. Raises `Refused` (`unsigned`)."""
    return signed(deed, area_path, name.strip(), files, refusal, basis, field="receiver_signature")


def keep(deed: Deed, item: CustodyItem, files: list[StoredFile], kind: str = "item") -> None:
    """Keep photos, vouchers or signatures with the thing."""
    for file in files:
        attach(deed, file, kind, item.pk, item.area_path)


def make(deed: Deed, item: CustodyItem, kind: str, data: Mapping[str, Any]) -> Document:
    """Make one document on the thing; it lies in the file of the case."""
    return issue(deed, kind, "case", item.case_id, item.area_path, data, item.case.number)
