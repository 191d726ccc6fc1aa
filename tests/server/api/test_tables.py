"""Every table of the database, from its own catalogue: who owns it, who writes it, and what of it is seen.

A table that is new is a business table until it is named below: then it is written only inside acts, and a table
with an area is shown only in scope.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings
from psycopg import sql
from tests.database import address_as
from tests.domains import classifiers
from tests.domains.portal import citizen
from tests.domains.town import HOUSE, Town
from tests.server.api.world import Business, fill

from xuncheng.domains.law.commands import BandRow, BenchmarkRow, LawFile, import_statute, set_benchmark
from xuncheng.foundation.places.commands import add_address
from xuncheng.foundation.trail.deed import Deed

TECHNICAL = {
    "account_emailaddress": "allauth: users have no addresses here",
    "account_emailconfirmation": "as above",
    "auth_group": "Django: not used, and not open to the program",
    "auth_group_permissions": "as above",
    "auth_permission": "as above",
    "allauth_idp_oidc_client": "what the OpenID Connect provider keeps of the systems that acts register",
    "allauth_idp_oidc_token": "tokens of those systems, by their digests",
    "batches_line": "how far a batch has come: what was asked and what was done stand in the trail",
    "cases_deadline": "follows from the facts of cases: the database writes it, the program only reads it",
    "django_content_type": "Django's own list of models",
    "django_migrations": "which migrations ran",
    "django_session": "sessions, signed in or not",
    "equipment_terminal_day": "how much a terminal was used on a day",
    "equipment_terminal_key": "keys of what terminals cache, encrypted",
    "equipment_terminal_use": "when a terminal last called",
    "exports_export": "how far a file of a list is: what was asked for stands in the trail",
    "field_act": "what became of each act that a terminal sent: what was done stands in the trail",
    "field_act_file": "files of acts that were refused, kept as long as those",
    "field_queue": "which act of each terminal comes next",
    "files_upload": "uploads under way: no business yet",
    "law_term_frequency": "how often words stand in the statutes: reckoned from them",
    "messages_failed": "events that nobody could take",
    "messages_notification": "what people were told of acts",
    "exchange_received": "what became of each message of a platform: what was done about it stands in the trail",
    "messages_outbox": "written by the database function that writes the trail",
    "mfa_authenticator": "second factors, encrypted",
    "open311_callcount": "how often somebody called the open door of late",
    "patrol_latest": "where those on duty were last: positions are no acts (docs/decisions/0036)",
    "patrol_position": "as above",
    "people_attempt": "how often a sign-in failed",
    "people_tokenuse": "when a token was last used",
    "procrastinate_events": "jobs", "procrastinate_jobs": "jobs", "procrastinate_periodic_defers": "jobs",
    "procrastinate_workers": "jobs",
    "socialaccount_socialaccount": "allauth: nobody's account is tied to one elsewhere, so it stays empty",
    "socialaccount_socialapp": "allauth: providers are named by the installation's file, so it stays empty",
    "socialaccount_socialtoken": "allauth: tokens of providers are not kept, so it stays empty",
    "spatial_ref_sys": "PostGIS",
    "money_balance": "kept by the database with each posting",
    "trail_entry": "the trail itself", "trail_head": "the trail itself", "trail_leaf": "the trail itself",
    "trail_seal": "the trail itself",
    "usersessions_usersession": "where sessions are from",
    "webhooks_delivery": "how far an act is on its way to another system: what it is stands in the trail",
    "webhooks_secret": "what signs events, encrypted",
}  # fmt: skip
"""Tables that hold no business of the bureau, or that no act writes."""

SHOWN = {"publication_publication"}
"""Tables of which everybody sees some rows: what they are, a test of their own says."""

OPEN = {
    "intake_classifier", "intake_sender",
    "people_apitoken", "people_oidcclient", "people_grant", "people_officer", "people_organisation", "people_role", "people_team",
    "people_user", "places_address", "places_area", "places_areaimport", "law_benchmark", "law_matter", "law_matter_version", "law_statute",
    "law_statute_version",
    "powers_hand_down", "powers_power", "powers_list", "powers_line",
}  # fmt: skip
"""Tables with an area that everybody's acts look through: who may do what, where, and by which law."""

WRITES = {
    "insert": "INSERT INTO {table} DEFAULT VALUES",
    "update": "UPDATE {table} SET {column} = {column}",
    "delete": "DELETE FROM {table}",
}


LAW = "# 试验条例\n\n2020年1月1日公布\n\n<!-- INFO END -->\n\n## 第一章　总　　则\n\n第一条 试验。\n"


@pytest.fixture(scope="module")
def streets(town: Town, unprinted: None) -> tuple[Business, Business]:
    """The same business in both streets, and what the whole district has."""
    import_statute(Deed(HOUSE), LawFile(path="试验条例.md", text=LAW))
    whole = BandRow(step=0, name_zh="一般", name_en="ordinary", low=0, high=1)
    set_benchmark(Deed(HOUSE), BenchmarkRow(matter="SR-028", title="试验裁量基准", bands=[whole]))
    add_address(Deed(HOUSE), "示范公园", town.a.point["lon"], town.a.point["lat"])
    classifiers.keep()
    citizen.open_portal(town)
    for street in (town.a, town.b):
        assert citizen.reports(town.stranger, **street.point).status_code == 200
    both = fill(town, town.a), fill(town, town.b)
    town.head.does("power.publish", title="权责清单", document="示城管〔2026〕1号", published_on="2026-01-06")
    return both


@pytest.fixture(scope="module")
def program(streets: Any) -> Iterator[psycopg.Connection[Any]]:
    """A connection as the program has it, with no statement made by the ORM."""
    with psycopg.connect(address_as(settings.DATABASE_URL), autocommit=True) as connected:
        yield connected


def column_of(program: psycopg.Connection[Any], query: str, *given: Any) -> list[Any]:
    """The values of a query of one column."""
    return [value for (value,) in program.execute(query, given)]


def business(program: psycopg.Connection[Any]) -> list[str]:
    """All tables that are not named as technical."""
    found = column_of(program, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    return [name for name in found if name not in TECHNICAL]


def with_area(program: psycopg.Connection[Any]) -> set[str]:
    """All tables whose rows lie in an area."""
    query = "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'area_path'"
    return set(column_of(program, query))


def scoped(program: psycopg.Connection[Any], path: str | None, *, act: bool = False) -> None:
    """Set what the transaction sees (nothing at all for None), and whether it says that it is an act."""
    given = {"scope": None if path is None else f'{{"{path}"}}', "act": str(uuid4()) if act else None}
    for name, value in given.items():
        if value is not None:
            program.execute("SELECT set_config(%s, %s, true)", [f"xuncheng.{name}", value])


# --- whose the tables are -----------------------------------------------------------------------------------


def test_the_program_owns_nothing(program: psycopg.Connection[Any]) -> None:
    owned = """
        SELECT relname FROM pg_class WHERE relowner = current_user::regrole
        UNION ALL SELECT proname FROM pg_proc WHERE proowner = current_user::regrole
        UNION ALL SELECT nspname FROM pg_namespace WHERE nspowner = current_user::regrole
        UNION ALL SELECT datname FROM pg_database WHERE datdba = current_user::regrole
        UNION ALL SELECT typname FROM pg_type WHERE typowner = current_user::regrole
    """
    assert column_of(program, owned) == []
    powers = "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication FROM pg_roles WHERE rolname = current_user"
    assert column_of(program, powers) == [False]
    assert (
        column_of(
            program, "SELECT roleid::regrole::text FROM pg_auth_members WHERE member = current_user::regrole"
        )
        == []
    )
    assert column_of(program, "SELECT has_schema_privilege('public', 'CREATE')") == [False]


def test_the_program_can_neither_empty_a_table_nor_hang_anything_on_it(
    program: psycopg.Connection[Any],
) -> None:
    query = """
        SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
           AND has_table_privilege(oid, 'TRUNCATE, REFERENCES, TRIGGER')
    """
    assert column_of(program, query) == []


# --- writing ------------------------------------------------------------------------------------------------


def test_what_is_named_as_technical_is_there(program: psycopg.Connection[Any]) -> None:
    found = column_of(program, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    assert TECHNICAL.keys() - set(found) == set()


@pytest.mark.parametrize("write", WRITES)
def test_no_business_table_is_written_outside_an_act(program: psycopg.Connection[Any], write: str) -> None:
    assert _answers(program, write, act=False) == dict.fromkeys(business(program), "XC001")


def test_every_business_table_asks_each_written_row_for_its_entry(program: psycopg.Connection[Any]) -> None:
    """Inserts, updates and deletes alike, at the end of the transaction, and nobody has switched it off."""
    query = """
        SELECT relname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
         WHERE tgfoid = 'trail_require_entry'::regproc AND tgtype & 28 = 28 AND tginitdeferred AND tgenabled = 'O'
         ORDER BY relname
    """
    assert column_of(program, query) == business(program)


@pytest.mark.parametrize("write", ["update", "delete"])
def test_no_business_table_is_written_by_an_act_that_leaves_no_entry(
    program: psycopg.Connection[Any], write: str
) -> None:
    """A table that has rows refuses; to delete what others point to is refused by those, before the end."""
    expected = {"update": {"XC002", "XC003"}, "delete": {"XC002", "XC003", "23503", "23001"}}[write]
    assert set(_answers(program, write, act=True).values()) <= expected


def _answers(program: psycopg.Connection[Any], write: str, *, act: bool) -> dict[str, str]:
    """The code with which the database answers to the statement on each business table."""
    return {
        table: _answer(program, _statement(program, table, write), act=act) for table in business(program)
    }


def _statement(program: psycopg.Connection[Any], table: str, write: str) -> sql.Composed:
    query = """
        SELECT attname FROM pg_attribute
         WHERE attrelid = %s::regclass AND attnum > 0 AND attgenerated = '' AND attidentity = '' AND NOT attisdropped
         ORDER BY attnum LIMIT 1
    """
    (column,) = column_of(program, query, table)
    return sql.SQL(WRITES[write]).format(table=sql.Identifier(table), column=sql.Identifier(column))


def _answer(program: psycopg.Connection[Any], statement: sql.Composed, *, act: bool) -> str:
    try:
        with program.transaction(force_rollback=True):
            scoped(program, "110199.", act=act)
            program.execute(statement)
            program.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except psycopg.Error as error:
        return str(error.sqlstate)
    return ""


# --- reading ------------------------------------------------------------------------------------------------


def test_every_table_with_an_area_shows_it_only_in_scope(program: psycopg.Connection[Any]) -> None:
    locked = column_of(program, "SELECT relname FROM pg_class WHERE relrowsecurity")
    assert with_area(program) - OPEN - set(locked) == set()
    assert {"intake_report", "cases_case", "documents_document", "files_storedfile", "trail_entry"} <= set(
        locked
    )


def _paths(program: psycopg.Connection[Any], table: str, path: str | None) -> set[str]:
    """The areas of the rows that a plain SELECT shows, in a transaction with this scope."""
    with program.transaction(force_rollback=True):
        scoped(program, path)
        query = sql.SQL("SELECT DISTINCT area_path FROM {}").format(sql.Identifier(table))
        return {found for (found,) in program.execute(query)}


def test_plain_sql_sees_a_street_and_nothing_else(
    program: psycopg.Connection[Any], streets: tuple[Business, Business]
) -> None:
    """Given the same business in two streets, each locked table shows each street its own rows, and the district all."""
    ours, theirs = (one.given["path"] for one in streets)
    for table in sorted(with_area(program) - OPEN - SHOWN):
        seen = {path: _paths(program, table, path) for path in (ours, theirs, "110199.")}
        assert seen[ours] == {ours}, table
        assert seen[theirs] == {theirs}, table
        assert seen["110199."] >= {ours, theirs}, table


def test_without_a_scope_there_is_nothing(program: psycopg.Connection[Any]) -> None:
    for table in sorted(with_area(program) - OPEN - SHOWN):
        for path in (None, "110198."):
            assert _paths(program, table, path) == set(), table


def test_of_publications_a_stranger_sees_only_what_is_for_everybody(
    program: psycopg.Connection[Any], streets: tuple[Business, Business]
) -> None:
    """Given a decision in each street that is shown, and by an owner's hand one more that is not."""
    ours = streets[0].given["path"]
    for path, states in (("110198.", {"published"}), (ours, {"published", "exempt"})):
        with program.transaction(force_rollback=True):
            scoped(program, "110199.", act=True)
            program.execute(
                "UPDATE publication_publication SET state = 'exempt', ground = 'secret', reasons = '涉密', account = ''"
                " WHERE id = (SELECT id FROM publication_publication WHERE area_path = %s LIMIT 1)",
                [ours],
            )
            scoped(program, path)
            found = column_of(program, "SELECT DISTINCT state FROM publication_publication")
            assert set(found) <= states
            assert ("exempt" in found) == (path == ours)


def test_tables_without_an_area_follow_those_that_have_one(
    program: psycopg.Connection[Any], streets: tuple[Business, Business]
) -> None:
    counts = {}
    for path in (None, streets[0].given["path"], "110199."):
        with program.transaction(force_rollback=True):
            scoped(program, path)
            (counts[path],) = column_of(program, "SELECT count(*) FROM cases_evidence_officers")
    assert list(counts.values()) == [0, counts["110199."] // 2, counts["110199."]]
    assert counts["110199."] > 0
