"""What may be done on an object that no procedure table governs, and why some of it cannot be done now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.schemas import basis_out, words
from xuncheng.foundation.trail.viewer import Viewer

Row = dict[str, Any]


def acts_out(
    viewer: Viewer, names: Iterable[str], path: str, obstacles: Mapping[str, Refused | None]
) -> list[Row]:
    """The acts that the viewer may do there at all, and why some are not possible now."""
    on = today()
    return [
        {
            "name": name, "label": words(REGISTER[name].label), "allowed": obstacles.get(name) is None,
            "refusal": _refusal(obstacles.get(name)), "basis": basis_out(REGISTER[name].basis),
        }
        for name in names if viewer.may(name, path, on)
    ]  # fmt: skip


def _refusal(found: Refused | None) -> Row | None:
    if found is None:
        return None
    return {
        "code": found.code, "title_zh": found.message.zh, "title_en": found.message.en, "basis": basis_out(found.basis),
        "missing": [],
    }  # fmt: skip
