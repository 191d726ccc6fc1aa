"""What the acts on imports share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from uuid import UUID

from uuid_utils.compat import uuid7

from xuncheng.domains.legacy.fitting import Draft, Fitting
from xuncheng.domains.legacy.models import RowFault, TableImport
from xuncheng.domains.legacy.reading import TableRow, kept_rows_of
from xuncheng.foundation.people.queries import viewer_of
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.viewer import EVERYWHERE
from xuncheng.rules.importing.mapping import read_mapping
from xuncheng.rules.legal import Text

WORK = "legacy.work"
"""The name of the job that checks and takes in."""

AT_ONCE = 500
"""How many rows are dealt with at once."""

GRANT = "import.begin"
"""The act whose grants say where somebody may import."""


def rows_of_import(source: TableImport) -> Sequence[TableRow]:
    """The rows of an import's file, by its mapping."""
    return kept_rows_of(source.sha256, source.mapping)


def fitting_of(deed: Deed, source: TableImport) -> Fitting:
    """What fits the rows of an import, as whoever asked for it may write now. Raises `Refused` where he is gone."""
    return Fitting(
        read_mapping(source.mapping), deed.actor, reach_of(deed, source.asked_by_id), source.area_path
    )


def reach_of(deed: Deed, asked_by: UUID | None) -> tuple[str, ...]:
    """The area paths in which whoever asked may import; everywhere for the command line."""
    if asked_by is None:
        return (EVERYWHERE,)
    viewer = viewer_of(asked_by)
    if viewer is None:
        raise Refused("asker_gone", Text("提请人已被停用", "Whoever asked for the import is no longer active"), status=403)  # fmt: skip
    return viewer.reach(frozenset({GRANT}), deed.day)


def note_faults(source: TableImport, drafts: Iterable[Draft]) -> None:
    """Write down what is wrong with these rows."""
    faults = (
        RowFault(
            id=uuid7(), source=source, row=draft.row.number, field=fault.field, heading=fault.heading[:100], code=fault.code,
            message_zh=fault.message.zh[:500], message_en=fault.message.en[:500],
        )
        for draft in drafts for fault in draft.remarks
    )  # fmt: skip
    RowFault.objects.bulk_create(chain(faults), batch_size=1000)
