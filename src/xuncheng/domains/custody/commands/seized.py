"""Sealing and seizure (查封、扣押), how it ends: sold, handled, lifted, returned. Administrative Coercion Law, art. 27 and 28."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from xuncheng.domains.cases.commands.shared import (
    Files,
    Team,
    case_act,
    make,
    words,
)
from xuncheng.domains.cases.papers import parts
from xuncheng.domains.cases.queries import Case
from xuncheng.domains.custody import seizure_papers as papers
from xuncheng.domains.custody.commands.lists import hang
from xuncheng.domains.custody.commands.seized_shared import Chosen, Reasons, take_over
from xuncheng.domains.custody.commands.shared import ReceiverRefusal, ReceiverSignature, received
from xuncheng.domains.custody.models import Measure, MeasureItem
from xuncheng.domains.custody.queries.measures import in_warehouse
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.beside.seizure.checks import OUTCOMES, acl

GROUNDS = {
    "no_violation": Text("当事人没有违法行为", "there was no violation"),
    "unrelated": Text(
        "查封、扣押的场所、设施或者财物与违法行为无关", "the objects have nothing to do with it"
    ),
    "decided": Text(
        "对违法行为已经作出处理决定，不再需要查封、扣押", "the case is decided; they are no longer needed"
    ),
    "term_over": Text("查封、扣押期限已经届满", "the term is over"),
    "other": Text("其他不再需要采取查封、扣押措施的情形", "they are no longer needed for another reason"),
}
"""Why a measure is lifted (第二十八条第一款第一项至第五项), in the order of the items."""


@case_act("seizure.approve_sale")
def approve_sale_of_seized(
    deed: Deed, case: Case, seizure: Chosen,
    objects: Annotated[str, words("拟先行变卖、拍卖的物品", "What is to be sold")],
    perishable: Annotated[bool, field("属于鲜活物品或者其他不易保管的物品", "It does not keep", "bool")],
    reasons: Annotated[str, words("不易保管的情况", "Why it does not keep")],
    price_evidence: Annotated[
        list[StoredFile], field("价格凭据", "Evidence of the price", "files", min_length=1, max_length=20)
    ],
) -> Measure:  # fmt: skip
    """Let perishables be sold before the decision, on evidence of their price. Art. 28(2)."""
    take_over(case, seizure)
    hang(deed, seizure, price_evidence)
    evidence = "、".join(file.name for file in price_evidence)
    data = {
        **papers.after(case, seizure), "objects": objects, "reasons": reasons, "evidence": evidence,
        "head_opinion": parts.own_opinion(deed, "同意先行变卖、拍卖，价款留存。"),
    }  # fmt: skip
    make(deed, case, "seizure_sale_approval", data)
    return seizure


@case_act("seizure.sell")
def sell_seized(
    deed: Deed, case: Case, seizure: Chosen, officers: Team,
    line: Annotated[int, field("清单中的序号", "Line in the list", "number", ge=1, le=200)],
    buyer: Annotated[str, field("买受人", "Buyer", "text", min_length=1, max_length=100)],
    proceeds: Annotated[Decimal, field("成交价款（元）", "Proceeds (CNY)", "money", ge=0, max_digits=14, decimal_places=2)],
    voucher: Annotated[str, field("价款留存凭证号", "Voucher of the proceeds", "text", min_length=2, max_length=60)],
    account: Annotated[str, words("变卖、拍卖情况", "How it was sold")],
    files: Files | None = None,
) -> Measure:  # fmt: skip
    """Sell one of the objects as was approved; the proceeds stand in its place. Art. 28(2)."""
    take_over(case, seizure)
    item = seizure.items.filter(position=line).first()
    if item is None or item.sold_for is not None or in_warehouse(seizure).filter(listed=item).exists():
        raise invalid(
            FieldError(
                "line",
                Text(
                    "清单中没有该物品，已经变卖，或者应当在库房办理",
                    "Not in the list, sold, or in a warehouse",
                ),
            )
        )
    item.sold_for = proceeds
    item.save(update_fields=["sold_for"])
    hang(deed, seizure, files or ())
    (row,) = papers.sold_or_not([item])
    data = {
        **papers.after(case, seizure), "item": row, "buyer": buyer, "proceeds": proceeds, "voucher": voucher,
        "account": account, "sold_at": deed.at, "officers": parts.officers(officers),
    }  # fmt: skip
    make(deed, case, "seizure_sale", data)
    return seizure


@case_act("seizure.handle")
def handle_seized(
    deed: Deed, case: Case, seizure: Chosen,
    outcome: Annotated[str, field("处理方式", "What becomes of the objects", "choice", choices=OUTCOMES)],
    reasons: Reasons,
    provision: Annotated[str, field("销毁所依据的法律、行政法规条款", "Provision on their destruction", "text", max_length=200)] = "",
) -> Measure:  # fmt: skip
    """Decide within the term what becomes of the objects, if they are not given back. Art. 27."""
    take_over(case, seizure)
    _end(deed, seizure, outcome)
    data = papers.handling(case, seizure, _listed(seizure), outcome, provision, reasons)
    make(deed, case, "seizure_handling", data)
    return seizure


@case_act("seizure.lift")
def lift_seizure(
    deed: Deed, case: Case, seizure: Chosen,
    ground: Annotated[str, field("解除情形", "Ground", "choice", choices=GROUNDS)],
    reasons: Reasons,
) -> Measure:  # fmt: skip
    """Lift a measure that is no longer needed. Art. 28."""
    item = list(GROUNDS).index(ground) + 1
    return _lift(deed, case, seizure, GROUNDS[ground].zh, f"28(1)({item})", reasons, "lifted")


@case_act("seizure.release")
def release_seized(deed: Deed, case: Case, seizure: Chosen, reasons: Reasons) -> Measure:
    """Release at once what may not be kept: the term is over, or an urgent measure was not approved. Art. 19, 28(1)(4)."""
    if seizure.until and seizure.until < deed.day:
        ground, article = "查封、扣押期限已经届满", "28(1)(4)"
    else:
        ground, article = "紧急实施后未获批准或者不再需要", "19;28(1)(5)"
    return _lift(deed, case, seizure, ground, article, reasons, "released")


@case_act("seizure.return")
def return_seized(
    deed: Deed, case: Case, seizure: Chosen, officers: Team,
    receiver: Annotated[str, field("领取人", "Who takes them", "text", min_length=2, max_length=50)],
    remarks: Annotated[str, field("清点情况", "What was found on counting", "longtext", max_length=1000)] = "",
    receiver_signature: ReceiverSignature | None = None, receiver_refusal: ReceiverRefusal = "",
) -> Measure:  # fmt: skip
    """Give the objects, or what they were sold for, back to the party against his receipt. Art. 28(2).

    What lies in a warehouse is handed out there first. Raises `Refused` (`goods_in_warehouse`).
    """
    take_over(case, seizure)
    kept = in_warehouse(seizure)
    if kept:
        raise Refused(
            "goods_in_warehouse",
            Text(f"尚有物品在库房，请先办理出库退还：{'、'.join(item.number for item in kept[:10])}",
                 f"Some of them are in a warehouse: hand them out there first: {', '.join(item.number for item in kept[:10])}"),
            409, acl("28(2)"),
        )  # fmt: skip
    seizure.ended_at = deed.at
    seizure.save(update_fields=["ended_at"])
    taken = received(deed, case.area_path, receiver, receiver_signature, receiver_refusal, acl("28(2)"))
    data = {
        **papers.after(case, seizure), "items": papers.sold_or_not(_listed(seizure)),
        "remarks": remarks or None, "receiver": taken, "officers": parts.officers(officers),
    }  # fmt: skip
    make(deed, case, "seizure_return", data)
    return seizure


def _lift(
    deed: Deed, case: Case, measure: Measure, ground: str, article: str, reasons: str, outcome: str
) -> Measure:
    take_over(case, measure)
    _end(deed, measure, outcome)
    data = papers.lifting(
        case, measure, _listed(measure), ground, article, reasons, forced=outcome == "released"
    )  # fmt: skip
    make(deed, case, "seizure_lifting", data)
    return measure


def _end(deed: Deed, measure: Measure, outcome: str) -> None:
    measure.ended_at, measure.outcome = deed.at, outcome
    measure.save(update_fields=["ended_at", "outcome"])


def _listed(measure: Measure) -> list[MeasureItem]:
    return list(measure.items.order_by("position"))
