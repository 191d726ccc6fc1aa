"""What has been done to the database, noted in it, so that a start need not find it out again."""

from __future__ import annotations

from enum import StrEnum
from hashlib import sha256
from pathlib import Path

import psycopg

PACKAGE = Path(__file__).resolve().parents[1]

_CREATE = "CREATE TABLE IF NOT EXISTS xuncheng_note (name text PRIMARY KEY, text text NOT NULL)"
_WRITE = "INSERT INTO xuncheng_note VALUES (%s, %s) ON CONFLICT (name) DO UPDATE SET text = excluded.text"


class Note(StrEnum):
    """What is noted."""

    MIGRATIONS = "migrations"
    """Digest of the migrations that were last run to their end."""
    DEMO = "demo"
    """`loaded` once the demonstration is whole."""
    REHEARSAL = "rehearsal"
    """`yes` in a database that was made for rehearsals; it stays one."""


def noted(owner: str, note: Note) -> str:
    """What the database says, or nothing. `owner` is the connection URI of its owner."""
    try:
        with psycopg.connect(owner) as connection:
            row = connection.execute("SELECT text FROM xuncheng_note WHERE name = %s", [note]).fetchone()
    except psycopg.errors.UndefinedTable:
        return ""
    return str(row[0]) if row else ""


def take_note(owner: str, note: Note, text: str) -> None:
    """Have the database say so from now on."""
    with psycopg.connect(owner) as connection:
        connection.execute(_CREATE)
        connection.execute(_WRITE, [note, text])


def migrations_digest(root: Path, package: Path = PACKAGE) -> str:
    """SHA-256 over all that decides how tables look: our migrations, and the versions of others' in the lock file."""
    files = [root / "uv.lock", *sorted(package.glob("**/migrations/*.py"))]
    total = sha256()
    for file in files:
        content = sha256(file.read_bytes()).hexdigest() if file.exists() else "missing"
        total.update(f"{file.name} {content}\n".encode())
    return total.hexdigest()
