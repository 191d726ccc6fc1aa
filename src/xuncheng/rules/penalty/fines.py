"""How much a matter's fine may be: from the statute's words to a range in yuan for one case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NoReturn

from xuncheng.rules.legal import Basis, PartyKind, RuleError, Text
from xuncheng.rules.money import check_money, to_fen

_PENALTY_LAW = "行政处罚法"
_REDUCING_ARTICLES = ("30", "31", "32")
_HUNDRED = Decimal(100)


class Circumstance(StrEnum):
    """What a statute itself distinguishes when it sets more than one range, or a fine only in some cases."""

    LIGHT = "light"
    SERIOUS = "serious"
    FIRST = "first"
    REPEAT = "repeat"
    REFUSAL = "refusal"
    NO_OTHER_LAW = "no_other_law"
    BUILDER = "builder"
    DEVELOPER = "developer"
    CARRIER = "carrier"
    OUTDOOR = "outdoor"
    INDOOR = "indoor"

    @property
    def label(self) -> Text:
        """Word for screens and documents."""
        return _CIRCUMSTANCE_LABELS[self]


_CIRCUMSTANCE_LABELS = {
    Circumstance.LIGHT: Text("情节轻微", "slight"),
    Circumstance.SERIOUS: Text("情节严重", "serious"),
    Circumstance.FIRST: Text("首次违法", "first time"),
    Circumstance.REPEAT: Text("再次违法", "repeated"),
    Circumstance.REFUSAL: Text("拒不改正", "refusal to correct"),
    Circumstance.NO_OTHER_LAW: Text("其他法律、法规未规定处罚", "no other law sets a penalty"),
    Circumstance.BUILDER: Text("施工单位", "builder"),
    Circumstance.DEVELOPER: Text("建设单位", "developer"),
    Circumstance.CARRIER: Text("运输单位", "carrier"),
    Circumstance.OUTDOOR: Text("户外设施", "outdoor facility"),
    Circumstance.INDOOR: Text("户内设施", "indoor facility"),
}


class Measure(StrEnum):
    """What the two figures of a tier are: yuan, yuan per counted unit, times a value, per cent of a value."""

    AMOUNT = "amount"
    UNIT = "unit"
    MULTIPLE = "multiple"
    PERCENT = "percent"


@dataclass(frozen=True)
class FineTier:
    """One range of fines in a statute: 二百元以上一千元以下, 每平方米三百元以上三千元以下, 三倍以上五倍以下.

    `of` names what is counted (m², vehicle) or valued (project cost); it is absent for plain amounts.
    `party` is absent where citizen and organisation are treated alike, `circumstance` for the ordinary case.
    Raises `RuleError` (`fine_tier_inconsistent`) for figures that make no range.
    """

    low: Decimal
    high: Decimal
    measure: Measure = Measure.AMOUNT
    of: Text | None = None
    party: PartyKind | None = None
    circumstance: Circumstance | None = None

    def __post_init__(self) -> None:
        makes_range = 0 <= self.low <= self.high and self.high > 0
        if not makes_range or (self.of is None) != (self.measure is Measure.AMOUNT):
            raise RuleError(
                "fine_tier_inconsistent",
                Text(
                    f"罚款幅度有误：{self.low}至{self.high}", f"No range of fines: {self.low} to {self.high}"
                ),
                field="fine",
            )

    def applies_to(self, party: PartyKind) -> bool:
        """Whether the tier is for this kind of party."""
        return self.party in (None, party)


@dataclass(frozen=True)
class FineRule:
    """What the statute says about the fine of one matter: no tier at all means no fine.

    `refers_to` are codes of matters whose fines apply instead; `remarks` are words beside the figures, for
    the lawyer's eyes. Raises `RuleError` (`fine_tiers_overlap`) if two tiers fit the same case.
    """

    tiers: tuple[FineTier, ...] = ()
    refers_to: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for party in PartyKind:
            found = self.circumstances(party)
            if len(found) != len(set(found)):
                raise RuleError(
                    "fine_tiers_overlap",
                    Text("同一情形有多个罚款幅度", "Two ranges of fines fit the same case"),
                    field="fine",
                )

    def circumstances(self, party: PartyKind) -> tuple[Circumstance | None, ...]:
        """The circumstances that `fine_range` accepts for this kind of party; `None` is the ordinary case."""
        return tuple(tier.circumstance for tier in self.tiers if tier.applies_to(party))


@dataclass(frozen=True)
class Range:
    """The lowest and the highest fine in one case, in yuan, both included."""

    minimum: Decimal
    maximum: Decimal


def fine_range(
    rule: FineRule,
    party: PartyKind,
    *,
    units: Decimal | None = None,
    value: Decimal | None = None,
    circumstance: Circumstance | None = None,
) -> Range:
    """The range of the fine for one party in one case.

    `units` (how many m², vehicles, trees were found) is read only where the statute fines per unit, `value`
    (project cost and the like, in yuan) only where it fines a multiple or a percentage.
    Raises `RuleError`: `fine_not_provided`, `fine_not_for_party`, `circumstance_not_in_rule`,
    `units_missing`, `value_missing`, `amount_invalid`.
    """
    tier = _tier(rule, party, circumstance)
    factor = _factor(tier, units, value)
    return Range(to_fen(tier.low * factor), to_fen(tier.high * factor))


def _tier(rule: FineRule, party: PartyKind, circumstance: Circumstance | None) -> FineTier:
    tiers = [tier for tier in rule.tiers if tier.applies_to(party)]
    for tier in tiers:
        if tier.circumstance is circumstance:
            return tier
    if not rule.tiers:
        _refuse_any_fine(rule)
    if not tiers:
        raise RuleError(
            "fine_not_for_party",
            Text(f"该事项未对{party.label.zh}设定罚款", f"No fine is set for a {party.label.en}"),
            field="party",
        )
    raise _not_in_rule(tiers)


def _refuse_any_fine(rule: FineRule) -> NoReturn:
    elsewhere = "、".join(rule.refers_to)
    zh, en = "该事项未设定罚款", "No fine is set for this matter"
    if elsewhere:
        zh, en = f"该事项的罚款适用{elsewhere}", f"The fine of this matter is that of {elsewhere}"
    raise RuleError("fine_not_provided", Text(zh, en), field="matter")


def _not_in_rule(tiers: Iterable[FineTier]) -> RuleError:
    labels = [
        tier.circumstance.label if tier.circumstance else Text("一般情形", "ordinary") for tier in tiers
    ]
    return RuleError(
        "circumstance_not_in_rule",
        Text(
            f"请选择法条规定的情形：{'、'.join(label.zh for label in labels)}",
            f"Choose a circumstance that the statute names: {', '.join(label.en for label in labels)}",
        ),
        field="circumstance",
    )


def _factor(tier: FineTier, units: Decimal | None, value: Decimal | None) -> Decimal:
    """What the figures of the tier are multiplied by to give yuan."""
    if tier.of is None:
        return Decimal(1)
    if tier.measure is Measure.UNIT:
        return _counted(units, tier.of)
    if value is None:
        raise RuleError(
            "value_missing",
            Text(f"请填写{tier.of.zh}（元）", f"State the {tier.of.en} in yuan"),
            field="value",
        )
    worth = check_money(value, "value")
    return worth / _HUNDRED if tier.measure is Measure.PERCENT else worth


def _counted(units: Decimal | None, of: Text) -> Decimal:
    if units is None or not units.is_finite() or units <= 0:
        raise RuleError(
            "units_missing",
            Text(f"请填写数量（{of.zh}）", f"State how many (per {of.en})"),
            field="units",
        )
    return units


def check_amount(allowed: Range, amount: Decimal, reduction_ground: Basis | None = None) -> None:
    """Refuse a fine outside its range.

    Nothing allows more than the maximum. Less than the minimum (减轻) needs the article that allows it:
    行政处罚法第三十条至第三十二条, or one of another statute.
    Raises `RuleError`: `amount_invalid`, `fine_above_range`, `fine_below_range`.
    """
    check_money(amount, "amount")
    if amount > allowed.maximum:
        raise RuleError(
            "fine_above_range",
            Text(
                f"罚款{amount}元超过法定上限{allowed.maximum}元",
                f"A fine of {amount} yuan is above the maximum of {allowed.maximum} yuan",
            ),
            field="amount",
            basis=(Basis(_PENALTY_LAW, "16"), Basis(_PENALTY_LAW, "34")),
        )
    if amount < allowed.minimum and not _allows_reduction(reduction_ground):
        raise RuleError(
            "fine_below_range",
            Text(
                f"罚款{amount}元低于法定下限{allowed.minimum}元，须写明减轻处罚的依据",
                f"A fine of {amount} yuan is below the minimum of {allowed.minimum} yuan; cite the ground",
            ),
            field="amount",
            basis=tuple(Basis(_PENALTY_LAW, article) for article in _REDUCING_ARTICLES),
        )


def _allows_reduction(ground: Basis | None) -> bool:
    if ground is None:
        return False
    return not ground.statute.endswith(_PENALTY_LAW) or ground.article.startswith(_REDUCING_ARTICLES)
