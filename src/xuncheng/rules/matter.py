"""Which version of a matter applies: the law of the act's day, unless the law of the decision's day is lighter.

行政处罚法第三十七条 (从旧兼从轻): the provision in force when the violation happened applies; but where it was
amended or repealed by the time of the decision, and the new provision is lighter or no longer regards the act as
a violation, the new one applies.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from xuncheng.rules.legal import Basis, PartyKind, RuleError, Text
from xuncheng.rules.penalty import Circumstance, FineRule, FineTier, Measure, PenaltyKind

_Tiers = dict[Circumstance | None, FineTier]

OLD_LAW_UNLESS_LIGHTER = (Basis("行政处罚法", "37"),)


@dataclass(frozen=True, slots=True)
class Version:
    """What the law says of one matter from `since` to `until`, both days included; None leaves that side open.

    `key` tells the versions of one matter apart; `cited` is the penalty article as a document cites it.
    """

    key: str
    cited: str
    since: date | None
    until: date | None
    fine: FineRule
    kinds: frozenset[PenaltyKind]

    def covers(self, on: date) -> bool:
        """Whether this version is in force on that day."""
        return (self.since or date.min) <= on <= (self.until or date.max)


@dataclass(frozen=True, slots=True)
class Choice:
    """The version that applies, and why. `version` is None where the act may not be punished under this matter.

    `certain` is False where the two versions cannot be weighed by figures alone, so that a lawyer must confirm.
    """

    version: Version | None
    reason: Text
    certain: bool = True
    basis: tuple[Basis, ...] = OLD_LAW_UNLESS_LIGHTER


def choose_version(
    versions: Sequence[Version],
    act_ended_on: date,
    decision_on: date,
    party: PartyKind,
    circumstance: Circumstance | None = None,
) -> Choice:
    """The version for an act that ended on one day and is decided on another (行政处罚法第三十七条).

    Lighter is the lower maximum of the fine, then the lower minimum, then fewer kinds of penalty; for the
    party at hand, in the circumstance that the statute names or else in the ordinary case.
    Raises `RuleError`: `decision_before_act`, and `versions_overlap` if two versions are in force on one day.
    """
    if decision_on < act_ended_on:
        raise RuleError(
            "decision_before_act",
            Text("作出决定的日期早于违法行为终了之日", "The decision lies before the end of the act"),
            field="decision_on",
        )
    then, now = _in_force(versions, act_ended_on), _in_force(versions, decision_on)
    if then is None:
        return Choice(None, _not_yet_unlawful(act_ended_on))
    if now is None:
        return Choice(None, _no_longer_unlawful(then, decision_on))
    if now == then:
        return Choice(then, _same(then))
    return _weigh(then, now, party, circumstance)


def _in_force(versions: Sequence[Version], on: date) -> Version | None:
    found = [version for version in versions if version.covers(on)]
    if len(found) > 1:
        raise RuleError(
            "versions_overlap",
            Text(f"同一事项在{on}有多个有效版本", f"Two versions of the matter are in force on {on}"),
            field="versions",
        )
    return found[0] if found else None


def _weigh(then: Version, now: Version, party: PartyKind, circumstance: Circumstance | None) -> Choice:
    olds, news = _tiers(then.fine, party), _tiers(now.fine, party)
    if olds == news:
        return _weigh_kinds(then, now)
    old, new = _tier(olds, circumstance), _tier(news, circumstance)
    if not _comparable(olds, news, old, new):
        return Choice(then, _incomparable(then, now), certain=False)
    if _figures(new) == _figures(old):
        return _weigh_kinds(then, now)
    if _figures(new) > _figures(old):
        return Choice(then, _not_lighter(then, now, old, new), certain=now.kinds >= then.kinds)
    # A lower fine beside a kind of penalty that the old law did not know is not lighter by figures alone.
    if not now.kinds <= then.kinds:
        return Choice(then, _incomparable(then, now), certain=False)
    return Choice(now, _lighter(then, now, old, new))


def _weigh_kinds(then: Version, now: Version) -> Choice:
    """Fines alike: lighter is what has fewer kinds of penalty."""
    if now.kinds < then.kinds:
        return Choice(now, _fewer_kinds(then, now))
    if now.kinds >= then.kinds:
        return Choice(then, _alike(then, now))
    return Choice(then, _incomparable(then, now), certain=False)


def _tiers(rule: FineRule, party: PartyKind) -> _Tiers:
    return {tier.circumstance: replace(tier, party=None) for tier in rule.tiers if tier.applies_to(party)}


def _tier(tiers: _Tiers, circumstance: Circumstance | None) -> FineTier | None:
    """The range for the circumstance, or else for the ordinary case."""
    return tiers.get(circumstance) or tiers.get(None)


def _comparable(olds: _Tiers, news: _Tiers, old: FineTier | None, new: FineTier | None) -> bool:
    """Whether the figures mean the same: yuan and yuan, per cent of the same value; no fine at all compares."""
    if bool(olds) != bool(old) or bool(news) != bool(new):
        return False
    return old is None or new is None or (old.measure, old.of) == (new.measure, new.of)


def _figures(tier: FineTier | None) -> tuple[Decimal, ...]:
    """What tiers are ordered by: no fine first, then the maximum, then the minimum."""
    return () if tier is None else (tier.high, tier.low)


def _not_yet_unlawful(on: date) -> Text:
    return Text(
        f"违法行为终了之日（{on}）该规定尚未施行或者已经失效，不得依照该事项处罚",
        f"The provision was not in force when the act ended ({on}); it cannot be punished under this matter",
    )


def _no_longer_unlawful(then: Version, on: date) -> Text:
    return Text(
        f"{then.cited}在作出决定之日（{on}）已不再施行，且无新的规定认为该行为违法，适用新的规定，不予处罚",
        f"{then.cited} is no longer in force on the day of the decision ({on}) and nothing replaces it",
    )


def _same(then: Version) -> Text:
    return Text(
        f"行为终了时与作出决定时适用同一规定：{then.cited}",
        f"The same provision is in force on both days: {then.cited}",
    )


def _lighter(then: Version, now: Version, old: FineTier | None, new: FineTier | None) -> Text:
    return Text(
        f"新的规定处罚较轻（{now.cited}，{_spell(new).zh}；原规定{then.cited}，{_spell(old).zh}），适用新的规定",
        f"The new provision is lighter ({now.cited}: {_spell(new).en}; before, {then.cited}: {_spell(old).en})",
    )


def _not_lighter(then: Version, now: Version, old: FineTier | None, new: FineTier | None) -> Text:
    return Text(
        f"适用违法行为发生时的规定（{then.cited}，{_spell(old).zh}）；新的规定（{now.cited}，{_spell(new).zh}）并不较轻",
        f"The provision of the act's day applies ({then.cited}: {_spell(old).en});"
        f" the new one ({now.cited}: {_spell(new).en}) is not lighter",
    )


def _fewer_kinds(then: Version, now: Version) -> Text:
    return Text(
        f"罚款幅度相同，但新的规定（{now.cited}）处罚种类较少，较轻，适用新的规定",
        f"The fines are alike, but {now.cited} has fewer kinds of penalty than {then.cited}",
    )


def _alike(then: Version, now: Version) -> Text:
    return Text(
        f"适用违法行为发生时的规定（{then.cited}）；新的规定（{now.cited}）罚款幅度相同，并不较轻",
        f"The provision of the act's day applies ({then.cited}); the new one ({now.cited}) is no lighter",
    )


def _incomparable(then: Version, now: Version) -> Text:
    return Text(
        f"暂按违法行为发生时的规定（{then.cited}）；与新的规定（{now.cited}）孰轻孰重不能仅按数额判断，须经法制审核确认",
        f"For now the provision of the act's day ({then.cited}); which of it and {now.cited} is lighter does not"
        " follow from figures alone and must be confirmed by legality review",
    )


def fine_in_words(rule: FineRule) -> Text:
    """The fine of a matter as a sentence: each range with whom and which circumstance it is for."""
    spelled = [_spell_fully(tier) for tier in rule.tiers]
    if not spelled:
        other = "、".join(rule.refers_to)
        return Text(f"适用{other}的罚款", f"fine as of {other}") if other else _spell(None)
    return Text("；".join(one.zh for one in spelled), "; ".join(one.en for one in spelled))


def _spell_fully(tier: FineTier) -> Text:
    spelled = _spell(tier)
    labels = [what.label for what in (tier.party, tier.circumstance) if what]
    if not labels:
        return spelled
    return Text(
        "、".join(label.zh for label in labels) + "：" + spelled.zh,
        ", ".join(label.en for label in labels) + ": " + spelled.en,
    )


def _spell(tier: FineTier | None) -> Text:
    if tier is None:
        return Text("不罚款", "no fine")
    return _SPELLED[tier.measure](tier, tier.of or _YUAN)


_YUAN = Text("元", "yuan")
_SPELLED: dict[Measure, Callable[[FineTier, Text], Text]] = {
    Measure.AMOUNT: lambda t, _of: Text(f"罚款{t.low}元至{t.high}元", f"fine of {t.low} to {t.high} yuan"),
    Measure.UNIT: lambda t, of: Text(
        f"每{of.zh}罚款{t.low}元至{t.high}元", f"{t.low} to {t.high} yuan per {of.en}"
    ),
    Measure.MULTIPLE: lambda t, of: Text(
        f"{of.zh}的{t.low}倍至{t.high}倍", f"{t.low} to {t.high} times the {of.en}"
    ),
    Measure.PERCENT: lambda t, of: Text(
        f"{of.zh}的{t.low}%至{t.high}%", f"{t.low} to {t.high} % of the {of.en}"
    ),
}


NOT_GRANTED = ("未核对", "仅可拖移")
"""How the words on measures begin where nobody confirmed any, or where the law lets a vehicle only be towed."""


def measures_granted(said: str) -> frozenset[str]:
    """Which coercive measures the law of a matter grants: `seal`, `seize`; none where the words on them say none.

    Words that cite a provision without naming a measure grant both: which of them it bears, the head sees when he approves.
    Only a law or regulation grants a measure (行政强制法第十条), so what was not confirmed grants nothing.
    """
    if not said or said.startswith(NOT_GRANTED):
        return frozenset()
    named = {kind for kind, word in (("seal", "查封"), ("seize", "扣")) if word in said}
    return frozenset(named or {"seal", "seize"})
