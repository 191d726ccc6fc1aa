"""What the legal section did in a span: contracts, advice and remedies by lawyer (法律顾问工作量), legality reviews by reviewer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from xuncheng.domains.cases.queries import readable_by as readable_cases
from xuncheng.domains.remedies.models import Lawyer
from xuncheng.domains.remedies.queries import registers, remedies
from xuncheng.domains.remedies.queries.registers import ErrandFilter
from xuncheng.domains.remedies.queries.remedies import RemedyFilter
from xuncheng.domains.remedies.queries.reviews import REVIEW
from xuncheng.foundation.trail.days import midnight, today
from xuncheng.foundation.trail.queries import entries_during
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.spans import Span

Counted = dict[UUID | None, int]


@dataclass(frozen=True, slots=True)
class Figures:
    """Contracts reviewed, advice given, remedies represented."""

    reviews: int = 0
    advice: int = 0
    represented: int = 0


@dataclass(frozen=True, slots=True)
class Reviews:
    """Whoever reviewed the legality of decisions (法制审核): how many reviews, and how many of them were not passed."""

    reviewer: str
    done: int
    failed: int


@dataclass(frozen=True, slots=True)
class Work:
    """Of a span: each lawyer's figures in the order of firms and names, the section's own, all together, and the reviewers'."""

    lawyers: tuple[tuple[Lawyer, Figures], ...]
    section: Figures
    total: Figures
    reviewers: tuple[Reviews, ...]


def work_in(viewer: Viewer, span: Span) -> Work:
    """A contract and advice count on the day of the answer, a remedy on the day on which it reached the agency.

    What was answered without a lawyer is the section's own; of remedies, those that no lawyer represents.
    """
    answered = ErrandFilter(state="answered", since=span.since, until=span.until)
    received = remedies.matching(viewer, RemedyFilter(since=span.since, until=span.until))
    counts = (
        _counted(registers.contracts(viewer, answered), "lawyer"),
        _counted(registers.advice(viewer, answered), "lawyer"),
        _counted(received.exclude(kind=remedies.OWN), "counsel"),
    )
    lawyers = registers.lawyers_readable_by(viewer).order_by("firm__name", "firm", "name", "id")
    return Work(
        tuple((one, _figures(counts, one.pk)) for one in lawyers), _figures(counts, None),
        Figures(*(sum(each.values()) for each in counts)), _reviews(viewer, span),
    )  # fmt: skip


def _reviews(viewer: Viewer, span: Span) -> tuple[Reviews, ...]:
    """A legality review counts on its day, each time the case was reviewed; by the name of whoever did it."""
    during = (midnight(span.since), midnight(span.until + timedelta(days=1)))
    found = entries_during(REVIEW, *during).filter(chain__in=readable_cases(viewer).order_by().values("pk"))
    failed = Count("seq", filter=Q(input__contains='"passed":false'))
    rows = (
        found.values("actor_id", "actor_name")
        .annotate(done=Count("seq"), failed=failed)
        .order_by("actor_name", "actor_id")
    )
    return tuple(Reviews(row["actor_name"], row["done"], row["failed"]) for row in rows)


def _figures(counts: tuple[Counted, ...], lawyer: UUID | None) -> Figures:
    return Figures(*(each.get(lawyer, 0) for each in counts))


def _counted(found: QuerySet[Any], by: str) -> Counted:
    return dict(found.order_by().values_list(by).annotate(Count("id")))


def this_year() -> str:
    """The year that it is in China, as a span is named."""
    return f"{today():%Y}"
