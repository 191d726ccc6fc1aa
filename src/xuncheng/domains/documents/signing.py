"""Signing a finished document: a PDF signature (PAdES baseline B-B, RSA with SHA-256) added once, when it is issued.

The agency signs what bears its seal, in a field that lies over the seal; the person who does the act signs what
does not, in a field that is not seen. The pages themselves stay as they were rendered: the signature is appended.
"""

from __future__ import annotations

import asyncio
import hashlib
import io
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Protocol, TypeVar
from uuid import UUID

from asn1crypto import cms  # type: ignore[import-untyped] # it comes without types
from asn1crypto import x509 as asn1
from cryptography.hazmat.primitives import serialization
from cryptography.x509 import Certificate
from django.conf import settings
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.generic import ArrayObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.sign import fields, signers
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from xuncheng.domains.documents.keys import OwnAuthority, configured
from xuncheng.domains.documents.tokens import Place, TokenKey
from xuncheng.foundation.trail.viewer import Viewer

SEAL_MARK = "xuncheng:seal"
"""The address of the link that a template lays where the seal stands; it gives way to the signature's field."""

_RESERVED = 12_000
"""Bytes of hexadecimal kept for one signature; with two certificates it takes about 5,600."""

_NO_DIGEST = hashlib.sha256(b"a digest goes here").digest()
"""Stands in the container where a document's digest goes."""

_UNSEEN = RawContent(data=b"", box=BoxConstraints(width=1, height=1))

Box = tuple[int, int, int, int]
Result = TypeVar("Result")


class Signer(Protocol):
    """Signs a finished file for one person or body. Another kind of signature (SM2, OFD) is another of these."""

    def sign(self, document: bytes) -> bytes:
        """The file with the signature in it."""
        ...


class SigningKey(Protocol):
    """An RSA key, in the program's hands or on a token, with its certificate and those above it."""

    @property
    def certificate(self) -> Certificate:
        """The certificate of the key."""
        ...

    @property
    def chain(self) -> tuple[Certificate, ...]:
        """The certificates that lead from there to an authority."""
        ...

    @property
    def size(self) -> int:
        """Bytes of a signature."""
        ...

    def sign(self, data: bytes) -> bytes:
        """The signature over the data: RSA with SHA-256."""
        ...


class PdfSigner:
    """Signs with one RSA key; the key and its certificates are read once."""

    def __init__(self, key: SigningKey) -> None:
        self._signer = _RsaSigner(key)
        self._meta = signers.PdfSignatureMetadata(
            md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES
        )

    def sign(self, document: bytes) -> bytes:
        """The PDF with the signature appended, over the seal if it has one."""
        writer = _Appending(io.BytesIO(document))
        page, box = _place_of_seal(writer)
        field = _free_field(writer)
        signer = signers.PdfSigner(
            replace(self._meta, field_name=field),
            signer=self._signer,
            stamp_style=StaticStampStyle(border_width=0, background=_UNSEEN, background_opacity=1),
            new_field_spec=fields.SigFieldSpec(field, on_page=page, box=box),
        )
        out = io.BytesIO()
        _at_once(signer.async_sign_pdf(writer, output=out, bytes_reserved=_RESERVED))
        return out.getvalue()


class _Appending(IncrementalPdfFileWriter):
    """Appends to a file and leaves what it says of itself as it was rendered: a signature is no change of it."""

    def _update_meta(self) -> None:
        return


class _RsaSigner(signers.SimpleSigner):
    """pyHanko's signer with the CMS container put together once.

    From one signature to the next only the document's digest and the signature's value differ, and neither changes
    its length: they are filled in. To build the container each time takes four times as long as all the rest.
    """

    def __init__(self, key: SigningKey) -> None:
        registry = SimpleCertificateStore()  # type: ignore[no-untyped-call] # its constructor is not typed
        registry.register_multiple(_asn1(one) for one in key.chain)
        super().__init__(signing_cert=_asn1(key.certificate), signing_key=None, cert_registry=registry)
        self._key = key
        self._no_value = b"\xa5" * key.size
        container = _in_a_loop(super().async_sign(_NO_DIGEST, "sha256", dry_run=True, use_pades=True))
        self._container = container.dump()
        self._attributes = container["content"]["signer_infos"][0]["signed_attrs"].untag().dump()

    async def async_sign(self, data_digest: bytes, *_: Any, **_how: Any) -> cms.ContentInfo:
        """The container for a document with this SHA-256."""
        attributes = self._attributes.replace(_NO_DIGEST, data_digest)
        value = self._key.sign(attributes)
        filled = self._container.replace(self._no_value, value).replace(_NO_DIGEST, data_digest)
        return cms.ContentInfo.load(filled)

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """The place that is kept for a signature's value."""
        return self._no_value


def _asn1(certificate: Certificate) -> asn1.Certificate:
    return asn1.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def _in_a_loop(work: Coroutine[Any, Any, Result]) -> Result:
    """What comes of work that needs an event loop, in a thread of its own: the caller's may run one already."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def _at_once(work: Coroutine[Any, Any, Any]) -> None:
    """Run work to its end that, with a key at hand, never waits for anything."""
    try:
        work.send(None)
    except StopIteration:
        return
    raise RuntimeError("a signature waits for something")


def _free_field(writer: IncrementalPdfFileWriter) -> str:
    """The name of the next signature's field: a file may bear several."""
    taken = len(writer.root["/AcroForm"]["/Fields"]) if "/AcroForm" in writer.root else 0
    return f"Signature{taken + 1}"


def _place_of_seal(writer: IncrementalPdfFileWriter) -> tuple[int, Box | None]:
    """Page and box of the seal's mark, which is taken off the page; without one, no place on the last page."""
    pages = int(writer.root["/Pages"]["/Count"])
    for number in reversed(range(pages)):
        page = writer.find_page_for_modification(number)[0].get_object()  # type: ignore[no-untyped-call] # nor is this
        marks = page.get("/Annots", ArrayObject())
        for place, mark in enumerate(one.get_object() for one in marks):
            if str(mark.get("/A", {}).get("/URI", "")) == SEAL_MARK:
                left, low, right, high = (round(float(edge)) for edge in mark["/Rect"])
                del marks[place]
                writer.update_container(page)
                return number, (left, low, right, high)
    return pages - 1, None


@cache
def agency() -> PdfSigner:
    """Signs for the agency: with the key of the configured token or file, or one of the installation's own.

    Raises `Refused` (`signing_unavailable`) where the token does not answer; it is asked again the next time.
    """
    if settings.SIGN_PKCS11_MODULE:
        return PdfSigner(TokenKey(_token()))
    if settings.SIGN_P12:
        return PdfSigner(configured(Path(settings.SIGN_P12), settings.SIGN_P12_PASSWORD))
    name = settings.LOCALITY.agency["name"]
    return PdfSigner(_own().key("agency", name, name))


@cache
def person(key: UUID, name: str) -> PdfSigner:
    """Signs for one person, with a key of the installation's own."""
    return PdfSigner(_own().key(str(key), name, settings.LOCALITY.agency["name"]))


def signer_for(actor: Viewer, *, sealed: bool) -> Signer:
    """Who signs a document that the actor's act makes. What the program itself does, the agency signs."""
    if sealed or actor.id is None:
        return agency()
    return person(actor.id, actor.name)


def _token() -> Place:
    return Place(
        settings.SIGN_PKCS11_MODULE,
        settings.SIGN_PKCS11_TOKEN,
        settings.SIGN_PKCS11_PIN,
        settings.SIGN_PKCS11_LABEL,
    )


def _own() -> OwnAuthority:
    return OwnAuthority(Path(settings.VAR) / "signing")
