"""With TLS: the connection goes to the address that was judged, and the certificate there must be the host's."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from tests.domains import road
from tests.domains.town import Town
from tests.gateways.webhooks.conftest import Hooking
from tests.gateways.webhooks.receiver import Receiver, listening

from xuncheng.gateways.webhooks import addresses

pytestmark = pytest.mark.usefixtures("clock")
HOST = "hook.example"


def certificate(folder: Path, host: str) -> Path:
    """A key with a certificate for a host that vouches for itself, in one file."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, host)])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path = folder / f"{host}.pem"
    path.write_bytes(private + made.public_bytes(Encoding.PEM))
    return path


@pytest.fixture(params=[HOST, "another.example"])
def host(request: pytest.FixtureRequest) -> str:
    """For which host the receiver has a certificate."""
    return str(request.param)


@pytest.fixture
def receiver(host: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    """A receiver with TLS on this machine, whose certificate is trusted, and which is known as `HOST`."""
    pem = certificate(tmp_path, host)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    real = socket.getaddrinfo

    def lookup(name: Any, *args: Any, **named: Any) -> Any:
        return real("127.0.0.1" if name == HOST else name, *args, **named)

    monkeypatch.setattr(addresses.socket, "getaddrinfo", lookup)
    with listening(context) as one:
        yield one


def test_the_certificate_must_be_the_host_s(town: Town, receiver: Receiver, hook: Hooking, host: str) -> None:
    one = hook(url=f"https://{HOST}:{receiver.port}/events")
    road.submit(town, town.a)
    one.send()
    (delivery,) = one.deliveries()
    if host == HOST:
        assert (delivery["state"]["code"], receiver.got[0].headers["host"]) == (
            "delivered",
            f"{HOST}:{receiver.port}",
        )
    else:
        assert (delivery["state"]["code"], receiver.got) == ("failed", [])
        assert "certificate verify failed" in delivery["error"]
