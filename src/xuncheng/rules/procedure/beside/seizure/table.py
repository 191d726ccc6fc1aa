"""The table of sealing and seizure: approved first, or within 24 hours; kept 30 days, once extended by 30; then handled or lifted.

Only the agency's own officers seal and seize: what it delegates are penalties, never coercive measures (第十七条第一款、第三款).
No act takes money for keeping or testing: both are the agency's (行政强制法第二十五条第三款、第二十六条第三款).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from xuncheng.rules.legal import Basis, Text
from xuncheng.rules.procedure import conditions as c
from xuncheng.rules.procedure import guards as g
from xuncheng.rules.procedure.beside.seizure.checks import (
    CLOCK,
    COMPLEX,
    CONFISCATION,
    DELIVERED,
    GRANTED,
    HEARD,
    NO_NECESSITIES,
    NOT_SEALED_BEFORE,
    OUTCOME_KNOWN,
    OWN_OFFICERS,
    PERISHABLE,
    PRICED,
    PROVIDED,
    RATIFICATION,
    RELATED,
    SEEN,
    TEST,
    TEST_AHEAD,
    TOLD,
    URGENT,
    acl,
)
from xuncheng.rules.procedure.beside.seizure.state import IN_HAND, Seizure
from xuncheng.rules.procedure.beside.several import is_one, next_key, one_of, with_one
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.guards import fact
from xuncheng.rules.procedure.model import ActRule, Guard, Procedure, Situation

Fits = Callable[[Seizure], bool]


def _is(*states: str) -> Fits:
    return lambda one: one.state in states


def _some(
    code: str, fits: Fits, message: Text, basis: tuple[Basis, ...], missing: Text | None = None
) -> Guard:
    return fact(f"no_{code}", lambda f: any(map(fits, f.seizures)), message, basis, missing)


def _that(code: str, fits: Fits, message: Text, basis: tuple[Basis, ...]) -> Guard:
    return Guard(f"not_{code}", lambda s: is_one(s.facts.seizures, s.given["seizure"], fits), message, basis)


def _both(
    code: str, fits: Fits, message: Text, basis: tuple[Basis, ...], missing: Text | None = None
) -> tuple[Guard, Guard]:
    """That there is such a measure, and that the one which the act is about is one."""
    return _some(code, fits, message, basis, missing), _that(code, fits, message, basis)


def _in_time(clock: str, fits: Fits, now: date) -> Fits:
    return lambda one: fits(one) and not one.lapsed(clock, now)


def _timely(
    code: str, clock: str, fits: Fits, message: Text, basis: tuple[Basis, ...]
) -> tuple[Guard, Guard]:
    """As `_both`, and within the named period: a limit on the agency."""
    return (
        Guard(f"no_{code}", lambda s: any(map(_in_time(clock, fits, s.now), s.facts.seizures)), message, basis, limit=True),
        Guard(
            f"not_{code}", lambda s: is_one(s.facts.seizures, s.given["seizure"], _in_time(clock, fits, s.now)),
            message, basis, limit=True,
        ),
    )  # fmt: skip


def must_be_released(one: Seizure, now: date) -> bool:
    """Whether the objects may not be kept a day longer: not ratified, or the term is over. An urgent measure may always end."""
    return one.state in {"failed", "urgent"} or (one.state == "held" and one.lapsed(CLOCK, now))


A_PROPOSED, THAT_PROPOSED = _both(
    "seizure_proposed", _is("proposed"), Text("没有待审批的查封、扣押", "No sealing or seizure waits for approval"), acl("18()(1)"),
    Text("查封、扣押呈批", "a proposal to seal or seize"),
)  # fmt: skip
AN_APPROVED, THAT_APPROVED = _both(
    "seizure_approved", _is("approved"),
    Text("查封、扣押前应当经行政机关负责人批准", "The head approves before anything is sealed or seized"), acl("18()(1)"),
    Text("负责人批准查封、扣押", "approval of the measure"),
)  # fmt: skip
AN_URGENT, THAT_URGENT = _timely(
    "seizure_to_ratify", RATIFICATION, _is("urgent"),
    Text("没有二十四小时内待补办批准的紧急查封、扣押；逾期未补办的，应当立即解除",
         "No urgent measure waits for approval within its 24 hours; one that was not approved in them is lifted at once"),
    acl("19"),
)  # fmt: skip
A_HELD, THAT_HELD = _timely(
    "seizure_in_term", CLOCK, _is("held"),
    Text("没有在期限内的查封、扣押；期限届满的，不得继续查封、扣押，只能解除",
         "No measure is within its term; once the term is over the objects may not be kept and can only be released"),
    acl("25(1);28(1)(4)"),
)  # fmt: skip
AN_UNEXTENDED, THAT_UNEXTENDED = _timely(
    "seizure_to_extend", CLOCK, lambda one: one.state == "held" and one.extension == "",
    Text("没有可以延长期限的查封、扣押：只能延长一次，并应当在期限届满前决定",
         "No measure may be extended: once only, and before its term is over"),
    acl("25(1)"),
)  # fmt: skip
AN_EXTENDED, THAT_EXTENDED = _timely(
    "extension_to_tell", CLOCK, lambda one: one.extension == "decided",
    Text("没有待告知的延长决定，或者期限已经届满：延长决定应当在期限届满前书面告知当事人",
         "No extension waits to be told, or the term is over: the party is told in writing before it ends"),
    acl("25(2)"),
)  # fmt: skip
AN_UNTESTED, THAT_UNTESTED = _timely(
    "seizure_to_test", CLOCK, lambda one: one.state == "held" and one.due(TEST) is None,
    Text("没有期限内可以送检的查封、扣押物品，或者已在检测期间", "Nothing within its term is to be tested, or a test runs already"),
    acl("25(3)"),
)  # fmt: skip
A_TESTED, THAT_TESTED = _both(
    "seizure_tested", lambda one: one.due(TEST) is not None,
    Text("没有进行中的检测、检验、检疫或者技术鉴定", "No test is going on"), acl("25(3)"),
)  # fmt: skip
A_SALE, THAT_SALE = _timely(
    "sale_approved", CLOCK, lambda one: one.sale,
    Text("先行变卖、拍卖应当经行政机关负责人批准，并在查封、扣押期限内办理",
         "The head approves before perishables are sold, within the term"),
    acl("28(2)"),
)  # fmt: skip
A_LIFTABLE, THAT_LIFTABLE = _both(
    "seizure_to_lift", _is("held", "failed", "urgent"), Text("没有可以解除的查封、扣押", "Nothing is there to be lifted"), acl("28(1)"),
    Text("查封、扣押", "a measure"),
)  # fmt: skip
A_LIFTED, THAT_LIFTED = _both(
    "seizure_lifted", _is("lifted"), Text("没有已解除、待退还的查封、扣押", "No measure was lifted whose objects wait to be returned"),
    acl("28(2)"), Text("解除决定", "a decision that lifts it"),
)  # fmt: skip


def _confiscating(facts: Facts) -> bool:
    return facts.decided is not None and CONFISCATION in facts.decided.kinds


def _may_handle(one: Seizure, facts: Facts, now: date) -> bool:
    """Within the term; what a decision confiscated is no longer the party's, whatever became of the term."""
    return one.state == "held" and (_confiscating(facts) or not one.lapsed(CLOCK, now))


TERM_OVER = Text(
    "没有可以处理的查封、扣押物品：应当在查封、扣押期限内作出处理决定，期限届满的只能解除",
    "Nothing is to be handled: it is decided within the term; after it the objects can only be released",
)  # fmt: skip
A_HANDLED = Guard(
    "no_seizure_to_handle", lambda s: any(_may_handle(one, s.facts, s.now) for one in s.facts.seizures),
    TERM_OVER, acl("27;28(1)(4)"), limit=True,
)  # fmt: skip
THAT_HANDLED = Guard(
    "not_seizure_to_handle",
    lambda s: is_one(s.facts.seizures, s.given["seizure"], lambda one: _may_handle(one, s.facts, s.now)),
    TERM_OVER, acl("27;28(1)(4)"), limit=True,
)  # fmt: skip
OUTCOME_IN_TIME = Guard(
    "seizure_outcome_late",
    lambda s: s.given["outcome"] == "confiscated"
    or is_one(s.facts.seizures, s.given["seizure"], lambda one: not one.lapsed(CLOCK, s.now)),
    TERM_OVER, acl("27;28(1)(4)"), limit=True,
)  # fmt: skip

BY_DECISION = Guard(
    "seizure_not_confiscated", lambda s: s.given["outcome"] != "confiscated" or _confiscating(s.facts),
    Text("没收应当以处罚决定为依据", "Goods are confiscated by a penalty decision only"), acl("27"),
)  # fmt: skip
RELEASE_FORCED = Text("没有期满、未获批准而应当立即解除的；期限未满的，由行政机关负责人决定解除",
                      "Nothing must be released at once; before the term is over the head decides to lift it")  # fmt: skip
A_FORCED = Guard(
    "no_seizure_to_release", lambda s: any(must_be_released(one, s.now) for one in s.facts.seizures), RELEASE_FORCED, acl("19;28(1)"),
)  # fmt: skip
THAT_FORCED = Guard(
    "not_seizure_to_release",
    lambda s: is_one(s.facts.seizures, s.given["seizure"], lambda one: must_be_released(one, s.now)),
    RELEASE_FORCED, acl("19;28(1)"),
)  # fmt: skip
SETTLED = fact(
    "seizure_open", lambda f: all(one.state not in IN_HAND for one in f.seizures),
    Text("查封、扣押的物品尚未处理、退还，不得结案", "Objects that were sealed or seized are not settled"), acl("27;28"),
    Text("查封、扣押物品的处理或者退还", "that the objects are dealt with or returned"),
)  # fmt: skip


def _change(change: Callable[[Situation, Seizure], Seizure]) -> Callable[[Situation], Facts]:
    def effect(s: Situation) -> Facts:
        return s.facts.but(
            seizures=with_one(s.facts.seizures, s.given["seizure"], lambda one: change(s, one))
        )

    return effect


def _becomes(state: str) -> Callable[[Situation], Facts]:
    """Nothing runs in it any more, and nothing is left of its course."""
    return _change(lambda s, one: Seizure(key=one.key, state=state))


def _propose(s: Situation) -> Facts:
    return s.facts.but(seizures=(*s.facts.seizures, Seizure(key=next_key(s.facts.seizures))))


def _begin_urgent(s: Situation) -> Facts:
    new = Seizure(key=next_key(s.facts.seizures), state="urgent")
    running = new.start(CLOCK, s.timer(CLOCK, s.now)).start(RATIFICATION, s.timer(RATIFICATION, s.now))
    return s.facts.but(seizures=(*s.facts.seizures, running))


def _ratify(s: Situation, one: Seizure) -> Seizure:
    return (
        one.stop(RATIFICATION).but(state="held")
        if s.given["approved"]
        else Seizure(key=one.key, state="failed")
    )


def _prolong(s: Situation, one: Seizure) -> Seizure:
    """Another thirty days, from the last day of the first."""
    return one.but(extension="told").start(CLOCK, s.timer(CLOCK, _term(one)))


def _test(s: Situation, one: Seizure) -> Seizure:
    """The term ends later by as many days as the test takes."""
    until: date = s.given["test_until"]
    return one.start(CLOCK, _term(one) + (until - s.now)).start(TEST, until)


def _tested(s: Situation, one: Seizure) -> Seizure:
    """Days that the test did not take are not excluded; those beyond what the party was told are not either."""
    unused = max(timedelta(0), (one.due(TEST) or s.now) - s.now)
    return one.stop(TEST).start(CLOCK, _term(one) - unused)


def _term(one: Seizure) -> date:
    return one.due(CLOCK) or date.min


def chosen(facts: Facts, key: int) -> Seizure | None:
    """The measure of that key; None where the case has none."""
    return one_of(facts.seizures, key)


HEAD = (g.BY_HEAD, g.NOT_OWN_CASE, c.NOT_RECUSED)
HANDLER = (g.BY_INVESTIGATOR,)
GOING_ON = (g.OPEN, g.NOT_TERMINATED, c.NOT_SUSPENDED, g.UNDECIDED)
STILL_NEEDED = (g.NOT_TERMINATED, g.UNDECIDED)
ON_THE_SPOT = (
    g.TWO_OFFICERS, OWN_OFFICERS, c.OFFICERS_NOT_RECUSED, g.CERTIFICATES_SHOWN, SEEN, HEARD, RELATED, NO_NECESSITIES,
    NOT_SEALED_BEFORE, DELIVERED,
)  # fmt: skip
TAKEN = (
    "officers", "certificates_shown", "present", "heard", "related", "necessities", "sealed_before", "delivered",
)  # fmt: skip
PAPERS = ("seizure_decision", "seizure_list", "seizure_minutes")

SEIZURE = Procedure(
    name="seizure",
    label=Text("查封、扣押", "sealing and seizure"),
    version="2012",
    since=date(2012, 1, 1),
    beside=frozenset({"ordinary"}),
    conditions={"case.close": (SETTLED,), "case.decline": (SETTLED,)},
    acts=(
        ActRule(
            "seizure.propose", Text("查封、扣押呈批", "Propose to seal or seize"), acl("18()(1)"), _propose,
            requires=GOING_ON, by=HANDLER, checks=(GRANTED,), inputs=("kind",),
        ),
        ActRule(
            "seizure.approve", Text("审批查封、扣押", "Decide on a sealing or seizure"), acl("18()(1)"),
            _change(lambda s, one: one.but(state="approved" if s.given["approved"] else "refused")),
            requires=(*GOING_ON, A_PROPOSED), by=HEAD, checks=(THAT_PROPOSED,), inputs=("seizure", "approved"),
            makes=("seizure_approval",),
        ),
        ActRule(
            "seizure.carry_out", Text("实施查封、扣押", "Seal or seize"), acl("18;24"),
            _change(lambda s, one: one.but(state="held").start(CLOCK, s.timer(CLOCK, s.now))),
            requires=(*GOING_ON, AN_APPROVED), by=HANDLER, checks=(THAT_APPROVED, *ON_THE_SPOT),
            inputs=("seizure", *TAKEN), starts=(CLOCK,), makes=PAPERS,
        ),
        ActRule(
            "seizure.start_urgent", Text("紧急查封、扣押", "Seal or seize at once"), acl("19"), _begin_urgent,
            requires=GOING_ON, by=HANDLER, checks=(GRANTED, URGENT, *ON_THE_SPOT), inputs=("kind", "urgency", *TAKEN),
            starts=(CLOCK, RATIFICATION), makes=PAPERS,
        ),
        ActRule(
            "seizure.ratify", Text("补办查封、扣押批准", "Approve it afterwards"), acl("19"), _change(_ratify),
            requires=(AN_URGENT,), by=HEAD, checks=(THAT_URGENT,), inputs=("seizure", "approved"), makes=("seizure_approval",),
        ),
        ActRule(
            "seizure.test", Text("告知检测鉴定期间", "Tell of a test and its time"), acl("25(3)"), _change(_test),
            requires=(*STILL_NEEDED, AN_UNTESTED), by=HANDLER, checks=(THAT_UNTESTED, TOLD, TEST_AHEAD),
            inputs=("seizure", "delivered", "test_until"), starts=(TEST,), makes=("seizure_test_notice",),
        ),
        ActRule(
            "seizure.test_end", Text("检测鉴定结束", "End the test"), acl("25(3)"), _change(_tested),
            requires=(A_TESTED,), by=HANDLER, checks=(THAT_TESTED,), inputs=("seizure",),
        ),
        ActRule(
            "seizure.extend", Text("决定延长查封、扣押期限", "Extend the term"), acl("25(1)"),
            _change(lambda s, one: one.but(extension="decided")),
            requires=(*STILL_NEEDED, AN_UNEXTENDED), by=HEAD, checks=(THAT_UNEXTENDED, COMPLEX), inputs=("seizure", "reasons"),
            makes=("seizure_extension",),
        ),
        ActRule(
            "seizure.tell_extension", Text("告知延长期限", "Tell the party of the extension"), acl("25(2)"), _change(_prolong),
            requires=(*STILL_NEEDED, AN_EXTENDED), by=HANDLER, checks=(THAT_EXTENDED, TOLD), inputs=("seizure", "delivered"),
        ),
        ActRule(
            "seizure.approve_sale", Text("批准先行变卖、拍卖", "Let perishables be sold"), acl("28(2)"),
            _change(lambda s, one: one.but(sale=True)),
            requires=(A_HELD,), by=HEAD, checks=(THAT_HELD, PERISHABLE, PRICED),
            inputs=("seizure", "perishable", "price_evidence"), makes=("seizure_sale_approval",),
        ),
        ActRule(
            "seizure.sell", Text("先行变卖、拍卖", "Sell perishables"), acl("28(2)"), lambda s: s.facts,
            requires=(A_SALE,), by=HANDLER, checks=(THAT_SALE, g.TWO_OFFICERS, c.OFFICERS_NOT_RECUSED), inputs=("seizure", "officers"),
            makes=("seizure_sale",),
        ),
        ActRule(
            "seizure.handle", Text("处理查封、扣押的物品", "Decide on seized objects"), acl("27"), _becomes("settled"),
            requires=(A_HANDLED,), by=HEAD, checks=(THAT_HANDLED, OUTCOME_KNOWN, OUTCOME_IN_TIME, BY_DECISION, PROVIDED),
            inputs=("seizure", "outcome", "provision"), makes=("seizure_handling",),
        ),
        ActRule(
            "seizure.lift", Text("解除查封、扣押", "Lift a sealing or seizure"), acl("28"), _becomes("lifted"),
            requires=(A_LIFTABLE,), by=HEAD, checks=(THAT_LIFTABLE,), inputs=("seizure",), makes=("seizure_lifting",),
        ),
        ActRule(
            "seizure.release", Text("立即解除查封、扣押", "Release at once"), acl("19;28(1)(4)"), _becomes("lifted"),
            requires=(A_FORCED,), by=HANDLER, checks=(THAT_FORCED,), inputs=("seizure",), makes=("seizure_lifting",),
        ),
        ActRule(
            "seizure.return", Text("退还查封、扣押的物品", "Return the objects"), acl("28(2)"), _becomes("settled"),
            requires=(A_LIFTED,), by=HANDLER, checks=(THAT_LIFTED,), inputs=("seizure",), makes=("seizure_return",),
        ),
    ),
)  # fmt: skip
