"""The code with which a reporter follows his report: 80 bits, written in Crockford's base 32, kept as a hash alone."""

from __future__ import annotations

import hashlib
import hmac
import re
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's signs: no I, L, O or U, so that nothing is misread from paper."""

LENGTH, GROUP = 16, 4
_SALT = "xuncheng.portal.code"
_MISREAD = str.maketrans("ILO", "110")
_NOISE = re.compile(r"[\s\-‐-―－]+")


def code_for(act: UUID, nonce: str) -> str:
    """The code of the report that an act submits.

    It follows from the act's id, from what the reporter's browser drew, and from the installation's secret: whoever sends
    the same again, since the answer was lost, gets the same code, and nobody else can work it out.
    """
    drawn = salted_hmac(_SALT, f"{act}/{nonce}", algorithm="sha256", secret=settings.SECRET_KEY).digest()
    number = int.from_bytes(drawn[: LENGTH * 5 // 8])
    signs = [ALPHABET[number >> (5 * place) & 31] for place in reversed(range(LENGTH))]
    return "-".join("".join(signs[at : at + GROUP]) for at in range(0, LENGTH, GROUP))


def tidy(code: str) -> str:
    """A code as it was typed, without what is between its signs, and with what is easily misread put right."""
    return _NOISE.sub("", code).upper().translate(_MISREAD)


def digest_of(code: str) -> str:
    """What is kept of a code. 80 random bits need no salt: nobody tries them all."""
    return hashlib.sha256(tidy(code).encode()).hexdigest()


def fits(code: str, digest: str) -> bool:
    """Whether this is the code, found in the same time whether it is or not."""
    return hmac.compare_digest(digest_of(code), digest)
