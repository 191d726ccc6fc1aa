"""The agency's key on a PKCS#11 token (a signature card or an HSM): the token signs, and the key never leaves it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import Any, TypeVar

import pkcs11
from cryptography import x509
from pkcs11.exceptions import PKCS11Error, UserAlreadyLoggedIn
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign.pkcs11 import open_pkcs11_session

from xuncheng.foundation.trail.refusal import Refused
from xuncheng.rules.legal import Text

_LOG = logging.getLogger(__name__)

Result = TypeVar("Result")


@dataclass(frozen=True)
class Place:
    """Where a key lies: the maker's library, the label of the token, its PIN, and the label of key and certificate."""

    module: str
    token: str
    pin: str = field(repr=False)
    label: str


class TokenKey:
    """An RSA key on a token, with its certificate and those of the token that lead from there to an authority.

    A session is kept open; one that broke off is opened anew once. Raises `Refused` (`signing_unavailable`, 503) where
    the token does not answer, or holds no such key: the act that wanted a signature is not done.
    """

    def __init__(self, place: Place) -> None:
        self._place = place
        self._one_at_a_time = Lock()
        self._opened: pkcs11.Session | None = None

    @cached_property
    def _certificates(self) -> tuple[x509.Certificate, ...]:
        """The key's own first, then those above it."""
        found = self._tried(self._all_certificates)
        own = next((certificate for label, certificate in found if label == self._place.label), None)
        if own is None:
            raise self._unavailable("no certificate of that label")
        return tuple(_upwards(own, [certificate for _, certificate in found]))

    @property
    def certificate(self) -> x509.Certificate:
        """The certificate of the key."""
        return self._certificates[0]

    @property
    def chain(self) -> tuple[x509.Certificate, ...]:
        """The certificates above it."""
        return self._certificates[1:]

    @cached_property
    def size(self) -> int:
        """Bytes of a signature."""
        return self._tried(lambda session: int(self._key(session).key_length)) // 8

    def sign(self, data: bytes) -> bytes:
        """The signature over the data: RSA with SHA-256."""
        return self._tried(
            lambda session: bytes(self._key(session).sign(data, mechanism=pkcs11.Mechanism.SHA256_RSA_PKCS))
        )

    def _key(self, session: pkcs11.Session) -> Any:
        # The library gives the key what it can do by what the token says of it: no type tells that
        return session.get_key(
            object_class=pkcs11.ObjectClass.PRIVATE_KEY, key_type=pkcs11.KeyType.RSA, label=self._place.label
        )

    def _all_certificates(self, session: pkcs11.Session) -> list[tuple[str, x509.Certificate]]:
        wanted = {pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE}
        return [
            (
                str(one[pkcs11.Attribute.LABEL]),
                x509.load_der_x509_certificate(bytes(one[pkcs11.Attribute.VALUE])),
            )
            for one in session.get_objects(wanted)
        ]

    def _tried(self, work: Callable[[pkcs11.Session], Result]) -> Result:
        """What comes of work in the session; where it broke off, once more in a new one."""
        with self._one_at_a_time:
            for last in (False, True):
                try:
                    return work(self._session())
                except (PKCS11Error, RuntimeError, OSError, ValueError) as wrong:
                    self._opened = None
                    if last:
                        _LOG.exception("the signing token %s does not sign", self._place.token)
                        raise self._unavailable(str(wrong) or type(wrong).__name__) from wrong
        raise AssertionError("it was tried twice")

    def _session(self) -> pkcs11.Session:
        if self._opened is None:
            try:
                self._opened = self._open(self._place.pin)
            except UserAlreadyLoggedIn:  # by another session of this process, which counts for all
                self._opened = self._open(None)
        return self._opened

    def _open(self, pin: str | None) -> pkcs11.Session:
        criteria = TokenCriteria(label=self._place.token)
        return open_pkcs11_session(self._place.module, token_criteria=criteria, user_pin=pin)

    def _unavailable(self, why: str) -> Refused:
        token = self._place.token
        return Refused(
            "signing_unavailable",
            Text(
                f"签章设备“{token}”不能签名（{why}）：文书未制发，本次未办理。请检查设备后重新办理",
                f"The signing token “{token}” does not sign ({why}): no document was issued, nothing was done. Check it, then try again",
            ),
            status=503,
        )


def _upwards(own: x509.Certificate, others: Sequence[x509.Certificate]) -> Iterator[x509.Certificate]:
    """The certificate, then that of its issuer, and so on as far as there are any."""
    found: x509.Certificate | None = own
    while found is not None:
        yield found
        issuer = found.issuer
        found = (
            None if issuer == found.subject else next((one for one in others if one.subject == issuer), None)
        )
