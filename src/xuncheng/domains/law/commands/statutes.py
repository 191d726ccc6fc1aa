"""The act `statute.import`: one file becomes one version of a statute."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import date, timedelta
from typing import Annotated

from django.db import connection
from django.db.models import F
from pydantic import BaseModel, Field, computed_field
from uuid_utils.compat import uuid7

from xuncheng.domains.law import words
from xuncheng.domains.law.commands.naming import name_statute
from xuncheng.domains.law.models import ALL_ARTICLES, Statute, StatuteVersion
from xuncheng.domains.law.parsing import StatuteText, Unreadable, read_statute, short_title
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.rules.legal import Text

MAX_TEXT = 5_000_000


class LawFile(BaseModel):
    """A Markdown file of one statute and its path in the folder it came from.

    The trail keeps the digest, not the text: the text stands in the table of articles.
    """

    path: str = Field(min_length=1, max_length=300)
    text: str = Field(exclude=True, max_length=MAX_TEXT)

    @computed_field  # type: ignore[prop-decorator] # pydantic documents this order
    @property
    def digest(self) -> str:
        """SHA-256 of the text in UTF-8."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@act("statute.import", Text("导入法规文本", "Import a statute"))
def import_statute(
    deed: Deed,
    file: Annotated[LawFile, field("法规文件（Markdown）", "File of a statute (Markdown)", "longtext")],
) -> StatuteVersion:
    """Take in one version of a statute. Older versions stay; which of them is in force when is settled anew.

    Raises `Refused`: `statute_known` for a file that was taken in before, `invalid_input` for one that is no
    statute.
    """
    if StatuteVersion.objects.filter(digest=file.digest).exists():
        raise Refused("statute_known", Text("该文件已导入", "This file was imported before"))
    found = _read(file)
    statute = _statute(found)
    version = StatuteVersion.objects.create(
        statute=statute, version_date=found.version_date, effective_from=found.effective_from, source=file.path,
        digest=file.digest, preamble=found.preamble,
        repeals=[[title, day.isoformat()] for title, day in found.repeals],
    )  # fmt: skip
    _write_articles(version, found)
    name_statute(statute.short_title)
    for repealed in [statute, *_repeal(found, statute)]:
        _settle(repealed, deed.day)
    version.refresh_from_db(fields=["effective_until"])
    return version


def _read(file: LawFile) -> StatuteText:
    try:
        return read_statute(file.path, file.text)
    except Unreadable as reason:
        raise invalid(FieldError("file", reason.message)) from reason


def _statute(found: StatuteText) -> Statute:
    """The statute of a text, locked; a new one, if no version of it was taken in before."""
    name = short_title(found.title)
    statute, _ = Statute.objects.select_for_update().get_or_create(
        short_title=name, defaults={"title": found.title, "level": found.level, "issuer": found.issuer}
    )
    _apply_known_repeal(statute)
    return statute


def _apply_known_repeal(statute: Statute) -> None:
    """A statute may be taken in after the one that repealed it."""
    repealing = StatuteVersion.objects.filter(repeals__contains=[[statute.short_title]]).select_related(
        "statute"
    )
    for version in repealing:
        day = next(day for title, day in version.repeals if title == statute.short_title)
        _mark_repealed(statute, version.statute.short_title, date.fromisoformat(day))


def _repeal(found: StatuteText, by: Statute) -> list[Statute]:
    """Mark what the text repeals, as far as it was taken in."""
    days = dict(found.repeals)
    repealed = list(Statute.objects.select_for_update().filter(short_title__in=days).order_by("id"))
    for statute in repealed:
        _mark_repealed(statute, by.short_title, days[statute.short_title])
    return repealed


def _mark_repealed(statute: Statute, by: str, on: date) -> None:
    statute.repealed_on, statute.repealed_by = on, by
    statute.save(update_fields=["repealed_on", "repealed_by"])


def _settle(statute: Statute, today: date) -> None:
    """Let each version end where the next begins, and the last where the statute was repealed."""
    versions = list(statute.versions.order_by(F("version_date").asc(nulls_first=True), "id"))
    following = [later.effective_from or later.version_date or today for later in versions[1:]]
    for version, begins in zip(versions, [*following, None], strict=True):
        ends = [day - timedelta(days=1) for day in (begins, _repealed_after(statute, version)) if day]
        version.effective_until = min(ends, default=None)
    StatuteVersion.objects.bulk_update(versions, ["effective_until"])


def _repealed_after(statute: Statute, version: StatuteVersion) -> date | None:
    """The day of repeal, if it lies after the version: a title used again later is another statute."""
    on = statute.repealed_on
    return on if on and (version.version_date is None or version.version_date < on) else None


def _write_articles(version: StatuteVersion, found: StatuteText) -> None:
    counts: Counter[str] = Counter()
    columns = "id, version_id, position, number, inserted, label, chapter, text, tokens"
    with connection.cursor() as cursor, cursor.copy(f"COPY law_article ({columns}) FROM STDIN") as copy:
        for position, article in enumerate(found.articles, start=1):
            vector = words.vector(article.text, short_title(found.title), article.chapter)
            counts.update([*vector, ALL_ARTICLES])
            copy.write_row(
                (
                    str(uuid7()), str(version.pk), position, article.number, article.inserted, article.label,
                    article.chapter, article.text, words.vector_text(vector),
                )
            )  # fmt: skip
    _count(counts)


_COUNT = """
INSERT INTO law_term_frequency AS known (term, articles)
SELECT * FROM unnest(%s::text[], %s::integer[]) AS new (term, articles) ORDER BY term
ON CONFLICT (term) DO UPDATE SET articles = known.articles + excluded.articles
"""


def _count(counts: Counter[str]) -> None:
    """Add to the counts of words; in order, so that two imports at once do not wait for each other in a circle."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [list(counts), list(counts.values())])
