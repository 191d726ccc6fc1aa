"""Reading what a locality says of its open door: `open311.toml`, with the services that citizens may report and their questions."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from xuncheng.rules.legal import Text
from xuncheng.rules.service_forms import LISTS, Attribute, Datatype, OpenDoor, Rate, Service

Table = Mapping[str, Any]


def read_door(path: Path) -> OpenDoor | None:
    """The open door of a locality; None where it has no such file.

    Raises KeyError for what is missing and ValueError for what does not fit together, naming it.
    """
    if not path.exists():
        return None
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    attributes = {code: _attribute(code, row) for code, row in table.get("attributes", {}).items()}
    return OpenDoor(
        jurisdiction=table["jurisdiction_id"],
        changed=table["changed"],
        production=table["production"],
        contact=Text(**table["contact"]),
        keys=Text(**table["keys"]),
        notice=Text(**table["notice"]),
        shown_sources=frozenset(table["shown_sources"]),
        tokens=table["tokens"],
        rates={name: Rate(**row) for name, row in table["rates"].items()},
        services={code: _service(code, row, attributes) for code, row in table["services"].items()},
    )


def _attribute(code: str, row: Table) -> Attribute:
    datatype = Datatype(row["datatype"])
    choices = {key: Text(**words) for key, words in row.get("values", {}).items()}
    if bool(choices) is not (datatype in LISTS):
        raise ValueError(f"attributes.{code}: a list has values, and nothing else has")
    return Attribute(
        code, datatype, Text(row["zh"], row["en"]), _text(row, "hint"), row.get("required", False), row.get("asked", True), choices,
    )  # fmt: skip


def _service(code: str, row: Table, attributes: Mapping[str, Attribute]) -> Service:
    unknown = [name for name in row.get("attributes", ()) if name not in attributes]
    if unknown:
        raise ValueError(f"services.{code}: there is no attribute {unknown[0]}")
    return Service(
        code, row.get("matter", code), _text(row), _text(row, "about"), _text(row, "keywords"), _text(row, "notice"),
        row.get("private", False), tuple(attributes[name] for name in row.get("attributes", ())),
    )  # fmt: skip


def _text(row: Table, name: str = "") -> Text | None:
    """Words in both languages: under `zh` and `en`, or under a name with either behind it."""
    zh, en = (f"{name}_{language}".removeprefix("_") for language in ("zh", "en"))
    return Text(row[zh], row[en]) if zh in row or en in row else None
