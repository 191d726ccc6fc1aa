"""A case on paper: it stands under one table, on one day, and acts are done on it as on a real one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from xuncheng.rules.calendar import Calendar, CalendarYear
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.invariants import Step
from xuncheng.rules.procedure.model import Person, Procedure, Refusal, Situation, judge, possible
from xuncheng.rules.procedure.ordinary import ORDINARY
from xuncheng.rules.procedure.periods import last_day
from xuncheng.rules.procedure.simple import SIMPLE
from xuncheng.rules.procedure.sparing import NoPenaltyGround

LI_MING, WANG_FANG, ZHOU_QIANG = (
    Person(name, certified=True, roles=frozenset({"officer"})) for name in ("李明", "王芳", "周强")
)
TRAINEE = Person("实习生小陈")
HEAD = Person("赵局长", roles=frozenset({"head"}))
DEPUTY = Person("钱副局长", roles=frozenset({"head"}))
LAWYER = Person("孙律师", roles=frozenset({"reviewer"}))
CLERK = Person("内勤小吴")

CALENDAR = Calendar(
    [
        CalendarYear.before_notice(
            2027,
            spring_festival=date(2027, 2, 6),
            qingming=date(2027, 4, 5),
            dragon_boat=date(2027, 6, 9),
            mid_autumn=date(2027, 9, 15),
        )
    ]
)
FIGURES = {
    "decision_days": Decimal(90), "decision_first_extension_days": Decimal(30),
    "decision_second_extension_days": Decimal(60), "statement_days": Decimal(5), "lodging_days": Decimal(3),
    "seizure_ratification_days": Decimal(1), "publication_days": Decimal(7),
    "publication_order_days": Decimal(20),
    "publication_least_months": Decimal(3), "publication_most_months": Decimal(12),
    "publication_least_grave_months": Decimal(12), "publication_most_grave_months": Decimal(36),
}  # fmt: skip

FINE, WARNING = frozenset({"fine"}), frozenset({"warning"})
WAIVED = {
    "no_penalty_ground": NoPenaltyGround.NOT_ESTABLISHED,
    "harmless": False,
    "education": "",
    "proof": (),
}
"""No penalty, on the ground that asks for nothing."""
STALL = Facts(kinds=FINE, fine_min=Decimal(500), fine_max=Decimal(5000), hearing_over=Decimal(3000))
"""擅自占道摆摊设点 by a citizen: a fine of 500 to 5,000, above 3,000 with a hearing."""


def timer(clock: str, start: date) -> date:
    """Last days by the real calendar and the demo's figures."""
    return last_day(clock, start, CALENDAR, FIGURES.__getitem__)


@dataclass
class CaseFile:
    """One case: what is done on it happens `today`."""

    today: date
    table: Procedure = ORDINARY
    facts: Facts = STALL
    steps: list[Step] = field(default_factory=list)

    def on(self, month: int, day: int, year: int = 2026) -> CaseFile:
        """The same case on another day."""
        self.today = date(year, month, day)
        return self

    def do(self, act: str, who: Person, **given: Any) -> CaseFile:
        """Do the act; it must be lawful."""
        refusal = self.tries(act, who, **given)
        assert refusal is None, f"{act}: {refusal.code} {refusal.message}"
        rule = self.table.rule(act)
        assert rule is not None
        given = self._whole(act, given)
        situation = Situation(self.facts, who, self.today, timer, given)
        after = rule.effect(situation)
        self.steps.append(Step(self.facts, act, who, given, after, self.today, timer))
        self.facts = after
        return self

    def tries(self, act: str, who: Person, **given: Any) -> Refusal | None:
        """Why the act is refused; None where it is lawful."""
        rule = self.table.rule(act)
        assert rule is not None, act
        given = self._whole(act, given)
        assert set(given) == set(rule.inputs), f"{act} takes {rule.inputs}"
        return judge(rule, Situation(self.facts, who, self.today, timer, given))

    def _whole(self, act: str, given: dict[str, Any]) -> dict[str, Any]:
        """What is entered, with what a form leaves empty unless somebody fills it in."""
        rule = self.table.rule(act)
        empty = {"factors": frozenset(), "departure": "", "began": self.today}
        return {name: value for name, value in empty.items() if rule and name in rule.inputs} | given

    def offered(self, who: Person) -> dict[str, Refusal | None]:
        """For each act of the table why it would be refused now, or None."""
        return {v.rule.name: v.refusal for v in possible(self.table, self.facts, who, self.today, timer)}


# --- stretches of the road ------------------------------------------------------------------------------


def filed(on: date = date(2026, 11, 20), facts: Facts = STALL) -> CaseFile:
    """A case in the hands of Li Ming and Wang Fang, filed by the head on that day (by default a Friday)."""
    case = CaseFile(on, ORDINARY, facts)
    return case.do("case.propose", LI_MING, officers=(LI_MING, WANG_FANG)).do("case.file", HEAD)


def concluded(on: date = date(2026, 11, 20), facts: Facts = STALL) -> CaseFile:
    """The same with its evidence reviewed, the order to correct given and met, and the report written."""
    case = filed(on, facts)
    case.do("inspection.record", LI_MING, officers=(LI_MING, WANG_FANG), certificates_shown=True)
    case.do("evidence.review", WANG_FANG, accepted=("现场检查笔录",))
    case.do("correction.order", LI_MING, until=on, delivered=True)
    case.do("correction.recheck", LI_MING, officers=(LI_MING, WANG_FANG), corrected=True)
    return case.do("investigation.conclude", LI_MING)


def notified(amount: int = 1000, on: date = date(2026, 11, 20), facts: Facts = STALL) -> CaseFile:
    """The same with a notice of the fine served on the party in person on the same day."""
    case = concluded(on, facts).do("notice.give", LI_MING, kinds=FINE, amount=Decimal(amount))
    return serve(case, "prior_notice")


def serve(case: CaseFile, document: str, **given: Any) -> CaseFile:
    """Serve a document, in person and today if nothing else is said."""
    today: dict[str, Any] = {
        "way": "direct",
        "reason": "",
        "witnesses": "",
        "filmed": False,
        "received_on": case.today,
    }
    return case.do("document.serve", CLERK, document=document, **(today | given))


def decided(amount: int = 1000) -> CaseFile:
    """Notified on Friday 20 November, silent, and decided on Monday 30 November 2026."""
    return decide(notified(amount).on(11, 30), amount)


def decide(case: CaseFile, amount: int, ground: str = "") -> CaseFile:
    """Decide the fine."""
    return case.do("decision.make", HEAD, kinds=FINE, amount=Decimal(amount), ground=ground)


def on_the_spot(facts: Facts = STALL, told: int = 3000, kinds: frozenset[str] = FINE) -> CaseFile:
    """A case opened on the spot on Friday 20 November 2026, with its evidence, and the party told of a penalty."""
    case = CaseFile(date(2026, 11, 20), SIMPLE, facts)
    case.do("case.open", LI_MING, officers=(LI_MING, WANG_FANG), certificates_shown=True)
    case.do("inspection.record", LI_MING, officers=(LI_MING, WANG_FANG), certificates_shown=True)
    case.do("evidence.review", LI_MING, accepted=("现场检查笔录",))
    return case.do("rights.tell", LI_MING, kinds=kinds, amount=Decimal(told))
