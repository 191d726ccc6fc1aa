"""What the operating system has to have: a table of it, and its installation from Debian."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable, Sequence
from ctypes.util import find_library
from dataclasses import dataclass
from pathlib import Path

from bootstrap.console import Trouble, run, say, step

LEAST_SPACE = 500 * 1000 * 1000
FIRST_SPACE = 2_000_000_000
"""Bytes free on the disk that a start needs, and that the first one does with all that it installs."""

POSTGRESQL = Path("/usr/lib/postgresql")
POSTGRESQL_SHARED = Path("/usr/share/postgresql")
FONTS = Path("/usr/share/fonts")
OLDEST_POSTGRESQL = 15

_CREATE_CLUSTER = Path("/etc/postgresql-common/createcluster.conf")
_NO_MAIN_CLUSTER = "create_main_cluster = false"
_LISTS = Path("/var/lib/apt/lists")

_APT = ("-q", "-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3")
_APT_ENVIRONMENT = {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
_APT_CHATTER = (
    "Reading",
    "Building",
    "Selecting",
    "Preparing",
    "(Reading",
    "Hit:",
    "Ign:",
    "debconf:",
    "Processing",
)


@dataclass(frozen=True)
class Need:
    """Something that Debian packages supply."""

    name: str
    present: Callable[[], bool]
    packages: tuple[str, ...]
    for_tests_only: bool = False


def has_postgresql() -> bool:
    """Whether a new enough PostgreSQL is installed together with its PostGIS."""
    return any(
        int(folder.name) >= OLDEST_POSTGRESQL
        and (folder / "bin/initdb").exists()
        and (POSTGRESQL_SHARED / folder.name / "extension/postgis.control").exists()
        for folder in POSTGRESQL.glob("[0-9]*")
    )


def has_libraries(*names: str) -> bool:
    """Whether the dynamic linker finds all of these libraries."""
    return all(find_library(name) for name in names)


def has_modules(*names: str) -> bool:
    """Whether this Python has these modules: Debian ships some of them apart."""
    return all(importlib.util.find_spec(name) for name in names)


NEEDS = (
    Need("Python venv", lambda: has_modules("venv", "ensurepip"), ("python3-venv",)),
    Need(
        "PostgreSQL + PostGIS",
        has_postgresql,
        ("postgresql-15", "postgresql-15-postgis-3", "postgresql-15-postgis-3-scripts"),
    ),
    Need(
        "GDAL, GEOS, PROJ",
        lambda: has_libraries("gdal", "geos_c", "proj"),
        ("libgdal32", "libgeos-c1v5", "libproj25"),
    ),
    Need("中文字体 Chinese fonts", lambda: any(FONTS.rglob("NotoSerifCJK*")), ("fonts-noto-cjk",)),
    Need("pdfsig", lambda: shutil.which("pdfsig") is not None, ("poppler-utils",), for_tests_only=True),
    Need("SoftHSM 2", lambda: shutil.which("softhsm2-util") is not None, ("softhsm2",), for_tests_only=True),
    Need("Chromium", lambda: shutil.which("chromium") is not None, ("chromium",), for_tests_only=True),
)


def check_space(root: Path) -> None:
    """Raise `Trouble` if the disk is too full to go on."""
    least = LEAST_SPACE if (root / ".venv").exists() else FIRST_SPACE
    free = shutil.disk_usage(root).free
    if free < least:
        raise Trouble(
            f"磁盘空间不足：{root} 所在磁盘仅剩 {free // 1_000_000} MB，需要 {least // 1_000_000} MB。",
            f"The disk is full: {free // 1_000_000} MB are left where {root} is, "
            f"{least // 1_000_000} MB are needed.",
        )


def provide(*, tests: bool) -> None:
    """Install what is missing; without the right to do so, raise `Trouble` with the line that does.

    What only tests need may be missing anywhere but in continuous integration: those tests say that they are skipped.
    """
    missing = _missing(tests=tests)
    vital = [need for need in missing if "CI" in os.environ or not need.for_tests_only]
    if vital:
        _supply(vital, told=missing)
    spare = [need for need in missing if need not in vital]
    if spare:
        try:
            _supply(spare, told=spare)
        except Trouble as trouble:
            say(
                f"{trouble}\n没有它也可继续，相应的测试将跳过。/ Going on without: tests that need it are skipped."
            )


def _supply(needs: Sequence[Need], told: Sequence[Need]) -> None:
    """Install `needs`; whoever may not is told how to install `told`."""
    names = _names(told)
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        line = _line_to_run(_packages(told))
        raise Trouble(
            f"缺少 {names}，请先运行：\n\n  {line}\n", f"{names} missing: run the line above first."
        )
    packages = _packages(needs)
    with step(f"安装 {_names(needs)}", f"Installing {len(packages)} Debian packages"):
        _install(packages)
    if still := [need for need in needs if not need.present()]:
        raise Trouble(
            f"安装之后仍缺少 {_names(still)}。", f"Still missing after the installation: {_names(still)}."
        )


def _names(needs: Sequence[Need]) -> str:
    return "、".join(need.name for need in needs)


def _packages(needs: Sequence[Need]) -> list[str]:
    return [package for need in needs for package in need.packages]


def _missing(*, tests: bool) -> list[Need]:
    return [need for need in NEEDS if (tests or not need.for_tests_only) and not need.present()]


def _line_to_run(packages: Sequence[str]) -> str:
    install = f"apt-get update && apt-get install -y --no-install-recommends {' '.join(packages)}"
    if any(package.startswith("postgresql") for package in packages):
        folder = _CREATE_CLUSTER.parent
        install = f"mkdir -p {folder} && echo '{_NO_MAIN_CLUSTER}' >> {_CREATE_CLUSTER} && {install}"
    return f'sudo sh -c "{install}"'


def _install(packages: Sequence[str]) -> None:
    if any(package.startswith("postgresql") for package in packages):
        _without_main_cluster()
    refresh_lists()
    keep = ("-o", "Dpkg::Options::=--force-confold")
    run(
        ["apt-get", *_APT, *keep, "install", "-y", "--no-install-recommends", *packages],
        environment=_APT_ENVIRONMENT,
        hidden=_APT_CHATTER,
    )


def _without_main_cluster() -> None:
    """Keep Debian from starting a database of its own: the platform has one under var/."""
    written = _CREATE_CLUSTER.read_text() if _CREATE_CLUSTER.exists() else ""
    if _NO_MAIN_CLUSTER not in written:
        _CREATE_CLUSTER.parent.mkdir(parents=True, exist_ok=True)
        _CREATE_CLUSTER.write_text(f"{written}{_NO_MAIN_CLUSTER}\n")


def has_lists() -> bool:
    """Whether this machine has ever learnt what packages there are."""
    return any(_LISTS.glob("*_Packages*"))


def refresh_lists() -> None:
    """Learn what packages there are. Without a network, what is known already has to do."""
    try:
        run(["apt-get", *_APT, "update"], environment=_APT_ENVIRONMENT, hidden=_APT_CHATTER)
    except Trouble:
        if not has_lists():
            raise
        say("    (apt-get update)")
