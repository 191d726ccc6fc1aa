"""The documents of an act before it is done: laid out, marked as drafts, with the texts that may be worded."""

from __future__ import annotations

from base64 import b64encode
from typing import Any
from uuid import UUID

from ninja import Field, Router

from xuncheng.foundation.people.authentication import SIGNED_IN, ViewerRequest
from xuncheng.foundation.trail.deed import Draft
from xuncheng.foundation.trail.entered import checked
from xuncheng.foundation.trail.schemas import Schema, words
from xuncheng.server.acts_api import DeedIn, IfMatch, deed_of, known, on_of, version_of

router = Router(tags=["acts"])


class PreviewIn(DeedIn):
    """An act as it would be sent."""

    on: UUID | None = None
    input: dict[str, Any] = {}


class DraftText(Schema):
    """A text of a draft that may be worded otherwise: sent with the act as `wording`, under `field`."""

    field: str
    label: dict[str, str]
    words: str


class DraftOut(Schema):
    """A document that the act would make: without number, seal and signature."""

    kind: str
    title: dict[str, str]
    pages: int
    pdf: str = Field(description="the PDF, base64")
    texts: list[DraftText]


class PreviewOut(Schema):
    """The documents that the act would make, in their order."""

    documents: list[DraftOut]


@router.post(
    "/{name}/preview", response=PreviewOut, auth=SIGNED_IN, summary="The documents that an act would make"
)
def preview(request: ViewerRequest, name: str, body: PreviewIn, if_match: IfMatch = None) -> dict[str, Any]:
    """Judge and do the act as if it were sent, lay out its documents, and undo it: nothing of it stays.

    It is refused as the act would be. What it answers with is no document: only the act makes one.
    """
    spec = known(name)
    arguments = checked(spec, body.input)
    deed = deed_of(spec, request.viewer, body, version_of(if_match), arguments)
    return {"documents": [_draft(one) for one in spec.preview(deed, **on_of(spec, body.on), **arguments)]}


def _draft(one: Draft) -> dict[str, Any]:
    return {
        "kind": one.kind, "title": words(one.title), "pages": one.pages, "pdf": b64encode(one.content).decode(),
        "texts": [{"field": text.field, "label": words(text.label), "words": text.words} for text in one.texts],
    }  # fmt: skip
