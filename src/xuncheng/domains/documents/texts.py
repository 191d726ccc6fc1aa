"""The free texts of a document: what may be worded otherwise before it is issued.

They are the paragraphs that a document's own fields hold. What the actor enters in the act's form is worded there; who,
when, how much and by which article is not a matter of wording.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, get_type_hints

from xuncheng.domains.documents.catalogue import KINDS
from xuncheng.domains.documents.fields.parts import Prose
from xuncheng.foundation.trail.deed import Deed, DraftText
from xuncheng.rules.legal import Text


def as_worded(deed: Deed, kind: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a document with the texts that the deed words otherwise; `deed.worded` notes which were."""
    own = {
        name: words
        for name in _free(kind)
        if (words := deed.wording.get(f"{kind}.{name}")) is not None and _may_be(deed, data.get(name))
    }
    deed.worded.update(f"{kind}.{name}" for name in own)
    return {**data, **own}


def texts_of(deed: Deed, kind: str, data: Mapping[str, Any]) -> Iterator[DraftText]:
    """The texts of a document that may be worded otherwise, in the order of its fields."""
    for name, label in _free(kind).items():
        key = f"{kind}.{name}"
        if key in deed.worded or _may_be(deed, data[name]):
            yield DraftText(key, label, data[name])


def _may_be(deed: Deed, words: Any) -> bool:
    """Whether these are words, and not those that the actor entered in the form."""
    return bool(words) and words not in deed.arguments.values()


@cache
def _free(kind: str) -> dict[str, Text]:
    """The fields of a kind that hold paragraphs, with their labels."""
    model = KINDS[kind].fields
    hints = get_type_hints(model, include_extras=True)
    return {
        name: Text(field.title or name, str(dict(field.json_schema_extra or {})["x-title-en"]))  # type: ignore[arg-type] # `said` gives a dict
        for name, field in model.model_fields.items()
        if hints[name] in (Prose, Prose | None)
    }
