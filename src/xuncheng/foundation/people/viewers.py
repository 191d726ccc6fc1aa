"""Loading a viewer: who asks, with certificate and grants, in one statement."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import orjson
from django.db import connection
from django.utils import timezone

from xuncheng.foundation.people.memory import MEMORY
from xuncheng.foundation.people.models import TokenScope
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.viewer import EVERYWHERE, Grant, Limits, Viewer

OWN_ACTS = frozenset({
    "profile.change", "batch.ask", "batch.cancel", "export.ask", "export.cancel", "filter.save", "filter.drop",
    "terminal.register", "terminal.report_lost", "fieldact.amend", "fieldact.attach", "fieldact.withdraw",
    "position.withdraw",
})  # fmt: skip
"""What every user may do without a grant: change himself, ask for many acts at once, each of which needs its own, ask for a list
as a file, which holds what he sees, call off his own of both, keep filters under names, register terminals of his own and report them
lost, settle what was refused to him on the spot, and withdraw his consent to positions. Whose it is each of these acts asks by itself,
so it does not matter where he works, nor where he did when he asked.
"""

# A grant that is over is not loaded: whoever lost a role cannot use it for acts dated back.
_VIEWER = """
SELECT u.id, u.name, u.language, o.certified_since, o.certified_until,
       (SELECT coalesce(jsonb_agg(jsonb_build_array(r.code, r.acts, g.area_path, r.reads, g.since, g.until)), '[]')
          FROM people_grant g JOIN people_role r ON r.id = g.role_id
         WHERE g.user_id = u.id AND (g.until IS NULL OR g.until >= %(today)s))::text,
       {limits}
  FROM {source} LEFT JOIN people_officer o ON o.user_id = u.id
 WHERE u.is_active AND {condition}
"""

_UNLIMITED = "NULL, NULL, NULL"
_BY_ID = _VIEWER.format(source="people_user u", condition="u.id = %(id)s", limits=_UNLIMITED)
_BY_NAME = _VIEWER.format(source="people_user u", condition="u.username = %(name)s", limits=_UNLIMITED)

# Only a completed sign-in has a row in usersessions: a password without its second factor opens nothing.
_BY_SESSION = _VIEWER.format(
    source="django_session s JOIN usersessions_usersession k ON k.session_key = s.session_key"
    " JOIN people_user u ON u.id = k.user_id",
    condition="s.session_key = %(key)s AND s.expire_date > %(now)s",
    limits=_UNLIMITED,
)

_USED = """
WITH token AS (
    SELECT id, user_id, scope, acts, limit_path FROM people_apitoken
     WHERE (digest = %(digest)s OR (old_digest = %(digest)s AND old_until > %(now)s))
       AND revoked_at IS NULL AND expires_at > %(now)s
), used AS (
    INSERT INTO people_tokenuse (token_id, at) SELECT id, %(now)s FROM token
    ON CONFLICT (token_id) DO UPDATE SET at = excluded.at
     WHERE people_tokenuse.at < excluded.at - interval '1 minute'
)
"""
_BY_TOKEN = _USED + _VIEWER.format(
    source="token t JOIN people_user u ON u.id = t.user_id",
    condition="true",
    limits="t.scope, t.acts, t.limit_path",
)

_READING = {"read": True, "acts": False, "acts_read": True}
"""Whether a token of each scope opens what its user sees. A full one has no limits of its own but its area."""


def viewer_of(user_id: UUID) -> Viewer | None:
    """The viewer that a user is now; None if there is no such active user."""
    return _load(_BY_ID, {"id": user_id})


def viewer_named(username: str) -> Viewer | None:
    """The viewer that the user of that name is now; None if there is no such active user."""
    return MEMORY.recall(f"name/{username}", lambda: _load(_BY_NAME, {"name": username}))


def viewer_for_session(session_key: str) -> Viewer | None:
    """The viewer of a session that is complete and has not run out; None otherwise.

    May be `memory.SECONDS` old where a change in another process has not been heard of.
    """
    return MEMORY.recall(
        f"session {session_key}",
        lambda: _load(_BY_SESSION, {"key": session_key, "now": timezone.now()}),
    )


def viewer_for_token(secret: str) -> Viewer | None:
    """The viewer for whom the program with this token works; None if the token is unknown, revoked or over."""
    digest = token_digest(secret)
    return MEMORY.recall(
        f"token {digest}", lambda: _load(_BY_TOKEN, {"digest": digest, "now": timezone.now()})
    )


def token_digest(secret: str) -> str:
    """What the database keeps of a token's secret. It is random and long, so a plain SHA-256 is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _load(statement: str, given: Mapping[str, Any]) -> Viewer | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"today": today(), **given})
        row = cursor.fetchone()
    if row is None:
        return None
    key, name, language, since, until, grants, scope, acts, path = row
    own = Grant(role="self", acts=OWN_ACTS, path=EVERYWHERE, reads=False)
    held = (*(_grant(*values) for values in orjson.loads(grants)), own)
    limits = _limits(held, scope, acts, path)
    if limits is not None:
        held = tuple(cut for grant in held if (cut := limits.cut(grant)) is not None)
    return Viewer(key, name, held, since, until, language, limits)


def _limits(
    held: tuple[Grant, ...], scope: str | None, acts: list[str] | None, path: str | None
) -> Limits | None:
    """What limits the viewer; None for one who came by a session, or by a token that opens everything everywhere."""
    if scope is None or (scope == TokenScope.FULL and not path):
        return None
    if scope == TokenScope.FULL:
        return Limits(reads=True, acts=frozenset().union(*(grant.acts for grant in held)), path=path or "")
    return Limits(reads=_READING[scope], acts=frozenset(acts or ()), path=path or "")


def _grant(role: str, acts: list[str], path: str, reads: bool, since: str, until: str | None) -> Grant:
    last = date.fromisoformat(until) if until else date.max
    return Grant(role, frozenset(acts), path, reads, date.fromisoformat(since), last)
