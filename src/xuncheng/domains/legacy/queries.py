"""Reading imports, what is wrong with their rows, and the register of historic records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from xuncheng.domains.legacy.models import (
    CHECKED,
    CHECKING,
    DONE,
    RUNNING,
    STATES,
    UNDONE,
    OldRecord,
    Origin,
    RowFault,
    TableImport,
)
from xuncheng.foundation.people.queries import in_scope
from xuncheng.foundation.places.streets import in_streets
from xuncheng.foundation.trail.paging import Sorting
from xuncheng.foundation.trail.viewer import Viewer

__all__ = [
    "BY_ROW",
    "CHECKED",
    "CHECKING",
    "DONE",
    "NEWEST_IMPORT",
    "RECORDS_BY",
    "RUNNING",
    "STATES",
    "UNDONE",
    "OldRecord",
    "Origin",
    "RecordFilter",
    "RowFault",
    "TableImport",
    "digests",
    "faults_readable_by",
    "is_done",
    "matching",
    "open_of_file",
    "origin_of",
    "readable_by",
    "records_readable_by",
    "unfinished",
]

NEWEST_IMPORT = {"-begun_at": Sorting("begun_at", descending=True)}
BY_ROW = {"row": Sorting("row", descending=False, number=True)}
RECORDS_BY = {"-day": Sorting("day", descending=True), "day": Sorting("day", descending=False)}


@dataclass(frozen=True, slots=True)
class RecordFilter:
    """What the register is narrowed by; empty values narrow nothing."""

    q: str = ""
    kind: str = ""
    street: str = ""
    source: UUID | None = None


def readable_by(viewer: Viewer) -> QuerySet[TableImport]:
    """Imports of the areas that the viewer sees, and his own."""
    return TableImport.objects.filter(in_scope(viewer) | Q(asked_by=viewer.id)).select_related("asked_by")


def faults_readable_by(viewer: Viewer) -> QuerySet[RowFault]:
    """What is wrong with the rows of those imports, each with the target of its import."""
    found = RowFault.objects.filter(source__in=readable_by(viewer).select_related(None).values("pk"))
    return found.annotate(target=F("source__target"))


def records_readable_by(viewer: Viewer) -> QuerySet[OldRecord]:
    """Historic records of the areas that the viewer sees, but for those whose import was undone."""
    return OldRecord.objects.filter(in_streets(viewer), withdrawn=False)


def origins_readable_by(viewer: Viewer) -> QuerySet[Origin]:
    """Where rows went of imports that the viewer sees."""
    return Origin.objects.filter(source__in=readable_by(viewer).select_related(None).values("pk"))


def matching(viewer: Viewer, wanted: RecordFilter) -> QuerySet[OldRecord]:
    """Readable records that fit: words (of the title, or how number or party begin), kind, street, import."""
    found = records_readable_by(viewer)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.street:
        found = found.filter(street=wanted.street)
    if wanted.source:
        rows = origins_readable_by(viewer).filter(source=wanted.source, withdrawn=False)
        found = found.filter(pk__in=rows.values("subject"))
    if wanted.q:
        words = Q(number__begins=wanted.q) | Q(party_name__begins=wanted.q) | Q(title__contains=wanted.q)
        found = found.filter(words)
    return found


def origin_of(subject: UUID) -> Origin | None:
    """Where something came from that came through its own door; None where it was not taken in from a table."""
    # lint: own door: whoever sees the thing may know where it came from
    return Origin.objects.filter(subject=subject).select_related("source").order_by("-id").first()


def digests(target: str, system: str, keys: Iterable[str]) -> dict[str, str]:
    """Of rows that were taken in before, by key, what their digest was."""
    # lint: own door: says whether a row is there, whoever took it in
    found = Origin.objects.filter(target=target, system=system, key__in=set(keys), withdrawn=False)
    return dict(found.values_list("key", "digest"))


def unfinished(viewer: Viewer) -> Sequence[UUID]:
    """Imports that somebody asked for on the desk and that are not over, the oldest first."""
    found = readable_by(viewer).filter(state__in=(CHECKING, RUNNING), asked_by__isnull=False)
    return list(found.order_by("begun_at").values_list("pk", flat=True))


def is_done(viewer: Viewer, sha256: str, mapping_sha256: str) -> bool:
    """Whether that file was taken in by that mapping to its end."""
    return readable_by(viewer).filter(state=DONE, sha256=sha256, mapping_sha256=mapping_sha256).exists()


def open_of_file(viewer: Viewer, sha256: str, mapping_sha256: str) -> TableImport | None:
    """An import of that file by that mapping that the command line began and did not end."""
    about: dict[str, Any] = {"sha256": sha256, "mapping_sha256": mapping_sha256, "asked_by": None}
    return readable_by(viewer).filter(state__in=(CHECKING, CHECKED, RUNNING), **about).order_by("begun_at").first()  # fmt: skip
