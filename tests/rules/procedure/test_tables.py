"""What every table is: acts and guards told apart, and rows that say what they do."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from tests.rules.procedure.case import (
    CLERK,
    FINE,
    HEAD,
    LI_MING,
    WANG_FANG,
    CaseFile,
    concluded,
    decided,
    on_the_spot,
)

from xuncheng.domains.documents.catalogue import KINDS
from xuncheng.rules.legal import RuleError
from xuncheng.rules.procedure.model import ActRule, Guard, Procedure
from xuncheng.rules.procedure.periods import PERIODS
from xuncheng.rules.procedure.tables import TABLES, in_force, table
from xuncheng.rules.procedure.waiting import LISTS

rows = pytest.mark.parametrize(
    "rule", [pytest.param(rule, id=f"{p.name} {rule.name}") for p in TABLES for rule in p.acts]
)
tables = pytest.mark.parametrize("procedure", TABLES, ids=lambda p: p.name)


@tables
def test_acts_are_told_apart(procedure: Procedure) -> None:
    assert max(Counter(rule.name for rule in procedure.acts).values()) == 1


@rows
def test_guards_of_a_row_are_told_apart(rule: ActRule) -> None:
    assert max(Counter(guard.code for guard in rule.guards()).values(), default=0) <= 1


@tables
def test_one_code_says_one_thing(procedure: Procedure) -> None:
    said: dict[str, Guard] = {}
    for rule in procedure.acts:
        for guard in rule.guards():
            assert said.setdefault(guard.code, guard) is guard


@rows
def test_rows_name_periods_and_documents_that_there_are(rule: ActRule) -> None:
    assert set(rule.starts) <= PERIODS.keys()
    assert set(rule.makes) <= KINDS.keys()


@rows
def test_every_row_has_its_article(rule: ActRule) -> None:
    assert rule.basis
    assert all(guard.basis for guard in rule.guards())


@tables
def test_cases_wait_for_acts_that_the_table_has(procedure: Procedure) -> None:
    assert {act for _, _, act in LISTS[procedure.name] if act} <= {rule.name for rule in procedure.acts}


def test_a_table_is_in_force_from_its_day_on() -> None:
    assert in_force("ordinary", date(2021, 7, 15)).version == "2021"
    with pytest.raises(RuleError) as refused:
        in_force("ordinary", date(2021, 7, 14))
    assert refused.value.code == "no_procedure"
    assert table("simple", "2021", {}).name == "simple"


def test_every_act_is_offered_or_refused_with_its_reason() -> None:
    # Given cases at every stretch of the road
    cases = [CaseFile(date(2026, 11, 20)), concluded(), decided(), on_the_spot()]
    for case in cases:
        for person in (LI_MING, HEAD, CLERK):
            offered = case.offered(person)
            # Then each act of the table is there, and each refusal says why, by which article
            assert list(offered) == [rule.name for rule in case.table.acts]
            for refusal in filter(None, offered.values()):
                assert refusal.code
                assert refusal.message.zh
                assert refusal.message.en
                assert all(basis.label for basis in refusal.basis)


def test_a_refusal_names_all_that_is_missing_at_once() -> None:
    case = (
        CaseFile(date(2026, 11, 20))
        .do("case.propose", LI_MING, officers=(LI_MING, WANG_FANG))
        .do("case.file", HEAD)
    )
    refusal = case.offered(LI_MING)["investigation.conclude"]
    assert refusal is not None
    assert refusal.code == "no_evidence"
    assert [text.zh for text in refusal.missing] == ["查证属实的证据", "现场检查笔录或询问笔录"]


def test_a_guard_on_the_person_comes_after_those_on_the_case() -> None:
    assert concluded().offered(LI_MING)["decision.make"].code == "not_notified"
    silent = concluded().do("notice.give", LI_MING, kinds=FINE, amount=Decimal(1000))
    assert silent.offered(LI_MING)["decision.make"].code == "not_notified"
    assert decided().offered(LI_MING)["case.close"].code == "not_performed"
