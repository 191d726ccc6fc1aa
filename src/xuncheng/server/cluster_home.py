"""Where a private cluster lives, and which account it runs as."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from xuncheng.server.cluster_files import PORT
from xuncheng.server.postgres import Account
from xuncheng.server.trouble import Trouble

SYSTEM_FOLDER = Path("/var/lib/xuncheng")
"""For a cluster started by root from a folder that the unprivileged account cannot reach, such as /root."""

SHORT_FOLDER = Path("/tmp")  # noqa: S108 - the folder made in it is checked for its owner
SERVER_ACCOUNT = "postgres"

_LONGEST_SOCKET_PATH = 107
"""Bytes that the address of a Unix socket holds on Linux, less the closing zero."""


@dataclass(frozen=True)
class Home:
    """The folder of one cluster: in it, `data` and the socket belong to the account."""

    folder: Path
    account: Account

    @classmethod
    def under(cls, var: Path, *, scratch: bool = False) -> Home:
        """The home below this folder, whether it exists yet or not."""
        folder = (var / ("test-pg" if scratch else "pg")).resolve()
        return cls(folder, _account_for(folder))

    @property
    def data(self) -> Path:
        """PostgreSQL's data folder."""
        return self.folder / "data"

    @property
    def label(self) -> str:
        """A name that no other cluster on this machine has."""
        return f"xuncheng-{sha256(os.fsencode(self.folder)).hexdigest()[:12]}"

    @property
    def socket_folder(self) -> Path:
        """Where the socket is: in the home, or in a short folder where its path would be too long."""
        inside = self.folder / "run"
        longest = len(os.fsencode(inside / f".s.PGSQL.{PORT}"))
        return inside if longest <= _LONGEST_SOCKET_PATH else SHORT_FOLDER / self.label

    def can_be_entered(self) -> bool:
        """Whether the account can pass through all the folders above."""
        if self.account.uid == os.geteuid():
            return True
        probe = subprocess.run(  # type: ignore[call-overload]  # noqa: S603 - a fixed program, no shell
            ["/usr/bin/test", "-x", str(self.folder)], check=False, cwd="/", **self.account.popen_options
        )
        return bool(probe.returncode == 0)

    def check_access(self) -> None:
        """Raise `Trouble` unless this process may run the cluster, and the account can reach it."""
        name = self.account.name
        if os.geteuid() not in (0, self.account.uid):
            raise Trouble(
                f"数据目录 {self.folder} 属于用户 {name}，请以该用户或 root 身份启动。",
                f"The data folder {self.folder} belongs to the user {name}: start as that user or as root.",
            )
        if not self.can_be_entered():
            raise Trouble(
                f"用户 {name} 无法进入数据目录 {self.folder}，请检查上级目录的权限。",
                f"The user {name} cannot enter {self.folder}: check the permissions of the folders above it.",
            )

    def make(self, folder: Path) -> None:
        """Make a folder that only the account may enter, or see that an existing one is such."""
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        if folder.is_symlink() or found.st_uid not in (os.geteuid(), self.account.uid):
            raise Trouble(f"目录 {folder} 属于别的用户。", f"The folder {folder} belongs to another user.")
        if found.st_uid != self.account.uid:
            os.chown(folder, self.account.uid, self.account.gid, follow_symlinks=False)

    def clear_locks(self) -> None:
        """Remove the lock files of a server that is no more.

        PostgreSQL yields to a lock whose number some process has, be it one that happens to have got it since
        or one that nobody has buried. That no two servers share the data it also knows by shared memory.
        """
        for stale in (self.data / "postmaster.pid", *self.socket_folder.glob(".s.PGSQL.*")):
            stale.unlink(missing_ok=True)

    def write(self, name: str, text: str) -> None:
        """Write a configuration file. The folder is the account's: a link standing there is not followed."""
        fresh = self.data / f"{name}.new"
        fresh.unlink(missing_ok=True)
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(handle, "w") as file:
            os.fchown(handle, self.account.uid, self.account.gid)
            file.write(text)
        fresh.replace(self.data / name)


def settle(var: Path, *, scratch: bool = False) -> Home:
    """The home below this folder, made if need be. Raises `Trouble` if the cluster could not live there."""
    try:
        var.mkdir(parents=True, exist_ok=True)
        home = Home.under(var, scratch=scratch)
        if home.folder.exists():
            home.check_access()
            return home
        _make(home.folder)
        return home if home.can_be_entered() else _move_out(home)
    except OSError as error:
        raise Trouble(
            f"无法在 {var} 建立数据目录：{error}", f"Cannot make a data folder in {var}: {error}"
        ) from error


def _make(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)  # whatever the umask: the account has to pass through it


def _move_out(home: Home) -> Home:
    """Put the home where the account can reach it, and a link to it where it was meant to be."""
    outside = Home(SYSTEM_FOLDER / home.label, home.account)
    _make(SYSTEM_FOLDER)
    _make(outside.folder)
    outside.check_access()
    home.folder.rmdir()
    home.folder.symlink_to(outside.folder)
    return outside


def _account_for(folder: Path) -> Account:
    """Who the cluster runs as: never root, who may start it as whoever its data belong to."""
    for owned in (folder / "data", folder):
        if owned.exists() and (owner := owned.stat().st_uid) != 0:
            return Account.of(owner)
    return Account.current() if os.geteuid() != 0 else Account.named(SERVER_ACCOUNT)
