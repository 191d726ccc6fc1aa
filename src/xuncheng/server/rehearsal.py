"""A rehearsal installation (演练环境): one of its own, whose clock is set, so that months of a procedure pass in a minute.

Periods of sixty days or six months can be lived through only where time can be set, and nobody may set it where cases
are real. So the clock is a file of the data folder, and the file is also what marks the folder: it is made before there
is any data, and is never put beside data that are there. A program that is told of a clock asks whether its database is
the one of that folder, and does not start otherwise.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.utils import timezone

from xuncheng.server import cluster
from xuncheng.server.cluster import Role
from xuncheng.server.trouble import Trouble

VARIABLE = "XUNCHENG_REHEARSAL_CLOCK"
"""Environment variable: the clock that the programs of a rehearsal installation go by."""

_CLOCK = "rehearsal-clock"


def is_rehearsal(var: Path) -> bool:
    """Whether the installation of this data folder is one for rehearsals."""
    return (var / _CLOCK).is_file()


def prepare(var: Path) -> None:
    """Mark a data folder that is still empty. Raises `Trouble` for one that holds an installation, or a database of others'."""
    if cluster.external():
        raise Trouble(
            "演练环境只使用自己的数据库：请取消 DATABASE_URL 后再启动。",
            "A rehearsal runs on a database of its own: unset DATABASE_URL first.",
        )
    if is_rehearsal(var):
        return
    if var.exists() and any(path.name != "up.lock" for path in var.iterdir()):
        raise Trouble(
            f"{var} 不是空文件夹，不能用作演练环境。", f"{var} is not empty: it cannot become a rehearsal."
        )
    set_clock(var, datetime.now(UTC))


def forbid(var: Path) -> None:
    """Raise `Trouble` where the folder is one for rehearsals: nobody goes on with its cases as if they were real."""
    if is_rehearsal(var):
        raise Trouble(
            f"{var} 是演练环境，其案件的时间可以任意设定，只能以 --rehearsal 启动。",
            f"{var} is a rehearsal, whose times were set at will: start it with --rehearsal.",
        )


def set_clock(var: Path, now: datetime) -> None:
    """Let it be that time there from now on; the clock goes on from it."""
    var.mkdir(parents=True, exist_ok=True)
    ahead = now - datetime.now(UTC)
    fresh = var / f"{_CLOCK}.new"
    fresh.write_text(str(ahead.total_seconds()), encoding="ascii")
    fresh.replace(var / _CLOCK)


def environment(var: Path) -> dict[str, str]:
    """What the programs of a rehearsal are told: its clock, its own files, and that the agency's key is not for it."""
    return {
        VARIABLE: str(var / _CLOCK), "XUNCHENG_FILES": str(var / "files"), "XUNCHENG_S3_BUCKET": "", "XUNCHENG_SIGN_P12": "",
        "XUNCHENG_SIGN_PKCS11_MODULE": "",
    }  # fmt: skip


def keep_time() -> None:
    """Go by the clock that the environment names, if it names one.

    Raises `Trouble` unless it is the clock of the very folder in which this program's database lies.
    """
    named = os.environ.get(VARIABLE)
    if not named:
        return
    clock = Path(named)
    own = cluster.address(clock.parent).dsn(Role.APP)
    if clock.name != _CLOCK or not clock.is_file() or os.environ.get("DATABASE_URL") != own:
        raise Trouble(
            f"{VARIABLE} 只能用于演练环境自己的数据库。",
            f"{VARIABLE} is for the own database of a rehearsal only.",
        )
    timezone.now = _telling(clock)


def _telling(clock: Path) -> Callable[[], datetime]:
    def now() -> datetime:
        return datetime.now(UTC) + timedelta(seconds=float(clock.read_text(encoding="ascii")))

    return now
