"""A signature that was drawn is printed where its person signs."""

from __future__ import annotations

import io

from pypdf import PdfReader
from tests.domains import road
from tests.domains.signed import drawn, written
from tests.domains.town import Town


def test_the_picture_is_printed_at_its_place(town: Town, clock: object) -> None:
    file = road.ordinary(town, town.a, "file")
    done = file.officer.does(
        "inspection.record", file.key, findings="现场摆放货架两个。", started_at=town.clock.now.isoformat(), **file.team,
        signature=[drawn(file.officer)], witness="何见证", witness_signature=[drawn(file.officer, written(strokes=3))],
    )  # fmt: skip
    key = next(one["id"] for one in done["documents"] if one["kind"] == "inspection_record")
    pdf = PdfReader(io.BytesIO(file.officer.call("GET", f"/api/v1/documents/{key}/pdf").content))
    pictures = [len(page.images) for page in pdf.pages]
    assert min(pictures) >= 1  # at the foot of each page
    assert pictures[-1] >= 2
