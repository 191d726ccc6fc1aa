"""Second factors are closed under a key of the installation, and can be closed under a new one."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.test import override_settings

from xuncheng.foundation.people.models import User
from xuncheng.foundation.people.second_factors import decrypt, encrypt, encrypt_anew

SEED = "JBSWY3DPEHPK3PXP"
OLD = override_settings(SECRET_KEY="old", SECRET_KEY_FALLBACKS=[])
BOTH = override_settings(SECRET_KEY="new", SECRET_KEY_FALLBACKS=["old"])
NEW = override_settings(SECRET_KEY="new", SECRET_KEY_FALLBACKS=[])


@pytest.fixture
def factors(district: Any) -> User:
    """A user with a generator and recovery codes from before the key was changed."""
    user = district.add("li", "李明")
    with OLD:
        Authenticator.objects.create(user=user, type="totp", data={"secret": encrypt(SEED)})
        Authenticator.objects.create(
            user=user, type="recovery_codes", data={"seed": encrypt(SEED), "used_mask": 4}
        )
    return user


def opened(user: User) -> list[str]:
    rows = Authenticator.objects.filter(user=user).order_by("type")
    return [decrypt(row.data.get("seed") or row.data["secret"]) for row in rows]


def test_what_is_stored_does_not_hold_the_secret(factors: User) -> None:
    assert SEED not in str(list(Authenticator.objects.values_list("data", flat=True)))
    assert encrypt(SEED) != encrypt(SEED)


def test_another_key_opens_nothing(factors: User) -> None:
    with NEW, pytest.raises(InvalidToken):
        opened(factors)


def test_the_key_is_changed_without_anybody_noticing(factors: User) -> None:
    with BOTH:
        assert opened(factors) == [SEED, SEED]
        assert encrypt_anew() == 2
    with NEW:
        assert opened(factors) == [SEED, SEED]
    assert Authenticator.objects.get(type="recovery_codes").data["used_mask"] == 4
    with OLD, pytest.raises(InvalidToken):
        opened(factors)
