"""What the law's decisions mean for the thing: confiscated, given back, or disposed of early because it does not keep."""

from __future__ import annotations

from typing import Annotated

from xuncheng.domains.custody import papers
from xuncheng.domains.custody.commands.shared import (
    Papers,
    Receiver,
    ReceiverRefusal,
    ReceiverSignature,
    hand_over,
    item_act,
    keep,
    make,
    moved,
    receipt_by,
)
from xuncheng.domains.custody.models import CustodyItem
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field

Identity = Annotated[
    str,
    field("证件号码", "Identity number", "text", min_length=4, max_length=20, secret=True),
]
Reasons = Annotated[str, field("理由", "Reasons", "longtext", min_length=2, max_length=1000)]
Voucher = Annotated[
    str, field("付款凭证号", "Number of the payment voucher", "text", min_length=2, max_length=60)
]
SETTLED = ("state", "place", "moved_at")


@item_act("item.confiscate")
def confiscate_item(deed: Deed, item: CustodyItem) -> CustodyItem:
    """Mark a thing as confiscated by the penalty decision of its case. Administrative Coercion Law, art. 27."""
    moved(deed, item)
    item.save(update_fields=SETTLED)
    return item


@item_act("item.return", makes=("goods_receipt",))
def return_item(
    deed: Deed, item: CustodyItem,
    receiver: Receiver, identity: Identity,
    receiver_signature: ReceiverSignature | None = None, receiver_refusal: ReceiverRefusal = "",
    remarks: Annotated[str, field("清点情况", "What was found on counting", "text", max_length=300)] = "",
) -> CustodyItem:  # fmt: skip
    """Give a thing back to the party, against a receipt. Art. 28: at once when the measure is lifted."""
    moved(deed, item)
    item.save(update_fields=SETTLED)
    handover = hand_over(deed, item, deed.actor.name, receiver, (None, receiver_signature))
    taken = receipt_by(deed, handover, receiver_refusal)
    make(deed, item, "goods_receipt", papers.goods_receipt(deed, item, handover, taken, remarks))
    return item


@item_act("item.approve_early")
def approve_early_disposal(
    deed: Deed, item: CustodyItem, reasons: Reasons, price_evidence: Papers,
) -> CustodyItem:  # fmt: skip
    """Approve that a perishable is disposed of before the decision, on evidence of its price. Art. 28(2)."""
    moved(deed, item)
    keep(deed, item, price_evidence)
    item.save(update_fields=SETTLED)
    return item


@item_act("item.return_proceeds", makes=("goods_receipt",))
def return_proceeds(
    deed: Deed, item: CustodyItem, receiver: Receiver, identity: Identity, voucher: Voucher,
    receiver_signature: ReceiverSignature | None = None, receiver_refusal: ReceiverRefusal = "",
) -> CustodyItem:  # fmt: skip
    """Give the party the money for which a perishable was sold. Art. 28(2)."""
    moved(deed, item)
    item.save(update_fields=SETTLED)
    handover = hand_over(deed, item, deed.actor.name, receiver, (None, receiver_signature))
    taken = receipt_by(deed, handover, receiver_refusal)
    data = papers.goods_receipt(deed, item, handover, taken, f"付款凭证号：{voucher}")
    make(deed, item, "goods_receipt", data)
    return item
