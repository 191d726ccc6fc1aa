"""A folder of short laws for what is taken in, and the demo locality's laws for what is found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from pytest_django import DjangoDbBlocker

from xuncheng.domains.law.commands import LawFile, import_laws, import_matters, import_statute
from xuncheng.domains.law.commands.folder import IMPORTER
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.viewer import Viewer, program

READER = program("读者", {"law.read"})
WritesLaw = Callable[..., Path]


def law_text(title: str, *articles: str, passed: str = "2020年1月1日 国务院令第1号公布") -> str:
    """A short law: 第一条, 第二条 … with these texts."""
    numbered = "\n\n".join(f"第{'一二三四五六七八九'[n]}条 {text}" for n, text in enumerate(articles))
    return f"# {title}\n\n{passed}\n\n<!-- INFO END -->\n\n## 第一章　总　　则\n\n{numbered}\n"


@pytest.fixture
def blank(db: None) -> Iterator[None]:
    """No law at all; the test's one transaction ends with an act, as every transaction that writes does."""
    yield
    import_statute(Deed(IMPORTER), LawFile(path="末.md", text=law_text("末了条例", "末了。")))


@pytest.fixture
def folder(blank: None, tmp_path: Path) -> Path:
    """An empty folder for laws."""
    return tmp_path / "laws"


@pytest.fixture
def write(folder: Path) -> WritesLaw:
    """`write(file name, text)` puts a file into the folder."""

    def put(name: str, text: str) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return folder

    return put


@pytest.fixture
def reader() -> Viewer:
    """Somebody who may read."""
    return READER


@pytest.fixture(scope="module")
def demo_law(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The laws and matters of the demo locality, in one transaction for all tests of a module."""
    with django_db_blocker.unblock(), transaction.atomic():
        import_laws(settings.LOCALITY_DIR / "laws")
        import_matters(settings.LOCALITY_DIR / "matters.csv")
        yield
        transaction.set_rollback(True)
