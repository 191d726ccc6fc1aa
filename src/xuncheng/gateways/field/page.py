"""What became of acts, as the app hears it, and refused acts as the desk shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

import orjson

from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.inputs import MASK
from xuncheng.foundation.trail.possible import acts_out
from xuncheng.foundation.trail.problem import problem_of
from xuncheng.foundation.trail.queries import version_of
from xuncheng.foundation.trail.schemas import coded, words
from xuncheng.foundation.trail.timeline import timeline
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.gateways.field.commands import hindrance_to
from xuncheng.gateways.field.doing import Outcome
from xuncheng.gateways.field.models import FieldAct
from xuncheng.gateways.field.queries import earlier
from xuncheng.gateways.field.sent import opened
from xuncheng.rules.field.order import STATES, UNSETTLED, State
from xuncheng.rules.legal import Text

Item = dict[str, Any]
WAYS = ("amend", "attach", "withdraw")
LABELS = {str(state): label for state, label in STATES.items()}


def result_out(outcome: Outcome, *, english: bool) -> Item:
    """What the app hears of one act of a request."""
    if outcome.row is not None:
        return row_out(outcome.row, replayed=not outcome.anew)
    state = "waiting" if outcome.waiting else "renumber"
    problem = problem_of(outcome.refused, english=english) if outcome.refused else None
    return {"seq": outcome.seq, "id": outcome.id, "state": state, "problem": problem}


def row_out(row: FieldAct, *, replayed: bool = True) -> Item:
    """What the app hears of an act that was dealt with."""
    done = orjson.loads(row.answer) if row.answer else None
    state = State(row.state)
    return {
        "seq": row.seq, "id": row.act_id, "state": row.state, "kept": row.pk if row.closed else None,
        "done": done | {"replayed": replayed} if done else None, "problem": row.problem, "ways": _ways(row),
        "waits_for": row.hangs_on if state is State.HELD else [], "settled_by": row.settled_by, "clock": _clock(row),
    }  # fmt: skip


def _ways(row: FieldAct) -> list[str]:
    if State(row.state) not in UNSETTLED:
        return []
    return [way for way in WAYS if hindrance_to(f"fieldact.{way}", row) is None]


def _clock(row: FieldAct) -> Item:
    return {
        "said": row.said_at, "at": row.at, "skew_seconds": round(row.skew.total_seconds()), "doubts": row.doubts,
    }  # fmt: skip


def fieldact_items(_: Viewer, rows: Sequence[FieldAct]) -> list[Item]:
    """Refused acts as their list shows them."""
    return [fieldact_item(row) for row in rows]


def fieldact_item(row: FieldAct) -> Item:
    """One refused act as its list shows it."""
    spec, problem = REGISTER.get(row.name), row.problem or {}
    return {
        "id": row.pk, "act": row.name, "label": words(spec.label if spec else Text(row.name, row.name)),
        "state": coded(row.state, LABELS), "user": row.user, "terminal": row.terminal, "seq": row.seq, "at": row.at,
        "said_at": row.said_at, "received_at": row.received_at, "code": problem.get("code", ""),
        "reason": {"zh": problem.get("title_zh", ""), "en": problem.get("title_en", "")},
        "settled_at": row.settled_at, "note": row.note,
    }  # fmt: skip


def fieldact_page(row: FieldAct, viewer: Viewer) -> Item:
    """The page of a refused act."""
    given = opened(row) if row.closed else {}
    own = row.user_id == viewer.id
    shown = _shown(row, given, own=own)
    names = ("fieldact.amend", "fieldact.attach", "fieldact.withdraw") if own else ("fieldact.dismiss",)
    obstacles = {name: hindrance_to(name, row) for name in names}
    return {
        **fieldact_item(row), "act_id": row.act_id, "on": given.get("on"), "input": shown, "entered": _entered(row, shown),
        "place": given.get("place"), "clock": _clock(row), "problem": row.problem,
        "waits_for": _waits_for(viewer, row), "settled_by": row.settled_by, "result": row.result,
        "possible_acts": acts_out(viewer, list(obstacles), row.area_path, obstacles), "timeline": timeline(row.pk),
        "version": version_of(row.pk),
    }  # fmt: skip


def _shown(row: FieldAct, given: Item, *, own: bool) -> Item:
    """The input as it was sent; whoever is not its officer does not read what the trail masks."""
    entered = given.get("input")
    if not isinstance(entered, dict):
        return {}
    spec = REGISTER.get(row.name)
    hidden = spec.inputs.secrets if spec and not own else frozenset(entered if not spec and not own else ())
    return {name: MASK if name in hidden else value for name, value in entered.items()}


def _entered(row: FieldAct, shown: Item) -> list[Item]:
    """The same for people: each by its label, with what is wrong with it."""
    spec = REGISTER.get(row.name)
    fields = spec.inputs.schema.model_json_schema().get("properties", {}) if spec else {}
    wrong = {
        one["field"]: {"zh": one["message_zh"], "en": one["message_en"]}
        for one in (row.problem or {}).get("errors", ())
    }
    return [
        {
            "label": {"zh": fields.get(name, {}).get("title", name), "en": fields.get(name, {}).get("x-title-en", name)},
            "value": value if isinstance(value, str) else orjson.dumps(value).decode(), "error": wrong.get(name),
        }
        for name, value in shown.items()
        if value not in (None, "")
    ]  # fmt: skip


def _waits_for(viewer: Viewer, row: FieldAct) -> Iterable[UUID]:
    known = earlier(viewer, row.terminal_id, row.hangs_on)
    return [key for key in row.hangs_on if key in known and State(known[key].state) in UNSETTLED]
