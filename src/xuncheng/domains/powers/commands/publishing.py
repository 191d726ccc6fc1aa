"""The act `power.publish`: the list as it stands on a day becomes a version that never changes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

import orjson
from django.conf import settings
from django.db.models import Q
from uuid_utils.compat import uuid7

from xuncheng.domains.powers.models import Power, PowerLine, PowerList
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.rules.legal import Text
from xuncheng.rules.powers import DECISION_PUBLISHED

_SAID = (
    "organisation_code", "organisation_name", "matter_code", "matter_name_zh", "matter_name_en", "kinds", "document", "authority",
    "begins", "ends",
)  # fmt: skip


@act("power.publish", Text("公布权责清单", "Publish the power list"), basis=DECISION_PUBLISHED)
def publish(
    deed: Deed,
    title: Annotated[str, field("清单名称", "Title of the list", "text", min_length=2, max_length=200)],
    document: Annotated[
        str, field("公布文号", "Number of its document", "text", min_length=2, max_length=100)
    ],
    published_on: Annotated[date, field("公布日期", "Day of publication", "date")],
) -> PowerList:
    """Publish all powers that are not over on that day as the next version; from then on they may be used, each in its own time.

    Raises `Refused`: `invalid_input` for a day after today, or not after that of the version before; `power_list_empty`;
    `power_list_unchanged` where the list says what the last one says.
    """
    last = PowerList.objects.select_for_update().first()
    _check_day(deed, published_on, last)
    powers = list(_standing(published_on))
    path = f"{settings.LOCALITY.area_code}."
    listed = PowerList(
        id=deed.id, number=last.number + 1 if last else 1, title=title.strip(), document=document.strip(),
        published_on=published_on, line_count=len(powers), area_path=path,
    )  # fmt: skip
    lines = [_line(listed, power) for power in powers]
    listed.digest = digest_of(lines)
    _check_news(listed, last)
    listed.save(force_insert=True)
    PowerLine.objects.bulk_create(lines, batch_size=1000)
    Power.objects.filter(pk__in=[one.pk for one in powers], listed_from=None).update(listed_from=published_on)
    deed.outputs["digest"] = listed.digest
    return listed


def digest_of(lines: Sequence[PowerLine]) -> str:
    """SHA-256 over what the lines say, in the order of organisation, matter and first day."""
    said = sorted(([_plain(getattr(line, name)) for name in _SAID] for line in lines), key=orjson.dumps)
    return hashlib.sha256(orjson.dumps(said)).hexdigest()


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _standing(on: date) -> Any:
    """Powers that are not over on that day."""
    found = Power.objects.filter(Q(ends=None) | Q(ends__gte=on))
    return (
        found.select_related("organisation", "matter", "hand_down")
        .defer("matter__tokens")
        .order_by("matter_code", "id")
    )


def _line(listed: PowerList, power: Power) -> PowerLine:
    office, matter, decision = power.organisation, power.matter, power.hand_down
    return PowerLine(
        id=uuid7(), power_list=listed, organisation_code=office.code, organisation_name=office.name, matter_code=matter.code,
        matter_name_zh=matter.name_zh, matter_name_en=matter.name_en, kinds=power.kinds, document=decision.document,
        authority=decision.authority, begins=power.begins, ends=power.ends, area_path=listed.area_path,
    )  # fmt: skip


def _check_day(deed: Deed, published_on: date, last: PowerList | None) -> None:
    if published_on > deed.day:
        raise invalid(
            FieldError("published_on", Text("公布日期不能晚于今天", "It cannot be published after today"))
        )
    if last and published_on <= last.published_on:
        told = Text(
            f"公布日期应当晚于上一版（{last.published_on}）",
            f"Later than the version before ({last.published_on})",
        )
        raise invalid(FieldError("published_on", told))


def _check_news(listed: PowerList, last: PowerList | None) -> None:
    if not listed.line_count:
        raise Refused("power_list_empty", Text("没有可以公布的职权", "There is no power to be published"))
    if last and last.digest == listed.digest:
        raise Refused(
            "power_list_unchanged",
            Text(
                f"清单内容与第{last.number}版相同，无须公布", f"The list says what version {last.number} says"
            ),
        )
