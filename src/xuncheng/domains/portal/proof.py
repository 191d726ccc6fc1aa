"""Proof of work before what costs us something: ALTCHA's challenge (version 1), made and checked here, without any service.

A challenge is for one purpose, for some minutes, and for one use. Signing in users is not asked for it.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

from altcha.v1 import ChallengeOptions, create_challenge, extract_params, verify_solution
from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac

from xuncheng.foundation.trail.refusal import FieldError, invalid
from xuncheng.rules.legal import Text

LIFETIME = 15 * 60
"""Seconds in which a challenge is to be solved and used."""

PURPOSES = {
    "report": 100_000,
    "upload": 20_000,
    "follow": 50_000,
    "rate": 20_000,
    "case": 50_000,
    "petition": 20_000,
}
"""What a challenge may be for, and up to which number its answer lies: half as many hashes, some tenths of a second on a phone."""

_SALT = "xuncheng.portal.proof"


def challenge(purpose: str) -> dict[str, Any]:
    """A challenge for one of the purposes, as ALTCHA's clients read it."""
    # By the clock of the machine, as the library reads it when it checks.
    expires = datetime.fromtimestamp(time.time() + LIFETIME, UTC)
    made = create_challenge(
        ChallengeOptions(
            algorithm="SHA-256",
            max_number=PURPOSES[purpose],
            hmac_key=_key(),
            expires=expires,
            params={"for": purpose},
        )
    )
    return {
        "algorithm": made.algorithm, "challenge": made.challenge, "maxnumber": PURPOSES[purpose], "salt": made.salt,
        "signature": made.signature,
    }  # fmt: skip


def spend(payload: dict[str, Any], purpose: str) -> None:
    """Take a solved challenge, once. Raises `Refused` (`invalid_input`, field `proof`)."""
    solved, _ = verify_solution(payload, _key())  # type: ignore[call-overload] # asks for a TypedDict, and checks itself
    fitting = extract_params(payload).get("for") == [purpose]  # type: ignore[arg-type] # as above
    if not (solved and fitting and cache.add(f"portal-proof:{payload['challenge']}", True, LIFETIME)):
        raise invalid(
            FieldError(
                "proof",
                Text("安全校验未通过或已过期，请重试", "The security check failed or is too old: try again"),
            )
        )


def _key() -> str:
    return salted_hmac(_SALT, "", algorithm="sha256", secret=settings.SECRET_KEY).hexdigest()
