"""Imports and historic records as lists and pages show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from xuncheng.domains.legacy.commands.beginning import hindrance_to_start
from xuncheng.domains.legacy.commands.undoing import hindrance_to_undo
from xuncheng.domains.legacy.queries import STATES, OldRecord, RowFault, TableImport, origin_of
from xuncheng.foundation.places.queries import street_names, street_out
from xuncheng.foundation.trail.possible import acts_out
from xuncheng.foundation.trail.queries import version_of
from xuncheng.foundation.trail.schemas import coded, words
from xuncheng.foundation.trail.timeline import timeline
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.identity import mask_id
from xuncheng.rules.importing.targets import TARGETS
from xuncheng.rules.legal import Text

Item = dict[str, Any]
_PLAIN = (
    "file_name", "mapping_name", "mapping_version", "whole", "total", "done", "added", "known", "refused", "begun_at", "ended_at",
)  # fmt: skip
PROGRAM = Text("命令行", "command line")
_LABELS = {code: target.label for code, target in TARGETS.items()}
_HINDRANCES = {"import.start": hindrance_to_start, "import.undo": hindrance_to_undo}


def import_items(_: Viewer, rows: Sequence[TableImport]) -> list[Item]:
    """Imports as their list shows them."""
    return [import_item(row) for row in rows]


def import_item(row: TableImport) -> Item:
    """One import as its list shows it."""
    return {
        "id": row.pk, "target": coded(row.target, _LABELS), "state": coded(row.state, STATES),
        "asked_by": {"id": row.asked_by_id, "name": row.asked_by.name if row.asked_by else PROGRAM.zh},
        **{name: getattr(row, name) for name in _PLAIN},
    }  # fmt: skip


def import_page(row: TableImport, viewer: Viewer) -> Item:
    """The page of an import."""
    hindrances = {name: hindrance(row) for name, hindrance in _HINDRANCES.items()}
    return {
        **import_item(row), "mapping": row.mapping, "sha256": row.sha256, "mapping_sha256": row.mapping_sha256, "file": row.file_id,
        "possible_acts": acts_out(viewer, list(hindrances), row.area_path, hindrances), "timeline": timeline(row.pk),
        "version": version_of(row.pk),
    }  # fmt: skip


def fault_items(_: Viewer, rows: Sequence[RowFault]) -> list[Item]:
    """Lines of a report."""
    return [
        {
            "id": row.pk, "row": row.row, "heading": row.heading, "field": _field(row),
            "code": row.code, "message": {"zh": row.message_zh, "en": row.message_en},
        }
        for row in rows
    ]  # fmt: skip


def _field(row: Any) -> Item | None:
    """The field as the target of its import calls it."""
    found = TARGETS[row.target].named(row.field)
    return {"code": found.name, **words(found.label)} if found else None


def record_item(row: OldRecord, streets: Mapping[str, str]) -> Item:
    """One historic record as its list shows it."""
    return {
        "id": row.pk, "kind": coded(row.kind, _LABELS), "number": row.number, "title": row.title, "day": row.day,
        "ended_on": row.ended_on, "party_name": row.party_name, "place": row.place, "street": street_out(row.street, streets),
        "amount": f"{row.amount:.2f}" if row.amount is not None else None, "outcome": row.outcome,
    }  # fmt: skip


def record_page(row: OldRecord, _: Viewer) -> Item:
    """The page of a historic record."""
    target = TARGETS[row.kind]
    more = [(one.label, row.more[one.name]) for one in target.fields if one.name in row.more]
    kept = [(Text(heading, heading), value) for heading, value in row.kept.items()]
    return {
        **record_item(row, street_names()),
        "labels": {one.name: words(one.label) for one in target.fields},
        "party_identity": mask_id(row.party_identity) if row.party_identity else "",
        "party": {"id": row.party_id, "name": row.party_name} if row.party_id else None,
        "point": {"lon": row.point.x, "lat": row.point.y} if row.point else None,
        "more": [{"label": words(label), "value": str(value)} for label, value in more + kept],
        "origin": _origin(row.pk), "timeline": timeline(row.pk), "version": version_of(row.pk),
    }  # fmt: skip


def _origin(subject: UUID) -> Item | None:
    found = origin_of(subject)
    if found is None:
        return None
    source = found.source
    return {
        "source": source.pk, "file_name": source.file_name, "sha256": source.sha256, "row": found.row,
        "mapping_name": source.mapping_name, "mapping_version": source.mapping_version, "taken_at": source.ended_at or source.begun_at,
    }  # fmt: skip
