"""What was entered for an act by whoever sends it: checked against the act's own inputs before it is done."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import ValidationError

from xuncheng.foundation.trail.acts import REGISTER, Act
from xuncheng.foundation.trail.refusal import FieldError, invalid
from xuncheng.rules.legal import Text

SENT: set[str] = set()
"""Names of the acts that are sent from outside: the door for acts says which, as it makes their routes."""


def checked(spec: Act, given: dict[str, Any]) -> dict[str, Any]:
    """What was entered, by the names of the act's inputs. Raises `Refused` naming each field that does not fit."""
    try:
        return arguments_of(spec.inputs.schema.model_validate(given))
    except ValidationError as wrong:
        raise invalid(
            *(
                FieldError(".".join(map(str, e["loc"])), Text(f"格式不正确（{e['msg']}）", e["msg"]))
                for e in wrong.errors()
            )
        ) from wrong


def arguments_of(given: Any) -> dict[str, Any]:
    """The entered values by name, nested models kept as models."""
    return {name: getattr(given, name) for name in type(given).model_fields}


def check_choices(spec: Act, arguments: dict[str, Any]) -> None:
    """What the catalogue offers is what the door takes. Raises `Refused` naming each input that is none of the choices."""
    strange = [
        name
        for name, offered in _choices(spec.name).items()
        if (given := arguments[name]) is not None and not offered.issuperset(_several(given))
    ]
    if strange:
        raise invalid(*(FieldError(name, Text("请从列表中选择", "Choose from the list")) for name in strange))


@cache
def _choices(act: str) -> dict[str, frozenset[str]]:
    """The values offered for each input of an act that is a choice."""
    schema = REGISTER[act].inputs.schema.model_json_schema()
    return {
        name: frozenset(choice["value"] for choice in one["x-choices"])
        for name, one in schema.get("properties", {}).items()
        if "x-choices" in one
    }


def _several(given: Any) -> Any:
    return given if isinstance(given, list | set | frozenset | dict) else (given,)
