"""Passwords: how they are hashed and what they must be."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

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


SENTENCES = {
    "password_too_short": Text(
        "密码太短：至少需要{min_length}个字符", "Too short: at least {min_length} characters"
    ),
    "password_too_common": Text("这个密码太常见，容易被猜到", "Too common: it is easily guessed"),
    "password_too_similar": Text("密码与姓名或用户名太相似", "Too similar to the name or user name"),
    "password_entirely_numeric": Text("密码不能全是数字", "Must not be all digits"),
}
"""What to say where a rule of Django's is broken, by its code."""


def faults(password: str, user: User | None) -> dict[str, Text]:
    """The rules that a password breaks, by their code; empty for a good one."""
    try:
        validate_password(password, user)
    except ValidationError as wrong:
        return {fault.code or "": _sentence(fault) for fault in wrong.error_list}
    return {}


def hashed(password: str, user: User) -> str:
    """The hash of a new password; an empty one makes a hash that no password matches.

    Raises `Refused` (`invalid_input`) naming each rule that the password breaks.
    """
    if not password:
        return make_password(None)
    broken = faults(password, user)
    if broken:
        raise invalid(*(FieldError("password", sentence) for sentence in broken.values()))
    return make_password(password)


def _sentence(fault: ValidationError) -> Text:
    words = SENTENCES[fault.code or ""]
    given = fault.params or {}
    return Text(words.zh.format(**given), words.en.format(**given))
