"""The acts `power.hand_down` and `power.withdraw`: by a decision powers begin, by another they end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated

from django.conf import settings
from django.db.models import Q
from uuid_utils.compat import uuid7

from xuncheng.domains.law.queries import Matter
from xuncheng.domains.powers.models import HandDown, Power
from xuncheng.foundation.people.models import Organisation
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.rules.legal import Text
from xuncheng.rules.powers import DECISION_PUBLISHED, KINDS, PowerKind

ALL_KINDS = sorted(KINDS)
NAMED = 3
"""How many powers a refusal names."""

Offices = Annotated[
    list[Organisation], field("承接单位", "To whom", "refs", ref="organisation", min_length=1, max_length=200)
]
Matters = Annotated[
    list[Matter], field("执法事项", "Matters", "refs", ref="matter", min_length=1, max_length=2000)
]
FromOffices = Annotated[
    list[Organisation] | None,
    field("收回的单位（不填为全部）", "From whom (none: all)", "refs", ref="organisation", max_length=200),
]
OfMatters = Annotated[
    list[Matter] | None,
    field("收回的事项（不填为全部）", "Which matters (none: all)", "refs", ref="matter", max_length=2000),
]
Document = Annotated[str, field("决定文号", "Number of the decision", "text", min_length=2, max_length=100)]
Authority = Annotated[str, field("决定机关", "Who decided", "text", min_length=2, max_length=100)]
DecidedOn = Annotated[date, field("决定日期", "Day of the decision", "date")]


@act("power.hand_down", Text("下放（授予）职权", "Hand powers down"), basis=DECISION_PUBLISHED)
def hand_down(
    deed: Deed,
    document: Document,
    title: Annotated[str, field("决定名称", "Title of the decision", "text", min_length=2, max_length=200)],
    authority: Authority,
    decided_on: DecidedOn,
    begins: Annotated[date, field("起始日期", "First day", "date")],
    organisations: Offices,
    matters: Matters,
    kinds: Annotated[list[PowerKind] | None, field("职权种类（不填为全部）", "Kinds of acts (none: all)", "choices", choices=KINDS)] = None,
    ends: Annotated[date | None, field("终止日期（未定则不填）", "Last day, if it is known", "date")] = None,
) -> HandDown:  # fmt: skip
    """Record a decision that gives matters to organisations. They may use them once they stand in a published list.

    Raises `Refused`: `invalid_input` for days that do not follow each other, `power_held` where an organisation holds one of the
    matters in that time already.
    """
    _check_days(deed, decided_on, begins, ends)
    _check_free(organisations, matters, begins, ends)
    path = f"{settings.LOCALITY.area_code}."
    decision = HandDown.objects.create(
        id=deed.id, document=document.strip(), title=title.strip(), authority=authority.strip(), decided_on=decided_on,
        begins=begins, recorded_at=deed.at, area_path=path,
    )  # fmt: skip
    held = sorted({kind.value for kind in kinds or ()}) or ALL_KINDS
    Power.objects.bulk_create(
        Power(
            id=uuid7(), hand_down=decision, organisation=one, matter=matter, matter_code=matter.code, kinds=held,
            begins=begins, ends=ends, area_path=path,
        )
        for matter in {row.pk: row for row in matters}.values()
        for one in {row.pk: row for row in organisations}.values()
    )  # fmt: skip
    return decision


@act("power.withdraw", Text("收回职权", "Withdraw powers"), on="decision", basis=DECISION_PUBLISHED)
def withdraw(
    deed: Deed,
    decision: HandDown,
    document: Document,
    authority: Authority,
    decided_on: DecidedOn,
    ends: Annotated[date, field("最后行使日期", "Last day", "date")],
    organisations: FromOffices = None,
    matters: OfMatters = None,
) -> HandDown:  # fmt: skip
    """End all or some of what a decision gave, by its own last day, whether or not a new list was published since.

    Raises `Refused`: `nothing_to_withdraw` where nothing of it goes on beyond that day, `invalid_input` for a last day that lies
    before the withdrawal was decided, or before the powers began.
    """
    if decided_on > deed.day:
        raise invalid(
            FieldError("decided_on", Text("决定日期不能晚于今天", "It cannot be decided after today"))
        )
    if ends < max(decision.begins, decided_on):
        told = Text(
            "最后行使日期不能早于决定日期和起始日期",
            "The last day lies neither before the decision nor before the first day",
        )
        raise invalid(FieldError("ends", told))
    found = decision.powers.filter(Q(ends=None) | Q(ends__gt=ends))
    if organisations:
        found = found.filter(organisation__in=organisations)
    if matters:
        found = found.filter(matter__in=matters)
    if not found.update(
        ends=ends,
        withdrawn_by=document.strip(),
        withdrawn_authority=authority.strip(),
        withdrawn_on=decided_on,
    ):
        raise Refused(
            "nothing_to_withdraw",
            Text(
                "该决定下放的职权中，没有在该日期之后仍然有效的",
                "Nothing that it gave goes on beyond that day",
            ),
        )
    return decision


def _check_days(deed: Deed, decided_on: date, begins: date, ends: date | None) -> None:
    if decided_on > deed.day:
        raise invalid(
            FieldError("decided_on", Text("决定日期不能晚于今天", "It cannot be decided after today"))
        )
    if begins < decided_on:
        told = Text("起始日期不能早于决定日期", "Powers do not begin before they were decided on")
        raise invalid(FieldError("begins", told))
    if ends is not None and ends < begins:
        raise invalid(
            FieldError("ends", Text("终止日期不能早于起始日期", "The last day lies before the first"))
        )


def _check_free(
    organisations: Sequence[Organisation], matters: Iterable[Matter], begins: date, ends: date | None
) -> None:
    clash = Power.objects.filter(
        Q(ends=None) | Q(ends__gte=begins), organisation__in=organisations, matter__in=matters
    )
    if ends is not None:
        clash = clash.filter(begins__lte=ends)
    rows = list(clash.select_related("organisation", "hand_down").order_by("matter_code", "id")[:NAMED])
    if rows:
        named = "；".join(
            f"{row.organisation.name} {row.matter_code}（{row.hand_down.document}）" for row in rows
        )
        raise Refused(
            "power_held",
            Text(f"该期间内已经持有：{named}", f"Held in that time already: {named}"),
        )
