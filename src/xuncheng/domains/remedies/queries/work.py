"""What lawyers did in a span: contracts reviewed, advice given, remedies represented (法律顾问工作量)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from xuncheng.domains.remedies.models import Lawyer
from xuncheng.domains.remedies.queries import registers, remedies
from xuncheng.domains.remedies.queries.registers import ErrandFilter
from xuncheng.domains.remedies.queries.remedies import RemedyFilter
from xuncheng.foundation.trail.days import today
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
class Work:
    """Of a span: each lawyer's figures in the order of firms and names, the section's own, and all together."""

    lawyers: tuple[tuple[Lawyer, Figures], ...]
    section: Figures
    total: Figures


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
        Figures(*(sum(each.values()) for each in counts)),
    )  # fmt: skip


def _figures(counts: tuple[Counted, ...], lawyer: UUID | None) -> Figures:
    return Figures(*(each.get(lawyer, 0) for each in counts))


def _counted(found: QuerySet[Any], by: str) -> Counted:
    return dict(found.order_by().values_list(by).annotate(Count("id")))


def this_year() -> str:
    """The year that it is in China, as a span is named."""
    return f"{today():%Y}"
