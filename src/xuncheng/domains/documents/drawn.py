"""Signatures of parties and witnesses (签名): drawn on the screen, kept and printed at their place; or why there is none.

A record is signed by whom it is about, or says why not (行政处罚法第五十五条第二款、第六十四条第八项，行政强制法第十八条).
Electronic Signature Law, art. 3 and 13: what binds is that the person himself made it; the act that takes it in says who
took it in, when, and from whom.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import uuid5

from PIL import Image, UnidentifiedImageError

from xuncheng.foundation.files.commands import attach
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.files.queries import read_bytes
from xuncheng.foundation.files.store import store
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field as entered
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.rules.legal import Basis, Text

MOST_BYTES = 500_000
MOST_SIDE, LEAST_SIDE = 3000, 40
LEAST_INK = 60
"""Dark points of the picture, reduced to `_SCALE` points of width, below which nobody wrote a name."""
MOST_INK = 0.5
"""Share of dark points above which it is a photo and no signature."""
_SCALE = 400

ON_PAPER = "本人在纸质文书上签名。"
"""Why nobody drew a signature where the paper itself was signed."""


def pad(who: str, en: str) -> Any:
    """Where somebody draws his signature: `who` in Chinese, `en` in English."""
    return entered(f"{who}手写签名", f"Drawn signature of {en}", "signature", max_length=1)


def excuse(who: str, en: str) -> Any:
    """Why nobody drew it. It stands beside the `pad`, under the same name with `refusal` for `signature`."""
    return entered(
        f"{who}未手写签名的原因（拒绝签名、不在场、在纸质文书上签名等，没有手写签名的必填）",
        f"Why {en} drew no signature: refused, absent, signed on paper … (needed where none is drawn)", "text", max_length=200,
    )  # fmt: skip


def signed(
    deed: Deed, area_path: str, name: str, files: list[StoredFile] | None, refusal: str, basis: tuple[Basis, ...], *,
    field: str = "signature",
) -> dict[str, Any]:  # fmt: skip
    """What a document says of one person's signature: that it was drawn, or why not. The picture is kept.

    `basis` asks for the signature, `field` is the input that it is given in. Raises what `check` and `as_printed` raise.
    """
    drawn = take_in(deed, files, area_path, name, field=field)
    return as_printed(deed, name, drawn, refusal, basis, field=field)


def as_printed(
    deed: Deed,
    name: str,
    drawn: str | None,
    refusal: str,
    basis: tuple[Basis, ...],
    *,
    field: str = "signature",
) -> dict[str, Any]:
    """The same of a picture that is kept already. An act that is only tried may leave out both: its draft has room to sign.

    Raises `Refused`: `unsigned` where there is neither picture nor reason, `invalid_input` where there are both.
    """
    why = refusal.strip()
    if drawn and why:
        raise _not_so(field, "已手写签名的，不填写未签名的原因", "Who signed did not refuse to")
    if not drawn and not why and deed.drafts is None:
        raise _unsigned(name, basis, field.replace("signature", "refusal"))
    return {"name": name, "at": deed.at if drawn else None, "refusal": why or None, "drawn": drawn}


def _unsigned(name: str, basis: tuple[Basis, ...], field: str) -> Refused:
    why = Text("没有手写签名的，写明未签名的原因", "Say why nobody signed")
    return Refused(
        "unsigned",
        Text(f"没有{name}的签名：请本人在屏幕上手写签名，或者写明未签名的原因",
             f"{name} has not signed: have the person sign on the screen, or say why not"), 422, basis, errors=(FieldError(field, why),),
    )  # fmt: skip


def take_in(
    deed: Deed, files: list[StoredFile] | None, area_path: str, name: str, *, field: str = "signature"
) -> str | None:
    """Keep the drawn signature of the named person; the digest by which documents name it, None where none was drawn.

    A signature is of one act: nobody puts it under another. Raises `Refused` for what is no picture of a signature.
    """
    if not files:
        return None
    (file,) = files
    check(file, field)
    attach(deed, file, "signature", uuid5(deed.id, field), area_path)
    deed.documents.append(
        {
            "id": str(file.pk),
            "kind": "signature",
            "number": "",
            "title": f"{name}的手写签名.png",
            "sha256": file.blob_id,
        }
    )
    return str(file.blob_id)


def check(file: StoredFile, field: str = "signature") -> None:
    """Refuse a picture in which nobody wrote: of another kind, too large, blank, or dark all over."""
    with store().open(file.blob_id) as kept:
        content = kept.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise _not_so(field, "手写签名图片过大", "The picture of the signature is too large")
    try:
        with Image.open(io.BytesIO(content), formats=("PNG",)) as picture:
            if min(picture.size) < LEAST_SIDE or max(picture.size) > MOST_SIDE:
                raise _not_so(
                    field, "手写签名图片尺寸不合适", "The picture of the signature has no fitting size"
                )
            ink, share = _ink(picture)
    except (UnidentifiedImageError, OSError) as strange:
        raise _not_so(field, "手写签名应为 PNG 图片", "A drawn signature is a PNG picture") from strange
    if ink < LEAST_INK:
        raise _not_so(field, "签名处是空白的：请本人手写签名，或者填写拒绝签名、不在场情况",
                      "Nobody wrote there: have the person sign, or say why not")  # fmt: skip
    if share > MOST_INK:
        raise _not_so(field, "这不是手写签名", "That is no drawn signature")


def _ink(picture: Image.Image) -> tuple[int, float]:
    """How many points are dark, once what is transparent is taken for white; and their share."""
    paper = Image.new("RGBA", picture.size, "white")
    paper.alpha_composite(picture.convert("RGBA"))
    grey = paper.convert("L")
    grey.thumbnail((_SCALE, _SCALE))
    dark = sum(grey.histogram()[:160])
    return dark, dark / (grey.width * grey.height)


def _not_so(field: str, zh: str, en: str) -> Exception:
    return invalid(FieldError(field, Text(zh, en)))


def pictures_of(data: Mapping[str, Any]) -> dict[str, bytes]:
    """The drawn signatures that a document's fields name, by their digests."""
    return {digest: read_bytes(digest) for digest in set(_named(data))}


def _named(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        if digest := value.get("drawn"):
            yield digest
        value = list(value.values())
    if isinstance(value, list | tuple):
        for one in value:
            yield from _named(one)
