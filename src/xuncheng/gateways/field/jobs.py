"""The queue's part: once a refused act is settled, what was held behind it is done."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from xuncheng.domains.equipment.queries import DOORKEEPER, readable_by
from xuncheng.foundation.people.viewers import viewer_of
from xuncheng.foundation.trail.scope import reading
from xuncheng.gateways.field.doing import Sending, release
from xuncheng.gateways.field.models import FieldAct

RELEASE = "field.release"


@app.task(name=RELEASE, pass_context=False)
def release_held(terminal: str) -> None:
    """Do what is held of a terminal and may be done now, as its officer; nothing where he is no longer active."""
    release_of(UUID(terminal))


def release_of(key: UUID) -> None:
    """The same, at once."""
    with reading(DOORKEEPER):
        terminal = readable_by(DOORKEEPER).get(pk=key)
    viewer = viewer_of(terminal.user_id)
    if viewer is not None:
        release(Sending(viewer, terminal, timezone.now()))


def ask_release(row: FieldAct) -> None:
    """Put the release of what is held behind a settled act into the queue, with the act that settles it."""
    app.configure_task(RELEASE).defer(terminal=str(row.terminal_id))
