"""The end of the walk: bundles prove themselves on a machine that has nothing of ours, and show what was changed."""

from __future__ import annotations

import io
import random
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from xuncheng.rules.legal import Text
from xuncheng.server.walkthrough.person import Surprise
from xuncheng.server.walkthrough.scene import Scene

VERIFIER = "verify_bundle.py"
_SECONDS = 60


def check_bundles(scene: Scene, cases: Sequence[UUID], keep: Path | None) -> None:
    """Download the bundle of each case, verify a copy of it with nothing else at hand, then spoil one byte."""
    scene.told.chapter(Text("四、案卷包核验", "4. The bundles verify themselves"))
    for case in cases:
        page = scene.archived(case)
        content = bundle_of(scene, page, keep)
        scene.told.note(
            f"{page['number']}  {page['title']}：{page['bundle']['name']}（{len(content):,} 字节）"
        )
        verified, spoilt = check(content)
        scene.told.note(f"[green]✓[/] python3 -I {VERIFIER}：{verified}")
        scene.told.note(f"[green]✓[/] 改动一个字节后核验失败并指明文件：{spoilt}")


def bundle_of(scene: Scene, page: Mapping[str, Any], keep: Path | None) -> bytes:
    """Download the bundle of an archived case, and put it into the folder where bundles are kept."""
    content = scene["officer-a"].download(f"/files/{page['bundle']['id']}")
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        (keep / page["bundle"]["name"]).write_bytes(content)
    return content


def check(content: bytes) -> tuple[str, str]:
    """What the verifier in the bundle says of a copy, and of one of which a byte was changed. Raises `Surprise`."""
    with tempfile.TemporaryDirectory() as folder:
        unpacked = Path(folder) / "copy"
        with zipfile.ZipFile(io.BytesIO(content)) as bundle:
            bundle.extractall(unpacked)
        status, told = _verify(unpacked)
        if status != 0:
            raise Surprise(f"案卷包核验未通过 / the bundle does not verify：{told}")
        verified = told.splitlines()[-1]
        spoilt = _spoil(unpacked)
        status, told = _verify(unpacked)
        if status == 0 or spoilt not in told:
            raise Surprise(
                f"改动 {spoilt} 一个字节后核验没有发现 / a changed byte in {spoilt} was not found：{told}"
            )
        return verified, next(line for line in told.splitlines() if spoilt in line).strip()


def _verify(folder: Path) -> tuple[int, str]:
    """Run the shipped script by itself: no packages of ours, no settings, no environment."""
    command = [sys.executable, "-I", "-S", VERIFIER]
    done = subprocess.run(command, cwd=folder, env={}, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 - shipped in the bundle
    return done.returncode, done.stdout.decode(errors="replace") + done.stderr.decode(errors="replace")


def _spoil(folder: Path) -> str:
    """Change one byte of one file; returns its path inside the bundle."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != VERIFIER]
    path = random.choice(files)  # noqa: S311 - any will do
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    return path.relative_to(folder).as_posix()
