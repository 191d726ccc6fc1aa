"""The keys that documents are signed with (电子签名法 art. 13, 14), and their certificates.

An installation names the agency's key as a PKCS#12 file, or on a token (`tokens`). One that names none makes an authority of its own under
`var/signing`, and certificates for the agency and, on first use, for each officer: such a certificate says in its
subject that this installation made it. Files are readable by their owner alone.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from django.utils import timezone

_BITS = 2048
_YEARS = 10
_SELF_MADE = "本系统自签 self-issued"


@dataclass(frozen=True)
class Key:
    """A private key, its certificate, and the certificates that lead from there to an authority."""

    private: rsa.RSAPrivateKey
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...] = ()

    @property
    def size(self) -> int:
        """Bytes of a signature."""
        return self.private.key_size // 8

    def sign(self, data: bytes) -> bytes:
        """The signature over the data: RSA with SHA-256."""
        return self.private.sign(data, padding.PKCS1v15(), hashes.SHA256())


class KeyUnusable(RuntimeError):
    """The configured key cannot sign; says which file and why."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"签章密钥不可用 {path}: {why} / the signing key {path} cannot be used: {why}")


def configured(path: Path, password: str) -> Key:
    """The key of a PKCS#12 file. Raises `KeyUnusable` where it is not one with an RSA key and its certificate."""
    try:
        private, certificate, others = pkcs12.load_key_and_certificates(
            path.read_bytes(), password.encode() or None
        )
    except (OSError, ValueError) as wrong:
        raise KeyUnusable(path, str(wrong)) from wrong
    if not isinstance(private, rsa.RSAPrivateKey) or certificate is None:
        raise KeyUnusable(path, "it holds no RSA key with its certificate")
    return Key(private, certificate, tuple(others))


class OwnAuthority:
    """An authority of this installation alone, in a folder; many processes may use it at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def key(self, name: str, common_name: str, organisation: str) -> Key:
        """The key kept under `name`; made, with a certificate for `common_name`, if it is not there."""
        root = self._kept("authority", "巡城自建根证书 Xuncheng own root", organisation, None)
        return self._kept(name, common_name, organisation, root)

    def _kept(self, name: str, common_name: str, organisation: str, issuer: Key | None) -> Key:
        path = self._folder / f"{name}.pem"
        if not path.exists():
            with self._alone():
                if not path.exists():
                    _write(path, _made(common_name, organisation, issuer))
        found = _read(path)
        return Key(found.private, found.certificate, (issuer.certificate,) if issuer else ())

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self._folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _made(common_name: str, organisation: str, issuer: Key | None) -> Key:
    private = rsa.generate_private_key(65537, _BITS)
    subject = x509.Name([
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:64]),
        x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, _SELF_MADE),
        x509.NameAttribute(NameOID.COMMON_NAME, common_name[:64]),
    ])  # fmt: skip
    since = timezone.now()
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since - timedelta(days=1))
        .not_valid_after(since + timedelta(days=365 * _YEARS))
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(_usage(authority=issuer is None), critical=True)
    )
    certificate = builder.sign(issuer.private if issuer else private, hashes.SHA256())
    return Key(private, certificate)


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority, content_commitment=not authority, key_cert_sign=authority, crl_sign=authority,
        key_encipherment=False, data_encipherment=False, key_agreement=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _write(path: Path, key: Key) -> None:
    """Put the key and its certificate into one file, whole or not at all."""
    private = key.private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    unfinished = path.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(private + key.certificate.public_bytes(serialization.Encoding.PEM))
    unfinished.rename(path)


def _read(path: Path) -> Key:
    text = path.read_bytes()
    # These keys were made here: to prove the primes again takes 35 ms a key
    private = serialization.load_pem_private_key(text, None, unsafe_skip_rsa_key_validation=True)
    if not isinstance(private, rsa.RSAPrivateKey):
        raise KeyUnusable(path, "not an RSA key")
    return Key(private, x509.load_pem_x509_certificate(text))
