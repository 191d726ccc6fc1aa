"""The act `import.undo`: records that an import brought are taken out of the register again; their trail stays, and says so."""

from __future__ import annotations

from typing import Annotated

from xuncheng.domains.legacy.models import UNDONE, OldRecord, TableImport
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.many import enter_each
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.rules.importing.targets import TARGETS, Goes
from xuncheng.rules.legal import Text


@act("import.undo", Text("撤销导入", "Undo an import"), on="source")
def undo(
    deed: Deed,
    source: TableImport,
    reason: Annotated[str, field("撤销原因", "Why", "longtext", min_length=2, max_length=500)],
) -> TableImport:
    """Take what an import brought out of the register; its rows may come in again afterwards. What is not yet taken in, never is.

    Historic records only stand there, so nothing rests on them. A party may be whom a case is about by now: an import of parties
    that took any in is not undone. Raises `Refused`: `import_undone`, `import_not_undoable`.
    """
    hindered = hindrance_to_undo(source)
    if hindered:
        raise hindered
    live = source.origins.filter(withdrawn=False)
    records = list(OldRecord.objects.filter(pk__in=live.values("subject")).only("id", "area_path"))
    OldRecord.objects.filter(pk__in=live.values("subject")).update(withdrawn=True)
    live.update(withdrawn=True)
    enter_each(deed, ((row, {"import": str(source.pk), "reason": reason}) for row in records))
    source.state, source.ended_at = UNDONE, deed.at
    source.save(update_fields=["state", "ended_at"])
    deed.outputs["withdrawn"] = len(records)
    return source


def hindrance_to_undo(source: TableImport) -> Refused | None:
    """Why an import cannot be undone; None where it can."""
    if source.state == UNDONE:
        return Refused("import_undone", Text("该导入已经撤销", "The import was undone already"))
    if TARGETS[source.target].goes is Goes.PARTIES and source.done and source.added:
        return Refused(
            "import_not_undoable",
            Text("当事人登记后可能已用于案件，不能整批撤销", "Cases may be about parties by now: they are not undone together"),
        )  # fmt: skip
    return None
