"""The installed PostgreSQL programs, and the processes that run from them."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from xuncheng.server.trouble import Trouble

PROGRAMS = Path("/usr/lib/postgresql")
EXTENSIONS = Path("/usr/share/postgresql")
OLDEST = 15

_PROC = Path("/proc")
_REASON = re.compile(r"^.*(?:FATAL|PANIC|ERROR|error):\s*(?P<reason>.+)$", re.MULTILINE)
_LOG_TAIL = 8192
_GRACE_SECONDS = 5.0


@dataclass(frozen=True)
class Account:
    """An operating-system account that a cluster may run as."""

    name: str
    uid: int
    gid: int

    @classmethod
    def of(cls, uid: int) -> Account:
        """The account with this number. Raises `Trouble` if the system has no name for it."""
        try:
            entry = pwd.getpwuid(uid)
        except KeyError as error:
            raise Trouble(
                f"系统中没有编号为 {uid} 的用户，数据库无法以其身份运行。",
                f"This system has no user with the number {uid} for the database to run as.",
            ) from error
        return cls(entry.pw_name, entry.pw_uid, entry.pw_gid)

    @classmethod
    def named(cls, name: str) -> Account:
        """The account of this name. Raises `Trouble` if there is none."""
        try:
            return cls.of(pwd.getpwnam(name).pw_uid)
        except KeyError as error:
            raise Trouble(
                f"系统中没有用户 {name}，请先安装 PostgreSQL。",
                f"This system has no user {name}: install PostgreSQL first.",
            ) from error

    @classmethod
    def current(cls) -> Account:
        """The account that this process runs as."""
        return cls.of(os.geteuid())

    @property
    def popen_options(self) -> dict[str, object]:
        """What makes a child process run as this account: nothing if this process already does."""
        if self.uid == os.geteuid():
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


@dataclass(frozen=True)
class Programs:
    """The folder with initdb, pg_ctl and the server of one version."""

    folder: Path

    @classmethod
    def for_data(cls, data: Path) -> Programs:
        """The version that made the data folder; for a new one, the newest that PostGIS is installed for."""
        made_by = data / "PG_VERSION"
        version = int(made_by.read_text()) if made_by.exists() else max(_installed(), default=OLDEST)
        if version not in _installed():
            raise Trouble(
                f"未找到 PostgreSQL {version} 及其 PostGIS 扩展，请先安装："
                f"postgresql-{version} postgresql-{version}-postgis-3",
                f"PostgreSQL {version} with PostGIS is not installed: install "
                f"postgresql-{version} and postgresql-{version}-postgis-3 first.",
            )
        return cls(PROGRAMS / str(version) / "bin")

    def run(self, program: str, *arguments: object, account: Account, logs: Sequence[Path] = ()) -> None:
        """Run one of them to its end. Raises `Trouble` with the reason found on its output or in `logs`."""
        done = subprocess.run(  # type: ignore[call-overload]  # noqa: S603 - a fixed program, no shell
            [self.folder / program, *map(str, arguments)],
            check=False,
            capture_output=True,
            text=True,
            cwd="/",  # the caller's folder may be closed to the account
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},  # no PGDATA, PGUSER … from outside
            **account.popen_options,
        )
        if done.returncode != 0:
            reason = _reason([*map(_tail, logs), done.stderr])
            raise Trouble(
                f"数据库程序 {program} 失败：{reason}", f"The database's {program} failed: {reason}"
            )


def _installed() -> set[int]:
    return {
        int(folder.name)
        for folder in PROGRAMS.glob("[0-9]*")
        if int(folder.name) >= OLDEST
        and (folder / "bin/initdb").exists()
        and (EXTENSIONS / folder.name / "extension/postgis.control").exists()
    }


def _tail(log: Path) -> str:
    """The end of a log, or of the newest log in a folder."""
    files = [log] if log.is_file() else list(log.glob("*.log"))
    if not files:
        return ""
    with max(files, key=lambda file: file.stat().st_mtime).open("rb") as file:
        file.seek(-min(_LOG_TAIL, file.seek(0, os.SEEK_END)), os.SEEK_END)
        return file.read().decode(errors="replace")


def _reason(texts: Sequence[str]) -> str:
    """The last complaint in the first text that has one, else the last line of all."""
    for text in texts:
        if found := _REASON.findall(text):
            return str(found[-1])
    return ("".join(texts).strip().splitlines() or ["?"])[-1]


def remove(folder: Path) -> None:
    """Remove what an interrupted initdb left behind, if anything."""
    if folder.exists():
        shutil.rmtree(folder)


def is_running(data: Path) -> bool:
    """Whether a server runs on this data folder.

    Its lock file alone proves nothing: after a crash or a reboot the number in it may belong to any process.
    """
    try:
        number = (data / "postmaster.pid").read_text().split("\n", 1)[0]
    except FileNotFoundError:
        return False
    return os.fsencode(data) in _command_line(number)


def _command_line(number: str) -> list[bytes]:
    """The arguments of a process, or of none. Unlike its folder, every account may read them of any other."""
    try:
        return (_PROC / number / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return []


def _processes_of(label: str) -> Iterator[int]:
    """The server processes that carry this cluster's name in their titles."""
    title = f"postgres: {label}: ".encode()
    for folder in _PROC.glob("[0-9]*"):
        if any(argument.startswith(title) for argument in _command_line(folder.name)[:1]):
            yield int(folder.name)


def end_orphans(label: str) -> None:
    """See off backends that outlived their server, which was killed: they would keep a new one from starting.

    Most notice by themselves and go; one in the midst of a long computation is told to quit at once, which
    rolls its transaction back.
    """
    deadline = time.monotonic() + _GRACE_SECONDS
    told = False
    while left := list(_processes_of(label)):
        if time.monotonic() > deadline:
            if told:
                raise Trouble(
                    f"上次运行遗留的数据库进程 {left} 不肯退出。",
                    f"Database processes {left} left from an earlier run do not end.",
                )
            for number in left:
                _quit(number)
            told, deadline = True, time.monotonic() + _GRACE_SECONDS
        time.sleep(0.05)


def _quit(number: int) -> None:
    try:
        os.kill(number, signal.SIGQUIT)
    except ProcessLookupError:
        return
