"""Performance on the party's behalf by the real calendar: the three days, the hours, and the sums (行政强制法第四十三条、第五十一条)."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from tests.rules.procedure.case import CALENDAR, LI_MING, timer

from xuncheng.rules.calendar import clear_working_days
from xuncheng.rules.procedure.beside.behalf.state import OPEN, OVER, Behalf, owed, paid, without_decision
from xuncheng.rules.procedure.beside.behalf.table import BEHALF
from xuncheng.rules.procedure.facts import Facts, decode, encode
from xuncheng.rules.procedure.model import Situation, judge
from xuncheng.rules.procedure.steps import SHANGHAI

days = st.dates(date(2026, 1, 5), date(2027, 10, 31))
sums = st.decimals("0.01", "100000", places=2)
SERVED = Facts(
    filed=True,
    correction="unmet",
    investigators=frozenset({LI_MING.id}),
    behalfs=(Behalf(state="served", estimate=Decimal(500)),),
)


def refusal(act: str, facts: Facts, now: date, **entered: object) -> str:
    """The code of the refusal; empty where the act is allowed."""
    rule = BEHALF.rule(act)
    assert rule is not None
    refused = judge(rule, Situation(facts, LI_MING, now, timer, entered))
    return refused.code if refused else ""


@given(now=days, after=st.integers(0, 25), hour=st.integers(0, 23), urgent=st.booleans())
def test_three_full_working_days_lie_between_and_it_is_by_day(
    now: date, after: int, hour: int, urgent: bool
) -> None:
    planned = datetime.combine(now + timedelta(days=after), time(hour), SHANGHAI)
    day = planned.date()
    code = refusal(
        "behalf.warn", SERVED, now, delivered=True, planned_at=planned, urgency="路面塌陷" if urgent else ""
    )
    clear = day > now and clear_working_days(now, day, CALENDAR) >= 3
    lawful_time = urgent or (6 <= hour < 22 and CALENDAR.is_workday(day))
    # Urgency excuses night and holiday, never the three days
    assert (code == "") == (clear and lawful_time)
    assert clear or code == "behalf_too_soon"


@given(cost=sums, parts=st.lists(sums, max_size=6))
def test_payments_never_exceed_what_is_owed(cost: Decimal, parts: list[Decimal]) -> None:
    one = Behalf(state="done", cost=cost).start("behalf_payment", date(2026, 12, 1))
    facts, rule = Facts(behalfs=(one,)), BEHALF.rule("behalf.pay")
    assert rule is not None
    for part in parts:
        entered = {"cost_paid": part, "receipt": "DJ0001"}
        situation = Situation(facts, LI_MING, date(2026, 11, 20), timer, entered)
        if judge(rule, situation) is None:
            facts = rule.effect(situation)
    assert Decimal(0) <= owed(facts.behalfs) == cost - paid(facts.behalfs)
    assert facts.behalfs[0].settled == (owed(facts.behalfs) == 0)
    assert (facts.behalfs[0].due("behalf_payment") is None) == facts.behalfs[0].settled
    assert decode(encode(facts)) == facts


@given(cost=sums, evidenced=sums, estimate=sums, explained=st.booleans())
def test_the_cost_is_what_is_proved(
    cost: Decimal, evidenced: Decimal, estimate: Decimal, explained: bool
) -> None:
    facts = Facts(behalfs=(Behalf(state="done", estimate=estimate),))
    rule = BEHALF.rule("behalf.charge")
    assert rule is not None
    entered = {
        "cost": cost,
        "evidenced": evidenced,
        "excess": "材料多于预估" if explained else "",
        "pay_by": date(2026, 12, 1),
    }
    situation = Situation(facts, LI_MING, date(2026, 11, 20), timer, entered)
    allowed = all(check.holds(situation) for check in rule.checks)
    assert allowed == (cost <= evidenced and (explained or cost <= estimate))


@given(state=st.sampled_from(sorted(OPEN | OVER | {"done"})), cost=st.none() | sums, share=st.integers(0, 2))
def test_once_its_decision_is_gone_nothing_is_open_or_owed(
    state: str, cost: Decimal | None, share: int
) -> None:
    one = Behalf(state=state, cost=cost if state == "done" else None)
    one = one.but(paid=(one.cost or Decimal(0)) * share / 2)
    after = without_decision(one)
    assert after.state not in OPEN
    assert after.settled
    assert after.owed == after.paid == 0
