"""FangSong (仿宋), the face of Chinese official documents: the free Fandol fonts, out of Debian's TeX package.

Documents fall back to Noto Serif where it is missing, and are made more slowly where its outlines are those of the
package, so nothing here stops a start.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bootstrap.console import Trouble, run, say, step
from bootstrap.machine import has_lists

PACKAGE = "texlive-lang-chinese"
FACES = (
    "FandolFang-Regular",
    "FandolSong-Regular",
    "FandolSong-Bold",
    "FandolHei-Regular",
    "FandolKai-Regular",
)

_INSIDE = Path("usr/share/texlive/texmf-dist/fonts/opentype/public/fandol")
_TRY_AGAIN_SECONDS = 24 * 3600
_PATIENCE = ("-o", "Acquire::http::Timeout=20", "-o", "Acquire::Retries=1", "-o", "APT::Sandbox::User=root")


def provide(folder: Path) -> None:
    """Put the fonts into `folder` unless they are there. Without a network, say so and go on."""
    if any(folder.glob(f"{FACES[0]}.?tf")):
        return
    folder.mkdir(parents=True, exist_ok=True)
    tried = folder / ".tried"
    if tried.exists() and time.time() - tried.stat().st_mtime < _TRY_AGAIN_SECONDS:
        return
    try:
        with step("下载仿宋字体（49 MB）", "Fetching the FangSong font (49 MB)"):
            _fetch(folder)
    except (Trouble, OSError):
        tried.touch()
        say("  仿宋字体未能下载，文书暂用宋体；明天启动时再试。")
        say(
            "  The FangSong font could not be fetched: documents use Song until tomorrow's start tries again."
        )


@contextmanager
def quickened(root: Path) -> Iterator[None]:
    """While something else is done, give the typefaces the outlines that are quicker to use; see `outlines`."""
    slow = sorted((root / "var" / "fonts").glob("*.otf"))
    if not slow:
        yield
        return
    command = [root / ".venv/bin/python", Path(__file__).with_name("outlines.py"), *slow]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL) as process:  # noqa: S603 - our own, no shell
        try:
            yield
        except BaseException:
            process.terminate()
            raise
        with step(
            "换用排版更快的字形（约二十秒）", "Outlines that are quicker to print with (some twenty seconds)"
        ):
            process.wait()
    if process.returncode != 0:
        say("  字形未能转换，文书照常制作，只是稍慢；下次启动时再试。")
        say("  The outlines stay as they are: documents are made all the same, only more slowly.")


def _fetch(folder: Path) -> None:
    if not has_lists():
        raise Trouble("没有软件包列表。", "There are no package lists.")
    with tempfile.TemporaryDirectory(dir=folder) as place:
        run(["apt-get", "-q", *_PATIENCE, "download", PACKAGE], cwd=Path(place), hidden=("W:",))
        package = next(Path(place).glob("*.deb"))
        run(["dpkg-deb", "-x", package, place])
        for face in FACES:
            found = Path(place) / _INSIDE / f"{face}.otf"
            shutil.copyfile(found, Path(place) / found.name)
        for face in FACES:  # the one that is looked for comes last, so that it stands for all of them
            (Path(place) / f"{face}.otf").replace(folder / f"{face}.otf")
