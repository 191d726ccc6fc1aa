"""The trail of one object as screens tell it: who did what, when, on what basis, with which documents."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import orjson

from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.inputs import MASK
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.queries import entries_of

LONGEST = 200
SHOWN = {"longtext": "{}", "text": "{}", "money": "{} 元"}
"""How the entries of each widget are told that a line of the timeline holds."""


def timeline(chain: UUID, *, without: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """The entries of an object, oldest first. Asked inside `reading`, it holds only what the viewer may see.

    Acts whose name begins with one of `without` are left out: those of which there are so many that they hide the rest.
    """
    entries = entries_of(chain)
    for start in without:
        entries = entries.exclude(name__startswith=start)
    return [_told(entry) for entry in entries]


def _told(entry: TrailEntry) -> dict[str, Any]:
    spec = REGISTER.get(entry.name)
    output = orjson.loads(entry.output)
    return {
        "seq": entry.seq, "act": entry.name,
        "label": {"zh": spec.label.zh, "en": spec.label.en} if spec else {"zh": entry.name, "en": entry.name},
        "actor": {"id": entry.actor_id, "name": entry.actor_name}, "at": entry.at, "received_at": entry.received_at,
        "device": entry.device, "place": entry.place, "summary": _summary(entry.name, orjson.loads(entry.input)),
        "documents": output.get("documents", []), "hash": bytes(entry.hash).hex(),
        "basis": [{"statute": b.statute, "article": b.article, "label": b.label} for b in spec.basis] if spec else [],
    }  # fmt: skip


def _summary(name: str, given: dict[str, Any]) -> str:
    """The words that were entered, in the order of the form, as far as they fit on a line."""
    spec = REGISTER.get(name)
    fields = spec.inputs.schema.model_fields if spec else {}
    said = [_entered(field, given.get(key)) for key, field in fields.items()]
    return "；".join(words.rstrip("。；") for words in said if words)[:LONGEST]


def _entered(field: Any, value: Any) -> str:
    """What was entered in one field, if it is words or an amount that may be shown."""
    extra = field.json_schema_extra
    # What has become a secret since it was entered is not told either.
    told = isinstance(extra, dict) and "x-secret" not in extra
    shown = SHOWN.get(str(extra.get("x-widget")), "") if told and isinstance(extra, dict) else ""
    return shown.format(value) if shown and isinstance(value, str) and value not in ("", MASK) else ""
