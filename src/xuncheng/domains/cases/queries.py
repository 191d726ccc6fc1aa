"""Reading cases: one door, narrowed by the viewer's scope."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import orjson
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from xuncheng.domains.cases.marks import MARKS
from xuncheng.domains.cases.models import Case, Evidence, EvidenceState, Payment
from xuncheng.domains.documents.queries import Signatory, awaiting
from xuncheng.domains.law.queries import matter_with_code
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.files.queries import attached_to, copies_of
from xuncheng.foundation.people.models import Officer
from xuncheng.foundation.people.queries import in_scope
from xuncheng.foundation.places.streets import in_streets
from xuncheng.foundation.trail.days import midnight, today
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.governed import verdicts
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.paging import Sorting
from xuncheng.foundation.trail.refusal import not_found
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.model import Refusal, Verdict
from xuncheng.rules.procedure.turns import HANDLER, HEAD, REVIEWER

__all__ = [
    "LISTED", "MARKS", "NEAR_DAYS", "SORTINGS", "Case", "CaseFilter", "Payment", "evidence_of", "evidence_readable_by",
    "given_of", "listed", "matching", "officers_of", "one", "payments_of",
    "payments_readable_by", "possible_acts", "pressing", "publishable_photos", "readable_by", "unsigned_by", "waiting_for",
]  # fmt: skip

SORTINGS = {
    "-opened_at": Sorting("opened_at", descending=True),
    "opened_at": Sorting("opened_at", descending=False),
    "due": Sorting("due_on", descending=False),
}
NEAR_DAYS = 3


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What a list of cases is narrowed by; empty values narrow nothing."""

    stage: str = ""
    procedure: str = ""
    street: str = ""
    matter: str = ""
    handler: UUID | None = None
    since: date | None = None
    until: date | None = None
    q: str = ""
    urgency: str = ""
    mark: str = ""
    decided_since: date | None = None
    decided_until: date | None = None


def readable_by(viewer: Viewer) -> QuerySet[Case]:
    """Cases in the areas that the viewer sees."""
    return Case.objects.filter(in_streets(viewer)).select_related("matter", "party", "handler__user")


LISTED = (
    "number", "cause", "procedure", "stage", "area_path", "street", "opened_at", "due_on", "due_clock",
    "next_act", "amount", "matter__code", "matter__name_zh", "party__name", "handler__user__name",
)  # fmt: skip


def listed(found: QuerySet[Case]) -> QuerySet[Case]:
    """The cases with what a list shows of them, and no more: above all without their facts."""
    return found.only(*LISTED)


def matching(viewer: Viewer, wanted: CaseFilter) -> QuerySet[Case]:
    """Readable cases that fit the filter."""
    exact = {
        "stage": wanted.stage, "procedure": wanted.procedure, "street": wanted.street, "handler": wanted.handler,
    }  # fmt: skip
    found = readable_by(viewer).filter(**{name: value for name, value in exact.items() if value})
    found = found.filter(*_said(viewer, wanted))
    return _called(found, wanted.q) if wanted.q else found


def _said(viewer: Viewer, wanted: CaseFilter) -> Iterator[Q]:
    """What is asked for beyond equal columns, condition by condition."""
    if wanted.matter:
        yield Q(matter=matter_with_code(viewer, wanted.matter))
    if wanted.mark:
        yield MARKS[wanted.mark].condition
    yield from _between(wanted)
    pressed = pressing(wanted.urgency)
    if pressed is not None:
        yield pressed


def _between(wanted: CaseFilter) -> Iterator[Q]:
    if wanted.since:
        yield Q(opened_at__gte=midnight(wanted.since))
    if wanted.until:
        yield Q(opened_at__lt=midnight(wanted.until + timedelta(days=1)))
    if wanted.decided_since:
        yield Q(decided_on__gte=wanted.decided_since)
    if wanted.decided_until:
        yield Q(decided_on__lte=wanted.decided_until)


def _called(found: QuerySet[Case], words: str) -> QuerySet[Case]:
    """The case of that number if there is one, else those with the words in their number or title: party and matter."""
    numbered = found.filter(number=words)
    return (
        numbered
        if numbered.exists()
        else found.filter(
            Q(number__contains=words) | Q(party__name__contains=words) | Q(cause__contains=words)
        )
    )


def pressing(urgency: str) -> Q | None:
    """The condition of a period that is over (overdue) or near, of a case that waits for somebody; None for anything else."""
    day = today()
    bounds = {
        "overdue": Q(due_on__lt=day),
        "near": Q(due_on__gte=day, due_on__lte=day + timedelta(days=NEAR_DAYS)),
    }
    return bounds[urgency] & ~Q(waits_for="") if urgency in bounds else None


def one(viewer: Viewer, key: UUID) -> Case:
    """One case with what its page needs. Raises `Refused` (`not_found`) also for one the viewer may not see."""
    found = readable_by(viewer).select_related("report", "matter_version", "partner__user", "bundle")
    case = found.filter(pk=key).first()
    if case is None:
        raise not_found(Text("该案件", "case"))
    return case


def evidence_of(case: Case) -> QuerySet[Evidence]:
    """The evidence of a case, in the order in which it was collected."""
    # lint: own door: the case came through its door, and these are the officers of its evidence
    collectors = Officer.objects.select_related("user").order_by("certificate_number")
    return (
        # lint: own door: the case came through its door
        Evidence.objects.filter(case=case)
        .select_related("document")
        .prefetch_related(Prefetch("officers", collectors))
        .order_by("collected_at", "id")
    )


def publishable_photos(viewer: Viewer, case: Case) -> QuerySet[StoredFile]:
    """What may be published of the photos of a case: the redacted copies of accepted evidence, never an original (第五十条)."""
    # lint: own door: the case came through its door
    accepted = Evidence.objects.filter(case=case, state=EvidenceState.ACCEPTED).values_list("pk", flat=True)
    originals = attached_to(viewer, accepted).values_list("pk", flat=True)
    return copies_of(viewer, originals)


def given_of(case: Case, *things: UUID) -> list[tuple[str, dict[str, Any]]]:
    """Every act on a case, and on the named things of it, with all that was entered in it, by the trail."""
    # lint: own door: the case came through its door
    entries = TrailEntry.objects.filter(chain__in=[case.pk, *things]).order_by("chain", "seq")
    return [(name, orjson.loads(entered)) for name, entered in entries.values_list("name", "input")]


def officers_of(case: Case, *things: UUID) -> set[str]:
    """The names of all who acted in a case, or on the named things of it."""
    # lint: own door: the case came through its door
    entries = TrailEntry.objects.filter(chain__in=[case.pk, *things], actor_id__isnull=False)
    acted = entries.values_list("actor_name", flat=True)
    return {*acted, case.handler.user.name, *((case.partner.user.name,) if case.partner else ())}


def payments_of(case: Case) -> QuerySet[Payment]:
    """What was paid on a case."""
    # lint: own door: the case came through its door
    return Payment.objects.filter(case=case).order_by("id")


def payments_readable_by(viewer: Viewer) -> QuerySet[Payment]:
    """Payments on cases in the areas that the viewer sees."""
    return Payment.objects.filter(in_scope(viewer))


def evidence_readable_by(viewer: Viewer) -> QuerySet[Evidence]:
    """Evidence of cases in the areas that the viewer sees."""
    return Evidence.objects.filter(in_scope(viewer))


PARTYS_OWN = frozenset({"statement.submit"})
"""Acts that the party does himself, on the portal: nobody's button on the desk."""


def possible_acts(case: Case, viewer: Viewer) -> tuple[Verdict, ...]:
    """For each act of the case's procedure: allowed to the viewer now, or refused and why.

    What the law allows, but no grant of the viewer covers, is refused with `no_grant`.
    """
    deed = Deed(actor=viewer)
    return tuple(
        verdict
        if verdict.refusal or viewer.may(verdict.rule.name, case.area_path, deed.day)
        else _ungranted(verdict)
        for verdict in verdicts(case, deed)
        if verdict.rule.name not in PARTYS_OWN
    )


def _ungranted(verdict: Verdict) -> Verdict:
    label = verdict.rule.label
    message = Text(
        f"您没有在该区域办理“{label.zh}”的权限", f"You have no grant for “{label.en}” in this area"
    )
    return replace(verdict, refusal=Refusal("no_grant", message, ()))


def waiting_for(viewer: Viewer, acts: frozenset[str]) -> list[QuerySet[Case]]:
    """Cases on which the viewer's acts come next, as querysets that each use one index.

    Who investigates a case neither approves nor reviews it: it waits for the others.
    """
    cases = readable_by(viewer)
    found = [cases.filter(handler=viewer.id, waits_for=HANDLER)]
    others = cases.exclude(Q(handler=viewer.id) | Q(partner=viewer.id))
    if "decision.make" in acts and "case.file" in acts:
        found.append(others.filter(waits_for=HEAD))
    if "legality.review" in acts:
        found.append(others.filter(waits_for=REVIEWER))
    return found


def unsigned_by(viewer: Viewer) -> QuerySet[Signatory]:
    """What the viewer himself has yet to sign in cases that are not archived."""
    # lint: own door: what waits for the viewer came through its door
    archived = Case.objects.filter(pk=OuterRef("document__subject_id"), stage="archived")
    return awaiting(viewer).filter(~Exists(archived))
