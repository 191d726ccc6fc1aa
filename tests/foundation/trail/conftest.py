"""Acts that exist only here, and the superuser from whom even the trail must be safe."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any
from unittest.mock import patch

import psycopg
import pytest
from django.db import connection
from tests.database import address_as

from xuncheng.foundation.people.models import Team
from xuncheng.foundation.trail.acts import REGISTER, act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.viewer import Viewer, program
from xuncheng.rules.legal import RuleError, Text

LABEL = Text("改名", "Rename")
Name = Annotated[str, field("名称", "Name", "text", max_length=100)]


@dataclass(frozen=True)
class Acts:
    """Commands on a team: each gives it a name, and what else its own name says."""

    rename: Callable[..., Team]
    rename_and_refuse: Callable[..., Team]
    rename_against_a_rule: Callable[..., Team]
    rename_and_die: Callable[..., Team]
    rename_both: Callable[..., Team]
    rename_silently: Callable[..., Team]


def _commands() -> Acts:
    @act("team.rename", LABEL, on="team")
    def rename(
        deed: Deed,
        team: Team,
        name: Name,
        secret: Annotated[str, field("口令", "Password", "text", secret=True)] = "",
    ) -> Team:
        team.name = name
        team.save(update_fields=["name"])
        return team

    @act("team.rename_and_refuse", LABEL, on="team")
    def rename_and_refuse(deed: Deed, team: Team, name: Name) -> Team:
        rename(deed.following("team.rename", team.pk), team, name)
        raise Refused("no", Text("不行", "no"))

    @act("team.rename_against_a_rule", LABEL, on="team")
    def rename_against_a_rule(deed: Deed, team: Team, name: Name) -> Team:
        rename(deed.following("team.rename", team.pk), team, name)
        raise RuleError("bad_name", Text("名称不合规", "not a name"), "name")

    @act("team.rename_and_die", LABEL, on="team")
    def rename_and_die(deed: Deed, team: Team, name: Name) -> Team:
        rename(deed.following("team.rename", team.pk), team, name)
        with connection.cursor() as cursor, superuser_connection() as superuser:
            cursor.execute("SELECT pg_backend_pid()")
            superuser.execute("SELECT pg_terminate_backend(%s)", cursor.fetchone())
        return team

    @act("team.rename_both", LABEL, on="team")
    def rename_both(deed: Deed, team: Team, other: Team, name: Name) -> Team:
        rename(deed.following("team.rename", other.pk), other, name)
        team.name = name
        team.save(update_fields=["name"])
        return team

    @act("team.rename_silently", LABEL, on="team")
    def rename_silently(deed: Deed, team: Team, name: Name) -> Team:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('xuncheng.act', gen_random_uuid()::text, true)")
        team.name = name
        team.save(update_fields=["name"])
        return team

    return Acts(
        rename, rename_and_refuse, rename_against_a_rule, rename_and_die, rename_both, rename_silently
    )


@pytest.fixture
def acts() -> Iterator[Acts]:
    """The commands, in the register for the length of a test."""
    with patch.dict(REGISTER):
        yield _commands()


@pytest.fixture
def house(acts: Acts) -> Viewer:
    """The program itself, which may do everything, these acts too."""
    return program("测试", REGISTER)


def superuser_connection() -> psycopg.Connection[Any]:
    """Whoever holds the machine: no lock of the database binds him."""
    return psycopg.connect(address_as(os.environ["DATABASE_SUPERUSER_URL"]), autocommit=True)


@pytest.fixture
def superuser(transactional_db: None) -> Iterator[psycopg.Connection[Any]]:
    """A connection that may do anything. What the test wrote is committed, so that it is seen here."""
    with superuser_connection() as connected:
        yield connected
