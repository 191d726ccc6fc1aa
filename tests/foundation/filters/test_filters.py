"""Filters of lists that are kept under a name: one's own, one's organisation's, and nobody else's."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.domains.town import Person, Town

from xuncheng.foundation.people.commands import filters

pytestmark = pytest.mark.usefixtures("clock")
LATE = {"urgency": "overdue", "sort": "due"}


def save(person: Person, name: str = "超期未办", **given: Any) -> str:
    kept = {"listing": "reports", "query": LATE} | given
    return str(person.does("filter.save", name=name, **kept)["result"])


def kept(person: Person, listing: str = "reports") -> list[tuple[str, bool, bool]]:
    items = person.get("/filters", listing=listing)["items"]
    return [(one["name"], one["mine"], one["shared"]) for one in items]


def test_a_filter_is_there_for_its_owner_on_its_list_until_he_drops_it(town: Town) -> None:
    key = save(town.officer)
    (found,) = town.officer.get("/filters", listing="reports")["items"]
    assert (found["id"], found["query"], found["owner"]["name"]) == (key, LATE, "张一")
    assert kept(town.officer, "cases") == []
    assert kept(town.a.officers[1]) == []
    town.officer.does("filter.drop", key)
    assert kept(town.officer) == []


def test_one_s_own_filter_of_a_name_is_changed(town: Town) -> None:
    first = save(town.officer)
    again = save(town.officer, query={"status": "submitted"})
    (found,) = town.officer.get("/filters", listing="reports")["items"]
    assert (first, found["id"], found["query"]) == (again, again, {"status": "submitted"})
    town.officer.does("filter.drop", first)


def test_a_shared_filter_is_the_whole_organisation_s_and_no_other_s(town: Town) -> None:
    # Given a filter that an officer of street A shares
    key = save(town.officer, "本街超期", shared=True)
    # Then his colleague has it, and nobody of the next street
    assert kept(town.a.officers[1]) == [("本街超期", False, True)]
    assert kept(town.b.officers[0]) == []
    # And the colleague neither drops it nor changes it by one of the same name
    assert town.a.officers[1].refused("filter.drop", key)["code"] == "not_your_filter"
    own = save(town.a.officers[1], "本街超期", query={"status": "handled"})
    assert own != key
    assert kept(town.officer) == [("本街超期", True, True)]
    for person, one in ((town.officer, key), (town.a.officers[1], own)):
        person.does("filter.drop", one)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": "  "}, "name"),
        ({"listing": "Reports!"}, "input.listing"),
        ({"query": {}}, "input.query"),
        ({"query": {"q": "长" * 201}}, "input.query.q"),
    ],
)
def test_what_cannot_be_kept_is_refused_by_name(town: Town, given: dict[str, Any], field: str) -> None:
    sent = {"listing": "reports", "name": "甲", "query": LATE} | given
    assert [one["field"] for one in town.officer.refused("filter.save", **sent)["errors"]] == [field]


def test_a_citizen_without_an_organisation_keeps_his_own_and_shares_nothing(town: Town) -> None:
    refused = town.citizen.refused("filter.save", listing="reports", name="甲", query=LATE, shared=True)
    assert refused["errors"][0]["field"] == "shared"


def test_there_is_room_for_so_many_and_more_ask_no_more_often(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filters, "MOST", 5)
    one = save(town.head, "甲")
    few = _asked(town.head)
    others = [save(town.head, name) for name in "乙丙丁戊"]
    assert _asked(town.head) == few
    assert (
        town.head.refused("filter.save", listing="reports", name="己", query=LATE)["code"]
        == "too_many_filters"
    )
    for key in (one, *others):
        town.head.does("filter.drop", key)


def _asked(person: Person) -> int:
    person.get("/filters", listing="reports")
    with CaptureQueriesContext(connection) as asked:
        person.get("/filters", listing="reports")
    return len(asked)
