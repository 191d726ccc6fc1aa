"""Signatures as people draw them: a name written over a sheet."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw
from tests.domains.town import Person
from tests.domains.uploads import upload


def written(width: int = 900, height: int = 300, *, strokes: int = 6) -> bytes:
    """A picture of some strokes on a transparent ground."""
    sheet = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    pen = ImageDraw.Draw(sheet)
    for place in range(strokes):
        left = width * (place + 1) // (strokes + 2)
        pen.line(
            [(left, height // 4), (left + width // 10, height * 3 // 4)], fill=(17, 17, 17, 255), width=7
        )
        pen.arc(
            [left, height // 3, left + width // 8, height * 2 // 3], 0, 250, fill=(17, 17, 17, 255), width=6
        )
    out = io.BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()


def drawn(person: Person, content: bytes = b"") -> str:
    """The key of a signature that somebody drew."""
    return upload(person, "签名.png", content or written())
