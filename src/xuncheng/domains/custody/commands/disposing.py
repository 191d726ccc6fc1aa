"""Disposing of confiscated goods: by auction or sale, by destruction, by handing over (罚没物品处理记录).

Administrative Penalty Law, art. 74(1): by public auction or as the state provides; what must be destroyed is destroyed.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from xuncheng.domains.custody import papers
from xuncheng.domains.custody.commands.shared import (
    GiverRefusal,
    GiverSignature,
    Photos,
    Receiver,
    ReceiverRefusal,
    ReceiverSignature,
    both_signed,
    hand_over,
    item_act,
    keep,
    make,
    moved,
)
from xuncheng.domains.custody.models import CustodyItem
from xuncheng.domains.documents.drawn import excuse, pad, signed
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.people.models import Officer
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.rules.custody import check_disposers
from xuncheng.rules.legal import Basis

Disposers = Annotated[
    list[Officer],
    field("处理人（不少于两名）", "Who disposes of it (at least two)", "refs", ref="officer", min_length=1),
]
Witnesses = Annotated[
    str, field("见证人（用顿号分开）", "Witnesses (separated by 、)", "text", min_length=1, max_length=100)
]
WitnessSignature = Annotated[list[StoredFile], pad("见证人", "the witnesses")]
WitnessRefusal = Annotated[str, excuse("见证人", "the witnesses")]
Account = Annotated[str, field("处理情况", "What was done", "longtext", min_length=2, max_length=1000)]
Proceeds = Annotated[
    Decimal, field("成交价款（元）", "Proceeds (CNY)", "money", ge=0, max_digits=14, decimal_places=2)
]
_WITNESSED = (Basis("行政处罚法", "74"),)
DISPOSED = ("state", "place", "moved_at", "proceeds")


@item_act("item.auction", makes=("goods_disposal",))
def auction_item(
    deed: Deed, item: CustodyItem, officers: Disposers, witnesses: Witnesses, account: Account, photos: Photos,
    buyer: Annotated[str, field("买受人", "Buyer", "text", min_length=1, max_length=100)],
    proceeds: Proceeds,
    voucher: Annotated[str, field("价款上缴（留存）凭证号", "Voucher of the proceeds", "text", min_length=2, max_length=60)],
    witness_signature: WitnessSignature | None = None, witness_refusal: WitnessRefusal = "",
) -> CustodyItem:  # fmt: skip
    """Sell a thing by public auction; of a perishable, as was approved. The proceeds go to the treasury, or are kept."""
    item.proceeds = proceeds
    if item.listed and item.state == "early":
        item.listed.sold_for = proceeds
        item.listed.save(update_fields=["sold_for"])
    data = {"receiver": buyer, "proceeds": proceeds, "voucher": voucher}
    seen = (witnesses, witness_signature, witness_refusal)
    return _dispose(deed, item, officers, seen, account, photos, data)


@item_act("item.destroy", makes=("goods_disposal",))
def destroy_item(
    deed: Deed, item: CustodyItem, officers: Disposers, witnesses: Witnesses, account: Account, photos: Photos,
    witness_signature: WitnessSignature | None = None, witness_refusal: WitnessRefusal = "",
) -> CustodyItem:  # fmt: skip
    """Destroy a thing that must be destroyed."""
    return _dispose(
        deed, item, officers, (witnesses, witness_signature, witness_refusal), account, photos, {}
    )


@item_act("item.hand_over", makes=("goods_disposal",))
def hand_over_item(
    deed: Deed, item: CustodyItem, officers: Disposers, witnesses: Witnesses, account: Account, photos: Photos,
    receiver: Receiver,
    authority: Annotated[str, field("接收单位", "Receiving authority", "text", min_length=2, max_length=100)],
    giver_signature: GiverSignature | None = None, giver_refusal: GiverRefusal = "",
    receiver_signature: ReceiverSignature | None = None, receiver_refusal: ReceiverRefusal = "",
    witness_signature: WitnessSignature | None = None, witness_refusal: WitnessRefusal = "",
) -> CustodyItem:  # fmt: skip
    """Hand a thing over to the authority that state rules name. Who does the act gives it; both sign, or say why not.

    Raises `Refused` (`unsigned`) where one of the two, or the witnesses, did not sign.
    """
    seen = (witnesses, witness_signature, witness_refusal)
    handover = hand_over(deed, item, deed.actor.name, receiver, (giver_signature, receiver_signature))
    both = both_signed(deed, handover, (giver_refusal, receiver_refusal), _WITNESSED)
    said = {"receiver": f"{authority}（{receiver}）", "given_by": both["giver"], "taken_by": both["receiver"]}
    return _dispose(deed, item, officers, seen, account, photos, said)


def _dispose(
    deed: Deed, item: CustodyItem, officers: list[Officer], seen: tuple[str, list[StoredFile] | None, str], account: str,
    photos: list[StoredFile], data: papers.Fields,
) -> CustodyItem:  # fmt: skip
    """One disposal: judged, recorded (罚没物品处理记录), photographed; `seen` are the witnesses, what they drew, or why not."""
    names, drawn, refusal = seen
    seen_by = [name.strip() for name in names.split("、")]
    case = item.case
    investigators = (str(case.handler_id), str(case.partner_id))
    moved(deed, item)
    check_disposers([str(officer.pk) for officer in officers], seen_by, investigators)
    item.save(update_fields=DISPOSED)
    keep(deed, item, photos)
    said = {
        "account": account,
        "witnesses": [name for name in seen_by if name],
        "witness_signature": signed(
            deed, item.area_path, names, drawn, refusal, _WITNESSED, field="witness_signature"
        ),
        "photos": len(photos),
        **data,
    }
    make(deed, item, "goods_disposal", papers.goods_disposal(deed, item, officers, said))
    return item
