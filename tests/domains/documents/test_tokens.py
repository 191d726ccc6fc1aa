"""The agency's key on a token: SoftHSM stands for the card, and `pdfsig` confirms what it signs."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pkcs11
import pytest
from cryptography.hazmat.primitives import serialization
from pkcs11.util.x509 import decode_x509_certificate
from tests.domains.documents.test_signing import AGENCY, needs_pdfsig, said_of

from xuncheng.domains.documents.keys import Key, OwnAuthority
from xuncheng.domains.documents.render import Renderer
from xuncheng.domains.documents.signing import PdfSigner
from xuncheng.domains.documents.tokens import Place, TokenKey
from xuncheng.foundation.trail.refusal import Refused

MODULE = "/usr/lib/softhsm/libsofthsm2.so"
UTIL = shutil.which("softhsm2-util")
PIN, TOKEN, LABEL = "1234", "xuncheng", "agency"

pytestmark = pytest.mark.skipif(
    UTIL is None or not Path(MODULE).exists(), reason="no token to sign with: apt-get install softhsm2"
)


def run(*words: str) -> None:
    subprocess.run([str(UTIL), *words], check=True, capture_output=True, timeout=60)


@pytest.fixture(scope="session")
def card(tmp_path_factory: pytest.TempPathFactory) -> Key:
    """A token with a key, its certificate and the authority's; the key itself, to compare."""
    folder = tmp_path_factory.mktemp("token")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder}/tokens\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    key = OwnAuthority(folder / "signing").key("agency", AGENCY, AGENCY)
    secret = folder / "key.pem"
    secret.write_bytes(
        key.private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    run("--init-token", "--free", "--label", TOKEN, "--pin", PIN, "--so-pin", PIN)
    run("--import", str(secret), "--token", TOKEN, "--label", LABEL, "--id", "A1", "--pin", PIN)
    with pkcs11.lib(MODULE).get_token(token_label=TOKEN).open(rw=True, user_pin=PIN) as session:
        for label, certificate in ((LABEL, key.certificate), ("root", key.chain[0])):
            described: dict[Any, Any] = decode_x509_certificate(
                certificate.public_bytes(serialization.Encoding.DER)
            )
            session.create_object(described | {pkcs11.Attribute.LABEL: label, pkcs11.Attribute.TOKEN: True})
    return key


def place(**other: str) -> Place:
    return Place(**({"module": MODULE, "token": TOKEN, "pin": PIN, "label": LABEL} | other))


@pytest.fixture
def decision(renderer: Renderer, samples: dict[str, dict[str, Any]]) -> bytes:
    return renderer.render("decision", samples["decision"]).pdf


def test_the_token_holds_the_certificate_and_those_above_it(card: Key) -> None:
    key = TokenKey(place())
    assert key.certificate == card.certificate
    assert key.chain == card.chain
    assert key.size == 256


def test_the_token_signs_as_the_key_would(card: Key) -> None:
    assert TokenKey(place()).sign(b"words") == card.sign(b"words")


@needs_pdfsig
def test_pdfsig_confirms_what_the_token_signed(card: Key, decision: bytes, tmp_path: Path) -> None:
    signed = PdfSigner(TokenKey(place())).sign(decision)
    said = said_of(signed, tmp_path)
    assert "Signature is Valid" in said
    assert AGENCY in said


def test_a_session_that_broke_off_is_opened_anew(card: Key) -> None:
    key = TokenKey(place())
    key.sign(b"words")
    assert key._opened is not None
    key._opened.close()
    assert key.sign(b"words") == card.sign(b"words")


@pytest.mark.parametrize("wrong", [{"module": "/nowhere/libcard.so"}, {"token": "gone"}, {"label": "nobody"}])
def test_a_token_that_does_not_sign_says_so_in_one_sentence(card: Key, wrong: dict[str, str]) -> None:
    with pytest.raises(Refused) as refused:
        PdfSigner(TokenKey(place(**wrong)))
    assert (refused.value.code, refused.value.status) == ("signing_unavailable", 503)
    assert wrong.get("token", TOKEN) in refused.value.message.zh
    assert "本次未办理" in refused.value.message.zh


def test_the_pin_is_in_no_text_of_the_place() -> None:
    assert PIN not in repr(place())
