"""The newest publications as feeds: RSS 2.0 and Atom by Django's own generators, and JSON Feed 1.1."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

from xuncheng.domains.publication.models import Publication
from xuncheng.domains.publication.page import OPEN_AT, title_of
from xuncheng.foundation.trail.days import midnight

LANGUAGE = "zh-CN"
JSON_FEED = "https://jsonfeed.org/version/1.1"
XML: dict[str, type[SyndicationFeed]] = {"rss": Rss201rev2Feed, "atom": Atom1Feed}


def _about(request: HttpRequest) -> dict[str, str]:
    bureau = settings.LOCALITY.bureau
    return {
        "title": f"{bureau.zh}行政处罚决定公示", "description": "依据行政处罚法第四十八条公示的行政处罚决定，当事人信息已依法遮蔽。",
        "link": request.build_absolute_uri(OPEN_AT), "feed_url": request.build_absolute_uri(request.path),
    }  # fmt: skip


def summary(row: Publication) -> str:
    """What an entry says: the decision in a few words, or why it was withdrawn."""
    if row.explanation:
        return f"{row.agency}{row.number}已于{row.withdrawn_on}撤回公示。理由：{row.explanation}"
    basis = "、".join(f"{one['statute']}{one['label'].removeprefix(one['statute'])}" for one in row.basis)
    lines = (
        row.account,
        f"处罚依据：{basis}",
        f"处罚内容：{row.penalty}",
        f"处罚机关：{row.agency}",
        f"决定日期：{row.decided_on}",
        f"更新日期：{row.updated_on}" if row.updated_on else "",
        row.note,
    )
    return "\n".join(line for line in lines if line)


def _url(request: HttpRequest, row: Publication) -> str:
    return request.build_absolute_uri(f"{OPEN_AT}/{row.pk}")


def _changed(row: Publication) -> datetime:
    return midnight(row.withdrawn_on or row.updated_on or row.day)


def xml(request: HttpRequest, kind: str, rows: Sequence[Publication]) -> tuple[str, str]:
    """The feed of that kind, and its media type."""
    about = _about(request)
    feed = XML[kind](
        about["title"], about["link"], about["description"], language=LANGUAGE, author_name=settings.LOCALITY.bureau.zh,
        feed_url=about["feed_url"], feed_guid=about["feed_url"],
    )  # fmt: skip
    for row in rows:
        feed.add_item(
            title=title_of(row), link=_url(request, row), description=summary(row), unique_id=f"urn:uuid:{row.pk}",
            unique_id_is_permalink=False, pubdate=midnight(row.day), updateddate=_changed(row),
            categories=[row.matter_name] if row.matter_name else [],
        )  # fmt: skip
    return feed.writeString("utf-8"), f"application/{kind}+xml; charset=utf-8"


def json(request: HttpRequest, rows: Sequence[Publication]) -> dict[str, Any]:
    """The feed as JSON."""
    about = _about(request)
    return {
        "version": JSON_FEED, "title": about["title"], "description": about["description"], "language": LANGUAGE,
        "home_page_url": about["link"], "feed_url": about["feed_url"], "authors": [{"name": settings.LOCALITY.bureau.zh}],
        "items": [
            {
                "id": f"urn:uuid:{row.pk}", "url": _url(request, row), "title": title_of(row), "content_text": summary(row),
                "date_published": midnight(row.day).isoformat(), "date_modified": _changed(row).isoformat(),
                "tags": [row.matter_name] if row.matter_name else [],
            }
            for row in rows
        ],
    }  # fmt: skip
