"""What runs on a timetable for files."""

from __future__ import annotations

import logging

from django.utils import timezone
from procrastinate.contrib.django import app

from xuncheng.foundation.files.unused import sweep
from xuncheng.foundation.files.uploads import purge_expired

_log = logging.getLogger(__name__)


@app.periodic(cron="17 * * * *")
@app.task(queueing_lock="files.purge_uploads", pass_context=False)
def purge_uploads(timestamp: int) -> None:  # noqa: ARG001 - procrastinate gives periodic tasks their time
    """Each hour, remove uploads that have expired, and files that were given and never used."""
    expired, swept = purge_expired(), sweep(timezone.now())
    if expired or swept.files:
        _log.info(
            "removed %s expired uploads, and %s files never used with %s contents",
            expired, swept.files, swept.contents,
        )  # fmt: skip
