"""What the database refuses by itself, whatever the program asks: reading out of scope, writing outside acts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from psycopg.errors import InsufficientPrivilege

from xuncheng.domains.intake.commands import submit_report
from xuncheng.domains.intake.models import Report
from xuncheng.foundation.people.models import Team, User
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.scope import reading, set_scope
from xuncheng.foundation.trail.viewer import ANONYMOUS, EVERYWHERE, Viewer, program

ViewerOf = Callable[..., Viewer]
Scoped = Callable[[Viewer], AbstractContextManager[None]]
STREET_A, STREET_B = "110199.001.", "110199.002."


ALL = program("测试", ())
ACT = uuid4()
APPEND = "SELECT trail_append(%s, 'team', %s, 'x', NULL, '', '110199.', %s, %s, '', '', '{}', '{}')"


def code_of(error: DatabaseError) -> str:
    return str(getattr(error.__cause__, "sqlstate", None))


def refused_in_act(viewer: Viewer, write: Callable[[], Any]) -> str:
    """The code with which the database refuses a transaction that says it is an act, and writes."""
    with pytest.raises(DatabaseError) as refused:
        _in_act(viewer, write)
    return code_of(refused.value)


def _in_act(viewer: Viewer, write: Callable[[], Any]) -> None:
    with transaction.atomic():
        set_scope(viewer, uuid4())
        write()


def run(statement: str, given: Sequence[Any] = ()) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)


# --- the role of the program --------------------------------------------------------------------------------


def test_tests_run_as_the_program_does(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == ("xuncheng_app", False, False)
        cursor.execute(
            "SELECT relname FROM pg_class JOIN pg_roles r ON r.oid = relowner WHERE rolname = current_user"
        )
        assert cursor.fetchall() == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE trail_entry SET actor_name = '他人'",
        "DELETE FROM trail_entry",
        "TRUNCATE trail_entry",
        "INSERT INTO trail_entry SELECT * FROM trail_entry",
        "UPDATE trail_head SET seq = 9",
        "DELETE FROM trail_head",
        "INSERT INTO trail_head (chain, seq, hash) VALUES (gen_random_uuid(), 1, '')",
        "UPDATE trail_seal SET root = ''",
        "DELETE FROM trail_leaf",
        "ALTER TABLE trail_entry DISABLE ROW LEVEL SECURITY",
        "INSERT INTO messages_outbox (chain, seq, name) VALUES (gen_random_uuid(), 1, 'x')",
        "CREATE TABLE mine ()",
    ],
)
def test_the_program_cannot_touch_what_is_written(statement: str, house: Viewer, street_a: Any) -> None:
    assert refused_in_act(house, lambda: run(statement)) == "42501"


# --- reading ------------------------------------------------------------------------------------------------


@pytest.fixture
def reports(officer: User, viewer_of: ViewerOf, street_a: Any, street_b: Any) -> dict[str, Report]:
    """One report in each street, both by the same officer, who now has nothing more to do with them."""
    found = {}
    for street in (street_a, street_b):
        viewer = viewer_of("report.submit", path=street.area.path, user=officer)
        lon, lat = street.point
        found[street.area.path] = submit_report(Deed(viewer), "占道经营，影响通行", lon=lon, lat=lat)
    return found


def test_rows_of_another_street_are_invisible_even_to_a_query_that_forgets_to_narrow(
    reports: dict[str, Report], viewer_of: ViewerOf, scoped: Scoped
) -> None:
    with scoped(viewer_of("x", path=STREET_A)):
        assert list(Report.objects.all()) == [reports[STREET_A]]
        assert {entry.area_path for entry in TrailEntry.objects.filter(name="report.submit")} == {STREET_A}
    with scoped(viewer_of("x", path=EVERYWHERE)):
        assert Report.objects.count() == 2
        assert TrailEntry.objects.filter(name="report.submit").count() == 2


def test_a_scope_reaches_down_but_not_up_nor_sideways(
    reports: dict[str, Report], viewer_of: ViewerOf, scoped: Scoped
) -> None:
    for path, seen in {"110199.": 2, STREET_A: 1, "110199.001.003.": 0, "110198.": 0, "110199.00": 2}.items():
        with scoped(viewer_of("x", path=path)):
            assert Report.objects.count() == seen, path


def test_a_grant_that_is_over_or_does_not_read_opens_nothing(
    reports: dict[str, Report], viewer_of: ViewerOf, scoped: Scoped
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    for closed in (
        viewer_of("x", until=yesterday),
        viewer_of("x", reads=False),
        viewer_of("x", roles=()),
        ANONYMOUS,
    ):
        with scoped(closed):
            assert not Report.objects.exists()
            assert not TrailEntry.objects.exists()


def test_whoever_did_an_act_sees_it_wherever_it_lies(
    reports: dict[str, Report], officer: User, viewer_of: ViewerOf, scoped: Scoped
) -> None:
    with scoped(viewer_of("x", path="110198.", user=officer)):
        assert Report.objects.count() == 2
        assert {entry.name for entry in TrailEntry.objects.all()} == {"report.submit"}


@pytest.mark.django_db(transaction=True)
def test_nothing_is_visible_where_no_scope_is_set(reports: dict[str, Report]) -> None:
    assert not Report.objects.exists()
    assert not TrailEntry.objects.exists()
    with reading(ALL):
        assert Report.objects.count() == 2
    assert not Report.objects.exists()


def test_rows_out_of_scope_are_not_changed_either(reports: dict[str, Report], viewer_of: ViewerOf) -> None:
    with transaction.atomic():
        set_scope(viewer_of("x", path=STREET_A), uuid4())
        assert Report.objects.update(outcome="x") == 1
        assert Report.objects.filter(area_path=STREET_B).delete()[0] == 0
        transaction.set_rollback(True)


# --- writing ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "write",
    [
        lambda team: Team.objects.filter(pk=team.pk).update(name="二队"),
        lambda team: Team.objects.filter(pk=team.pk).delete(),
        lambda team: Team.objects.bulk_create(
            [Team(code="T9", name="九队", organisation=team.organisation, area=team.area)]
        ),
        lambda _team: Report.objects.update(outcome="x"),
    ],
    ids=["update", "delete", "insert", "update of no row"],
)
def test_writing_outside_an_act_fails_in_the_database(
    write: Callable[[Team], Any], street_a: Any, viewer_of: ViewerOf, scoped: Scoped
) -> None:
    with scoped(viewer_of("x")), pytest.raises(DatabaseError) as refused, transaction.atomic():
        write(street_a.team)
    assert code_of(refused.value) == "XC001"


@pytest.mark.django_db(transaction=True)
def test_writing_inside_an_act_that_leaves_no_entry_fails_when_it_is_to_end(
    street_a: Any, house: Viewer
) -> None:
    team = Team.objects.filter(pk=street_a.team.pk)
    assert refused_in_act(house, lambda: team.update(name="二队")) == "XC002"
    assert Team.objects.get(pk=street_a.team.pk).name == "甲街道执法队"


@pytest.mark.django_db(transaction=True)
def test_an_act_cannot_hide_behind_another_id(street_a: Any, house: Viewer, acts: Any) -> None:
    with pytest.raises(DatabaseError) as refused:
        acts.rename_silently(Deed(house), street_a.team, "二队")
    assert code_of(refused.value) == "XC002"
    assert Team.objects.get(pk=street_a.team.pk).name == "甲街道执法队"


def test_an_act_leaves_only_one_entry(house: Viewer, db: None) -> None:
    def append_twice() -> None:
        for _ in range(2):
            run(APPEND, [uuid4(), ACT, timezone.now(), timezone.now()])

    assert refused_in_act(house, append_twice) == "23505"


def test_only_the_program_may_append(superuser: Any) -> None:
    superuser.execute("SET ROLE pg_read_all_data")
    with pytest.raises(InsufficientPrivilege):
        superuser.execute(APPEND, [uuid4(), ACT, timezone.now(), timezone.now()])
