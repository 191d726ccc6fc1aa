"""What every test stands on: the database as the program sees it, a small district, and a guard against query loops.

The database is created and migrated by its owner; the tests then run as the program does, as a role that owns
nothing, so that row-level security and the locks on writing bind them too.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date
from functools import partial, wraps
from pathlib import Path
from traceback import walk_stack

import pytest
from django.conf import settings
from django.core.signals import request_started
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.transaction import Atomic
from django.test import TestCase, TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis
from psycopg.conninfo import conninfo_to_dict
from tests.database import empty
from uuid_utils.compat import uuid7
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling
from zeal import listeners
from zeal.constants import initialize_app_registry
from zeal.patch import patch

from xuncheng.foundation.people.commands import add_organisation, add_team, add_user, certify_officer
from xuncheng.foundation.people.models import Organisation, OrganisationKind, Team, TeamKind, User
from xuncheng.foundation.places.commands import add_area
from xuncheng.foundation.places.models import Area
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.scope import set_scope
from xuncheng.foundation.trail.viewer import Grant, Viewer, program

TESTS = str(Path(__file__).parent)
SHARED_GROUND = ("tests/bench/", "tests/e2e/")
"""Folders whose tests use one platform, or databases of one name."""

ORM = re.compile("site-packages/(django|zeal)/")
DISTRICT = "110199"

hypothesis.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
if "CI" not in os.environ:  # there Hypothesis is patient by itself
    hypothesis.load_profile("patient")


# --- several processes --------------------------------------------------------------------------------------


class ByGround(LoadScopeScheduling):
    """Keeps in one process what stands on the same ground: the tests of a file, or of a whole folder."""

    def _split_scope(self, nodeid: str) -> str:
        file, _, _ = nodeid.partition("::")
        return next((folder for folder in SHARED_GROUND if file.startswith(folder)), file)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByGround:
    """How the tests are given to the processes, if there are several."""
    return ByGround(config, log)


# --- query loops --------------------------------------------------------------------------------------------


def pytest_configure(config: pytest.Config) -> None:
    """Begin to watch for queries in loops, each transaction and each request by itself."""
    config.addinivalue_line(
        "markers", "query_loop(reason): this test may ask the database in a loop, because"
    )
    initialize_app_registry()
    patch()
    listeners.get_caller = _caller
    listeners.n_plus_one_listener.notify = partial(_notify, listeners.n_plus_one_listener.notify)
    enter = Atomic.__enter__

    @wraps(enter)
    def enter_anew(atomic: Atomic) -> None:
        if atomic.savepoint:  # not one that the ORM opens for itself
            _count_anew()
        enter(atomic)

    Atomic.__enter__ = enter_anew  # type: ignore[method-assign] # for the length of the session
    request_started.connect(_count_anew)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Fail a test in which rows are fetched one by one (N+1)."""
    marker = item.get_closest_marker("query_loop")
    if marker is not None and not marker.args:
        pytest.fail("query_loop needs a reason")
    with listeners.zeal_context() if marker is None else nullcontext():
        return (yield)


def _count_anew(**_signal: object) -> None:
    listeners._nplusone_context.get().calls.clear()


def _notify(notify: Callable[..., None], *asked: object, **named: object) -> None:
    """What a test itself asks is no matter of the program, nor is how allauth asks."""
    asker, _, _ = next(_stack())
    if not asker.startswith(TESTS) and "/allauth/" not in asker:
        notify(*asked, **named)


def _caller() -> tuple[str, int, str]:
    """The line that asked, and for which line of the test: asking twice in a test is no loop."""
    stack = [frame for frame in _stack() if "site-packages" not in frame[0]]
    file, line, function = stack[0]
    test = next((frame for frame in stack if frame[0].startswith(TESTS)), stack[0])
    return f"{file} (asked from {test[0]}:{test[1]})", line, function


def _stack() -> Iterator[tuple[str, int, str]]:
    """Where the program is, from the inside out: file, line and function, without the ORM and this file."""
    for frame, line in walk_stack(None):
        file = frame.f_code.co_filename
        if file != __file__ and not ORM.search(file):
            yield file, line, frame.f_code.co_name


# --- the database -------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Create and migrate the test database as its owner; each process that tests has one of its own."""
    if "DATABASE_OWNER_URL" not in os.environ:
        pytest.exit(
            'no database; first: eval "$(python -m xuncheng.server.cluster env --test)"', returncode=1
        )
    _connect_as(settings.DATABASE_OWNER_URL)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> Iterator[None]:
    """Then run as the program does."""
    connection.close()
    _connect_as(settings.DATABASE_URL)
    with pytest.MonkeyPatch.context() as patches:
        patches.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: empty())
        patches.setattr(TestCase, "_should_check_constraints", _ready_for_checks)
        yield
    connection.close()
    _connect_as(settings.DATABASE_OWNER_URL)


def _connect_as(url: str) -> None:
    parts = conninfo_to_dict(url)
    for key in ("user", "password", "host", "port"):
        connection.settings_dict[key.upper()] = parts.get(key) or ""


def _ready_for_checks(_case: TestCase, database: BaseDatabaseWrapper) -> bool:
    """Whether a test's one transaction is to be checked at its end, where each act had its own in real life.

    The last scope set may be that of a refused act, or of reading; the check is told of an act that left its
    entry. A test that wrote without any act still fails.
    """
    if database.needs_rollback or not database.is_usable():
        return False
    with database.cursor() as cursor:
        cursor.execute("SELECT set_config('xuncheng.scope', '{\"\"}', true)")
        cursor.execute(
            "SELECT set_config('xuncheng.act', coalesce((SELECT act_id FROM trail_entry LIMIT 1)::text, ''), true)"
        )
    return True


# --- viewers ------------------------------------------------------------------------------------------------


def make_viewer(
    *acts: str,
    path: str = f"{DISTRICT}.",
    roles: Iterable[str] = ("tester",),
    reads: bool = True,
    since: date = date.min,
    until: date = date.max,
    certified: bool = False,
    user: User | None = None,
) -> Viewer:
    """A viewer who holds the roles, each with the acts, in the area; who he is only matters to what names him."""
    grants = tuple(Grant(role, frozenset(acts), path, reads, since, until) for role in roles)
    valid = (date(2020, 1, 1), date(2035, 12, 31)) if certified else (None, None)
    return Viewer(user.pk if user else uuid7(), user.name if user else "王芳", grants, *valid)


@pytest.fixture
def viewer_of() -> Callable[..., Viewer]:
    """Makes viewers: `viewer_of("report.judge", path="110199.001.", certified=True)`."""
    return make_viewer


@pytest.fixture
def scoped() -> Callable[[Viewer], AbstractContextManager[None]]:
    """Sees through a viewer's eyes for a while: `with scoped(viewer): …`, inside the transaction of the test."""
    return _scoped


@contextmanager
def _scoped(viewer: Viewer) -> Iterator[None]:
    names = ("xuncheng.scope", "xuncheng.actor", "xuncheng.act")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(n, true) FROM unnest(%s::text[]) AS n", [list(names)])
        before = [value or "" for (value,) in cursor.fetchall()]
    set_scope(viewer)
    yield
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config(n, v, true) FROM unnest(%s::text[], %s::text[]) AS s (n, v)",
            [list(names), before],
        )


# --- a small district ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Street:
    """A street with its organisation, its enforcement team, and a point (longitude, latitude) in its middle."""

    area: Area
    organisation: Organisation
    team: Team
    point: tuple[float, float]


@pytest.fixture
def house() -> Viewer:
    """The program itself, which may do everything everywhere."""
    return program("测试", REGISTER)


@pytest.fixture
def bureau(db: None, house: Viewer) -> Organisation:
    """The bureau of the district 110199."""
    district = add_area(Deed(house), DISTRICT, "示范区")
    return add_organisation(
        Deed(house), OrganisationKind.BUREAU, "JSCG", "示范区城管局", "京示城管", district
    )


@pytest.fixture
def street_a(bureau: Organisation, house: Viewer) -> Street:
    """Street 110199.001., organisation and team."""
    return _street(house, bureau, "001", "甲街道")


@pytest.fixture
def street_b(bureau: Organisation, house: Viewer) -> Street:
    """Street 110199.002., organisation and team."""
    return _street(house, bureau, "002", "乙街道")


@pytest.fixture
def officer(street_a: Street, house: Viewer) -> User:
    """Li Ming, a certified officer of the team of street A; `viewer_of(…, user=officer)` lets him act."""
    user = add_user(Deed(house), "liming", "李明", team=street_a.team)
    certify_officer(Deed(house), user, "ZF-0001", date(2024, 1, 1), date(2029, 12, 31))
    return user


def _street(house: Viewer, bureau: Organisation, code: str, name: str) -> Street:
    """A square of 0.02 degrees; street 002 lies east of street 001."""
    west, south, side = 116.35 + 0.02 * int(code), 39.93, 0.02
    corners = [(west, south), (west + side, south), (west + side, south + side), (west, south + side)]
    boundary = {"type": "Polygon", "coordinates": [[*corners, corners[0]]]}
    area = add_area(Deed(house), f"{DISTRICT}{code}", name, boundary)
    kind = OrganisationKind.STREET
    organisation = add_organisation(Deed(house), kind, f"S{code}", name, name, area, bureau)
    team = add_team(Deed(house), organisation, TeamKind.ENFORCEMENT, f"T{code}", f"{name}执法队", area)
    return Street(area, organisation, team, (west + side / 2, south + side / 2))
