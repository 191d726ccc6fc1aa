"""What is wrong with the fields of a document, as sentences that name each field as its form does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from xuncheng.rules.legal import Text

_WORDS = {
    "missing": Text("缺少", "is missing"),
    "string_too_short": Text("不能为空", "may not be empty"),
    "string_too_long": Text("过长", "is too long"),
    "string_pattern_mismatch": Text("不能换行", "may not break into lines"),
    "too_short": Text("数量不足", "has too few entries"),
    "too_long": Text("数量过多", "has too many entries"),
    "extra_forbidden": Text("不是本文书的项目", "is no field of this document"),
    "timezone_aware": Text("须带时区", "must know its time zone"),
    "enum": Text("不在可选范围内", "is not one of the choices"),
    "literal_error": Text("不在可选范围内", "is not one of the choices"),
}
_OTHERWISE = Text("填写有误", "is not right")


def complaints(model: type[BaseModel], error: ValidationError) -> Iterator[tuple[str, Text]]:
    """For each thing wrong the field's path in the data (`party.address`) and a sentence about it."""
    for detail in error.errors(include_url=False):
        path = ".".join(str(step) for step in detail["loc"])
        yield path, _sentence(list(_labels(model, detail["loc"])), path, detail)


def _sentence(labels: list[Text], path: str, detail: ErrorDetails) -> Text:
    said = _complaint(detail)
    if not path:
        return said
    zh = "·".join(label.zh for label in labels)
    en = ", ".join(label.en for label in labels)
    return Text(f"“{zh}”（{path}）{said.zh}", f"“{en}” ({path}) {said.en}")


def _complaint(detail: ErrorDetails) -> Text:
    """What is wrong, in words: our own checks bring theirs (`fields.parts.wrong`)."""
    if detail["type"] == "document":
        return Text(detail["ctx"]["zh"], detail["ctx"]["en"])
    return _WORDS.get(detail["type"], _OTHERWISE)


def _labels(model: type[BaseModel], location: tuple[int | str, ...]) -> Iterator[Text]:
    """The labels along a path. Tags of a union are steps of the path without a label."""
    candidates: tuple[type[BaseModel], ...] = (model,)
    for step in location:
        if isinstance(step, int):
            yield Text(f"第{step + 1}项", f"no. {step + 1}")
            continue
        field = next((one.model_fields[step] for one in candidates if step in one.model_fields), None)
        if field is not None:
            extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
            yield Text(field.title or step, str(extra.get("x-title-en", step)))
            candidates = tuple(_models_in(field.annotation))


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """All models that a type names, inside unions, lists and annotations."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)
