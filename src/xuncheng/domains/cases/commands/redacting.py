"""Redacted copies of photos in evidence: what others may see of them, while the original stays what it is."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from xuncheng.domains.cases.models import Evidence
from xuncheng.foundation.files.commands import attach, store_bytes
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.files.queries import FILE_KIND
from xuncheng.foundation.files.redaction import Box, redacted
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, invalid
from xuncheng.rules.legal import Basis, Text

ART_50 = (Basis("行政处罚法", "50"),)
MOST_AREAS = 50
_FARTHEST = 100_000


class Area(BaseModel):
    """One area to black out, in pixels of the upright picture from its upper left corner."""

    left: int = Field(title="左", ge=0, le=_FARTHEST, json_schema_extra={"x-title-en": "Left"})
    top: int = Field(title="上", ge=0, le=_FARTHEST, json_schema_extra={"x-title-en": "Top"})
    width: int = Field(title="宽", ge=1, le=_FARTHEST, json_schema_extra={"x-title-en": "Width"})
    height: int = Field(title="高", ge=1, le=_FARTHEST, json_schema_extra={"x-title-en": "Height"})


Photo = Annotated[StoredFile, field("照片", "Photo", "ref", ref="file")]
Areas = Annotated[
    list[Area],
    field("遮挡区域（像素）", "Areas (pixels)", "areas", min_length=1, max_length=MOST_AREAS),
]


@act("evidence.redact", Text("制作遮挡副本", "Make a redacted copy"), on="evidence", basis=ART_50)
def redact_evidence(
    deed: Deed, evidence: Evidence,
    photo: Photo,
    areas: Areas,
    reason: Annotated[str, field("遮挡内容和理由", "What is redacted, and why", "text", min_length=2, max_length=200)],
) -> StoredFile:  # fmt: skip
    """Make a copy of a photo with areas blacked out: privacy and trade secrets stay with the agency. Administrative Penalty Law, art. 50.

    The original is not touched. The copy hangs on it, is read by those who read it, and carries no metadata. Raises `Refused`:
    `invalid_input` for a photo of another item, `not_redactable`, `image_unreadable`, `area_outside`.
    """
    if photo.attached_to != evidence.pk:
        raise invalid(FieldError("photo", Text("该照片不属于本项证据", "The photo belongs to another item")))
    made = redacted(photo.blob, photo.name, [Box(one.left, one.top, one.width, one.height) for one in areas])
    copy = store_bytes(made.content, made.name, made.type, evidence.area_path, deed.actor.id)
    deed.documents.append(
        {"id": str(copy.pk), "kind": "redacted", "number": "", "title": copy.name, "sha256": copy.blob_id}
    )
    return attach(deed, copy, FILE_KIND, photo.pk, evidence.area_path)
