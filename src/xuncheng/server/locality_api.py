"""What this installation is: its locality, and the figures that nobody has confirmed yet."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja import Router

from xuncheng.foundation.trail.schemas import Schema, Words, words

router = Router(tags=["locality"])


class FigureOut(Schema):
    """A figure that waits for a lawyer's word."""

    code: str
    value: str
    unit: str
    zh: str
    en: str


class LocalityOut(Schema):
    """The district that the installation serves."""

    name: Words
    bureau: Words
    map_center: tuple[float, float]
    unconfirmed: list[FigureOut]


@router.get("/locality", response=LocalityOut, summary="The installation")
def show_locality(request: HttpRequest) -> dict[str, Any]:
    """Name of the district and the bureau, and the unconfirmed figures in use."""
    place = settings.LOCALITY
    return {
        "name": words(place.name), "bureau": words(place.bureau), "map_center": place.map_center,
        "unconfirmed": [
            {"code": f.code, "value": str(f.value), "unit": f.unit, "zh": f.label.zh, "en": f.label.en}
            for f in place.figures.values()
            if not f.confirmed
        ],
    }  # fmt: skip
