"""The documents point at what is there, and each picture of the guide is shown somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tools.guide_pictures import GUIDE, PICTURES, Picture

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")


def targets(page: Path) -> set[Path]:
    """The files that a page points at."""
    return {(page.parent / link).resolve() for link in LINK.findall(page.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_points_at_is_there(page: Path) -> None:
    assert [str(target) for target in targets(page) if not target.exists()] == []


def test_every_picture_of_the_guide_is_shown() -> None:
    shown = set().union(*map(targets, PAGES))
    assert [
        str(picture) for picture in (ROOT / "docs" / "guide").rglob("*.png") if picture not in shown
    ] == []


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_a_page_of_the_guide_shows_what_was_pictured_from_the_demo(picture: Picture) -> None:
    guide = [page for page in PAGES if GUIDE.parent in page.parents]
    assert [page.name for page in guide if GUIDE / f"{picture.name}.png" in targets(page)] != []
