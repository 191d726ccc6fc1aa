"""What the sweep of files never used leaves alone: whatever any row of any table refers to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db.models import ForeignKey
from django.utils import timezone
from psycopg import sql
from tests.database import address_as
from tests.domains import classifiers
from tests.domains.portal import citizen
from tests.domains.town import Town
from tests.domains.uploads import picture, upload
from tests.server.api.world import Business, fill

from xuncheng.foundation.files.models import StoredFile, Upload
from xuncheng.foundation.files.references import referring
from xuncheng.foundation.files.store import read_bytes
from xuncheng.foundation.files.unused import CLEANER, sweep
from xuncheng.foundation.files.uploads import purge_expired
from xuncheng.foundation.trail.scope import reading

AGES = timedelta(days=4000)
PASSING = {"files_storedfile", "files_upload", "trail_entry", "trail_head", "trail_leaf", "messages_outbox"}
"""The files themselves, their uploads, and the trail, which tells of files that are gone as well."""


@pytest.fixture(scope="module")
def streets(town: Town, unprinted: None) -> tuple[Business, Business]:
    """The same business in both streets, with files of every kind."""
    classifiers.keep()
    return fill(town, town.a), fill(town, town.b)


@pytest.fixture
def unbound(town: Town, clock: Any, streets: object) -> Iterator[str]:
    """A photo that an officer gave eight days ago and used for nothing; its upload answers no longer."""
    key = upload(town.officer, "未使用.png", picture())
    clock.pass_by(days=8)
    purge_expired()
    assert not Upload.objects.filter(pk=key).exists()
    yield key
    sweep(timezone.now())


@pytest.fixture(scope="module")
def owner(streets: object) -> Iterator[psycopg.Connection[Any]]:
    """A connection from which no row is hidden."""
    with psycopg.connect(address_as(settings.DATABASE_OWNER_URL), autocommit=True) as connected:
        yield connected


def files() -> dict[str, str]:
    """The content of every file by its key."""
    with reading(CLEANER):
        return {str(key): digest for key, digest in StoredFile.objects.values_list("pk", "blob_id")}


@contextmanager
def naming(owner: psycopg.Connection[Any], column: ForeignKey[Any, Any], key: str) -> Iterator[None]:
    """One row of the table names the file for a while, past all that guards the table."""
    names = {"table": sql.Identifier(column.model._meta.db_table), "column": sql.Identifier(column.column)}
    row = owner.execute(sql.SQL("SELECT id, {column} FROM {table} LIMIT 1").format(**names)).fetchone()
    assert row, f"the world has no row of {column.model}"
    set_to(owner, names, row[0], key)
    yield
    set_to(owner, names, row[0], row[1])


def set_to(
    owner: psycopg.Connection[Any], names: dict[str, sql.Identifier], row: object, value: object
) -> None:
    """Write the column of a row, each statement in a transaction of its own: one with rows to check alters no table."""
    for statement in (
        "ALTER TABLE {table} DISABLE TRIGGER USER", "UPDATE {table} SET {column} = {value} WHERE id = {row}",
        "ALTER TABLE {table} ENABLE TRIGGER USER",
    ):  # fmt: skip
        owner.execute(sql.SQL(statement).format(**names, value=sql.Literal(value), row=sql.Literal(row)))


def test_what_nobody_used_goes(unbound: str) -> None:
    assert sweep(timezone.now()).files == 1
    assert unbound not in files()


@pytest.mark.parametrize("column", referring(), ids=lambda column: str(column))
def test_what_a_row_names_stays(
    unbound: str, column: ForeignKey[Any, Any], owner: psycopg.Connection[Any]
) -> None:
    # Given a row of that table that names the file, and nothing else
    with naming(owner, column, unbound):
        # When the sweep runs, however late
        assert sweep(timezone.now() + AGES).files == 0
        # Then the file is still there
        assert unbound in files()


def test_of_all_that_the_bureau_has_nothing_that_any_row_holds_is_removed(
    town: Town, clock: Any, owner: psycopg.Connection[Any]
) -> None:
    """Looks for the key of each file in every column of every row, of whatever type: in JSON and in words as well."""
    # Given everything, and pictures that citizens and officers gave for nothing
    lost = {upload(town.officer, "未使用.png", picture()), given_by_a_citizen(town)}
    before, named = files(), held(owner)
    assert named
    assert not lost & named
    # When years pass
    clock.now += AGES
    purge_expired()
    swept = sweep(timezone.now())
    # Then what some row holds is there with its content, and those pictures alone are not
    after = files()
    assert named <= after.keys()
    assert before.keys() - after.keys() == lost
    assert swept.files == len(lost)
    assert all(read_bytes(digest) for digest in after.values())


def given_by_a_citizen(town: Town) -> str:
    """A picture for a report on the portal that was never sent; its key."""
    citizen.open_portal(town)
    begun = citizen.begins_upload(town.stranger, "现场.png", "image/png", len(picture()))
    assert begun.status_code == 201, begun.content
    place = begun["Location"]
    done = town.stranger.call(
        "PATCH",
        place,
        picture(),
        mime="application/offset+octet-stream",
        Tus_Resumable="1.0.0",
        Upload_Offset="0",
    )
    assert done.status_code == 204, done.content
    return place.rpartition("/")[2]


def held(owner: psycopg.Connection[Any]) -> set[str]:
    """The keys of files that stand anywhere in a row, or that hang on something."""
    tables = [
        name for (name,) in owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    ]
    found = {
        str(key) for (key,) in owner.execute("SELECT id FROM files_storedfile WHERE attached_to IS NOT NULL")
    }
    for table in set(tables) - PASSING - {"spatial_ref_sys"}:
        query = sql.SQL(
            "SELECT DISTINCT f.id FROM files_storedfile f JOIN {} t ON strpos(t::text, f.id::text) > 0"
        )
        found |= {str(key) for (key,) in owner.execute(query.format(sql.Identifier(table)))}
    return found
