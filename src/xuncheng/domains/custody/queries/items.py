"""Reading things in custody: one door, narrowed by the viewer's scope; and what the law says of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from xuncheng.domains.cases.queries import Case
from xuncheng.domains.custody.models import CustodyItem, Handover, MeasureItem, MeasureKind, Placement
from xuncheng.foundation.people.queries import in_scope
from xuncheng.foundation.places.streets import in_streets
from xuncheng.foundation.trail.days import midnight, today
from xuncheng.foundation.trail.paging import Sorting
from xuncheng.foundation.trail.refusal import not_found
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.custody import OPEN, STEPS, Holding, read_label, refusal
from xuncheng.rules.legal import RuleError, Text
from xuncheng.rules.penalty import PenaltyKind
from xuncheng.rules.procedure.beside.seizure.checks import CLOCK
from xuncheng.rules.procedure.beside.seizure.table import chosen
from xuncheng.rules.procedure.model import Refusal

SORTINGS = {
    "-received_at": Sorting("received_at", descending=True),
    "received_at": Sorting("received_at", descending=False),
}

GOODS = PenaltyKind.CONFISCATE_GOODS.value
LIFTED = frozenset({"lifted", "released"})
"""Outcomes of a measure after which its objects go back."""
KEPT = frozenset({"held", "urgent"})
KEPT_GOODS = frozenset({"held", "early"})
"""States of a measure, and of a thing, in which it is kept by the measure."""
OFFERED = 50


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """What a list of things is narrowed by; empty values narrow nothing."""

    state: str = ""
    category: str = ""
    warehouse: UUID | None = None
    street: str = ""
    since: date | None = None
    until: date | None = None
    q: str = ""
    open: bool = False
    unplaced: bool = False


@dataclass(frozen=True, slots=True)
class Law:
    """What a case's decision, and the measure by which a thing was seized, say of it.

    `until` is the last day of the measure's term while the thing is kept by it, `outcome` what the decision on seized objects
    says becomes of it.
    """

    seized: bool
    lifted: bool
    decided: bool
    confiscating: bool
    until: date | None = None
    outcome: str = ""


def law_on(case: Case, listed: MeasureItem | None = None) -> Law:
    """How the law stands on a thing of a case, by its facts; `listed` is the line of the list by which it was seized.

    A decision that confiscates takes over from the measure, unless that was lifted before.
    """
    facts = case.facts
    confiscating = bool(facts.decided and GOODS in facts.decided.kinds)
    if listed is None:
        ended = facts.unpunished or facts.terminated or facts.closed
        return Law(
            seized=False, lifted=False, decided=bool(facts.decided or ended), confiscating=confiscating
        )
    state = chosen(facts, listed.measure.key)
    lifted = listed.measure.outcome in LIFTED or (state is not None and state.state in {"lifted", "failed"})
    seized = state is not None and state.state in {"held", "urgent"}
    return Law(
        seized=seized, lifted=lifted, decided=False, confiscating=confiscating and not lifted,
        until=state.due(CLOCK) if state and seized and not confiscating else None, outcome=listed.measure.outcome,
    )  # fmt: skip


def keys_of(case: Case) -> list[UUID]:
    """The things of a case, each with a chain of its own."""
    # lint: own door: the case came through its door
    return list(CustodyItem.objects.filter(case=case).values_list("pk", flat=True))


def of_case(case: Case) -> QuerySet[CustodyItem]:
    """The things of a case, in the order in which they came in, for whoever may see the case."""
    # lint: own door: the case came through its door
    found = CustodyItem.objects.filter(case=case).select_related("warehouse", "case", "listed__measure")
    return found.order_by("id")


def holding_of(item: CustodyItem, on: date) -> Holding:
    """The thing as the life-cycle table sees it on that day."""
    law = law_on(item.case, item.listed)
    return Holding(
        state=item.state, placed=item.place_id is not None, perishable=item.perishable, lifted=law.lifted,
        decided=law.decided, confiscating=law.confiscating,
        over=law.until is not None and law.until < on, handled=law.outcome,
    )  # fmt: skip


def readable_by(viewer: Viewer) -> QuerySet[CustodyItem]:
    """Things of cases in the areas that the viewer sees."""
    return CustodyItem.objects.filter(in_streets(viewer)).select_related(
        "warehouse", "place", "case", "listed__measure"
    )


LISTED = (
    "number", "label", "category", "name", "quantity", "perishable", "keeps_until", "state", "owner", "received_at",
    "moved_at", "street", "area_path", "proceeds", "warehouse__name", "place__code", "case__number", "listed__measure__state",
    "listed__measure__until",
)  # fmt: skip


def listed(found: QuerySet[CustodyItem]) -> QuerySet[CustodyItem]:
    """The things with what a list shows of them, and no more."""
    return found.only(*LISTED)


def matching(viewer: Viewer, wanted: ItemFilter) -> QuerySet[CustodyItem]:
    """Readable things that fit the filter."""
    exact = {
        "state": wanted.state, "category": wanted.category, "warehouse": wanted.warehouse, "street": wanted.street,
    }  # fmt: skip
    found = readable_by(viewer).filter(**{name: value for name, value in exact.items() if value})
    if wanted.open:
        found = found.filter(state__in=OPEN)
    if wanted.unplaced:
        found = found.filter(place=None, state__in=OPEN)
    if wanted.since:
        found = found.filter(received_at__gte=midnight(wanted.since))
    if wanted.until:
        found = found.filter(received_at__lt=midnight(wanted.until + timedelta(days=1)))
    return found.filter(_sought(wanted.q)) if wanted.q else found


def _sought(words: str) -> Q:
    """By label, in any form in which it is scanned; otherwise by words of number, name, party or case number."""
    try:
        return Q(label=read_label(words))
    except RuleError:
        return (
            Q(number__contains=words)
            | Q(name__contains=words)
            | Q(owner__contains=words)
            | Q(case__number__contains=words)
        )


def one(viewer: Viewer, key: UUID) -> CustodyItem:
    """One thing. Raises `Refused` (`not_found`) also for one the viewer may not see."""
    item = readable_by(viewer).select_related("case__party").filter(pk=key).first()
    if item is None:
        raise not_found(Text("该物品", "thing"))
    return item


def placements_of(item: CustodyItem) -> QuerySet[Placement]:
    """Where a thing lay, first to last."""
    # lint: own door: the thing came through its door
    return Placement.objects.filter(item=item).select_related("place").order_by("id")


def term_of(item: CustodyItem) -> date | None:
    """The last day of the measure by which a thing is still kept, as a list tells it; None where it is kept by none.

    Columns alone are looked at, so that a list needs no facts.
    """
    measure = item.listed.measure if item.listed else None
    return measure.until if measure and item.state in KEPT_GOODS and measure.state in KEPT else None


def to_take_in(viewer: Viewer, q: str) -> QuerySet[MeasureItem]:
    """Objects that were seized and lie in no warehouse yet, newest first: by words of their name, party or case number."""
    # lint: own door: narrowed to the viewer's areas here
    found = MeasureItem.objects.filter(
        in_scope(viewer), measure__kind=MeasureKind.SEIZE, measure__state__in=KEPT, goods=None, sold_for=None
    ).select_related("measure__case__party")
    if q:
        found = found.filter(
            Q(name__contains=q)
            | Q(measure__case__number__contains=q)
            | Q(measure__case__party__name__contains=q)
        )
    return found.order_by("-measure__started_at", "position")[:OFFERED]


def handovers_of(item: CustodyItem) -> QuerySet[Handover]:
    """Through whose hands a thing went."""
    # lint: own door: the thing came through its door
    return Handover.objects.filter(item=item).order_by("at", "id")


@dataclass(frozen=True, slots=True)
class ItemStep:
    """One act on a thing, and why it is not possible now (None: it is)."""

    name: str
    refusal: Refusal | None


def steps(viewer: Viewer, item: CustodyItem) -> list[ItemStep]:
    """What the viewer may do with a thing at all, in the order of the table, and whether it is possible now."""
    day = today()
    holding = holding_of(item, day)
    return [ItemStep(name, refusal(name, holding)) for name in STEPS if viewer.may(name, item.area_path, day)]


def asked_for(number: str, check_code: str) -> QuerySet[CustodyItem]:
    """Things of a case, for who knows its number (or that of one of them) and the check code on the party's list.

    Asked inside `reading` of the program: the public has no area of its own.
    """
    return (
        # lint: own door: the public look-up, which asks for number and check code instead of a scope
        CustodyItem.objects.filter(Q(case__number=number) | Q(number=number), case__check_code=check_code)
        .select_related("warehouse", "case", "listed__measure")
        .order_by("id")
    )
