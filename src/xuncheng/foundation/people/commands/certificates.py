"""Enforcement certificates (执法证): who may act as an officer, and until when."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from xuncheng.foundation.people.memory import changed
from xuncheng.foundation.people.models import Officer, User, UserKind
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid, not_found
from xuncheng.rules.legal import Basis, Text

QUALIFIED = Basis("行政处罚法", "42(1)")


@act("officer.certify", Text("核发执法证", "Certify an officer"), on="user", basis=(QUALIFIED,))
def certify_officer(
    deed: Deed,
    user: User,
    certificate_number: Annotated[
        str, field("执法证号", "Certificate number", "text", min_length=1, max_length=40)
    ],
    since: Annotated[date, field("有效期起", "Valid from", "date")],
    until: Annotated[date, field("有效期止", "Valid until", "date")],
    delegated: Annotated[bool, field("属于受委托组织", "Belongs to a delegated body", "bool")] = False,
) -> Officer:
    """Make a user an officer, or renew his certificate. Administrative Penalty Law, art. 42(1).

    Officers of a body to which the agency `delegated` penalties take no coercive measures (行政强制法第十七条).
    """
    if until < since:
        raise invalid(FieldError("until", Text("有效期止早于有效期起", "The end lies before the start")))
    if user.kind == UserKind.SERVICE:
        raise Refused(
            "service_account",
            Text("服务账号不能持有执法证", "A service account holds no certificate"),
            basis=(QUALIFIED,),
        )
    held = Officer.objects.filter(certificate_number=certificate_number).exclude(pk=user.pk)
    if held.exists():
        taken = Text("该执法证号已属于他人", "Somebody else holds this certificate")
        raise invalid(FieldError("certificate_number", taken))
    certificate = {
        "user": user,
        "certificate_number": certificate_number,
        "certified_since": since,
        "certified_until": until,
        "delegated": delegated,
        "area_path": user.area_path,
    }
    officer, _ = Officer.objects.update_or_create(pk=user.pk, defaults=certificate)
    changed(user.pk)
    return officer


@act("certificate.withdraw", Text("收回执法证", "Withdraw a certificate"), on="user", basis=(QUALIFIED,))
def withdraw_certificate(
    deed: Deed,
    user: User,
    reason: Annotated[str, field("原因", "Reason", "text", min_length=1, max_length=200)],
) -> Officer:
    """End the validity of a certificate: its last day is the one before this act."""
    officer = Officer.objects.select_for_update().filter(pk=user.pk).first()
    if officer is None:
        raise not_found(Text("该人员的执法证", "certificate of this person"))
    officer.certified_until = min(officer.certified_until, deed.day - timedelta(days=1))
    officer.save(update_fields=["certified_until"])
    changed(user.pk)
    return officer
