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
    assert (of(case).state, of(case).clocks) == ("published", ())
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
    assert (of(case).state, of(case).recalled, of(case).clocks) == ("published", False, ())


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


def test_neither_what_is_decided_on_the_spot_nor_what_is_not_penalised_is_published() -> None:
    assert "publication" not in beside("simple", DAY)
    case = notified(1000, DAY).on(11, 30)
    case.table = whole()
    spared = {"no_penalty_ground": "违法事实不能成立", "harmless": False, "education": "", "proof": ()}
    case.do("decision.waive", HEAD, **spared)
    assert of(case).state == ""
