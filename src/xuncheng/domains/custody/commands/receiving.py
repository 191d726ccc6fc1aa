"""Taking goods in: the hand-over, the inventory with photos, the label."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from django.conf import settings

from xuncheng.domains.cases.queries import Case
from xuncheng.domains.custody import papers
from xuncheng.domains.custody.commands.shared import (
    Giver,
    GiverRefusal,
    GiverSignature,
    Photos,
    ReceiverRefusal,
    ReceiverSignature,
    both_signed,
    hand_over,
    keep,
    make,
)
from xuncheng.domains.custody.commands.warehouses import CATEGORY_LABELS, SAFE_KEEPING, OneWarehouse
from xuncheng.domains.custody.models import CustodyItem, MeasureItem
from xuncheng.domains.custody.queries.items import law_on
from xuncheng.foundation.people.numbering import next_number
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import SHANGHAI, Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, invalid
from xuncheng.rules.custody import label_code, start
from xuncheng.rules.legal import Text

OneCase = Annotated[Case, field("案件", "Case", "ref", ref="case")]


@act("item.receive", Text("物品入库", "Take goods in"), basis=SAFE_KEEPING, makes=("custody_record",))
def receive_item(
    deed: Deed,
    warehouse: OneWarehouse,
    case: OneCase,
    category: Annotated[str, field("物品类别", "Category", "choice", choices=CATEGORY_LABELS)],
    name: Annotated[str, field("名称、型号", "Name and model", "text", min_length=1, max_length=100)],
    quantity: Annotated[int, field("数量", "Quantity", "number", ge=1, le=10_000)],
    condition: Annotated[str, field("外观特征、完好程度、附件", "Condition and accessories", "longtext", min_length=2, max_length=500)],
    photos: Photos,
    giver: Giver,
    giver_signature: GiverSignature | None = None,
    receiver_signature: ReceiverSignature | None = None,
    giver_refusal: GiverRefusal = "",
    receiver_refusal: ReceiverRefusal = "",
    listed: Annotated[
        MeasureItem | None, field("扣押清单中的物品（处罚决定没收的不填）", "Line of the list of seizure", "ref", ref="measure_item")
    ] = None,
    perishable: Annotated[bool, field("鲜活或者不易保管", "Perishable", "bool")] = False,
    keeps_until: Annotated[date | None, field("最晚保存至", "Keeps until", "date")] = None,
) -> CustodyItem:  # fmt: skip
    """Take in what a measure seized or a decision confiscated; who does the act receives it. Both sign, or say why not.

    Administrative Coercion Law, art. 26: kept safely, at the agency's cost. Raises `RuleError` (`no_title`) for what was
    neither seized nor confiscated; `Refused` for a warehouse of another area or a perishable without its day, and where
    one of the two did not sign (`unsigned`).
    """
    if not case.area_path.startswith(warehouse.area_path):
        raise invalid(
            FieldError("warehouse", Text("该库房不服务本案所在区域", "That warehouse serves another area"))
        )
    if perishable and keeps_until is None:
        raise invalid(
            FieldError("keeps_until", Text("鲜活物品应当写明最晚保存日期", "Say until when it keeps"))
        )
    if listed is not None and listed.measure.case_id != case.pk:
        raise invalid(
            FieldError("listed", Text("所选物品不是在本案扣押的", "That was seized in another case"))
        )
    law = law_on(case, listed)
    in_term = law.until is None or deed.day <= law.until
    state = start(seized=law.seized and in_term, confiscating=law.confiscating)
    year = deed.at.astimezone(SHANGHAI).year
    serial = next_number("custody_item", settings.LOCALITY.area_code, year)
    label = label_code(year, serial)
    item = CustodyItem(
        id=deed.id, number=f"物{label}", label=label, category=category, name=name.strip(), quantity=quantity,
        condition=condition.strip(), perishable=perishable, keeps_until=keeps_until, state=state, case=case,
        owner=case.party.name, warehouse=warehouse, received_at=deed.at, moved_at=deed.at,
        listed=listed, area_path=case.area_path,
    )  # fmt: skip
    item.save(force_insert=True)
    keep(deed, item, photos)
    handover = hand_over(deed, item, giver, deed.actor.name, (giver_signature, receiver_signature))
    signatures = both_signed(deed, handover, (giver_refusal, receiver_refusal), SAFE_KEEPING)
    make(deed, item, "custody_record", papers.custody_record(deed, item, signatures, len(photos)))
    return item
