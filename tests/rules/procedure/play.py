"""Cases that go their own way: random acts by random people on real days, lawful ones only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from tests.rules.procedure.case import (
    CLERK,
    DEPUTY,
    FINE,
    HEAD,
    LAWYER,
    LI_MING,
    STALL,
    TRAINEE,
    WANG_FANG,
    WARNING,
    ZHOU_QIANG,
    CaseFile,
    timer,
)

from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.model import ActRule, Person, Procedure, Situation
from xuncheng.rules.procedure.sparing import ON_THE_SPOT, NoPenaltyGround
from xuncheng.rules.procedure.waiting import waits_for
from xuncheng.rules.procedure.worlds import CHOICES

ALL_IN_ONE = Person("万能", certified=True, roles=frozenset({"officer", "head", "reviewer"}))
PEOPLE = (LI_MING, WANG_FANG, ZHOU_QIANG, TRAINEE, HEAD, DEPUTY, LAWYER, CLERK, ALL_IN_ONE)
CLOSURE = frozenset({"close_business"})
ENDINGS = {"case.terminate", "decision.waive"}
"""Acts after which little is left to try."""
BRIEF = ("case.educate",)
"""Acts for which there is little time in a case: tried oftener, or games in which they are done would be few."""
LAST_DAY = date(2027, 4, 30)
"""Beyond it some period would run into a year whose holidays nobody knows yet."""


def play(seed: int, table: Procedure, acts: int = 60) -> Iterator[CaseFile]:
    """A case of some kind, after each lawful act that somebody tried on it."""
    chance = Random(seed)  # noqa: S311 # a game, not a secret
    case = CaseFile(date(2026, 1, 5) + timedelta(days=chance.randrange(300)), table, _world(chance))
    for _ in range(acts):
        if chance.random() < 0.15:
            case.today = min(LAST_DAY, case.today + timedelta(days=chance.choice((1, 1, 2, 3, 6, 10, 30))))
        rule = table.rule(_choose(chance, case))
        if rule is None:
            continue
        who = chance.choice(_fit(case, rule) or PEOPLE) if chance.random() < 0.7 else chance.choice(PEOPLE)
        given = {name: _enter(chance, case, name) for name in rule.inputs}
        if case.tries(rule.name, who, **given) is None:
            yield case.do(rule.name, who, **given)


def _world(chance: Random) -> Facts:
    """Mostly a plain case; now and then one of its fixed facts is another."""
    odd = {name: chance.choice(values) for name, values in CHOICES.items() if chance.random() < 0.1}
    kinds = chance.choice((FINE, FINE | WARNING, FINE | CLOSURE))
    limits = chance.choice(((50, 150), (500, 5000)))
    return STALL.but(kinds=kinds, fine_min=Decimal(limits[0]), fine_max=Decimal(limits[1]), **odd)


def _choose(chance: Random, case: CaseFile) -> str:
    """Often the act that the case waits for, else any."""
    if not case.facts.proposed:
        return case.table.acts[0].name
    if chance.random() < 0.6:
        return waits_for(case.table.name, case.facts, case.today)[1]
    names = [rule.name for rule in case.table.acts]
    name = chance.choice(names + 5 * [one for one in BRIEF if one in names])
    return "" if name in ENDINGS and chance.random() < 0.85 else name


def _fit(case: CaseFile, rule: ActRule) -> tuple[Person, ...]:
    """Those to whom the act is offered."""
    return tuple(
        who for who in PEOPLE
        if all(guard.holds(Situation(case.facts, who, case.today, timer)) for guard in (*rule.requires, *rule.by))
    )  # fmt: skip


def _enter(chance: Random, case: CaseFile, name: str) -> Any:
    """Something that a person might enter, right or wrong."""
    facts, today = case.facts, case.today
    proposed = facts.panel or facts.notified
    team = tuple(person for person in PEOPLE if person.id in facts.investigators)
    options: dict[str, tuple[Any, ...]] = {
        "officers": (team, (LI_MING, WANG_FANG), (LI_MING, ALL_IN_ONE), (LI_MING, TRAINEE), (LI_MING,)),
        "officer": (*team, ZHOU_QIANG),
        "replacement": PEOPLE,
        "members": ((HEAD, DEPUTY), (HEAD, ALL_IN_ONE), (HEAD,), (DEPUTY, ZHOU_QIANG)),
        "kinds": (
            proposed.kinds if proposed else facts.kinds,
            FINE,
            WARNING,
            CLOSURE,
            facts.kinds,
            frozenset(),
        ),
        "amount": _sums(facts),
        "ground": ("", "lighter", "reduced"),
        # Oftener those that officers may use at once: with all the rest that must fit, they would hardly ever come
        "no_penalty_ground": (*NoPenaltyGround, *(5 * tuple(ON_THE_SPOT))),
        "education": ("已教育", ""),
        "device": (None,),
        "proof": ((), ("证据",)),
        "accepted": (("证据",), ()),
        "until": (today + timedelta(days=3), today, today - timedelta(days=1)),
        "hearing_on": tuple(today + timedelta(days=ahead) for ahead in (8, 10, 12, 15, 20)),
        "began": (today, today, today - timedelta(days=1)),
        "started_at": (facts.due("hearing_day") or today, today),
        "presider": PEOPLE,
        "document": ("prior_notice", "decision", "no_penalty_decision"),
        "way": ("direct", "bank", "electronic", "announcement", "on_the_spot"),
        "reason": ("", "下落不明"),
        "received_on": (today, facts.made_on or today, today - timedelta(days=2), today + timedelta(days=1)),
        "witnesses": ("", "居委会 甲"),
        "receipt": ("京财0001", ""),
        "paid_on": (None, today, today - timedelta(days=2), today + timedelta(days=1)),
    }
    return chance.choice(options.get(name, (True, True, False)))


def _sums(facts: Facts) -> tuple[Decimal, ...]:
    if facts.decided:
        return (facts.owed, facts.fine / 2, facts.fine, facts.fine * 2)
    proposed = facts.panel or facts.notified
    return (
        proposed.amount if proposed else facts.fine_max,
        *map(Decimal, (0, 60, 100, 600, 2000, 4000, 6000)),
    )
