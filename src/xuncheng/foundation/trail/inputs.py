"""What an act takes in: its schema for the API, and its trace for the trail.

The signature of a command is the only description of its input. A parameter annotated with a model is a
reference (a UUID outside, the row inside); `list[Model]` is several. `Annotated[..., field(...)]` adds the
label and the widget for the screens.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from django.db.models import Model, prefetch_related_objects
from pydantic import BaseModel, ConfigDict, Field, create_model
from pydantic.fields import FieldInfo

from xuncheng.foundation.trail.refusal import FieldError, invalid
from xuncheng.foundation.trail.statements import fetch
from xuncheng.rules.legal import Text

MASK = "•••"
"""What the trail holds instead of a secret."""


def field(zh: str, en: str, widget: str, **extra: Any) -> FieldInfo:
    """Label, widget and limits of one parameter, as the screens need them.

    `ref` names what a reference points to; `choices` maps values to `Text`; what is `secret` (a password)
    stands as `MASK` in the trail. Other keywords are pydantic's (`max_length`, `ge`, …).
    """
    schema: dict[str, Any] = {"x-title-en": en, "x-widget": widget}
    if ref := extra.pop("ref", None):
        schema["x-ref"] = ref
    if choices := extra.pop("choices", None):
        schema["x-choices"] = [{"value": v, "zh": t.zh, "en": t.en} for v, t in choices.items()]
    if extra.pop("secret", False):
        schema["x-secret"] = True
    info: FieldInfo = Field(title=zh, json_schema_extra=schema, **extra)
    return info


@dataclass(frozen=True, slots=True)
class Reference:
    """One parameter that points to rows of a model."""

    model: type[Model]
    many: bool
    optional: bool


@dataclass(frozen=True, slots=True)
class Inputs:
    """The input of one act: a pydantic model for the outside, references for the inside."""

    schema: type[BaseModel]
    references: dict[str, Reference]
    signature: inspect.Signature
    defaults: dict[str, Any]
    secrets: frozenset[str]

    def trace(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """The input as it stands in the trail."""
        return {name: MASK if name in self.secrets else plain(value) for name, value in arguments.items()}


def inputs_of(name: str, command: Callable[..., Any], subject: str | None) -> Inputs:
    """Read the input of a command from its signature; the deed and the subject are not part of it."""
    hints = get_type_hints(command, include_extras=True)
    signature = inspect.signature(command)
    references: dict[str, Reference] = {}
    fields: dict[str, Any] = {}
    secrets: set[str] = set()
    for parameter in list(signature.parameters.values())[1:]:
        if parameter.name == subject:
            continue
        kind, info = _split(hints[parameter.name])
        reference = _reference(kind)
        if reference:
            references[parameter.name] = reference
        if _is_secret(info):
            secrets.add(parameter.name)
        default = ... if parameter.default is inspect.Parameter.empty else parameter.default
        annotated = Annotated[_outside(kind, reference), info] if info else _outside(kind, reference)
        fields[parameter.name] = (annotated, default)
    title = "".join(part.capitalize() for part in name.replace(".", "_").split("_")) + "Input"
    schema = create_model(
        title, __config__=ConfigDict(extra="forbid", arbitrary_types_allowed=False), **fields
    )
    defaults = {name: default for name, (_, default) in fields.items() if default is not ...}
    return Inputs(schema, references, signature, defaults, frozenset(secrets))


def resolve(inputs: Inputs, arguments: dict[str, Any]) -> None:
    """Replace keys that came from outside by the rows they point to, as far as the database shows them.

    Raises `Refused` (`invalid_input`) naming each reference that points to nothing.
    """
    lost = [
        name
        for name, reference in inputs.references.items()
        if name in arguments and not _resolved(reference, name, arguments)
    ]
    if lost:
        raise invalid(*(FieldError(name, Text("所选对象不存在", "There is no such thing")) for name in lost))


def _resolved(reference: Reference, name: str, arguments: dict[str, Any]) -> bool:
    value = arguments[name]
    if isinstance(value, UUID):
        arguments[name] = fetch(reference.model, [value]).get(value)
        return arguments[name] is not None
    if isinstance(value, list) and any(isinstance(item, UUID) for item in value):
        rows = fetch(reference.model, value)
        arguments[name] = [rows[key] for key in value if key in rows]
        return len(arguments[name]) == len(value)
    return True


def plain(value: Any) -> Any:
    """A value as it stands in the trail: rows by their key, money and days as text."""
    for kinds, write in _WRITERS:
        if isinstance(value, kinds):
            return write(value)
    return value


_WRITERS: tuple[tuple[Any, Callable[[Any], Any]], ...] = (
    (Model, lambda row: str(row.pk)),
    (Enum, lambda member: member.value),
    (Decimal | UUID, str),
    (datetime | date | time, lambda moment: moment.isoformat()),
    (Text, lambda text: text.zh),
    (set | frozenset, lambda items: sorted(plain(item) for item in items)),
    (list | tuple, lambda items: [plain(item) for item in items]),
    (dict, lambda pairs: {key: plain(item) for key, item in pairs.items()}),
    (BaseModel, lambda model: plain(model.model_dump())),
)
"""How each kind of value is written; the first that fits."""


def as_fact(value: Any, on: date) -> Any:
    """A value as the procedure tables see it on that day: officers as persons, lists as tuples.

    What a model names in `FACT_RELATIONS` its facts are read from: it is fetched for all rows at once.
    """
    several = isinstance(value, list | tuple)
    rows = [item for item in (value if several else [value]) if isinstance(item, Model)]
    prefetch_related_objects(rows, *getattr(next(iter(rows), None), "FACT_RELATIONS", ()))
    return tuple(_as_fact(item, on) for item in value) if several else _as_fact(value, on)


def _as_fact(value: Any, on: date) -> Any:
    if hasattr(value, "as_fact"):
        return value.as_fact(on)
    if isinstance(value, Model):
        return str(value.pk)
    return value.value if isinstance(value, Enum) else value


def _split(hint: Any) -> tuple[Any, FieldInfo | None]:
    """A hint without its `Annotated`, and the field that stood in it; also inside `… | None`."""
    if get_origin(hint) in (Union, UnionType):
        bare, info = _split(next(a for a in get_args(hint) if a is not type(None)))
        return (bare | None if type(None) in get_args(hint) and info else hint), info
    if get_origin(hint) is not Annotated:
        return hint, None
    kind, *extras = get_args(hint)
    return kind, next((extra for extra in extras if isinstance(extra, FieldInfo)), None)


def _is_secret(info: FieldInfo | None) -> bool:
    extra = info.json_schema_extra if info else None
    return isinstance(extra, dict) and "x-secret" in extra


def _reference(kind: Any) -> Reference | None:
    optional = get_origin(kind) in (Union, UnionType) and type(None) in get_args(kind)
    core = next(a for a in get_args(kind) if a is not type(None)) if optional else kind
    many = get_origin(core) is list
    item = get_args(core)[0] if many else core
    if isinstance(item, type) and issubclass(item, Model):
        return Reference(item, many, optional)
    return None


def _outside(kind: Any, reference: Reference | None) -> Any:
    if reference is None:
        return kind
    outside: Any = list[UUID] if reference.many else UUID
    return outside | None if reference.optional else outside
