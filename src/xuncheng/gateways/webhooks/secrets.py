"""The secrets that sign deliveries: what one looks like, how they are kept, and the signature itself (Standard Webhooks)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from xuncheng.foundation.people.closing import Closing
from xuncheng.foundation.trail.refusal import FieldError, invalid
from xuncheng.foundation.trail.scope import set_scope
from xuncheng.foundation.trail.viewer import program
from xuncheng.gateways.webhooks.models import Secret, Subscription
from xuncheng.rules.legal import Text

PREFIX = "whsec_"
SHORTEST, LONGEST = 24, 64
"""Bytes of a secret, as the standard asks."""

_CLOSING = Closing(b"xuncheng webhook secret")
_KEEPER = program("密钥管理", ())


def key_of(secret: str) -> bytes:
    """The bytes that a secret stands for: `whsec_` and their Base64. Raises `Refused` (`invalid_input`)."""
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX).encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError):
        key = b""
    if not (secret.startswith(PREFIX) and SHORTEST <= len(key) <= LONGEST):
        sentence = Text(
            f"密钥应当是 whsec_ 加上{SHORTEST}至{LONGEST}字节的Base64",
            f"A secret is whsec_ followed by the Base64 of {SHORTEST} to {LONGEST} bytes",
        )
        raise invalid(FieldError("secret", sentence))
    return key


def keep(subscription: Subscription, secret: str, at: datetime, overlap: timedelta) -> None:
    """Sign with a new secret from now on; the one before signs as well for so long, those before it no more."""
    key_of(secret)
    subscription.secrets.exclude(until=None).delete()
    subscription.secrets.filter(until=None).update(until=at + overlap)
    Secret(subscription=subscription, closed=_CLOSING.encrypt(secret), made_at=at).save(force_insert=True)


def forget(subscription: Subscription) -> None:
    """Take all secrets of a subscription away."""
    subscription.secrets.all().delete()


def keys(subscription: UUID, now: datetime) -> list[bytes]:
    """The keys that sign now, the newest first."""
    valid = Secret.objects.filter(Q(until=None) | Q(until__gt=now), subscription=subscription)
    closed = valid.order_by("-made_at", "-id").values_list("closed", flat=True)
    return [key_of(_CLOSING.decrypt(one)) for one in closed]


def signature(signing: Iterable[bytes], event: str, timestamp: int, body: bytes) -> str:
    """The header `webhook-signature`: of each key the HMAC-SHA-256 over id, time and body, in Base64, set apart by blanks."""
    signed = b"%s.%d.%s" % (event.encode(), timestamp, body)
    digests = (hmac.new(key, signed, hashlib.sha256).digest() for key in signing)
    return " ".join(f"v1,{base64.b64encode(digest).decode()}" for digest in digests)


def encrypt_anew() -> int:
    """Close every secret under the newest key of the installation, so that older ones may go; returns how many there are."""
    with transaction.atomic():
        set_scope(_KEEPER)
        rows = list(Secret.objects.select_for_update().order_by("pk"))
        for row in rows:
            row.closed = _CLOSING.rotate(row.closed)
        Secret.objects.bulk_update(rows, ["closed"])
    return len(rows)
