"""Reading banks, their files and the lines in them: narrowed by the viewer's scope."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from xuncheng.domains.collection.models import BankFile, BankLine, CollectingBank, LineDifference
from xuncheng.foundation.people.queries import in_scope
from xuncheng.foundation.trail.paging import Sorting
from xuncheng.foundation.trail.refusal import not_found
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text

SORTINGS = {
    "-taken_at": Sorting("taken_at", descending=True),
    "taken_at": Sorting("taken_at", descending=False),
}


def readable_by(viewer: Viewer) -> QuerySet[CollectingBank]:
    """Banks that collect for the areas that the viewer sees."""
    return CollectingBank.objects.filter(in_scope(viewer)).order_by("code")


def one_bank(viewer: Viewer, key: UUID) -> CollectingBank:
    """One bank. Raises `Refused` (`not_found`) also for one the viewer may not see."""
    bank = readable_by(viewer).filter(pk=key).first()
    if bank is None:
        raise not_found(Text("该代收机构", "bank"))
    return bank


def files_readable_by(viewer: Viewer) -> QuerySet[BankFile]:
    """Files of banks in the areas that the viewer sees."""
    return BankFile.objects.filter(in_scope(viewer)).select_related("bank")


def matching_files(
    viewer: Viewer, bank: UUID | None, since: date | None, until: date | None, *, waiting: bool
) -> QuerySet[BankFile]:
    """Files of a bank and of days, or those alone of which lines wait or differ; empty values narrow nothing."""
    found = files_readable_by(viewer)
    wanted = {"bank": bank, "day__gte": since, "day__lte": until}
    found = found.filter(**{name: value for name, value in wanted.items() if value is not None})
    if waiting:
        open_ones = Exists(
            # lint: own door: only whether there is one in a file that came through its door
            LineDifference.objects.filter(line__file=OuterRef("pk"), resolved_at=None)
        )
        found = found.filter(Q(waiting__gt=0) | open_ones)
    return found


def one_file(viewer: Viewer, key: UUID) -> BankFile:
    """One file. Raises `Refused` (`not_found`) also for one the viewer may not see."""
    found = files_readable_by(viewer).select_related("file__blob").filter(pk=key).first()
    if found is None:
        raise not_found(Text("该代收文件", "file of a bank"))
    return found


def lines_readable_by(viewer: Viewer) -> QuerySet[BankLine]:
    """Lines of files in the areas that the viewer sees."""
    return BankLine.objects.filter(in_scope(viewer))


def waiting(viewer: Viewer, file: UUID | None = None) -> QuerySet[BankLine]:
    """Lines that are not settled yet, of one file or of all, in their order."""
    found = lines_readable_by(viewer).filter(settled_at=None)
    return (found.filter(file=file) if file else found).order_by("id")
