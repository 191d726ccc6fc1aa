"""Picture every document of an archived case: `python -m tools.case_pictures BUNDLE.zip docs/guide/documents/case`.

The bundle is one that `xuncheng walkthrough --all --only ordinary --keep FOLDER` leaves. The folder is made anew, with a page
that shows the pictures in the order of the file.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

DPI = 70
COLOURS = 32
_NAMED = re.compile(r"(\d+)_([\u4e00-\u9fff（）]+?)(京.*)?\.pdf")
_BEFORE = "_会签前第"
"""Marks what a document was before its second officer signed: the same pages with one signature less."""
_FIRST = """# 一起普通程序案件的全部文书 / All documents of one ordinary case

由演练案件的案卷包生成，人物、单位均为虚构。Made from the bundle of a rehearsed case; all persons and firms are fictitious:

```
xuncheng walkthrough --all --only ordinary --keep FOLDER
python -m tools.case_pictures FOLDER/NAME.zip docs/guide/documents/case
```
"""


def main(bundle: Path, folder: Path) -> None:
    """Fill the folder. Raises CalledProcessError where pdftoppm cannot read a document."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    lines = [_FIRST]
    with tempfile.TemporaryDirectory() as scratch:
        with zipfile.ZipFile(bundle) as archive:
            archive.extractall(scratch)
        for document in sorted(Path(scratch, "documents").glob("*.pdf")):
            if _BEFORE in document.name:
                continue
            place, title = _named(document)
            lines.append(f"## {place} {title}\n")
            lines += [f"![{title}]({picture})" for picture in _pictures(document, folder, place)]
            lines.append("")
    (folder / "README.md").write_text("\n".join(lines), encoding="utf-8")


def _named(document: Path) -> tuple[str, str]:
    found = _NAMED.fullmatch(document.name)
    if found is None:
        raise ValueError(f"{document.name} is not named as a document of a bundle")
    return found[1], found[2]


def _pictures(document: Path, folder: Path, place: str) -> Iterator[str]:
    """The pages, named by their place in the file."""
    command = ["pdftoppm", "-r", str(DPI), "-png", str(document), str(folder / place)]
    subprocess.run(command, check=True)  # noqa: S603 - a program of the system on a file of ours
    for picture in sorted(folder.glob(f"{place}-*.png")):
        _made_small(picture)
        yield picture.name


def _made_small(picture: Path) -> None:
    """Few colours are enough for black type and a red seal, and take a third of the room."""
    with Image.open(picture) as page:
        few = page.quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(picture, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
