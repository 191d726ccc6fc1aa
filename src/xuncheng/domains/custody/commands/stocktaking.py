"""Taking stock (盘点): opened over a warehouse or a place, scanned label by label, closed with the difference."""

from __future__ import annotations

from typing import Annotated

from django.conf import settings
from uuid_utils.compat import uuid7

from xuncheng.domains.custody.commands.warehouses import SAFE_KEEPING, OneWarehouse
from xuncheng.domains.custody.models import CustodyItem, Stocktake, StocktakeLine, StoragePlace
from xuncheng.foundation.people.numbering import next_number
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import SHANGHAI, Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.rules.custody import PRESENT, read_label, reckon
from xuncheng.rules.legal import Text

OnePlace = Annotated[
    StoragePlace | None,
    field("库位（不选则盘点整库）", "Place (none: the whole warehouse)", "ref", ref="place"),
]
MOST_CODES = 500


@act("stocktake.open", Text("开始盘点", "Begin stock-taking"), basis=SAFE_KEEPING)
def open_stocktake(
    deed: Deed,
    warehouse: OneWarehouse,
    place: OnePlace = None,
) -> Stocktake:
    """Note what ought to be in the warehouse, or at the place, from now on.

    Raises `Refused`: `stocktake_running` while another one of the same warehouse is open.
    """
    if place and place.warehouse_id != warehouse.pk:
        raise invalid(FieldError("place", Text("库位不在所选库房", "The place is in another warehouse")))
    if Stocktake.objects.filter(warehouse=warehouse, closed_at=None).exists():
        raise Refused(
            "stocktake_running", Text("该库房有尚未结束的盘点", "A stock-taking of that warehouse is open")
        )
    items = CustodyItem.objects.filter(warehouse=warehouse, state__in=PRESENT)
    expected = list((items.filter(place=place) if place else items).order_by("label"))
    year = deed.at.astimezone(SHANGHAI).year
    serial = next_number("stocktake", settings.LOCALITY.area_code, year)
    stocktake = Stocktake(
        id=deed.id, number=f"盘{year}-{serial:04}", warehouse=warehouse, place=place, opened_at=deed.at,
        expected=len(expected), area_path=warehouse.area_path,
    )  # fmt: skip
    stocktake.save(force_insert=True)
    StocktakeLine.objects.bulk_create(
        StocktakeLine(stocktake=stocktake, label=item.label, item=item, expected=True) for item in expected
    )
    return stocktake


@act("stocktake.scan", Text("扫码盘点", "Scan labels"), on="stocktake", basis=SAFE_KEEPING)
def scan_labels(
    deed: Deed, stocktake: Stocktake,
    codes: Annotated[list[str], field("标签号", "Label codes", "codes", min_length=1, max_length=MOST_CODES)],
) -> Stocktake:  # fmt: skip
    """Note labels that were scanned, one or many; one that is scanned again counts once.

    Raises `RuleError` (`label_unreadable`) for a code whose check digits do not fit.
    """
    _check_open(stocktake)
    labels = {read_label(code) for code in codes}
    lines = StocktakeLine.objects.filter(stocktake=stocktake, label__in=labels)
    known = set(lines.values_list("label", flat=True))
    lines.filter(scanned_at=None).update(scanned_at=deed.at)
    strange = sorted(labels - known)
    items = {item.label: item for item in CustodyItem.objects.filter(label__in=strange)}
    StocktakeLine.objects.bulk_create(
        StocktakeLine(
            id=uuid7(), stocktake=stocktake, label=label, item=items.get(label), expected=False, scanned_at=deed.at
        )
        for label in strange
    )  # fmt: skip
    return stocktake


@act("stocktake.close", Text("结束盘点", "End stock-taking"), on="stocktake", basis=SAFE_KEEPING)
def close_stocktake(
    deed: Deed, stocktake: Stocktake,
    remarks: Annotated[str, field("差异说明", "Remarks on the difference", "longtext", max_length=500)] = "",
) -> Stocktake:  # fmt: skip
    """Reckon what was found, what is missing and what is surplus. A difference is explained (`difference_unexplained`)."""
    _check_open(stocktake)
    lines = StocktakeLine.objects.filter(stocktake=stocktake)
    told = reckon(
        lines.filter(expected=True).values_list("label", flat=True),
        lines.exclude(scanned_at=None).values_list("label", flat=True),
    )
    if (told.missing or told.surplus) and not remarks.strip():
        raise Refused(
            "difference_unexplained",
            Text(
                f"盘亏{len(told.missing)}件、盘盈{len(told.surplus)}件，应当说明差异原因",
                f"{len(told.missing)} missing, {len(told.surplus)} surplus: explain the difference",
            ),
            basis=SAFE_KEEPING,
        )
    stocktake.found, stocktake.missing, stocktake.surplus = map(len, (told.found, told.missing, told.surplus))
    stocktake.closed_at, stocktake.remarks = deed.at, remarks.strip()
    stocktake.save(update_fields=["found", "missing", "surplus", "closed_at", "remarks"])
    deed.outputs |= {"missing": list(told.missing), "surplus": list(told.surplus)}
    return stocktake


def _check_open(stocktake: Stocktake) -> None:
    if stocktake.closed_at:
        raise Refused("stocktake_closed", Text("盘点已经结束", "That stock-taking has ended"))
