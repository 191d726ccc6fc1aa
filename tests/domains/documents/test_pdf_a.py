"""What PDF/A-2b (ISO 19005-2) asks of a file and can be read from it with pypdf: as it is rendered, and once it is signed.

The maintained validator (veraPDF) needs Java: what is looked at here is named clause by clause, and no more is claimed.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from xuncheng.domains.documents.catalogue import KINDS
from xuncheng.domains.documents.keys import OwnAuthority
from xuncheng.domains.documents.render import Renderer
from xuncheng.domains.documents.signing import PdfSigner

PRINTED, UNSEEN = 4, 1 | 2 | 32
"""Flags of an annotation (clause 6.3.2): print; and invisible, hidden, no view."""
FORBIDDEN = {"/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/OpenAction", "/AA", "/XFA", "/Sound", "/Movie", "/LZWDecode"}  # fmt: skip
FONT_FILES = {"/FontFile", "/FontFile2", "/FontFile3"}


@pytest.fixture(scope="session")
def signer(tmp_path_factory: pytest.TempPathFactory) -> PdfSigner:
    name = "示范区城市管理综合行政执法局"
    return PdfSigner(OwnAuthority(tmp_path_factory.mktemp("keys")).key("agency", name, name))


def parts(value: Any, seen: set[int]) -> Iterator[Any]:
    """Every dictionary that can be reached, each once."""
    if isinstance(value, IndirectObject):
        if value.idnum in seen:
            return
        seen.add(value.idnum)
        value = value.get_object()
    if isinstance(value, DictionaryObject):
        yield value
        for one in value.values():
            yield from parts(one, seen)
    if isinstance(value, ArrayObject):
        for one in value:
            yield from parts(one, seen)


def faults(pdf: bytes) -> list[str]:
    """The clauses that the file does not keep; empty where it keeps all that is looked at."""
    reader = PdfReader(io.BytesIO(pdf), strict=True)
    root: Any = reader.trailer["/Root"]
    everything = list(parts(reader.trailer, set()))
    held = {
        "6.1.3 no encryption": "/Encrypt" not in reader.trailer,
        "6.1.3 identifier": "/ID" in reader.trailer,
        "6.2.3 output intent": any(
            one.get("/S") == "/GTS_PDFA1" and isinstance(one["/DestOutputProfile"].get_object(), StreamObject)
            for one in (intent.get_object() for intent in root.get("/OutputIntents", ()))
        ),
        "6.2.11.4 fonts embedded": all(
            FONT_FILES & set(one) for one in everything if one.get("/Type") == "/FontDescriptor"
        )
        and all("/FontDescriptor" in one for one in everything if str(one.get("/Subtype")) in SIMPLE_FONTS),
        "6.4.1 no form without appearances": not root.get("/AcroForm", {}).get("/NeedAppearances", False),
        "6.5, 6.6 no actions, nothing foreign": not FORBIDDEN & {*_names(everything)},
        "6.6.2 metadata says PDF/A-2b": _says_2b(root["/Metadata"].get_object()),
    }
    held |= {
        f"6.3 annotation {one.get('/T', one.get('/Subtype'))}": _kept(one)
        for page in reader.pages
        for one in (note.get_object() for note in page.get("/Annots", ()))
    }
    return [clause for clause, holds in held.items() if not holds]


SIMPLE_FONTS = ("/CIDFontType0", "/CIDFontType2", "/TrueType", "/Type1")


def _names(everything: list[Any]) -> Iterator[str]:
    for one in everything:
        yield from one
        yield from (str(value) for value in one.values() if isinstance(value, str) and value.startswith("/"))


def _says_2b(metadata: Any) -> bool:
    words = metadata.get_data()
    return b"<pdfaid:part>2</pdfaid:part>" in words and b"<pdfaid:conformance>B</pdfaid:conformance>" in words


def _kept(annotation: Any) -> bool:
    """Printed and seen, and drawn by its own appearance, unless it takes no room (clause 6.3.3)."""
    left, low, right, high = (float(edge) for edge in annotation["/Rect"])
    flags = int(annotation.get("/F", 0))
    drawn = list(annotation.get("/AP", {})) == ["/N"] or (left, low) == (right, high)
    linked = annotation["/Subtype"] == "/Link"
    return bool(flags & PRINTED) and not flags & UNSEEN and (drawn or linked)


@pytest.mark.parametrize("code", KINDS)
def test_every_kind_as_it_is_rendered(
    code: str, renderer: Renderer, samples: dict[str, dict[str, Any]]
) -> None:
    assert faults(renderer.render(code, samples[code]).pdf) == []


@pytest.mark.parametrize("code", ["decision", "filing_approval", "hearing_announcement", "hearing_report"])
def test_signing_keeps_it(
    code: str, renderer: Renderer, samples: dict[str, dict[str, Any]], signer: PdfSigner
) -> None:
    signed = signer.sign(renderer.render(code, samples[code]).pdf)
    assert faults(signed) == []
    assert faults(signer.sign(signed)) == []  # a second signature keeps it too


@pytest.mark.parametrize(
    ("found", "put", "clause"),
    [
        (b"/GTS_PDFA1", b"/GTS_PDFX1", "6.2.3 output intent"),
        (b"<pdfaid:part>2<", b"<pdfaid:part>3<", "6.6.2 metadata says PDF/A-2b"),
        (b"/FontFile2", b"/FontFil_2", "6.2.11.4 fonts embedded"),
    ],
)
def test_what_is_taken_out_is_missed(
    found: bytes, put: bytes, clause: str, renderer: Renderer, samples: dict[str, dict[str, Any]]
) -> None:
    pdf = renderer.render("decision", samples["decision"]).pdf
    assert found in pdf
    assert clause in faults(pdf.replace(found, put))
