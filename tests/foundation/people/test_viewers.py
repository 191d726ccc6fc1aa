"""Loading who asks: one statement, remembered for seconds, dropped where rights change."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from xuncheng.foundation.people import queries
from xuncheng.foundation.people.commands import deactivate_user, give_grant, issue_token
from xuncheng.foundation.people.memory import ViewerMemory, changed, heard
from xuncheng.foundation.people.models import TokenUse
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.viewer import Viewer


@pytest.mark.parametrize("grants", [0, 3])
def test_a_viewer_is_one_query_however_many_grants_he_holds(district: Any, grants: int) -> None:
    user = district.officer("li", "李明", district.street_a.team)
    for number in range(grants):
        district.grant(user, district.role(f"r{number}", ["user.add"]), district.street_a.area)
    with CaptureQueriesContext(connection) as asked:
        viewer = queries.viewer_of(user.pk)
    assert len(asked) == 1
    assert viewer is not None
    assert viewer.roles(queries.today()) == {"self", *(f"r{number}" for number in range(grants))}
    assert viewer.certified(date(2026, 5, 1))


def test_a_token_is_one_query_and_then_none(district: Any) -> None:
    token = issue_token(Deed(district.house), district.add("hotline", "热线接口"), "12345热线")
    assert token.secret is not None
    with CaptureQueriesContext(connection) as asked:
        assert queries.viewer_for_token(token.secret) == queries.viewer_for_token(token.secret)
    assert len(asked) == 1
    assert TokenUse.objects.filter(token=token).exists()


def test_a_role_that_does_not_read_opens_nothing(district: Any) -> None:
    citizen = district.add("citizen", "市民")
    viewer = district.grant(citizen, district.role("citizen", ["user.add"], reads=False), district.area)
    assert viewer.scope(queries.today()) == ()
    assert viewer.may_somewhere("user.add", queries.today())


def test_an_inactive_user_is_nobody(district: Any) -> None:
    user = district.add("li", "李明", district.street_a.team)
    deactivate_user(Deed(district.house), user, "离职")
    assert queries.viewer_of(user.pk) is None


def test_new_rights_are_seen_at_once_in_this_process(district: Any) -> None:
    user = district.add("li", "李明", district.street_a.team)
    token = issue_token(Deed(district.house), user, "手台")
    assert token.secret is not None
    before = queries.viewer_for_token(token.secret)
    give_grant(
        Deed(district.house),
        user,
        district.role("admin", ["user.add"]),
        district.street_a.area,
        date(2026, 1, 1),
    )
    after = queries.viewer_for_token(token.secret)
    assert before is not None
    assert after is not None
    assert not before.may("user.add", "110199.001.", date(2026, 6, 1))
    assert after.may("user.add", "110199.001.", date(2026, 6, 1))


def test_what_was_loaded_during_a_change_is_not_kept() -> None:
    memory = ViewerMemory()
    old, new = Viewer(id=None, name="旧"), Viewer(id=None, name="新")

    def load_while_rights_change() -> Viewer:
        memory.forget(None)
        return old

    assert memory.recall("k", load_while_rights_change) is old
    assert memory.recall("k", lambda: new) is new
    assert memory.recall("k", lambda: old) is new


def test_memory_lasts_only_for_its_seconds() -> None:
    memory = ViewerMemory(seconds=0)
    first, second = Viewer(id=None, name="一"), Viewer(id=None, name="二")
    assert memory.recall("k", lambda: first) is first
    assert memory.recall("k", lambda: second) is second


def test_other_processes_hear_of_a_change(district: Any) -> None:
    user = district.add("li", "李明")
    with CaptureQueriesContext(connection) as asked:
        changed(user.pk)
    assert any("pg_notify" in query["sql"] and str(user.pk) in query["sql"] for query in asked)
    assert heard(str(user.pk)) == user.pk
    assert heard("*") is None


# --- lists --------------------------------------------------------------------------------------------------


def test_lists_show_the_viewers_areas_and_himself_only(district: Any) -> None:
    li = district.officer("li", "李明", district.street_a.team)
    wang = district.officer("wang", "王芳", district.street_b.team)
    role = district.role("reader", ["user.add"])
    in_a, nowhere = district.grant(li, role, district.street_a.area), queries.viewer_of(wang.pk)
    everywhere = district.grant(district.add("head", "局长"), role, district.area)
    assert nowhere is not None

    def names(viewer: Viewer) -> set[str]:
        return {officer.user.name for officer in queries.officers_readable_by(viewer).select_related("user")}

    assert names(in_a) == {"李明"}
    assert names(nowhere) == {"王芳"}
    assert names(everywhere) == {"李明", "王芳"}
    assert set(queries.teams_readable_by(in_a)) == {district.street_a.team}
    assert set(queries.teams_readable_by(nowhere)) == {district.street_b.team}
    assert set(queries.organisations_readable_by(in_a)) == {district.street_a.organisation}
    assert queries.organisations_readable_by(everywhere).count() == 3
    assert set(queries.users_readable_by(in_a)) == {li}
    assert {grant.user for grant in queries.grants_readable_by(in_a)} == {li}


def test_the_anonymous_viewer_reads_nobody(district: Any) -> None:
    from xuncheng.foundation.trail.viewer import ANONYMOUS

    district.officer("li", "李明", district.street_a.team)
    assert not queries.officers_readable_by(ANONYMOUS).exists()
    assert not queries.users_readable_by(ANONYMOUS).exists()
    assert not queries.teams_readable_by(ANONYMOUS).exists()
    assert not queries.tokens_readable_by(ANONYMOUS).exists()
