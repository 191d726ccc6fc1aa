"""Files that were given and never used: bound to no act in time, as when a report is refused that came with pictures.

Each is removed by an act of its own, `file.discard`, so that the trail says what became of it; its content goes with it unless
another file or an upload has the same.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid5

from django.conf import settings
from django.db import IntegrityError

from xuncheng.foundation.files import contents
from xuncheng.foundation.files.commands import discard_file
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.files.references import never_used
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import program

CLEANER = program("文件管理", ["file.discard"])
MOST_AT_A_TIME = 500
"""How many files one sweep removes; the next one goes on."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Swept:
    """How many files were removed, and how many contents with them."""

    files: int
    contents: int


def sweep(now: datetime) -> Swept:
    """Remove the files that were given more than XUNCHENG_FILES_UNUSED_DAYS ago and never used; none at all where that is 0.

    A file that is bound meanwhile stays: the act looks again, with the file locked.
    """
    if not settings.FILES_UNUSED_DAYS:
        return Swept(0, 0)
    gone = [file.blob_id for file in _due(now) if _discarded(file, now)]
    return Swept(len(gone), sum(map(contents.forget, dict.fromkeys(gone))))


def _due(now: datetime) -> list[StoredFile]:
    """The oldest of them that are old enough."""
    before = now - timedelta(days=settings.FILES_UNUSED_DAYS)
    with reading(CLEANER):
        return list(never_used().filter(at__lt=before).order_by("at")[:MOST_AT_A_TIME])


def _discarded(file: StoredFile, now: datetime) -> bool:
    try:
        discard_file(Deed(CLEANER, id=uuid5(file.pk, "file.discard"), at=now, received_at=now), file)
    except (
        Refused,
        IntegrityError,
    ) as kept:  # it was bound meanwhile, or a table refers to it that hides its rows
        _log.info("file %s stays: %s", file.pk, kept)
        return False
    return True
