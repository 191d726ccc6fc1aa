"""One act that makes or changes many objects: its entry in the chain of each, written in one statement.

The act itself is done on one object (an import) and has its own entry there. Each further object gets an entry of the same name, under
an id derived from the act's, so that its trail begins, or goes on, with what was done to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID, uuid5

from django.db import connection
from django.db.models import Model

from xuncheng.foundation.trail.chain import canonical
from xuncheng.foundation.trail.deed import Deed

_APPEND_ALL = """
SELECT count((trail_append(
         e.chain, %(type)s, e.act, %(name)s, %(actor)s, %(actor_name)s, e.area, %(at)s, %(received)s, %(device)s, %(place)s,
         e.input, e.output)).o_seq)
  FROM unnest(%(chains)s::uuid[], %(acts)s::uuid[], %(areas)s::text[], %(inputs)s::text[], %(outputs)s::text[])
    AS e (chain, act, area, input, output)
"""


def enter_each(deed: Deed, entries: Iterable[tuple[Model, Mapping[str, Any]]]) -> None:
    """Write an entry of this act into the chain of each object, with what is to be told there. All are rows of one model."""
    pairs = list(entries)
    if not pairs:
        return
    rows = [row for row, _ in pairs]
    actor = deed.actor
    given = {
        "type": rows[0]._meta.model_name, "name": deed.name, "actor": actor.id, "actor_name": actor.name, "at": deed.at,
        "received": deed.received_at, "device": deed.device, "place": deed.place_text,
        "chains": [row.pk for row in rows], "acts": [_act_id(deed, row.pk) for row in rows],
        "areas": [row.area_path for row in rows],  # type: ignore[attr-defined] # every object of an act has its area
        "inputs": [canonical(dict(told)) for _, told in pairs],
        "outputs": [canonical({"result": str(row.pk), "documents": []}) for row in rows],
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_APPEND_ALL, given)


def _act_id(deed: Deed, chain: UUID) -> UUID:
    return uuid5(deed.id, f"{deed.name}/{chain}")
