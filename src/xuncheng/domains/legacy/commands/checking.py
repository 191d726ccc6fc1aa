"""The act `import.check`: every row is read and fitted, and what is wrong is written down. Nothing is taken in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from xuncheng.domains.legacy.commands.shared import AT_ONCE, fitting_of, note_faults, rows_of_import
from xuncheng.domains.legacy.fitting import CHANGED, FRESH, KNOWN, REFUSED, Draft, Fitting
from xuncheng.domains.legacy.models import CHECKED, CHECKING, TableImport
from xuncheng.domains.legacy.reading import TableRow
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.rules.legal import Text

Progress = Callable[[int], None]


@act("import.check", Text("检查导入表格", "Check a table"), on="source")
def check(deed: Deed, source: TableImport) -> TableImport:
    """Check a table row by row. `added`, `known` and `refused` say then what would become of its rows."""
    if source.state not in (CHECKING, CHECKED):
        raise Refused("import_elsewhere", Text("该表格已经开始导入", "The table is being taken in already"))
    source.faults.all().delete()
    fates: Counter[str] = Counter()
    for drafts in survey(fitting_of(deed, source), rows_of_import(source)):
        note_faults(source, drafts)
        fates.update(draft.fate for draft in drafts)
    source.added, source.refused = fates[FRESH], fates[REFUSED]
    source.known = fates[KNOWN] + fates[CHANGED]
    source.state = CHECKED
    source.save(update_fields=["added", "known", "refused", "state"])
    deed.outputs |= {"rows": source.total, "fresh": source.added, "known": source.known, "refused": source.refused}  # fmt: skip
    return source


def survey(fitting: Fitting, rows: Sequence[TableRow]) -> Iterator[Sequence[Draft]]:
    """Fit rows some hundreds at a time, as a check does; what comes of each is told, and nothing is written."""
    for first in range(0, len(rows), AT_ONCE):
        yield fitting.fit(rows[first : first + AT_ONCE])
