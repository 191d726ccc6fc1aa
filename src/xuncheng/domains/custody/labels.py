"""Labels for things in custody: a QR code that leads to the thing's page, and a sheet to print."""

from __future__ import annotations

import io
import json
from functools import cache
from pathlib import Path

import segno
import typst
from django.conf import settings

from xuncheng.domains.custody.models import CustodyItem
from xuncheng.rules.custody import CATEGORIES

PATH = "/goods/label/"
"""Below it the desk opens the thing with that label."""

_TEMPLATE = Path(__file__).with_name("label.typ")


def qr_svg(item: CustodyItem, origin: str) -> str:
    """The QR code of a thing's label as SVG; `origin` is where the desk is served, such as https://host."""
    out = io.BytesIO()
    _code(item, origin).save(out, kind="svg", scale=4, border=4, xmldecl=False)
    return out.getvalue().decode()


def qr_png(item: CustodyItem, origin: str) -> bytes:
    """The QR code as PNG."""
    out = io.BytesIO()
    _code(item, origin).save(out, kind="png", scale=8, border=4)
    return out.getvalue()


def label_pdf(item: CustodyItem, origin: str) -> bytes:
    """The label of a thing, 100 by 60 millimetres, ready to print."""
    category = CATEGORIES[item.category]
    data = {
        "agency": settings.LOCALITY.agency["name"], "label": item.label, "number": item.number, "name": item.name,
        "quantity": f"{item.quantity}{category.unit.zh}", "category": category.label.zh, "case": item.case.number,
        "warehouse": item.warehouse.name, "received": f"{item.received_at:%Y-%m-%d}", "qr": qr_svg(item, origin),
    }  # fmt: skip
    pdf: bytes = typst.compile(
        _TEMPLATE, format="pdf", font_paths=_fonts(), sys_inputs={"data": json.dumps(data)},
        timestamp=int(item.received_at.timestamp()),
    )  # fmt: skip
    return pdf


def _code(item: CustodyItem, origin: str) -> segno.QRCode:
    """Error correction Q: a quarter may be scratched off."""
    return segno.make_qr(f"{origin}{PATH}{item.label}", error="q")


@cache
def _fonts() -> typst.Fonts:
    folder = Path(settings.VAR) / "fonts"
    return typst.Fonts(font_paths=[folder] if folder.is_dir() else [])
