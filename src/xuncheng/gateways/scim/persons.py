"""Users as SCIM sees them, and its writes as acts of the house: each is checked, permitted and in the trail as on the desk."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django.db import transaction
from scim2_models import InvalidFilterException, ScimFilter, UniquenessException
from scim2_models.path import CompareOperator, Comparison

from xuncheng.foundation.people.models import User as Account
from xuncheng.foundation.people.queries import users_provisioned_by
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.entered import checked
from xuncheng.foundation.trail.queries import version_of, versions_of
from xuncheng.foundation.trail.refusal import Refused, not_found
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.gateways.scim.shapes import User
from xuncheng.rules.legal import Text

MOST = 200
"""The most users of one answer."""

REASON = "身份同步（SCIM）"
"""Why a user was switched off or let in again: the other system says so, and not why."""

_COLUMNS = {"username": "username", "externalid": "external_id", "id": "pk"}
"""By what a list is narrowed: attributes, in small letters as filters ignore case, and our columns."""


def shown(account: Account, version: int, location: str) -> User:
    """A user in the shape of SCIM; `location` is where users are."""
    return User.model_validate({
        "schemas": [str(User.__schema__)],
        "id": str(account.pk),
        "externalId": account.external_id or None,
        "userName": account.username,
        "displayName": account.name,
        "active": account.is_active,
        "emails": [{"value": account.email}] if account.email else None,
        "meta": {"resourceType": "User", "location": f"{location}/{account.pk}", "version": etag(version)},
    })  # fmt: skip


def etag(version: int) -> str:
    """The version of a user, as a weak ETag."""
    return f'W/"{version}"'


def expected(header: str) -> int | None:
    """The version that the caller saw, by If-Match; None where he names none, or any. -1, which none ever has, for what is no version."""
    if header in ("", "*"):
        return None
    known = re.fullmatch(r'(?:W/)?"(\d{1,9})"', header.strip())
    return int(known.group(1)) if known else -1


def one(viewer: Viewer, key: str) -> Account:
    """A user by his key. Raises `Refused` (`not_found`)."""
    account = users_provisioned_by(viewer).filter(pk=key).first() if _is_key(key) else None
    if account is None:
        raise not_found(Text("该用户", "user"))
    return account


def several(viewer: Viewer, wanted: str | None, start: int, number: int) -> tuple[int, list[Account]]:
    """How many users fit the filter, and some of them from the place `start` (from 1) on. Raises SCIM's `invalidFilter`."""
    found = users_provisioned_by(viewer).order_by("pk")
    if wanted:
        found = found.filter(**_condition(wanted))
    return found.count(), list(found[start - 1 : start - 1 + min(number, MOST)])


def versions(accounts: list[Account]) -> dict[UUID, int]:
    """The version of each user."""
    return versions_of(one.pk for one in accounts)


def version(account: Account) -> int:
    """The version of a user."""
    return version_of(account.pk)


def _condition(wanted: str) -> dict[str, Any]:
    try:
        node = ScimFilter[User](wanted).ast
    except ValueError as wrong:
        raise InvalidFilterException(detail=str(wrong)) from None
    if not isinstance(node, Comparison) or node.op != CompareOperator.eq or not isinstance(node.value, str):
        raise InvalidFilterException(detail=_ONLY)
    attribute = node.attr_path.attr.lower()
    if attribute not in _COLUMNS or node.attr_path.sub_attr:
        raise InvalidFilterException(detail=_ONLY)
    value = node.value.lower() if attribute == "username" else node.value
    if attribute == "id" and not _is_key(value):
        return {"pk__in": ()}
    return {_COLUMNS[attribute]: value}


_ONLY = "only userName eq, externalId eq and id eq with a string are supported"


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return "\x00" not in text


# Writes


def create(viewer: Viewer, wanted: User) -> Account:
    """Add a user, without any grant and without a password. Raises SCIM's `uniqueness`, or `Refused`."""
    name = (wanted.user_name or "").lower()
    _require_free({"username": name, "external_id": wanted.external_id or ""})
    with transaction.atomic():
        account: Account = _does(viewer, "user.add", {"username": name} | _said(wanted))
        if wanted.active is False:
            _does(viewer, "user.deactivate", {"reason": REASON}, account)
    return account


def change(viewer: Viewer, account: Account, before: User, after: User, seen: int | None) -> Account:
    """Make a user what `after` says, where it differs from `before`. `seen` is the version that the caller saw."""
    if (after.external_id or "") != account.external_id:
        _require_free({"external_id": after.external_id or ""})
    with transaction.atomic():
        if _said(before) != _said(after):
            account = _does(viewer, "user.change", _said(after), account, seen)
            seen = None
        if after.active is not None and after.active != before.active:
            act = "user.restore" if after.active else "user.deactivate"
            account = _does(viewer, act, {"reason": REASON}, account, seen)
    return account


def delete(viewer: Viewer, account: Account, seen: int | None) -> None:
    """Switch a user off, and show him here no more. Whatever he did stays, and so does his row."""
    with transaction.atomic():
        if not account.is_active:  # he was switched off before: the act is that of whom there is
            _does(viewer, "user.restore", {"reason": REASON}, account, seen)
            seen = None
        _does(viewer, "user.deactivate", {"reason": REASON, "gone_there": True}, account, seen)


def _said(user: User) -> dict[str, str]:
    """What of a user the acts take."""
    address = user.emails[0].value if user.emails else None
    return {"name": user.display_name or "", "email": address or "", "external_id": user.external_id or ""}


def _require_free(keys: dict[str, str]) -> None:
    """Refuse a key that a user has, also one who is not shown: it is never given to somebody else."""
    for column, value in keys.items():
        if value and Account._base_manager.filter(**{column: value}).exists():
            raise UniquenessException(detail=f"{column}: {value} is in use")


def _does(viewer: Viewer, act: str, entered: dict[str, Any], account: Account | None = None, seen: int | None = None) -> Any:  # fmt: skip
    """Do an act with what came in, held to the same form as what the desk sends. Raises `Refused`."""
    spec = REGISTER[act]
    on = {"user": account} if account is not None else {}
    return spec.perform(Deed(viewer, expected=seen), **on, **checked(spec, entered))


def require_reach(viewer: Viewer) -> None:
    """Refuse whoever may not change users anywhere. Raises `Refused` (403)."""
    if not viewer.reach(frozenset({"user.change"}), Deed(viewer).day):
        words = Text("该令牌不能同步用户", "This token does not provision users")
        raise Refused("no_grant", words, status=403)
