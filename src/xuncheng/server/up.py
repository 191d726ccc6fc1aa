"""`xuncheng up`: from an installed program to a running platform, and back to nothing."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import socket
import sys
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, LOCK_NB, flock
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import FrameType

import psycopg

from xuncheng.rules.legal import Text
from xuncheng.server import cluster, rehearsal
from xuncheng.server.cluster import ROOT, VAR, Role
from xuncheng.server.notes import Note, migrations_digest, noted, take_note
from xuncheng.server.supervisor import STOPPING, Database, Process, Supervisor
from xuncheng.server.terminal import complain, say, step
from xuncheng.server.trouble import Trouble

LEAST_SPACE = 500 * 1000 * 1000
"""Bytes free on the disk, below which the platform does not start."""

_READY_SECONDS = 60.0
_LET_GO_SECONDS = 2.0
"""How long the web process of a supervisor that was killed may take to let go of the port."""

_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104 - where to reach them from here

_PROGRAM = str(Path(sys.executable).with_name("xuncheng"))

WEB_PROCESSES = "XUNCHENG_WEB_PROCESSES"
"""Environment variable: how many web processes share the port."""
_MOST_WEB_PROCESSES = 4
"""How many there are at most unless it is set: each holds some 200 MB."""


@dataclass(frozen=True)
class Commands:
    """The programs that `up` runs. A web process gets the number of its listening socket as last argument."""

    migrate: Sequence[str] = (_PROGRAM, "migrate")
    demo: Sequence[str] = (_PROGRAM, "demo")
    bare_demo: Sequence[str] = (_PROGRAM, "demo", "--bare")
    web: Sequence[str] = (sys.executable, "-m", "xuncheng.server.web")
    worker: Sequence[str] = (_PROGRAM, "worker")


@dataclass(frozen=True)
class Plan:
    """What is to be started, and where."""

    host: str
    port: int
    demo: bool
    var: Path
    commands: Commands
    rehearsal: bool = False

    @property
    def address(self) -> str:
        """Where a browser on this machine finds it."""
        host = self.local_host
        return f"http://[{host}]:{self.port}/" if ":" in host else f"http://{host}:{self.port}/"

    @property
    def local_host(self) -> str:
        """The host as seen from this machine."""
        return _EVERYWHERE.get(self.host, self.host)


def up(
    host: str = "127.0.0.1",
    port: int = 8000,
    demo: bool = True,
    var: Path = VAR,
    commands: Commands | None = None,
    rehearsal: bool = False,
) -> int:
    """Start everything, keep it running until Ctrl-C or SIGTERM, stop everything. Returns the exit status.

    Without DATABASE_URL it runs a private database under `var`. With `demo` the demonstration locality is loaded
    the first time. A `rehearsal` has a clock that can be set, and of the demonstration only people, areas and matters.
    What keeps it from starting is said in one sentence, and the status is 1.
    """
    plan = Plan(host, port, demo, var, commands or Commands(), rehearsal)
    try:
        with _signals_raise(), _reserved_folder(var), closing(_reserve(host, port)) as listening:
            _check_space(var)
            _check_kind(plan)
            _run(plan, listening)
    except KeyboardInterrupt:
        say(Text("已停止", "Stopped"))
        return 0
    except Trouble as trouble:
        complain(trouble.text)
    except (OSError, psycopg.OperationalError) as error:
        complain(Text(f"无法启动：{error}", f"Cannot start: {error}"))
    return 1


def _run(plan: Plan, listening: socket.socket) -> None:
    supervisor = Supervisor()
    try:
        _start(plan, listening, supervisor)
        _welcome(plan)
        supervisor.watch()
    finally:
        # Once is enough: a second Ctrl-C must not interrupt the stopping, which ends by itself.
        for number in STOPPING:
            signal.signal(number, signal.SIG_IGN)
        say(Text("正在停止……", "Stopping …"))
        listening.close()
        supervisor.stop()


def _check_kind(plan: Plan) -> None:
    (rehearsal.prepare if plan.rehearsal else rehearsal.forbid)(plan.var)


def _check_mark(plan: Plan, owner: str) -> None:
    """The database says what it is as well: neither kind becomes the other by a file that is put or taken away."""
    if plan.rehearsal and not noted(owner, Note.MIGRATIONS):
        take_note(owner, Note.REHEARSAL, "yes")
    if (noted(owner, Note.REHEARSAL) == "yes") != plan.rehearsal:
        raise Trouble(
            "演练环境与正式环境不能互相转换，请换一个数据文件夹。",
            "A rehearsal never becomes a real installation, nor the other way round: take another folder.",
        )


def _start(plan: Plan, listening: socket.socket, supervisor: Supervisor) -> None:
    if not cluster.external():
        with step(Text("启动数据库", "Starting the database")):
            supervisor.start(Database(plan.var))
    environment = _environment(plan)
    _check_mark(plan, environment["DATABASE_OWNER_URL"])
    _migrate(plan, environment)
    if plan.demo:
        _load_demo(plan, environment)
    with step(Text("启动网页服务和后台任务", "Starting the web and the worker")):
        first, *others = (_web(plan, listening, environment) for _ in range(web_processes()))
        supervisor.start(first)
        _await_ready(plan, first)
        for web in others:
            supervisor.start(web)
        supervisor.start(Process(Text("后台任务", "The worker"), plan.commands.worker, environment))


def _web(plan: Plan, listening: socket.socket, environment: Mapping[str, str]) -> Process:
    """A web process. All accept from one socket: whichever is idle takes the next connection."""
    command = (*plan.commands.web, str(listening.fileno()))
    return Process(Text("网页服务", "A web process"), command, environment, pass_fds=(listening.fileno(),))


def web_processes() -> int:
    """How many web processes to start: as the environment says, else one for each processor, up to four.

    One process of Python keeps a single processor busy, however many threads it has. Raises `Trouble` for what is
    no number.
    """
    given = os.environ.get(WEB_PROCESSES) or str(min(os.cpu_count() or 1, _MOST_WEB_PROCESSES))
    if not given.isdecimal() or int(given) < 1:
        raise Trouble(
            f"{WEB_PROCESSES} 应当是正整数，现为“{given}”。",
            f"{WEB_PROCESSES} has to be a whole number above 0, not “{given}”.",
        )
    return int(given)


def _environment(plan: Plan) -> Mapping[str, str]:
    """What the child processes are told."""
    names = f"127.0.0.1,localhost,[::1],{socket.gethostname()},{plan.host}"
    return (
        {"XUNCHENG_HOSTS": names}
        | os.environ
        | {
            "XUNCHENG_ROOT": str(ROOT),
            "XUNCHENG_VAR": str(plan.var),
            "DATABASE_URL": cluster.dsn(Role.APP, plan.var),
            "DATABASE_OWNER_URL": cluster.dsn(Role.OWNER, plan.var),
            "DJANGO_SETTINGS_MODULE": "xuncheng.server.settings",
            "PYTHONUNBUFFERED": "1",
        }
        | (rehearsal.environment(plan.var) if plan.rehearsal else {})
    )


def _finish(command: Sequence[str], environment: Mapping[str, str]) -> None:
    shown = " ".join((Path(command[0]).name, *command[1:]))
    if Process(Text(shown, shown), command, environment).finish() != 0:
        raise Trouble(f"{shown} 未能完成，原因见上。", f"{shown} did not finish; the reason is above.")


def _migrate(plan: Plan, environment: Mapping[str, str]) -> None:
    owner, digest = environment["DATABASE_OWNER_URL"], migrations_digest(ROOT)
    if noted(owner, Note.MIGRATIONS) == digest:
        return
    with step(Text("更新数据库结构", "Bringing the database up to date")):
        _finish(plan.commands.migrate, environment)
    take_note(owner, Note.MIGRATIONS, digest)


def _load_demo(plan: Plan, environment: Mapping[str, str]) -> None:
    owner = environment["DATABASE_OWNER_URL"]
    if noted(owner, Note.DEMO) == "loaded":
        return
    with step(Text("载入示范数据", "Loading the demonstration")):
        _finish(plan.commands.bare_demo if plan.rehearsal else plan.commands.demo, environment)
    take_note(owner, Note.DEMO, "loaded")


def _await_ready(plan: Plan, web: Process) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while not _answers(plan):
        if not web.alive() or time.monotonic() > deadline:
            raise Trouble(
                "网页服务未能启动，原因见上。", "The web process did not start; the reason is above."
            )
        time.sleep(0.1)


def _answers(plan: Plan) -> bool:
    connection = HTTPConnection(plan.local_host, plan.port, timeout=5)
    try:
        connection.request("HEAD", "/")
        connection.getresponse()
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
    return True


def _welcome(plan: Plan) -> None:
    lines = ["", f"巡城 Xuncheng  {plan.address}", ""]
    if plan.demo:
        lines += [
            f"  {who['username']:<14} {who['password']:<20} {who['role_zh']} / {who['role_en']}"
            for who in _sign_ins()
        ]
    sys.stdout.write("\n".join([*lines, "", "按 Ctrl-C 停止 / Ctrl-C stops it", ""]))
    sys.stdout.flush()


def _sign_ins() -> Sequence[Mapping[str, str]]:
    """The people of the demonstration, from the locality's `signins.toml` if it has one."""
    listed = ROOT / "localities" / os.environ.get("XUNCHENG_LOCALITY", "demo") / "signins.toml"
    if not listed.exists():
        return []
    people: list[dict[str, str]] = tomllib.loads(listed.read_text(encoding="utf-8"))["signin"]
    return people


_WHY_NOT = {
    errno.EADDRINUSE: (
        "端口 {port} 已被占用，请先停止占用它的程序，或换一个端口：make run PORT=8010",
        "Port {port} is in use: stop what uses it, or take another one: make run PORT=8010",
    ),
    errno.EACCES: (
        "没有权限使用端口 {port}，请换用 1024 以上的端口。",
        "This user may not use port {port}: take one above 1024.",
    ),
}
_NO_SUCH_ADDRESS = ("本机没有地址 {host}。", "This machine has no address {host}.")


def _reserve(host: str, port: int) -> socket.socket:
    """Bind the port before anything else is done. Nobody can connect until the web process listens on it."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError as error:
        raise _cannot_bind(error, host, port) from error
    deadline = time.monotonic() + _LET_GO_SECONDS
    while True:
        reserved = socket.socket(family, kind, protocol)
        reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            reserved.bind(address)
        except OSError as error:
            reserved.close()
            if error.errno != errno.EADDRINUSE or time.monotonic() > deadline:
                raise _cannot_bind(error, host, port) from error
            time.sleep(0.1)
        else:
            return reserved


def _cannot_bind(error: OSError, host: str, port: int) -> Trouble:
    zh, en = _WHY_NOT.get(error.errno or 0, _NO_SUCH_ADDRESS)
    return Trouble(zh.format(host=host, port=port), en.format(host=host, port=port))


def _check_space(var: Path) -> None:
    """Look at both disks: the database may live on another one than `var` (see cluster_home)."""
    free = min(shutil.disk_usage(folder.resolve()).free for folder in (var, var / "pg") if folder.exists())
    if free < LEAST_SPACE:
        mb = free // 1_000_000
        raise Trouble(
            f"磁盘空间不足：{var} 所在磁盘仅剩 {mb} MB，至少需要 500 MB。",
            f"The disk is full: {mb} MB are left where {var} is, at least 500 MB are needed.",
        )


@contextmanager
def _reserved_folder(var: Path) -> Iterator[None]:
    """Let only one `up` at a time run on a folder: two would stop each other's database."""
    var.mkdir(parents=True, exist_ok=True)
    with (var / "up.lock").open("a") as lock:
        try:
            flock(lock, LOCK_EX | LOCK_NB)
        except BlockingIOError as error:
            raise Trouble(
                f"{var} 的平台已在运行，请先停止它。",
                f"The platform of {var} is running already: stop it first.",
            ) from error
        yield


@contextmanager
def _signals_raise() -> Iterator[None]:
    """Let SIGTERM and a closed terminal end the platform as Ctrl-C does."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, interrupt) for number in STOPPING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
