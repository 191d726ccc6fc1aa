"""The Python environment in .venv, made by uv from uv.lock."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from bootstrap.console import run, step
from bootstrap.stamps import Stamp, digest_of

UV = "uv>=0.9,<1"

_PACKAGE_LINES = (" + ", " - ", " ~ ")


def make(root: Path, *, tests: bool) -> None:
    """Make or refresh the environment. That of the tests has all that a run needs, and the tools besides."""
    venv = root / ".venv"
    python = venv / "bin" / "python"
    digest = digest_of([root / "uv.lock", root / "pyproject.toml"], str(root), sys.version)
    stamps = {
        kind: Stamp(root / "var/stamps" / f"python-{kind}", venv / "bin/xuncheng") for kind in ("run", "test")
    }
    wanted = ("test",) if tests else ("run", "test")
    if _works(python) and any(stamps[kind].fits(digest) for kind in wanted):
        return
    if not _works(python):
        with step("创建 Python 环境", "Making the Python environment"):
            run([sys.executable, "-m", "venv", "--clear", venv])
    if not (venv / "bin/uv").exists():
        with step("安装 uv", "Installing uv"):
            run([python, "-m", "ensurepip"], hidden=("Looking", "Requirement"))
            run([python, "-m", "pip", "install", "-q", UV])
    with step("安装依赖", "Installing the dependencies"):
        sync(root, tests=tests)
    stamps["test" if tests else "run"].set(digest)


def sync(root: Path, *, tests: bool) -> None:
    """Install exactly what the lock file says, and leave alone what is there besides: uv itself, Node."""
    groups = [] if tests else ["--no-dev"]
    run(
        [root / ".venv/bin/uv", "sync", "--frozen", "--inexact", *groups],
        cwd=root,
        environment={
            "UV_PROJECT_ENVIRONMENT": str(root / ".venv"),
            "UV_PYTHON": str(root / ".venv/bin/python"),
            "UV_PYTHON_DOWNLOADS": "never",
        },
        hidden=_PACKAGE_LINES,
    )


def _works(python: Path) -> bool:
    """Whether the environment's Python runs and is the version that runs this."""
    asked = [str(python), "-c", "import sys; print(sys.version)"]
    try:
        answer = subprocess.run(asked, check=False, capture_output=True, text=True)  # noqa: S603 - our own Python
    except OSError:
        return False
    return answer.stdout.strip() == sys.version
