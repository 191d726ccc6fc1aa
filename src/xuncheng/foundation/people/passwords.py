"""Passwords: how they are hashed and what they must be."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import translation

from xuncheng.foundation.people.models import User
from xuncheng.foundation.trail.refusal import FieldError, invalid
from xuncheng.rules.legal import Text


class Argon2(Argon2PasswordHasher):
    """Argon2id with 19 MiB, two passes and one lane, the first choice of the OWASP password sheet.

    Django's own 100 MiB and eight lanes would let a handful of simultaneous sign-ins fill a small server.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1


def hashed(password: str, user: User) -> str:
    """The hash of a new password; an empty one makes a hash that no password matches.

    Raises `Refused` (`invalid_input`) naming each rule that the password breaks.
    """
    if not password:
        return make_password(None)
    try:
        validate_password(password, user)
    except ValidationError as wrong:
        raise invalid(*(FieldError("password", message) for message in _sentences(wrong))) from wrong
    return make_password(password)


def _sentences(wrong: ValidationError) -> list[Text]:
    spoken = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            spoken.append([str(message) for message in wrong.messages])
    return [Text(zh, en) for zh, en in zip(*spoken, strict=True)]
