"""Statutory documents as PDF/A-2b: checked fields in, one finished file out, the same for the same fields."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import queue
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

import typst
from django.conf import settings
from pydantic import ValidationError
from pydantic_core import to_jsonable_python

from xuncheng.domains.documents.catalogue import KINDS, Kind
from xuncheng.domains.documents.complaints import complaints
from xuncheng.domains.documents.fields.parts import Envelope
from xuncheng.foundation.trail.refusal import FieldError, Refused
from xuncheng.rules.legal import Text

_DOMAINS = Path(__file__).resolve().parents[1]
_SHARED = tuple(_DOMAINS / "documents" / "templates" / name for name in ("official.typ", "letters.typ"))
_LOG = logging.getLogger(__name__)
_NONE: Mapping[str, bytes] = {}

_FAMILIES = {"fang": "FandolFang R", "song": "FandolSong", "hei": "FandolHei", "kai": "FandolKai"}
"""The typefaces of official documents by the name that Typst knows them by."""
_FALLBACK = "Noto Serif CJK SC"
"""Stands in where a typeface is missing, and always for rare characters of names and places."""


@dataclass(frozen=True)
class RenderedDocument:
    """A finished document. `template_version` names the wording and layout it was made with.

    `data` are the checked fields as plain JSON: rendered again with the same version they give the same PDF.
    """

    pdf: bytes
    pages: int
    template_version: str
    data: dict[str, Any]


class FontsMissing(RuntimeError):
    """No typeface is installed that could print Chinese documents."""

    def __init__(self) -> None:
        super().__init__(
            f"没有可用的中文字体：请安装 fonts-noto-cjk（{_FALLBACK}）。"
            f" No Chinese typeface: install fonts-noto-cjk ({_FALLBACK})."
        )


class Renderer:
    """Renders with a few compilers that share one set of fonts; safe to use from many threads.

    A compiler is used by one thread at a time, so at most `compilers` documents are made at once and the
    others wait their turn.
    """

    def __init__(self, font_folder: Path, *, compilers: int | None = None) -> None:
        fonts = typst.Fonts(font_paths=[font_folder] if font_folder.is_dir() else [])
        self._fonts = json.dumps(_typefaces(frozenset(fonts.families())))
        self._idle: queue.LifoQueue[typst.Compiler] = queue.LifoQueue()
        for _ in range(compilers or os.cpu_count() or 1):
            self._idle.put(typst.Compiler(root=_DOMAINS, font_paths=fonts))

    def render(
        self,
        kind: str,
        data: Mapping[str, Any] | Envelope,
        *,
        draft: bool = False,
        pictures: Mapping[str, bytes] = _NONE,
    ) -> RenderedDocument:
        """Make one document. `data` holds the fields of the kind's model in `catalogue`.

        A `draft` says across each page that it is none yet, and bears no seal. `pictures` are the drawn signatures that
        the fields name, by their digests.

        The same fields give the same bytes: the file's time is `made_at`, nothing else of the moment enters.

        Raises `KeyError` for a kind that does not exist, `Refused` (`document_incomplete`, naming each field
        and the articles that ask for it) when the fields do not suffice, and `Refused`
        (`document_unprintable`) when no installed typeface holds a character.
        """
        row = KINDS[kind]
        fields = checked(row, data)
        version = template_version(row)
        pdf = self._compile(row, fields, version, draft, pictures)
        return RenderedDocument(pdf, _page_count(pdf), version, to_jsonable_python(fields.model_dump()))

    def _compile(
        self, kind: Kind, fields: Envelope, version: str, draft: bool, pictures: Mapping[str, bytes]
    ) -> bytes:
        about = {
            "title": kind.title.zh, "title_en": kind.title.en, "sealed": kind.sealed, "template": f"{kind.code} {version}",
            "draft": draft,
        }  # fmt: skip
        inputs = {"data": fields.model_dump_json(), "kind": json.dumps(about), "fonts": self._fonts}
        inputs["pictures"] = json.dumps({digest: list(picture) for digest, picture in pictures.items()})
        with self._compiler() as compiler:
            try:
                made = compiler.compile(
                    input=_DOMAINS / kind.template,
                    format="pdf",
                    sys_inputs=inputs,
                    pdf_standards=["a-2b"],
                    timestamp=int(fields.made_at.timestamp()),
                )
            except typst.TypstError as error:
                raise _unprintable(kind, error) from error
        return cast(bytes, made)

    @contextmanager
    def _compiler(self) -> Iterator[typst.Compiler]:
        compiler = self._idle.get()
        try:
            yield compiler
        finally:
            self._idle.put(compiler)


@cache
def _installed() -> Renderer:
    return Renderer(Path(settings.VAR) / "fonts")


def render(
    kind: str,
    data: Mapping[str, Any] | Envelope,
    *,
    draft: bool = False,
    pictures: Mapping[str, bytes] = _NONE,
) -> RenderedDocument:
    """Make one document with the fonts of this installation; see `Renderer.render`."""
    return _installed().render(kind, data, draft=draft, pictures=pictures)


def checked(kind: Kind, data: Mapping[str, Any] | Envelope) -> Envelope:
    """The fields as the kind's model, or `Refused` with a sentence for each that is missing or wrong."""
    try:
        return kind.fields.model_validate(data)
    except ValidationError as error:
        found = tuple(FieldError(field, message) for field, message in complaints(kind.fields, error))
        raise Refused(
            "document_incomplete",
            Text(
                f"《{kind.title.zh}》不能制作：{'；'.join(one.message.zh for one in found)}",
                f"{kind.title.en} cannot be made: {'; '.join(one.message.en for one in found)}",
            ),
            status=422,
            basis=kind.basis,
            errors=found,
        ) from error


@cache
def template_version(kind: Kind) -> str:
    """The version that the template declares, and a digest of its text and of the shared parts."""
    own = (_DOMAINS / kind.template).read_text(encoding="utf-8")
    declared = re.search(r'^#let version = "([\d.]+)"$', own, flags=re.MULTILINE)
    if declared is None:
        raise ValueError(f"{kind.template} declares no version")
    texts = [own, *(shared.read_text(encoding="utf-8") for shared in _SHARED)]
    return f"{declared[1]}-{hashlib.sha256(''.join(texts).encode()).hexdigest()[:8]}"


def _typefaces(installed: frozenset[str]) -> dict[str, list[str]]:
    """For each role the families to print with, best first."""
    if _FALLBACK not in installed:
        raise FontsMissing
    missing = sorted(set(_FAMILIES.values()) - installed)
    if missing:
        _LOG.warning("typefaces %s are not installed: documents are set in %s", ", ".join(missing), _FALLBACK)
    return {
        role: [family, _FALLBACK] if family in installed else [_FALLBACK]
        for role, family in _FAMILIES.items()
    }


def _page_count(pdf: bytes) -> int:
    """How many pages the file has: the root of its page tree counts them all."""
    return max(int(count) for count in re.findall(rb"/Type/Pages(?:/Parent \d+ 0 R)?/Count (\d+)", pdf))


def _unprintable(kind: Kind, error: typst.TypstError) -> Exception:
    """What to raise for a compiler's error: a refusal if a character has no glyph, else the error itself."""
    lacking = re.search(r"the text `\"(.+)\"` could not be displayed", error.message)
    if lacking is None:
        return RuntimeError(f"template {kind.template} does not compile: {error.message}\n{error.diagnostic}")
    words = lacking[1]
    return Refused(
        "document_unprintable",
        Text(
            f"《{kind.title.zh}》中的字符“{words}”没有可用的字体，无法打印",
            f"{kind.title.en}: no installed typeface holds “{words}”",
        ),
        status=422,
    )
