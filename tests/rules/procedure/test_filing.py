"""Which earlier case stands against filing the same act again (行政处罚法第二十五条, 第二十七条)."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncheng.rules.procedure.beside.remedy.state import Remedy
from xuncheng.rules.procedure.beside.transfer.state import GONE, Transfer
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.filing import bars_filing

DAY = date(2026, 11, 20)
FILED = Facts(proposed=True, filed=True)
TERMINATED = FILED.but(terminated=True)
over = st.sampled_from([{}, {"closed": True}, {"closed": True, "archived": True}])


def sent(state: str) -> Facts:
    return TERMINATED.but(transfers=(Transfer(state=state),))


@pytest.mark.parametrize(
    ("facts", "bars"),
    [
        (FILED, True),
        (FILED.but(filed=False, declined=True), False),
        (FILED.but(decision_served=True), True),
        (TERMINATED, False),
        (sent("delivered"), True),
        (sent("accepted"), True),
        (sent("taken"), True),
        (sent("sent_back"), False),
        (
            TERMINATED.but(remedies=(Remedy(key=1, kind="own", since=DAY, until=DAY, result="fallen"),)),
            True,
        ),
    ],
)
@given(over=over)
def test_it_is_all_one_whether_the_case_is_closed_and_archived(
    facts: Facts, bars: bool, over: dict[str, bool]
) -> None:
    assert bars_filing(replace(facts, **over)) is bars


@given(state=st.sampled_from(sorted(GONE)), over=over)
def test_what_another_authority_has_is_filed_only_once_it_came_back(
    state: str, over: dict[str, bool]
) -> None:
    there, back = sent(state), sent("sent_back")
    assert bars_filing(replace(there, **over))
    assert not bars_filing(replace(back, **over))
