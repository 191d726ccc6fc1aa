"""The page of a monitoring device: what it is, what it lacks, who reviewed it, what may be done with it."""

from __future__ import annotations

from typing import Any

from xuncheng.domains.documents.queries import in_file
from xuncheng.domains.monitoring.models import Device
from xuncheng.domains.monitoring.queries import item
from xuncheng.domains.monitoring.steps import ACTS, ART_41, LACKS, hindrance, lacks_of
from xuncheng.foundation.places.queries import grid_at, street_names
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.queries import version_of
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.schemas import basis_out, words
from xuncheng.foundation.trail.timeline import timeline
from xuncheng.foundation.trail.viewer import Viewer

Row = dict[str, Any]


def device_page(device: Device, viewer: Viewer) -> Row:
    """The whole page of a device."""
    hit = grid_at(device.point.x, device.point.y)
    return {
        **item(device, street_names()), "basis": device.basis, "sign": device.sign,
        "legal": _review(device.legal_by, device.legal_on), "technical": _review(device.technical_by, device.technical_on),
        "published_at": device.published_at, "withdrawn_on": device.withdrawn_on, "withdrawal": device.withdrawal,
        "point": {"lon": device.point.x, "lat": device.point.y}, "areas": [area.name for area in hit.line] if hit else [],
        "lacks": [{"code": code, **words(LACKS[code][2]), "basis": basis_out(ART_41)} for code in lacks_of(device)],
        "documents": [
            {"id": one.pk, "kind": one.kind, "number": one.number, "title": one.title, "made_at": one.made_at, "pages": one.pages}
            for one in in_file(device.pk)
        ],
        "possible_acts": [_possible(name, device) for name in ACTS if viewer.may(name, device.area_path, today())],
        "timeline": timeline(device.pk), "version": version_of(device.pk),
    }  # fmt: skip


def _review(by: Any, on: Any) -> Row | None:
    return {"by": by.name, "on": on} if by and on else None


def _possible(name: str, device: Device) -> Row:
    found, spec = hindrance(name, device), REGISTER[name]
    return {
        "name": name, "label": words(spec.label), "allowed": found is None, "basis": basis_out(spec.basis),
        "refusal": _refusal(found) if found else None,
    }  # fmt: skip


def _refusal(found: Refused) -> Row:
    return {
        "code": found.code, "title_zh": found.message.zh, "title_en": found.message.en, "basis": basis_out(found.basis),
        "missing": [],
    }  # fmt: skip
