"""What the documents on goods in custody say."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import prefetch_related_objects

from xuncheng.domains.custody.models import CustodyItem, Handover
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.people.models import Officer
from xuncheng.foundation.trail.deed import Deed
from xuncheng.rules.custody import CATEGORIES, STEPS

Fields = dict[str, Any]


def custody_record(deed: Deed, item: CustodyItem, signatures: Fields, photos: int) -> Fields:
    """入库保管记录; `signatures` are those of who gives and who receives."""
    return {
        **_about(item), "title": "没收" if item.state == "confiscated" else "扣押",
        "warehouse": f"{item.warehouse.name}（{item.warehouse.address}）", "received_at": deed.at, "photos": photos,
        "keeps_until": item.keeps_until, "check_code": item.case.check_code, **signatures,
    }  # fmt: skip


def goods_receipt(deed: Deed, item: CustodyItem, handover: Handover, taken: Fields, remarks: str) -> Fields:
    """领取收据; `taken` is the signature of who takes it."""
    money = item.proceeds if deed.name == "item.return_proceeds" else None
    return {
        **_about(item),
        "proceeds": money,
        "remarks": remarks or None,
        **_signatures(handover),
        "receiver": taken,
    }


def goods_disposal(deed: Deed, item: CustodyItem, officers: Iterable[Officer], said: Fields) -> Fields:
    """罚没物品处理记录; `said` is what the act was told: account, witnesses, photos, and of a sale buyer and proceeds."""
    team = list(officers)
    prefetch_related_objects(team, "user")
    early = item.state == "sold_early" or (item.perishable and not item.case.facts.decided)
    return {
        **_about(item), "basis": "《行政强制法》第二十八条第二款先行处置" if early else "处罚决定没收，《行政处罚法》第七十四条第一款",
        "manner": STEPS[deed.name].label.zh, "disposed_at": deed.at, **said,
        "officers": [{"name": one.user.name, "certificate": one.certificate_number} for one in team],
    }  # fmt: skip


def _about(item: CustodyItem) -> Fields:
    category = CATEGORIES[item.category]
    return {
        "cause": item.case.cause, "party_name": item.owner,
        "goods": {
            "number": item.number, "label": item.label, "name": item.name, "category": category.label.zh,
            "quantity": f"{item.quantity}{category.unit.zh}", "condition": item.condition,
        },
    }  # fmt: skip


def _signatures(handover: Handover) -> Fields:
    return {
        "giver": _signed(handover.giver, handover.at, handover.giver_signature),
        "receiver": _signed(handover.receiver, handover.at, handover.receiver_signature),
    }


def _signed(name: str, at: datetime, drawn: StoredFile | None) -> Fields:
    return {"name": name, "at": at, "refusal": None, "drawn": drawn.blob_id if drawn else None}
