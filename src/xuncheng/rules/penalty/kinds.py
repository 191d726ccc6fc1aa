"""The kinds of administrative penalty: a closed list, for what is not on it is no lawful penalty."""

from __future__ import annotations

from enum import StrEnum

from xuncheng.rules.legal import Basis, Text


class PenaltyKind(StrEnum):
    """One kind of penalty (处罚种类) of 行政处罚法第九条."""

    WARNING = "warning"
    PUBLIC_CRITICISM = "public_criticism"
    FINE = "fine"
    CONFISCATE_GAINS = "confiscate_gains"
    CONFISCATE_GOODS = "confiscate_goods"
    SUSPEND_LICENCE = "suspend_licence"
    DOWNGRADE = "downgrade"
    REVOKE_LICENCE = "revoke_licence"
    RESTRICT_BUSINESS = "restrict_business"
    STOP_BUSINESS = "stop_business"
    CLOSE_BUSINESS = "close_business"
    BAR_FROM_TRADE = "bar_from_trade"
    DETENTION = "detention"
    OTHER = "other"

    @property
    def label(self) -> Text:
        """The kind as the law names it."""
        return _KINDS[self][0]

    @property
    def basis(self) -> Basis:
        """The item of the article that names the kind."""
        return Basis("行政处罚法", f"9()({_KINDS[self][1]})")


_KINDS = {
    PenaltyKind.WARNING: (Text("警告", "warning"), 1),
    PenaltyKind.PUBLIC_CRITICISM: (Text("通报批评", "public criticism"), 1),
    PenaltyKind.FINE: (Text("罚款", "fine"), 2),
    PenaltyKind.CONFISCATE_GAINS: (Text("没收违法所得", "confiscation of unlawful gains"), 2),
    PenaltyKind.CONFISCATE_GOODS: (Text("没收非法财物", "confiscation of unlawful goods"), 2),
    PenaltyKind.SUSPEND_LICENCE: (Text("暂扣许可证件", "suspension of a licence"), 3),
    PenaltyKind.DOWNGRADE: (Text("降低资质等级", "lowering of a qualification"), 3),
    PenaltyKind.REVOKE_LICENCE: (Text("吊销许可证件", "revocation of a licence"), 3),
    PenaltyKind.RESTRICT_BUSINESS: (Text("限制开展生产经营活动", "restriction of business"), 4),
    PenaltyKind.STOP_BUSINESS: (Text("责令停产停业", "order to stop production or business"), 4),
    PenaltyKind.CLOSE_BUSINESS: (Text("责令关闭", "order to close down"), 4),
    PenaltyKind.BAR_FROM_TRADE: (Text("限制从业", "bar from the trade"), 4),
    PenaltyKind.DETENTION: (Text("行政拘留", "administrative detention"), 5),
    PenaltyKind.OTHER: (Text("法律、行政法规规定的其他行政处罚", "other penalty set by law"), 6),
}
