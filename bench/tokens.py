"""Tokens for people of the demo, with which the run calls the API: `python -m bench.tokens head dispatcher`."""

from __future__ import annotations

import json
import sys

import django
from bench.database import Database

_DAYS = 2


def tokens(database: Database, *usernames: str) -> dict[str, str]:
    """A fresh token for each of them, by user name."""
    printed = database.run(sys.executable, "-m", "bench.tokens", *usernames)
    found: dict[str, str] = json.loads(printed)
    return found


def _issue(username: str) -> str:
    from xuncheng.foundation.people.commands import issue_token
    from xuncheng.foundation.people.models import User
    from xuncheng.foundation.trail.deed import Deed
    from xuncheng.foundation.trail.viewer import program

    deed = Deed(program("bench", {"token.issue"}))
    token = issue_token(deed, User.objects.get(username=username), "bench", _DAYS)
    return str(token.secret)


if __name__ == "__main__":
    django.setup()
    print(json.dumps({username: _issue(username) for username in sys.argv[1:]}))
