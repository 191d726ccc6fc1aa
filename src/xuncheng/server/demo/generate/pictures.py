"""Photographs of the demo: small drawn scenes of a street with what is wrong on it, and a line of words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 800, 600
_HORIZON, _KERB = 330, 430
_CAPTION_HEIGHT = 34
_VARIANTS = 4
_QUALITY = 78
_FONT, _HAND = "NotoSansCJK-Regular.ttc", "FandolKai-Regular.ttf"

Pen = ImageDraw.ImageDraw
Colour = tuple[int, int, int]

_WALLS: tuple[Colour, ...] = (
    (196, 178, 155),
    (172, 140, 120),
    (184, 190, 196),
    (205, 196, 176),
    (150, 152, 158),
)
_GAY: tuple[Colour, ...] = ((200, 60, 48), (230, 160, 40), (60, 120, 180), (70, 140, 80), (150, 90, 160))
_DARK: Colour = (45, 45, 50)


def picture(scene: str, seed: int, caption: str) -> bytes:
    """A JPEG of the scene. The same seed draws the same street; the caption stands at its foot.

    Raises KeyError for a scene that nobody can draw.
    """
    image = _scene(scene, seed % _VARIANTS).copy()
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, HEIGHT - _CAPTION_HEIGHT, WIDTH, HEIGHT), fill=(20, 24, 30))
    pen.text((12, HEIGHT - _CAPTION_HEIGHT + 4), caption, font=_font(18), fill=(240, 240, 235))
    out = BytesIO()
    image.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


def handwriting(name: str) -> bytes:
    """A PNG of the name as a pen might have written it: slanted, on a transparent ground."""
    sheet = Image.new("RGBA", (120 * len(name) + 80, 180), (0, 0, 0, 0))
    pen = ImageDraw.Draw(sheet)
    kai = Path(settings.FONT_DIRS[0]) / _HAND
    face = str(kai) if kai.is_file() else _FONT
    for place, sign in enumerate(name):
        pen.text(
            (30 + 112 * place, 20 + (place * 7) % 16), sign, font=_font(110, face), fill=(17, 17, 17, 255)
        )
    slanted = sheet.transform(
        sheet.size, Image.Transform.AFFINE, (1, 0.18, -16, 0.03, 1, -2), Image.Resampling.BICUBIC
    )
    out = BytesIO()
    slanted.save(out, "PNG")
    return out.getvalue()


@cache
def _font(size: int, face: str = _FONT) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """A face with Chinese characters; a machine without one gets captions of boxes, but gets them."""
    try:
        return ImageFont.truetype(face, size)
    except OSError:
        return ImageFont.load_default(size)


@cache
def _scene(scene: str, variant: int) -> Image.Image:
    chance = Random(f"{scene}/{variant}")  # noqa: S311 - a drawing, no secret
    night = scene in ("night", "barbecue")
    image = Image.new("RGB", (WIDTH, HEIGHT), (28, 32, 52) if night else (176, 204, 226))
    pen = ImageDraw.Draw(image)
    _street(pen, chance, night)
    _THINGS[scene](pen, chance)
    return image


def _street(pen: Pen, chance: Random, night: bool) -> None:
    x = 0
    while x < WIDTH:
        width, top = chance.randint(90, 180), chance.randint(60, 200)
        _building(pen, chance, (x, top, x + width, _HORIZON), night)
        x += width
    pen.rectangle((0, _HORIZON, WIDTH, _KERB), fill=(92, 90, 88) if night else (188, 184, 178))
    for joint in range(0, WIDTH, 40):
        pen.line((joint, _HORIZON, joint - 60, _KERB), fill=(110, 108, 105))
    pen.rectangle((0, _KERB, WIDTH, HEIGHT), fill=(58, 58, 62))
    for dash in range(20, WIDTH, 130):
        pen.rectangle((dash, 500, dash + 70, 508), fill=(220, 220, 215))


def _building(pen: Pen, chance: Random, box: tuple[int, int, int, int], night: bool) -> None:
    left, top, right, bottom = box
    wall = chance.choice(_WALLS)
    pen.rectangle(box, fill=tuple(part // 2 for part in wall) if night else wall)
    for x in range(left + 12, right - 20, 30):
        for y in range(top + 14, bottom - 70, 36):
            lit = night and chance.random() < 0.4
            pen.rectangle((x, y, x + 16, y + 22), fill=(250, 214, 130) if lit else (96, 112, 128))
    pen.rectangle((left + 8, bottom - 56, right - 8, bottom - 36), fill=chance.choice(_GAY))
    pen.rectangle((left + 14, bottom - 34, right - 14, bottom), fill=(70, 80, 88))


def _boxes(pen: Pen, chance: Random, count: int, low: int, high: int) -> None:
    for _ in range(count):
        x, size = chance.randint(160, 600), chance.randint(low, high)
        y = chance.randint(_KERB - 60, _KERB + 20)
        pen.rectangle((x, y - size, x + size, y), fill=chance.choice(_GAY), outline=_DARK, width=2)


def _stall(pen: Pen, chance: Random) -> None:
    x = chance.randint(180, 420)
    pen.rectangle((x, 350, x + 220, 420), fill=(150, 110, 70), outline=_DARK, width=3)
    pen.polygon([(x - 30, 290), (x + 250, 290), (x + 220, 240), (x, 240)], fill=chance.choice(_GAY))
    for pole in (x, x + 215):
        pen.rectangle((pole, 290, pole + 6, 440), fill=_DARK)
    for fruit in range(26):
        at = (x + 10 + fruit % 13 * 16, 340 + fruit // 13 * 14)
        pen.ellipse((*at, at[0] + 14, at[1] + 14), fill=chance.choice(_GAY))


def _goods(pen: Pen, chance: Random) -> None:
    _boxes(pen, chance, 14, 36, 78)


def _litter(pen: Pen, chance: Random) -> None:
    for _ in range(70):
        x, y, size = chance.randint(60, 740), chance.randint(_HORIZON + 10, 540), chance.randint(3, 14)
        pen.ellipse(
            (x, y, x + size * 2, y + size),
            fill=chance.choice(((235, 235, 230), (120, 90, 60), (200, 60, 48))),
        )


def _flyer(pen: Pen, chance: Random) -> None:
    pen.rectangle((380, 100, 420, 460), fill=(130, 130, 132))
    for _ in range(24):
        x, y = chance.randint(340, 440), chance.randint(140, 420)
        pen.rectangle((x, y, x + 34, y + 44), fill=(248, 246, 226), outline=(160, 40, 40), width=2)
        pen.line((x + 5, y + 14, x + 28, y + 14), fill=_DARK, width=3)


def _hanging(pen: Pen, chance: Random) -> None:
    pen.line((80, 230, 720, 250), fill=_DARK, width=3)
    for x in range(110, 680, 82):
        pen.rectangle((x, 238, x + 56, chance.randint(300, 350)), fill=chance.choice(_GAY))


def _car(pen: Pen, chance: Random) -> None:
    for x in (90, 330, 570):
        paint = chance.choice((*_GAY, (225, 225, 225), (40, 42, 48)))
        pen.rounded_rectangle((x, 360, x + 190, 425), 16, fill=paint, outline=_DARK, width=2)
        pen.polygon([(x + 36, 362), (x + 60, 322), (x + 140, 322), (x + 162, 362)], fill=(90, 110, 125))
        for wheel in (x + 26, x + 132):
            pen.ellipse((wheel, 405, wheel + 36, 441), fill=(20, 20, 20), outline=(160, 160, 160), width=5)


def _site(pen: Pen, chance: Random) -> None:
    pen.polygon([(120, 430), (300, 270), (420, 350), (560, 250), (720, 430)], fill=(146, 112, 74))
    for x in range(60, 760, 70):
        pen.rectangle((x, 370, x + 62, 440), fill=(60, 120, 180) if chance.random() < 0.8 else (146, 112, 74))
        pen.line((x, 372, x + 62, 438), fill=(235, 235, 235), width=3)


def _billboard(pen: Pen, chance: Random) -> None:
    pen.rectangle((220, 60, 600, 220), fill=chance.choice(_GAY), outline=(250, 250, 240), width=8)
    pen.text((300, 108), "示范广告", font=_font(50), fill=(255, 255, 240))
    for pole in (290, 520):
        pen.rectangle((pole, 220, pole + 14, _HORIZON), fill=_DARK)


def _structure(pen: Pen, chance: Random) -> None:
    x = chance.randint(180, 360)
    pen.rectangle((x, 240, x + 280, 430), fill=(178, 92, 70), outline=_DARK, width=3)
    for row in range(250, 430, 18):
        pen.line((x, row, x + 280, row), fill=(140, 70, 54))
    pen.polygon([(x - 20, 240), (x + 300, 240), (x + 280, 205), (x, 205)], fill=(80, 120, 160))
    pen.rectangle((x + 110, 320, x + 170, 430), fill=(60, 48, 40))


def _bins(pen: Pen, chance: Random) -> None:
    for place, paint in enumerate(((60, 120, 180), (70, 140, 80), (200, 60, 48), (110, 110, 112))):
        x = 190 + place * 110
        pen.rounded_rectangle((x, 330, x + 84, 440), 8, fill=paint, outline=_DARK, width=3)
        for _ in range(6):
            at = (x + chance.randint(0, 60), 318 - chance.randint(0, 18))
            pen.ellipse((*at, at[0] + 34, at[1] + 26), fill=chance.choice((_DARK, (220, 214, 200))))


def _greenery(pen: Pen, chance: Random) -> None:
    pen.rectangle((40, 380, 760, 450), fill=(86, 140, 72))
    for _ in range(40):
        x, y = chance.randint(50, 740), chance.randint(384, 440)
        pen.ellipse((x, y, x + 18, y + 12), fill=chance.choice(((60, 110, 52), (150, 120, 80))))
    pen.polygon([(300, 450), (360, 380), (420, 380), (470, 450)], fill=(160, 132, 96))


def _barbecue(pen: Pen, chance: Random) -> None:
    pen.rectangle((300, 350, 500, 390), fill=(60, 56, 54), outline=(200, 90, 40), width=4)
    for ember in range(310, 490, 14):
        pen.ellipse((ember, 344, ember + 10, 354), fill=(255, chance.randint(90, 180), 30))
    for puff in range(12):
        x, y = 320 + chance.randint(0, 150), 330 - puff * 18
        pen.ellipse((x, y, x + 60, y + 34), fill=(120 + puff * 4, 120 + puff * 4, 124 + puff * 4))


def _noise(pen: Pen, chance: Random) -> None:
    x = chance.randint(220, 460)
    pen.rectangle((x, 300, x + 90, 440), fill=_DARK)
    for y in (310, 370):
        pen.ellipse((x + 16, y, x + 74, y + 56), fill=(90, 90, 96), outline=(200, 200, 200), width=4)
    for ring in range(1, 5):
        pen.arc(
            (x + 60, 370 - ring * 34, x + 60 + ring * 80, 370 + ring * 34),
            300,
            60,
            fill=(200, 60, 48),
            width=4,
        )


def _lock(pen: Pen, chance: Random) -> None:
    for x in (150, 370, 590):
        pen.rectangle((x - 60, 440, x + 90, 446), fill=(230, 230, 225))
        if chance.random() < 0.8:
            pen.line([(x, 440), (x + 16, 390), (x + 32, 440)], fill=(230, 160, 40), width=8)


def _gas(pen: Pen, chance: Random) -> None:
    for x in (240, 360, 480)[: chance.randint(1, 3)]:
        pen.rounded_rectangle((x, 320, x + 80, 445), 20, fill=(120, 130, 140), outline=_DARK, width=3)
        pen.rectangle((x + 28, 300, x + 52, 322), fill=(200, 60, 48))


_THINGS: Mapping[str, Callable[[Pen, Random], None]] = {
    "stall": _stall, "goods": _goods, "litter": _litter, "flyer": _flyer, "hanging": _hanging, "car": _car,
    "site": _site, "night": _site, "billboard": _billboard, "structure": _structure, "bins": _bins,
    "greenery": _greenery, "barbecue": _barbecue, "noise": _noise, "lock": _lock, "gas": _gas,
}  # fmt: skip
SCENES = frozenset(_THINGS)
"""What can be drawn."""
