"""Powers, decisions and lists as the API shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Q

from xuncheng.domains.powers.queries import Compared, HandDown, Power, PowerLine, PowerList
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.queries import version_of
from xuncheng.foundation.trail.schemas import basis_out, coded, words
from xuncheng.foundation.trail.timeline import timeline
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text
from xuncheng.rules.powers import KINDS, Key

Item = dict[str, Any]

STATES = {
    "in_use": Text("有效", "in use"),
    "unlisted": Text("待公布", "not published yet"),
    "to_come": Text("未到起始日期", "to come"),
    "over": Text("已终止", "over"),
}
SHOWN = 500
"""How many differences of each kind a comparison shows."""


def items(_: Viewer, rows: Sequence[Power]) -> list[Item]:
    """Powers as lists show them."""
    return [item(row) for row in rows]


def item(row: Power) -> Item:
    """A power as lists show it."""
    matter = row.matter
    return {
        "id": row.pk, "organisation": {"code": row.organisation.code, "name": row.organisation.name},
        "matter": {"code": matter.code, "name": {"zh": matter.name_zh, "en": matter.name_en}}, "kinds": _kinds(row.kinds),
        "decision": {"id": row.hand_down_id, "name": row.hand_down.document}, "authority": row.hand_down.authority,
        "begins": row.begins, "ends": row.ends, "listed_from": row.listed_from, "withdrawn_by": row.withdrawn_by,
        "state": coded(_state(row), STATES),
    }  # fmt: skip


def _kinds(codes: Sequence[str]) -> list[Item]:
    return [coded(code, KINDS) for code in codes]


def _state(row: Power) -> str:
    on = today()
    if row.ends and row.ends < on:
        return "over"
    if not row.listed_from:
        return "unlisted"
    return "in_use" if row.covers(on) else "to_come"


def decision_items(_: Viewer, rows: Sequence[HandDown]) -> list[Item]:
    """Decisions as lists show them."""
    return [decision_item(row) for row in rows]


def decision_item(row: HandDown) -> Item:
    """A decision as lists show it."""
    names = ("document", "title", "authority", "decided_on", "begins")
    return {"id": row.pk, **{name: getattr(row, name) for name in names}}


def decision_page(row: HandDown, viewer: Viewer) -> Item:
    """A decision with what it gave to whom, and what may be done with it."""
    by_office = row.powers.values("organisation__code", "organisation__name").order_by("organisation__path")
    withdrawn = Count("id", filter=~Q(withdrawn_by=""))
    given = by_office.annotate(matters=Count("id"), withdrawn=withdrawn)
    return {
        **decision_item(row),
        "given": [
            {
                "organisation": {"code": one["organisation__code"], "name": one["organisation__name"]},
                "matters": one["matters"], "withdrawn": one["withdrawn"],
            }
            for one in given
        ],
        "possible_acts": _possible(row, viewer), "timeline": timeline(row.pk), "version": version_of(row.pk),
    }  # fmt: skip


def _possible(row: HandDown, viewer: Viewer) -> list[Item]:
    spec = REGISTER["power.withdraw"]
    if not viewer.may(spec.name, row.area_path, today()):
        return []
    return [
        {
            "name": spec.name,
            "label": words(spec.label),
            "allowed": True,
            "basis": basis_out(spec.basis),
            "refusal": None,
        }
    ]


def list_item(row: PowerList) -> Item:
    """A published list."""
    return {
        "id": row.pk, "number": row.number, "title": row.title, "document": row.document, "published_on": row.published_on,
        "lines": row.line_count, "digest": row.digest,
    }  # fmt: skip


def line_item(row: PowerLine) -> Item:
    """One line of a published list."""
    return {
        "id": row.pk, "organisation": {"code": row.organisation_code, "name": row.organisation_name},
        "matter": {"code": row.matter_code, "name": {"zh": row.matter_name_zh, "en": row.matter_name_en}},
        "kinds": _kinds(row.kinds), "document": row.document, "authority": row.authority, "begins": row.begins, "ends": row.ends,
    }  # fmt: skip


def comparison(found: Compared) -> Item:
    """How two lists differ, with the first lines of each kind of difference."""
    difference, old, new = found.difference, found.lines_before, found.lines_after
    changed: Sequence[Key] = difference.changed[:SHOWN]
    return {
        "before": list_item(found.before), "after": list_item(found.after),
        "added": [line_item(new[key]) for key in difference.added[:SHOWN]],
        "removed": [line_item(old[key]) for key in difference.removed[:SHOWN]],
        "changed": [{"before": line_item(old[key]), "after": line_item(new[key])} for key in changed],
        "added_count": len(difference.added), "removed_count": len(difference.removed), "changed_count": len(difference.changed),
    }  # fmt: skip
