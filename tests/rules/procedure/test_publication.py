"""Publication by the real calendar: when it is due, what may be shown for how long, what a result of a remedy makes of it."""

from datetime import date
from decimal import Decimal

import pytest
from tests.rules.procedure.case import FINE, HEAD, LAWYER, LI_MING, STALL, CaseFile, notified, serve

from xuncheng.rules.procedure.beside.publication.effects import EFFECTS
from xuncheng.rules.procedure.beside.publication.state import Publication, publication_of
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.model import Procedure, Refusal
from xuncheng.rules.procedure.stages import next_due
from xuncheng.rules.procedure.tables import beside, table
from xuncheng.rules.procedure.waiting import waits_for

DAY = date(2026, 11, 20)
SHOWN = {"checked": True, "shown_until": date(2027, 5, 31)}


def whole() -> Procedure:
    """The ordinary procedure with all that runs beside it."""
    return table("ordinary", "2021", beside("ordinary", DAY))


def decided(facts: Facts = STALL) -> CaseFile:
    """Notified on Friday 20 November and decided on Monday 30 November 2026, to be published."""
    case = notified(1000, DAY, facts).on(11, 30)
    case.table = whole()
    given = {"factors": frozenset(), "departure": "", "ground": "lighter"}
    return case.do("decision.make", HEAD, kinds=FINE, amount=Decimal(1000), **given)


def served(facts: Facts = STALL) -> CaseFile:
    """The same, served on 1 December."""
    return serve(decided(facts).on(12, 1), "decision")


def of(case: CaseFile) -> Publication:
    return publication_of(case.facts.publications)


def code(refusal: Refusal | None) -> str:
    return refusal.code if refusal else ""


def lodged(case: CaseFile) -> CaseFile:
    """The party's reconsideration comes on 10 December."""
    case.on(12, 10)
    return case.do(
        "remedy.lodge", LAWYER, kind="reconsideration", through_us=False, brief=False, lodged_on=case.today,
        received_by_us=case.today,
    )  # fmt: skip


def result(case: CaseFile, outcome: str) -> CaseFile:
    """It is decided on 11 December, a Friday, and entered on the 14th."""
    day = date(2026, 12, 11)
    changed = outcome in ("changed", "mediated")
    given = {"kinds": FINE if changed else frozenset(), "amount": Decimal(500 if changed else 0)}
    return case.on(12, 14).do("remedy.decide", LAWYER, remedy=1, outcome=outcome, decided_on=day, **given)


def test_a_decision_is_to_be_published_within_seven_working_days_of_its_making() -> None:
    case = decided()
    assert (of(case).state, of(case).due("publication")) == ("waiting", date(2026, 12, 9))
    # And first it is served, which ends on the same day
    assert next_due(case.facts, case.today) == ("service", date(2026, 12, 9))
    assert code(case.tries("publication.publish", HEAD, **SHOWN)) == "published_before_service"
    assert waits_for("ordinary", case.facts, case.today)[1] == "document.serve"


def test_once_served_it_waits_for_the_head() -> None:
    case = served()
    assert waits_for("ordinary", case.facts, case.today) == ("head", "publication.publish")
    case.do("publication.publish", HEAD, **SHOWN)
    # From then on only the shortest time runs
    assert (of(case).state, of(case).clocks) == ("published", (("publication_least", date(2027, 3, 1)),))
    assert waits_for("ordinary", case.facts, case.today) == ("party", "fine.pay")


@pytest.mark.parametrize(
    ("until", "grave", "refused"),
    [
        (date(2027, 2, 28), False, "shown_too_shortly"), (date(2027, 3, 1), False, ""), (date(2027, 12, 1), False, ""),
        (date(2027, 12, 2), False, "shown_too_long"), (date(2027, 11, 30), True, "shown_too_shortly"),
        (date(2027, 12, 1), True, ""), (date(2029, 12, 1), True, ""), (date(2029, 12, 2), True, "shown_too_long"),
    ],
)  # fmt: skip
def test_it_is_shown_for_three_to_twelve_months_and_a_grave_case_for_one_to_three_years(
    until: date, grave: bool, refused: str
) -> None:
    case = served()
    case.facts = case.facts.but(grave=grave)
    assert code(case.tries("publication.publish", HEAD, checked=True, shown_until=until)) == refused


def test_nobody_publishes_unchecked_and_an_officer_not_at_all() -> None:
    case = served()
    assert code(case.tries("publication.publish", HEAD, **SHOWN | {"checked": False})) == "masking_unchecked"
    assert code(case.tries("publication.publish", LI_MING, **SHOWN)) == "not_the_head"


def test_a_minor_is_never_published_but_exempt() -> None:
    case = served(STALL.but(age="minor"))
    assert waits_for("ordinary", case.facts, case.today) == ("head", "publication.exempt")
    assert code(case.tries("publication.publish", HEAD, **SHOWN)) == "minor_published"
    assert code(case.tries("publication.exempt", HEAD, ground="minor", reasons="")) == "exemption_unreasoned"
    assert (
        code(case.tries("publication.exempt", HEAD, ground="whim", reasons="不公示。")) == "exemption_ground"
    )
    case.do("publication.exempt", HEAD, ground="minor", reasons="当事人未满十八周岁。")
    assert (of(case).state, of(case).clocks) == ("exempt", ())


def test_an_announced_decision_is_published_after_its_announcement() -> None:
    case = serve(decided().on(12, 1), "decision", way="announcement", reason="下落不明")
    # Thirty days from 1 December end on the 31st; seven working days after it, the New Year left out
    assert of(case).due("publication") == date(2027, 1, 12)
    case.on(12, 31)
    assert code(case.tries("publication.publish", HEAD, **SHOWN)) == "published_during_announcement"
    assert waits_for("ordinary", case.facts, case.today)[1] != "publication.publish"
    case.on(1, 1, 2027)
    assert code(case.tries("publication.publish", HEAD, **SHOWN)) == ""


def test_no_case_closes_before_its_decision_is_published() -> None:
    case = served().do(
        "fine.pay", LI_MING, amount=Decimal(1000), way="bank", receipt="京财0001", paid_on=None
    )
    refusal = case.tries("case.close", HEAD)
    assert refusal is not None
    assert (refusal.code, refusal.basis[0].label) == ("publication_open", "行政处罚法第四十八条第一款")
    case.do("publication.publish", HEAD, **SHOWN).do("case.close", HEAD)


@pytest.mark.parametrize("outcome", EFFECTS)
def test_what_is_changed_or_falls_is_withdrawn_in_three_working_days(outcome: str) -> None:
    # Given a published decision, when a remedy changes it or lets it fall
    case = result(lodged(served().do("publication.publish", HEAD, **SHOWN)), outcome)
    # Then it is recalled from the day of the result on, and only what was changed is to be published anew
    assert (of(case).recalled, of(case).due("publication_withdrawal")) == (True, date(2026, 12, 16))
    assert of(case).state == ("waiting" if EFFECTS[outcome] == "changed" else "")
    assert waits_for("ordinary", case.facts, case.today) == ("head", "publication.withdraw")
    assert code(case.tries("publication.withdraw", HEAD, explanation="")) == "withdrawal_unexplained"
    case.do("publication.withdraw", HEAD, explanation="处罚决定已被依法变更或者撤销。")
    assert (of(case).recalled, of(case).due("publication_withdrawal")) == (False, None)


def test_what_was_changed_is_published_anew_only_after_its_withdrawal() -> None:
    case = result(lodged(served().do("publication.publish", HEAD, **SHOWN)), "changed")
    assert code(case.tries("publication.publish", HEAD, **SHOWN)) == "withdrawal_first"
    case.do("publication.withdraw", HEAD, explanation="处罚数额已变更。").do(
        "publication.publish", HEAD, **SHOWN
    )
    assert (of(case).state, of(case).recalled) == ("published", False)
    assert [name for name, _ in of(case).clocks] == ["publication_least"]


@pytest.mark.parametrize("outcome", ["upheld", "dismissed", "withdrawn"])
def test_a_decision_that_stands_stays_published(outcome: str) -> None:
    case = result(lodged(served().do("publication.publish", HEAD, **SHOWN)), outcome)
    assert (of(case).state, of(case).recalled) == ("published", False)
    assert code(case.tries("publication.withdraw", HEAD, explanation="误。")) == "nothing_to_withdraw"


def test_nothing_is_published_of_a_decision_that_fell_before() -> None:
    case = served().do("decision.revoke", HEAD, redo=False)
    assert (of(case).state, of(case).recalled, of(case).clocks) == ("", False, ())
    assert code(case.tries("publication.publish", HEAD, **SHOWN)) == "nothing_to_publish"


def test_a_case_that_is_closed_is_still_withdrawn_in_its_time() -> None:
    # Given a closed case whose decision is revoked by the agency itself
    case = served().do(
        "fine.pay", LI_MING, amount=Decimal(1000), way="bank", receipt="京财0001", paid_on=None
    )
    case.do("publication.publish", HEAD, **SHOWN).do("case.close", HEAD).do("case.archive", LI_MING)
    case.on(12, 18).do("decision.revoke", HEAD, redo=False)
    # Then the period runs also in a case that is over
    assert dict(case.facts.at_rest().running())["publication_withdrawal"] == date(2026, 12, 23)
    case.do("publication.withdraw", HEAD, explanation="本机关自行撤销。")


def published(facts: Facts = STALL) -> CaseFile:
    """The same, published on 1 December 2026."""
    return served(facts).do("publication.publish", HEAD, **SHOWN)


def paid(case: CaseFile) -> CaseFile:
    return case.do("fine.pay", LI_MING, amount=Decimal(1000), way="bank", receipt="京财0001", paid_on=None)


class TestUpdate:
    """What is shown of a decision that is corrected follows."""

    def test_within_three_working_days(self) -> None:
        # Given a published decision that is corrected on Friday 4 December
        case = published().on(12, 4).do("decision.correct", HEAD)
        assert (of(case).outdated, of(case).due("publication_update")) == (True, date(2026, 12, 9))
        assert waits_for("ordinary", case.facts, case.today) == ("head", "publication.update")
        # Then it is brought up to date by the head once he checked it
        assert code(case.tries("publication.update", LI_MING, checked=True)) == "not_the_head"
        assert code(case.tries("publication.update", HEAD, checked=False)) == "masking_unchecked"
        case.do("publication.update", HEAD, checked=True)
        assert (of(case).outdated, of(case).due("publication_update"), of(case).state) == (
            False,
            None,
            "published",
        )

    def test_nothing_else_is_brought_up_to_date(self) -> None:
        assert code(published().tries("publication.update", HEAD, checked=True)) == "nothing_to_update"
        unpublished = served().do("decision.correct", HEAD)
        assert code(unpublished.tries("publication.update", HEAD, checked=True)) == "nothing_to_update"

    def test_what_is_corrected_stands_and_is_not_withdrawn(self) -> None:
        case = published().do("decision.correct", HEAD)
        assert (
            code(case.tries("publication.withdraw", HEAD, explanation="文字有误。")) == "nothing_to_withdraw"
        )

    def test_no_case_closes_before_it(self) -> None:
        case = paid(published()).do("decision.correct", HEAD)
        assert code(case.tries("case.close", HEAD)) == "update_open"
        case.do("publication.update", HEAD, checked=True).do("case.close", HEAD)

    def test_what_falls_afterwards_is_withdrawn_instead(self) -> None:
        case = result(lodged(published().do("decision.correct", HEAD)), "revoked")
        assert (of(case).outdated, of(case).recalled, of(case).due("publication_update")) == (
            False,
            True,
            None,
        )


class TestShorten:
    """The showing ends early once the party did everything (信用修复)."""

    EARLY = {"shown_until": date(2027, 3, 10), "reasons": "当事人已全部履行。"}

    def test_only_after_the_shortest_time_and_full_performance(self) -> None:
        # Given a decision shown since 1 December, whose fine is paid
        case = paid(published()).on(3, 1, 2027)
        assert code(case.tries("publication.shorten", HEAD, **self.EARLY)) == "shown_not_long_enough"
        # When its three months are over
        case.on(3, 2, 2027)
        assert code(case.tries("publication.shorten", LI_MING, **self.EARLY)) == "not_the_head"
        assert (
            code(case.tries("publication.shorten", HEAD, **self.EARLY | {"reasons": ""}))
            == "exemption_unreasoned"
        )
        past = self.EARLY | {"shown_until": date(2027, 3, 1)}
        assert code(case.tries("publication.shorten", HEAD, **past)) == "ends_before_today"
        # Then its end is brought forward, once
        case.do("publication.shorten", HEAD, **self.EARLY)
        assert code(case.tries("publication.shorten", HEAD, **self.EARLY)) == "shown_not_long_enough"

    def test_a_grave_case_is_shown_for_a_year_first(self) -> None:
        case = served()
        case.facts = case.facts.but(grave=True)
        paid(case.do("publication.publish", HEAD, checked=True, shown_until=date(2028, 6, 1))).on(3, 2, 2027)
        assert code(case.tries("publication.shorten", HEAD, **self.EARLY)) == "shown_not_long_enough"

    def test_not_before_all_is_paid(self) -> None:
        case = published().on(3, 2, 2027)
        assert code(case.tries("publication.shorten", HEAD, **self.EARLY)) == "not_cured"


class TestOrder:
    """So is an order to demolish that went with the decision published."""

    def ordered(self) -> CaseFile:
        """Decided on Monday 30 November, and ordered to demolish on that day."""
        return decided().do("duty.impose", HEAD)

    def test_within_twenty_working_days(self) -> None:
        case = self.ordered()
        assert (of(case).order, of(case).due("publication_order")) == ("waiting", date(2026, 12, 28))
        assert (
            code(case.tries("publication.publish_order", HEAD, **SHOWN)) == "order_published_before_service"
        )
        case.on(12, 1).do("duty.serve", LI_MING, delivered=True)
        case.do("publication.publish_order", HEAD, **SHOWN)
        assert (of(case).order, of(case).state, of(case).due("publication_order")) == (
            "published",
            "waiting",
            None,
        )

    def test_it_stays_unpublished_for_secrecy_but_not_for_want_of_influence(self) -> None:
        case, given = self.ordered(), {"reasons": "涉及国家秘密。"}
        refused = case.tries("publication.exempt_order", HEAD, ground="no_influence", **given)
        assert code(refused) == "order_exemption_ground"
        case.do("publication.exempt_order", HEAD, ground="secret", **given)
        assert (of(case).order, of(case).due("publication_order")) == ("exempt", None)

    def test_what_fell_takes_it_along(self) -> None:
        case = (
            self.ordered()
            .on(12, 1)
            .do("duty.serve", LI_MING, delivered=True)
            .do("publication.publish_order", HEAD, **SHOWN)
        )
        case.do("decision.revoke", HEAD, redo=False)
        assert (of(case).order, of(case).recalled) == ("", True)


class TestCorrectedOrder:
    """What is shown of an order to demolish that is corrected follows, as that of a decision does."""

    def shown(self) -> CaseFile:
        """Ordered on 30 November, served and published on Tuesday 1 December 2026."""
        case = decided().do("duty.impose", HEAD).on(12, 1).do("duty.serve", LI_MING, delivered=True)
        return case.do("publication.publish_order", HEAD, **SHOWN)

    def test_within_three_working_days(self) -> None:
        # Given a published order that is corrected on Friday 4 December
        case = self.shown().on(12, 4).do("document.correct", LI_MING, document="demolition_order")
        one = of(case)
        assert (one.order_outdated, one.outdated, one.due("publication_order_update")) == (
            True,
            False,
            date(2026, 12, 9),
        )
        assert waits_for("ordinary", case.facts, case.today) == ("head", "publication.update_order")
        # Then the head alone brings it up to date, once it was checked
        assert code(case.tries("publication.update_order", LI_MING, checked=True)) == "not_the_head"
        assert code(case.tries("publication.update_order", HEAD, checked=False)) == "masking_unchecked"
        case.do("publication.update_order", HEAD, checked=True)
        assert (of(case).order, of(case).order_outdated, of(case).due("publication_order_update")) == (
            "published",
            False,
            None,
        )

    def test_neither_another_document_nor_an_order_that_is_not_shown(self) -> None:
        case = self.shown().do("document.correct", LI_MING, document="prior_notice")
        assert code(case.tries("publication.update_order", HEAD, checked=True)) == "no_order_to_update"
        hidden = (
            decided().do("duty.impose", HEAD).do("document.correct", LI_MING, document="demolition_order")
        )
        assert (of(hidden).order_outdated, of(hidden).due("publication_order_update")) == (False, None)

    def test_no_case_closes_before_it(self) -> None:
        case = paid(serve(self.shown(), "decision").do("publication.publish", HEAD, **SHOWN))
        case.do("document.correct", LI_MING, document="demolition_order")
        case.facts = case.facts.but(
            demolitions=tuple(one.but(state="performed", clocks=()) for one in case.facts.demolitions)
        )
        assert code(case.tries("case.close", HEAD)) == "update_open"
        case.do("publication.update_order", HEAD, checked=True).do("case.close", HEAD)

    def test_what_falls_afterwards_is_withdrawn_instead(self) -> None:
        case = self.shown().do("document.correct", LI_MING, document="demolition_order")
        case.do("decision.revoke", HEAD, redo=False)
        one = of(case)
        assert (one.order, one.order_outdated, one.recalled, one.due("publication_order_update")) == (
            "",
            False,
            True,
            None,
        )

    def test_an_order_that_replaces_one_that_is_shown_recalls_it(self) -> None:
        # Given a published order whose enforcement ended, when another is made
        case = self.shown().do("document.correct", LI_MING, document="demolition_order")
        case.facts = case.facts.but(
            demolitions=tuple(one.but(state="ended", clocks=()) for one in case.facts.demolitions)
        )
        case.do("duty.impose", HEAD)
        one = of(case)
        assert (one.order, one.recalled, one.order_outdated, one.due("publication_order_update")) == (
            "waiting",
            True,
            False,
            None,
        )


def test_neither_what_is_decided_on_the_spot_nor_what_is_not_penalised_is_published() -> None:
    assert "publication" not in beside("simple", DAY)
    case = notified(1000, DAY).on(11, 30)
    case.table = whole()
    spared = {"no_penalty_ground": "违法事实不能成立", "harmless": False, "education": "", "proof": ()}
    case.do("decision.waive", HEAD, **spared)
    assert of(case).state == ""
