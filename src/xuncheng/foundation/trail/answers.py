"""The answer to an act: what was done, the object as it stands now, the entry in the trail, the documents."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from xuncheng.foundation.trail.acts import Act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.schemas import Schema


class ActOut(Schema):
    """The act as it was done."""

    id: UUID
    name: str
    at: datetime


class ObjectOut(Schema):
    """The object acted on, as it stands after the act."""

    type: str
    id: UUID
    version: int
    number: str | None
    stage: str | None


class EntryOut(Schema):
    """Where the act stands in the trail."""

    chain: UUID
    seq: int
    hash: str


class DocumentOut(Schema):
    """A document that the act made."""

    id: UUID
    kind: str
    number: str
    title: str


class Done(Schema):
    """The answer to an act. `replayed` says that it had been done before and this is the first answer."""

    act: ActOut
    object: ObjectOut
    result: UUID = Field(description="the row that the act made or changed")
    entry: EntryOut
    documents: list[DocumentOut]
    replayed: bool
    secret: str | None = Field(
        None, description="what the act tells its doer this once (a new token); nothing keeps it"
    )


def done_out(spec: Act, deed: Deed) -> dict[str, Any]:
    """The members of `Done` for an act that has just been done, or is answered again."""
    entry = deed.entry
    if entry is None:
        raise RuntimeError(f"{spec.name} left no entry")
    output = entry.output
    return {
        "act": {"id": deed.id, "name": spec.name, "at": deed.at},
        "object": {
            "type": spec.subject_model._meta.model_name, "id": entry.chain, "version": entry.seq,
            "number": output.get("number"), "stage": output.get("stage"),
        },
        "result": output["result"], "entry": {"chain": entry.chain, "seq": entry.seq, "hash": entry.hash},
        "documents": [{key: made[key] for key in DocumentOut.model_fields} for made in output["documents"]],
        "replayed": deed.replayed, "secret": deed.secret,
    }  # fmt: skip
