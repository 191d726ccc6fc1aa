"""Asking for the file of a list, and calling it off."""

from __future__ import annotations

from typing import Annotated, Any, get_args

from pydantic import ValidationError

from xuncheng.foundation.exports.jobs import stand_in_line
from xuncheng.foundation.exports.models import CANCELLED, UNDER_WAY, Export
from xuncheng.foundation.exports.queries import is_over, readable_by
from xuncheng.foundation.people.listing import LISTINGS, FileFormat, Language, Listing
from xuncheng.foundation.people.models import User
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.foundation.trail.statements import fetch
from xuncheng.rules.legal import Text

MOST_UNDER_WAY = 5
"""How many exports one person may have under way."""

FORMATS = dict(
    zip(get_args(FileFormat), (Text("CSV文本", "CSV"), Text("电子表格", "spreadsheet")), strict=True)
)
LANGUAGES = {"zh": Text("中文", "Chinese"), "en": Text("英文", "English")}


@act("export.ask", Text("提请导出", "Ask for an export"))
def ask_export(
    deed: Deed,
    listing: Annotated[str, field("列表", "List", "text", max_length=60)],
    filter: Annotated[dict[str, Any] | None, field("筛选条件", "Filter", "lines", max_length=40)] = None,  # noqa: A002 # its name in the API
    format: Annotated[FileFormat, field("文件格式", "Format", "choice", choices=FORMATS)] = "xlsx",  # noqa: A002 # as above
    title: Annotated[str, field("文件名", "File name", "text", max_length=120)] = "",
    language: Annotated[Language, field("语言", "Language", "choice", choices=LANGUAGES)] = "zh",
) -> Export:
    """Ask for a list as a file (执法台账), which the worker makes: all rows that the asker may see when it is made.

    Refused: a list that there is not, a filter that it does not have, a sixth file while five are under way, and a token that does
    not open all of its user's rights.
    """
    asker = _asker(deed)
    found = _listing(listing)
    asked = _filter(found, filter or {})
    _check_room(deed)
    export = Export(
        listing=listing, title=title.strip() or found.name.replace("/", "-"), format=format, language=language, filter=asked,
        asked_by=asker, asked_at=deed.at, area_path=asker.area_path,
    )  # fmt: skip
    export.save(force_insert=True)
    deed.afterwards.append(stand_in_line)
    return export


def _asker(deed: Deed) -> User:
    """Who asks: a person, who sees the file with all his rights."""
    user = fetch(User, [deed.actor.id]).get(deed.actor.id) if deed.actor.id else None
    if user is None or deed.actor.limits is not None:
        raise Refused(
            "nobody_exports",
            Text(
                "导出任务须由本人或者不受限的令牌提请：受限的令牌请直接读取列表",
                "An export is asked for by a person or an unlimited token; a limited one reads the list itself",
            ),
            status=403,
        )
    return user


def _listing(name: str) -> Listing[Any]:
    if name not in LISTINGS:
        raise invalid(FieldError("listing", Text(f"没有这张列表：{name}", f"There is no list {name}")))
    return LISTINGS[name]


def _filter(listing: Listing[Any], given: dict[str, Any]) -> dict[str, Any]:
    """The filter as the list takes it. Raises `Refused` naming what it does not have, and what does not fit."""
    strange = [
        FieldError(
            f"filter.{name}",
            Text(f"该列表没有“{name}”这一筛选条件", f"This list is not narrowed by “{name}”"),
        )
        for name in given
        if name not in listing.query.model_fields
    ]
    if strange:
        raise invalid(*strange)
    try:
        query = listing.query.model_validate(given)
    except ValidationError as wrong:
        raise invalid(
            *(
                FieldError(
                    f"filter.{'.'.join(map(str, one['loc']))}",
                    Text(f"格式不正确（{one['msg']}）", one["msg"]),
                )
                for one in wrong.errors()
            )
        ) from wrong
    listing.sorting(query)
    asked: dict[str, Any] = query.model_dump(mode="json", exclude_unset=True)
    return asked


def _check_room(deed: Deed) -> None:
    if readable_by(deed.actor).filter(state__in=UNDER_WAY).count() >= MOST_UNDER_WAY:
        raise Refused(
            "exports_under_way",
            Text(
                f"您已有{MOST_UNDER_WAY}个导出任务尚未完成，请等其完成或者取消后再提请",
                f"{MOST_UNDER_WAY} of your exports are under way: wait for one, or cancel it",
            ),
        )


@act("export.cancel", Text("取消导出", "Cancel an export"), on="export")
def cancel_export(deed: Deed, export: Export) -> Export:
    """Call off a file that is not made yet. Only whoever asked for it may."""
    if export.asked_by_id != deed.actor.id:
        raise Refused(
            "not_your_export",
            Text("只能取消本人提请的导出", "Only whoever asked for an export cancels it"),
            status=403,
        )
    if is_over(export):
        raise export_over()
    export.state, export.ended_at = CANCELLED, deed.at
    export.save(update_fields=["state", "ended_at"])
    return export


def export_over() -> Refused:
    """Nothing is left to call off."""
    return Refused("export_over", Text("该导出已经结束", "This export is over"))
