"""What a form asks is said in both languages, also in the rows of a list that it asks for."""

from __future__ import annotations

import re
from typing import Any

import pytest

from xuncheng.foundation.trail.acts import REGISTER

HAN = re.compile(r"[\u4e00-\u9fff]")


def asked(schema: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Every field of an act's form, those of its rows too, by name."""
    rows = schema.get("$defs", {}).values()
    return {name: one for part in (schema, *rows) for name, one in part.get("properties", {}).items()}


@pytest.mark.parametrize("act", sorted(REGISTER))
def test_every_field_that_has_chinese_words_has_english_ones(act: str) -> None:
    fields = asked(REGISTER[act].inputs.schema.model_json_schema())
    chinese = {name: one for name, one in fields.items() if HAN.search(one.get("title", ""))}
    assert [name for name, one in chinese.items() if not one.get("x-title-en")] == []
    assert [name for name, one in chinese.items() if HAN.search(one["x-title-en"])] == []
