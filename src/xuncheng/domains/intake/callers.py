"""By what earlier calls of one number are found: a keyed hash of it, from which nobody without the key gets the number back.

The number itself stands in `reporter_phone` and is masked (`privacy`); neither an index nor a look-up holds it in the clear.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.conf import settings
from django.utils.crypto import salted_hmac

_SALT = "xuncheng.intake.caller"
_NOT_DIGITS = re.compile(r"\D+")
_COUNTRY = re.compile("^(00)?86(?=1[0-9]{10}$)")
_FEWEST_DIGITS = 7
"""A number without its area code; what is shorter is an extension or an hotline, which many people call from."""


def tidy(phone: str) -> str:
    """The digits of a number without the country's 86 before a mobile one; empty where they are too few to be somebody's."""
    digits = _COUNTRY.sub("", _NOT_DIGITS.sub("", phone))
    return digits if len(digits) >= _FEWEST_DIGITS else ""


def caller_of(phone: str) -> str:
    """The hash under which a report with this number is kept; empty for no number."""
    return _hashed(tidy(phone), settings.SECRET_KEY)


def callers_of(phone: str) -> list[str]:
    """The hashes under which reports with this number may stand: of the installation's key, and of those before it."""
    return list(_hashes(tidy(phone), (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)))


def _hashes(number: str, keys: Iterable[str]) -> Iterable[str]:
    return (_hashed(number, key) for key in keys) if number else ()


def _hashed(number: str, key: str) -> str:
    return salted_hmac(_SALT, number, secret=key, algorithm="sha256").hexdigest() if number else ""
