"""What may be decided on the spot (当场处罚) by the simple procedure."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from xuncheng.rules.legal import Basis, PartyKind, RuleError, Text
from xuncheng.rules.money import check_money
from xuncheng.rules.penalty.kinds import PenaltyKind

SIMPLE_LIMITS = {PartyKind.PERSON: Decimal(200), PartyKind.ORGANISATION: Decimal(3000)}
"""The highest fine of the simple procedure, in yuan (行政处罚法第五十一条)."""

_SIMPLE_KINDS = frozenset({PenaltyKind.WARNING, PenaltyKind.FINE})
_BASIS = (Basis("行政处罚法", "51"),)


def check_simple(party: PartyKind, kinds: Collection[PenaltyKind], fine: Decimal | None = None) -> None:
    """Refuse the simple procedure for anything but a warning and a small fine (行政处罚法第五十一条).

    `fine` is in yuan and belongs to the kind `FINE`.
    Raises `RuleError`: `simple_kind_not_allowed`, `simple_fine_missing`, `simple_fine_above_limit`.
    """
    others = [kind for kind in PenaltyKind if kind in kinds and kind not in _SIMPLE_KINDS]
    if others or not kinds:
        names = Text("、".join(kind.label.zh for kind in others), ", ".join(kind.label.en for kind in others))
        raise RuleError(
            "simple_kind_not_allowed",
            Text(
                f"简易程序只能作出警告或者小额罚款，不适用于：{names.zh or '无处罚'}",
                f"The simple procedure is for a warning or a small fine, not for: {names.en or 'no penalty'}",
            ),
            field="kinds",
            basis=_BASIS,
        )
    if PenaltyKind.FINE in kinds:
        _check_fine(party, fine)


def _check_fine(party: PartyKind, fine: Decimal | None) -> None:
    if fine is None:
        raise RuleError(
            "simple_fine_missing", Text("请填写罚款金额", "State the amount of the fine"), field="fine"
        )
    limit = SIMPLE_LIMITS[party]
    if check_money(fine, "fine") > limit:
        raise RuleError(
            "simple_fine_above_limit",
            Text(
                f"对{party.label.zh}当场罚款不得超过{limit}元，请适用普通程序",
                f"A fine on the spot for a {party.label.en} is at most {limit} yuan; "
                "use the ordinary procedure",
            ),
            field="fine",
            basis=_BASIS,
        )
